"""Items → segments: which words are headings, which are criteria, of which section and which cohort.

The walk keeps a scope (section and cohort) that headings change. Whatever is no heading is a criterion, so that
nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal

import msgspec

from criteria.text.blocks import Item, items_of, lines_of
from criteria.text.normalise import Normalised

__all__ = ["Scope", "Segment", "segments"]

Section = Literal["inclusion", "exclusion", "unknown"]


class Scope(msgspec.Struct, frozen=True):
    """Where a criterion stands: its section, the cohort's label (None for all), and whether items are keyed by disease."""

    section: Section = "unknown"
    cohort: str | None = None
    keyed: bool = False


class Segment(msgspec.Struct, frozen=True):
    """A heading or a criterion: a range of the normalised text; `item` holds its bullets, `scope` where it stands."""

    kind: Literal["heading", "criterion"]
    start: int
    end: int
    scope: Scope
    item: Item


_EXCLUSION = re.compile(r"\b(?:exclusion|exclusions|excluded|exclude|ineligib\w{0,8}|not eligible|non-inclusion)\b", re.IGNORECASE)
_INCLUSION = re.compile(r"\b(?:inclusion|inclusions|included|eligib\w{0,6}|enrol?lment criteria|entry criteria)\b", re.IGNORECASE)
_PLAIN_SECTION = re.compile(
    r"(?:who|patients who|people who|participants who|you)[ \t]+(?:can|may|cannot|can not|may not)[ \t]+(?:not[ \t]+)?(?:take part|join|participate|enter|be enrolled)",
    re.IGNORECASE,
)
_CRITERIA_WORD = re.compile(r"\b(?:criteria|criterion|inclusion|exclusion|characteristics|standards?)\b", re.IGNORECASE)
_COMMON = re.compile(
    r"\b(?:all (?:cohorts|participants|patients|subjects|arms|groups|diseases)|every (?:disease|cohort)|general|common|overall|both cohorts)\b",
    re.IGNORECASE,
)
_KEYED = re.compile(r"\b(?:disease|indication|cohort)[- ]specific\b", re.IGNORECASE)
_COHORT = re.compile(r"^\W*(?:cohort|arm|group|part|sub-?study|stratum)s?\b[ \t]*[A-Z0-9]{1,4}\b", re.IGNORECASE)
_COHORT_TAIL = re.compile(r"\b(?:cohort|arm|group)[ \t]*[A-Z0-9]{0,3}[ \t]*(?:only)?[ \t]*:?$", re.IGNORECASE)
_FOR = re.compile(
    r"^(?:additional(?:ly)?[ \t]+)?(?:inclusion criteria |exclusion criteria |criteria )?for (?:the )?(?:patients|participants|subjects|adults)?",
    re.IGNORECASE,
)
_CHOICE = re.compile(r"\b(?:one|any|either|two|three|more) of\b|\bat least\b", re.IGNORECASE)
_LEAD_IN = re.compile(
    r"\b(?:following|these|criteria|must|all of|be eligible|eligible|eligibility|enrolled|entry|meet|applies|apply)\b", re.IGNORECASE
)
_OTHER_HEADS = re.compile(
    r"^(?:disease characteristics|patient characteristics|prior concurrent therapy|prior/concurrent therapy|other|biologic(?:al)? therapy|chemotherapy|"
    r"endocrine therapy|radiotherapy|surgery|hematopoietic|hepatic|renal|cardiovascular|pulmonary|age|performance status|life expectancy|"
    r"note|protocol entry criteria|concurrent therapy)\b[^.;<>≤≥0-9]{0,30}:?$",
    re.IGNORECASE,
)


def segments(normalised: Normalised, is_disease: Callable[[str], bool]) -> Iterator[Segment]:
    """Headings and criteria in order; `is_disease` tells whether a short label names a disease ("SLE", "AIHA")."""
    text = normalised.text
    roots = items_of(list(lines_of(text, 0, len(text))))
    yield from _walk(text, roots, Scope(), is_disease)


def _walk(text: str, items: list[Item], scope: Scope, is_disease: Callable[[str], bool]) -> Iterator[Segment]:
    for index, item in enumerate(items):
        follower = items[index + 1] if index + 1 < len(items) else None
        words = text[item.start : item.end]
        changed = _heading_scope(words, item, follower, scope, is_disease)
        if changed is None:
            yield Segment("criterion", item.start, item.reach, scope, item)
            continue
        yield Segment("heading", item.start, item.end, changed, item)
        if item.children:
            yield from _walk(text, item.children, changed, is_disease)
        if not item.children or item.marker is None:
            scope = changed


def _heading_scope(
    words: str, item: Item, follower: Item | None, scope: Scope, is_disease: Callable[[str], bool]
) -> Scope | None:
    """The scope after a heading, or None where the item is a criterion."""
    plain = words.strip().rstrip(":").strip()
    leads = bool(item.children) or (follower is not None and _leads(item, follower))
    if _is_section(plain, words, leads=leads):
        return _section_scope(plain, scope, is_disease)
    label = _cohort_label(plain, words, leads=leads, marked=item.marker is not None, is_disease=is_disease)
    if label is not None:
        return msgspec.structs.replace(scope, cohort=label or None, keyed=False)
    if item.marker is None and (words.endswith(":") or leads) and len(plain) <= 200 and not _CHOICE.search(plain):
        if leads and (_LEAD_IN.search(plain) or (words.endswith(":") and len(plain.split()) <= 6)):
            return scope
        if words.endswith(":") and len(plain.split()) <= 6:
            return scope
    if item.marker is None and _OTHER_HEADS.match(plain) and len(plain) <= 60:
        return scope
    return None


def _leads(item: Item, follower: Item) -> bool:
    """An unmarked line with bullets after it; a marked one with bullets of another kind after it."""
    if follower.marker is None:
        return False
    return item.marker is None


def _is_section(plain: str, words: str, *, leads: bool) -> bool:
    if len(plain) > 120 or not (_EXCLUSION.search(plain) or _INCLUSION.search(plain) or _PLAIN_SECTION.match(plain)):
        return False
    if re.fullmatch(r"(?i)(?:inclusion|exclusion)s?", plain) or _PLAIN_SECTION.match(plain):
        return True
    if not _CRITERIA_WORD.search(plain) or plain.endswith("."):
        return False
    return words.endswith(":") or leads or len(plain.split()) <= 6


def _section_scope(plain: str, scope: Scope, is_disease: Callable[[str], bool]) -> Scope:
    exclusion = _EXCLUSION.search(plain) or re.search(r"(?i)\b(?:cannot|can not|may not|not take part|must not)\b", plain)
    inclusion = re.search(r"(?i)\binclusion", plain)
    section: Section = "exclusion" if exclusion and not inclusion else "inclusion"
    if _KEYED.search(plain):
        return Scope(section, None, keyed=True)
    cohort = _cohort_in_section(plain, is_disease)
    if cohort is None and not _COMMON.search(plain) and scope.section == "unknown":
        cohort = scope.cohort
    return Scope(section, cohort)


def _cohort_in_section(plain: str, is_disease: Callable[[str], bool]) -> str | None:
    """`Inclusion Criteria for SLE`, `SLE Inclusion Criteria`, `Inclusion criteria - Cohort A`."""
    if _COMMON.search(plain):
        return None
    rest = re.sub(r"(?i)\b(?:key|main|major|inclusion|exclusion|criteria|criterion|for|specific|additional|and|the)\b", " ", plain)
    rest = " ".join(rest.strip(" -:()").split())
    if rest and (_COHORT.match(rest) or is_disease(_bare(rest))):
        return rest
    return None


def _cohort_label(
    plain: str, words: str, *, leads: bool, marked: bool, is_disease: Callable[[str], bool]
) -> str | None:
    """The label of a cohort heading; empty where it is for all cohorts; None where the line is no cohort heading."""
    if len(plain) > 140:
        return None
    bracketed = words.startswith("[") and words.endswith("]")
    if bracketed and is_disease(_bare(plain)):
        return plain.strip("[] ")
    if not (words.endswith(":") or leads or not marked):
        return None
    if _COMMON.search(plain) and len(plain.split()) <= 6 and not marked:
        return ""
    if _COHORT.match(plain) and (words.endswith(":") or leads) and not plain.endswith("."):
        return _trim_label(plain)
    if re.search(r"(?i)\bcohort \w{1,3}\b\W*$", plain) and len(plain.split()) <= 12:
        return _trim_label(plain)
    if leads or words.endswith(":"):
        bare = _bare(_FOR.sub("", plain))
        if len(plain.split()) <= 10 and is_disease(bare):
            return _trim_label(plain)
    return None


def _bare(label: str) -> str:
    """`For patients with SLE (Cohort A)` → `SLE`: the words that could name a disease."""
    bare = label.strip("[] .:")
    bare = re.sub(r"\([^()]*\)", " ", bare)
    bare = re.sub(r"(?i)\b(?:cohort|arm|group)\b[ \t]*\w{0,3}[ \t]*(?:only)?[ \t]*[-:]?", " ", bare)
    bare = re.sub(r"(?i)\b(?:patients?|participants?|subjects?|with|who have|must|meet|also|only|adults?|the|for)\b", " ", bare)
    return " ".join(bare.strip(" -:").split())


def _trim_label(plain: str) -> str:
    label = re.sub(r"\([^()]*must[^()]*\)", "", plain).strip(" :-")
    return " ".join(label.split())
