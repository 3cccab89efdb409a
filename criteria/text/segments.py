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
from criteria.text.cohort_labels import (
    COHORT_WORD,
    bare_label,
    cohort_in_section,
    cohort_label,
    is_cohort_title,
    is_for_all,
    trim_label,
)
from criteria.text.labels import (
    is_bare_title,
    is_label,
    is_title,
    names_more,
    names_phase,
    splits_section,
    title_excludes,
)
from criteria.text.normalise import Normalised
from criteria.text.siblings import capital_heads, gathered

__all__ = ["Scope", "Segment", "segments"]

Section = Literal["inclusion", "exclusion", "unknown"]


class Scope(msgspec.Struct, frozen=True):
    """Where a criterion stands: its section and the label of its cohort, None for all.

    `keyed`: the items are keyed by disease. `titled`: the label stands above the section headings, for all of them.
    """

    section: Section = "unknown"
    cohort: str | None = None
    keyed: bool = False
    titled: bool = False


class Segment(msgspec.Struct, frozen=True):
    """A heading or a criterion: a range of the normalised text; `item` holds its bullets, `scope` where it stands."""

    kind: Literal["heading", "criterion"]
    start: int
    end: int
    scope: Scope
    item: Item


_EXCLUSION = re.compile(
    r"\b(?:exclusion|exclusions|excluded|exclude|ineligib\w{0,8}|not eligible|non-inclusion)\b", re.IGNORECASE
)
_INCLUSION = re.compile(
    r"\b(?:inclusion(?![- ](?:body|bodies|cell))|inclusions|included|eligib\w{0,6}|enrol?lment criteria"
    r"|entry criteria)\b",
    re.IGNORECASE,
)
_PLAIN_SECTION = re.compile(
    r"(?:who|patients who|people who|participants who|you)[ \t]+(?:can|may|cannot|can not|may not)[ \t]+(?:not[ \t]+)?"
    r"(?:take part|join|participate|enter|be enrolled)",
    re.IGNORECASE,
)
_CRITERIA_WORD = re.compile(
    r"\b(?:criteria|criterion|inclusion(?![- ](?:body|bodies|cell))|exclusion|characteristics|standards?)\b",
    re.IGNORECASE,
)
_KEYED = re.compile(r"\b(?:disease|indication|cohort)[- ]specific\b", re.IGNORECASE)
_CHOICE = re.compile(r"\b(?:one|any|either|two|three|more) of\b|\bat least\b", re.IGNORECASE)
_LEAD_IN = re.compile(
    r"\b(?:following|these|criteria|must|all of|be eligible|eligible|eligibility|enrolled|entry|meet|applies|apply)\b",
    re.IGNORECASE,
)
_OTHER_HEADS = re.compile(
    r"^(?:disease characteristics|patient characteristics|prior concurrent therapy|prior/concurrent therapy|other"
    r"|biologic(?:al)? therapy|chemotherapy|endocrine therapy|radiotherapy|surgery|hematopoietic|hepatic|renal"
    r"|cardiovascular|pulmonary|age|performance status|life expectancy|note|protocol entry criteria"
    r"|concurrent therapy)\b[^.;<>≤≥0-9]{0,30}:?$",
    re.IGNORECASE,
)
_EXCLUDES = re.compile(
    r"\b(?:(?:be|are|is) excluded|exclude[sd]? (?:a|the|any|from|patients?|subjects?|participants?)"
    r"|not (?:be )?eligible(?! for(?! (?:the |this )?(?:study|trial|participation|enrol)))|ineligible"
    r"|(?:must|should) not(?: have| be)?$|(?:cannot|may not) (?:have|be|participate|enter|enrol\w*|join|take part))",
    re.IGNORECASE,
)
_SECTION_NAME = re.compile(r"\b(?:inclusion|exclusion)[ \t]+criteria\b", re.IGNORECASE)
_NON_INCLUSION = re.compile(r"\bnon[- ]?inclusion", re.IGNORECASE)
_FIGURE = re.compile(r"[≥≤<>=]|\d[ \t]*(?:/|%|[a-z]{1,3}/)")
_BARRED = re.compile(r"\b(?:cannot|can not|may not|not take part|must not)\b", re.IGNORECASE)
# The longest lines, in characters, that can be a heading of each kind; what is longer is a criterion.
_LONGEST_LEAD_IN = 200
_LONGEST_SECTION = 120
_LONGEST_OTHER = 60
_MOST_WORDS_FOR_ALL = 10  # of a title right above a section heading
_FEW_WORDS = 6  # the most words of a heading told by its colon alone


def segments(normalised: Normalised, is_disease: Callable[[str], bool]) -> Iterator[Segment]:
    """Headings and criteria in order; `is_disease` tells whether a short label names a disease ("SLE", "AIHA")."""
    text = normalised.text
    roots = items_of(list(lines_of(text, 0, len(text))))
    yield from _before_exclusion(list(_walk(text, roots, Scope(), is_disease)))


def _before_exclusion(found: list[Segment]) -> list[Segment]:
    """Where only what excludes has a heading, what stands before it is what includes."""
    sections = {each.scope.section for each in found}
    if "exclusion" not in sections or "inclusion" in sections:
        return found
    return [
        msgspec.structs.replace(each, scope=msgspec.structs.replace(each.scope, section="inclusion"))
        if each.scope.section == "unknown"
        else each
        for each in found
    ]


def _walk(text: str, items: list[Item], scope: Scope, is_disease: Callable[[str], bool]) -> Iterator[Segment]:
    titles, heads = _titles(text, items, is_disease), capital_heads(text, items)
    after = 0
    while after < len(items):
        index, (item, after) = after, gathered(text, items, after, excludes=scope.section == "exclusion")
        follower = items[after] if after < len(items) else None
        changed = scope if index in heads else _heading_scope(text, item, follower, scope, is_disease)
        if changed is not None and index in titles:
            changed = msgspec.structs.replace(changed, titled=True)
        if changed is None and _stands_alone(text, items, index, is_disease):
            yield Segment("criterion", item.start, item.end, scope, msgspec.structs.replace(item, children=[]))
            yield from _walk(text, item.children, scope, is_disease)
            continue
        if changed is None:
            yield Segment("criterion", item.start, item.reach, scope, item)
            continue
        yield Segment("heading", item.start, item.end, changed, item)
        if item.children:
            yield from _walk(text, item.children, changed, is_disease)
        if not item.children or item.marker is None:
            scope = changed


def _stands_alone(text: str, items: list[Item], index: int, is_disease: Callable[[str], bool]) -> bool:
    """The only bullet of its section, with the criteria numbered inside it."""
    item = items[index]
    beside = [items[i] for i in (index - 1, index + 1) if 0 <= i < len(items)]
    return splits_section(text[item.start : item.end], len(item.children)) and all(
        _heading_scope(text, each, None, Scope(), is_disease) is not None for each in beside
    )


def _titles(text: str, items: list[Item], is_disease: Callable[[str], bool]) -> frozenset[int]:
    """The cohort headings that stand above an inclusion and an exclusion heading of their own."""
    labels, kinds = [], []
    for index, item in enumerate(items):
        follower = items[index + 1] if index + 1 < len(items) else None
        words = text[item.start : item.end]
        plain = words.strip().rstrip(":").strip()
        if _is_section(plain, words, leads=bool(item.children)) and item.marker is None:
            kinds.append((index, _section_scope(plain, Scope(), is_disease).section))
        elif _cohort_of(text, item, follower, Scope(), is_disease):
            labels.append(index)
    if not labels:
        return frozenset()
    end = labels[1] if len(labels) > 1 else len(items)
    own = {kind for index, kind in kinds if labels[0] < index < end}
    direct = any(index == labels[0] + 1 for index, _ in kinds)
    return frozenset(labels) if direct and own >= {"inclusion", "exclusion"} else frozenset()


def _heading_scope(
    text: str, item: Item, follower: Item | None, scope: Scope, is_disease: Callable[[str], bool]
) -> Scope | None:
    """The scope after a heading, or None where the item is a criterion."""
    words = text[item.start : item.end]
    if not any(char.isalnum() for char in text[item.start : item.reach]):
        return scope
    plain = words.strip().rstrip(":").strip()
    leads = bool(item.children) or (item.marker is None and follower is not None and follower.marker is not None)
    if _is_section(plain, words, leads=leads) and (item.marker is None or _heads_alone(plain, words)):
        return _section_scope(plain, scope, is_disease)
    if (
        item.marker is None
        and (leads or words.endswith(":"))
        and len(plain) <= _LONGEST_LEAD_IN
        and _EXCLUDES.search(plain)
    ):
        return Scope("exclusion", scope.cohort if scope.titled else None, titled=scope.titled)
    if is_title(plain) and (leads or words.endswith(":")):
        section: Section = "exclusion" if title_excludes(plain) else "inclusion"
        return msgspec.structs.replace(scope, section=section if _is_new(section, scope) else scope.section)
    return _minor_heading(text, item, follower, scope, is_disease)


def _minor_heading(
    text: str, item: Item, follower: Item | None, scope: Scope, is_disease: Callable[[str], bool]
) -> Scope | None:
    """The scope after a heading that names a cohort, a phase, a group of measures, or only leads in."""
    words = text[item.start : item.end]
    plain = words.strip().rstrip(":").strip()
    leads = bool(item.children) or (item.marker is None and follower is not None and follower.marker is not None)
    label = _cohort_of(text, item, follower, scope, is_disease)
    if label is not None:
        return msgspec.structs.replace(scope, cohort=label or None, keyed=False)
    if item.marker is None and leads and is_bare_title(words):
        return scope
    if item.marker is None and follower is not None and names_phase(plain) and _opens_section(text, follower):
        return Scope()
    if item.marker is not None and not item.children and is_label(words) and not is_disease(bare_label(plain)):
        return scope if follower is not None and follower.marker is not None else None
    if item.marker is None and (_is_lead_in(plain, words, leads=leads) or _is_other_head(plain)):
        return scope
    return None


def _is_new(section: Section, scope: Scope) -> bool:
    """`Patients must meet the following criteria:` below an exclusion heading says nothing new of the section."""
    return section == "exclusion" or scope.section == "unknown"


def _cohort_of(
    text: str, item: Item, follower: Item | None, scope: Scope, is_disease: Callable[[str], bool]
) -> str | None:
    """The cohort a line names; a disease with bullets below it in an exclusion section is what is excluded."""
    words = text[item.start : item.end]
    plain = words.strip().rstrip(":").strip()
    if "\n" in plain or _FIGURE.search(plain):
        return None
    leads = bool(item.children) or (item.marker is None and follower is not None and follower.marker is not None)
    if item.marker is None and follower is not None and _opens_section(text, follower):
        if is_for_all(plain) and len(plain.split()) <= _MOST_WORDS_FOR_ALL and not plain.endswith("."):
            return ""
        if is_cohort_title(plain):
            return trim_label(plain)
    marked = item.marker is not None
    if (marked or scope.section == "exclusion") and not (words.startswith("[") or COHORT_WORD.search(plain)):
        return None
    return cohort_label(plain, words, leads=leads, marked=marked, is_disease=is_disease)


def _is_lead_in(plain: str, words: str, *, leads: bool) -> bool:
    """`Patients must meet the following criteria:`, `Laboratory values:`; `One of the following:` is a criterion."""
    if len(plain) > _LONGEST_LEAD_IN or _CHOICE.search(plain):
        return False
    if leads and _LEAD_IN.search(plain):
        return True
    return words.endswith(":") and len(plain.split()) <= _FEW_WORDS


def _is_other_head(plain: str) -> bool:
    """`DISEASE CHARACTERISTICS`, `Hepatic:`: heads of older records, which change neither section nor cohort."""
    return len(plain) <= _LONGEST_OTHER and _OTHER_HEADS.match(plain) is not None


def _opens_section(text: str, item: Item) -> bool:
    words = text[item.start : item.end]
    return _is_section(words.strip().rstrip(":").strip(), words, leads=bool(item.children))


def _is_section(plain: str, words: str, *, leads: bool) -> bool:
    if len(plain) > _LONGEST_SECTION or not (
        _EXCLUSION.search(plain) or _INCLUSION.search(plain) or _PLAIN_SECTION.match(plain)
    ):
        return False
    if "\n" in plain:
        return False
    if re.fullmatch(r"(?i)(?:inclusion|exclusion)s?", plain) or _PLAIN_SECTION.match(plain):
        return True
    if not _CRITERIA_WORD.search(plain) or plain.endswith("."):
        return False
    return words.endswith(":") or leads or len(plain.split()) <= _FEW_WORDS


def _heads_alone(plain: str, words: str) -> bool:
    """`* Inclusion Criteria:`; not `* Subjects must be eligible by these criteria:`, `* No exclusion: see below`."""
    if ":" in words.rstrip(": ") or (names_more(plain) and not is_title(plain)):
        return False
    return len(plain.split()) <= _FEW_WORDS or _SECTION_NAME.search(plain) is not None


def _section_scope(plain: str, scope: Scope, is_disease: Callable[[str], bool]) -> Scope:
    exclusion = _EXCLUSION.search(plain) or _BARRED.search(plain)
    inclusion = re.search(r"(?i)\binclusion", plain) and not _NON_INCLUSION.search(plain)
    section: Section = "exclusion" if exclusion and not inclusion else "inclusion"
    if _KEYED.search(plain):
        return Scope(section, None, keyed=True)
    cohort = cohort_in_section(plain, is_disease)
    if cohort is None and not is_for_all(plain) and (scope.section == "unknown" or scope.titled):
        return Scope(section, scope.cohort, titled=scope.titled)
    return Scope(section, cohort)
