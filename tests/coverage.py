"""Nothing lost: what of an eligibility text lies in no span is white space, list markers and emphasis."""

from __future__ import annotations

import re
from collections.abc import Iterable

from criteria.criterion import Criterion, Trial
from criteria.spans import Span

__all__ = ["is_between", "lost", "lost_of", "spans_of"]

# A marker's own sign may be escaped ("1\."), full width ("１．") or a roman glyph ("Ⅱ."); emphasis may surround it.
_SPACE = r"(?:[\s\u200b\ufeff\u00ad]|(?<![^\W_])[®™])"  # a trade mark after no word marks nothing
_SIGN = r"[*•·‣⁃∙◦●○▪■□➢►✓✔\-–—−‐‑‒－﹣_#\\]"
_OPEN = r"\\?[(（]?"
_CLOSE = r"\\?[.)．）]"
_MARKERS = (
    rf"{_OPEN}[0-9０-９⁰¹²³⁴-⁹₀-₉]{{1,3}}(?:{_CLOSE}|[,，、])",
    rf"{_OPEN}(?:[ivx]{{1,5}}|[IVX]{{1,5}}|[Ⅰ-ⅿ]|[A-Za-zＡ-Ｚａ-ｚ]){_CLOSE}",
    rf"[A-Z]{{1,2}}-?[0-9]{{1,2}}(?:{_CLOSE}|[:：]|(?=\s))",
    rf"[0-9]{{1,2}}(?:\\?\.[0-9]{{1,2}}){{1,3}}(?:{_CLOSE}|(?=\s))",
)
_BETWEEN = re.compile(rf"(?:{_SPACE}|{_SIGN}|[①-⑳]|(?:{'|'.join(_MARKERS)})(?![^\W_]))*+")
_FIGURE = re.compile(r"(?:^|\s)[0-9]{1,2}\.[0-9]{1,2}\s+$")


def is_between(text: str, start: int, end: int) -> bool:
    """Whether a range holds markers and white space only; "1.5" is a figure before "x ULN", a marker before "Age"."""
    if not _BETWEEN.fullmatch(text, start, end):
        return False
    return not (_FIGURE.search(text[start:end]) and text[end : end + 1].islower())


def spans_of(criteria: Iterable[Criterion], headings: Iterable[Span]) -> list[Span]:
    """All places that a reading claims, in order of the text."""
    return sorted([each.span for each in criteria if each.span is not None] + list(headings))


def lost_of(text: str, trial: Trial) -> list[str]:
    """What is wrong with the places a trial claims in its own text."""
    return lost(text, spans_of(trial.criteria, trial.headings))


def lost(text: str, spans: Iterable[Span]) -> list[str]:
    """What is wrong with these places: empty, beyond the text, over one another, or words left between them."""
    found = []
    end = 0
    for span in spans:
        if not 0 <= span.start < span.end <= len(text):
            found.append(f"{span} is empty or beyond the text")
        if span.start < end:
            found.append(f"{span} begins before {end}: {text[span.start : end]!r}")
        elif not is_between(text, end, span.start):
            found.append(f"in no span, at {end}: {text[end : span.start]!r}")
        end = max(end, span.end)
    if not is_between(text, end, len(text)):
        found.append(f"in no span, at {end}: {text[end:]!r}")
    return found
