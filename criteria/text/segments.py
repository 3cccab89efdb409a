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
    r"\b(?:inclusion|inclusions|included|eligib\w{0,6}|enrol?lment criteria|entry criteria)\b", re.IGNORECASE
)
_PLAIN_SECTION = re.compile(
    r"(?:who|patients who|people who|participants who|you)[ \t]+(?:can|may|cannot|can not|may not)[ \t]+(?:not[ \t]+)?"
    r"(?:take part|join|participate|enter|be enrolled)",
    re.IGNORECASE,
)
_CRITERIA_WORD = re.compile(r"\b(?:criteria|criterion|inclusion|exclusion|characteristics|standards?)\b", re.IGNORECASE)
_COMMON = re.compile(
    r"\b(?:all (?:cohorts|participants|patients|subjects|arms|groups|diseases)|every (?:disease|cohort)"
    r"|general|common|overall|both cohorts)\b",
    re.IGNORECASE,
)
_KEYED = re.compile(r"\b(?:disease|indication|cohort)[- ]specific\b", re.IGNORECASE)
_COHORT = re.compile(r"^\W*(?:cohort|arm|group|part|sub-?study|stratum)s?\b[ \t]*[A-Z0-9]{1,4}\b", re.IGNORECASE)
_COHORT_WORD = re.compile(
    r"\b(?:cohorts?|arms?|groups?|parts?|sub-?stud(?:y|ies)|strat(?:um|a)"
    r"|all (?:patients|participants|subjects))\b|^for\b|\bonly$",
    re.IGNORECASE,
)
_COHORT_TITLE = re.compile(r"[^.;,:]{1,40}\b(?:cohort|group|arm|part)", re.IGNORECASE)
_COHORT_AT_END = re.compile(r"\bcohort \w{1,3}\b\W*$", re.IGNORECASE)
_FOR = re.compile(
    r"^(?:additional(?:ly)?[ \t]+)?(?:inclusion criteria |exclusion criteria |criteria )?"
    r"for (?:the )?(?:patients|participants|subjects|adults)?",
    re.IGNORECASE,
)
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
    r"|not (?:be )?eligible(?! for)|ineligible"
    r"|(?:must|should) not(?: have| be)?$|(?:cannot|may not) (?:have|be|participate|enter|enrol\w*|join|take part))",
    re.IGNORECASE,
)
_SECTION_NAME = re.compile(r"\b(?:inclusion|exclusion)[ \t]+criteria\b", re.IGNORECASE)
_NON_INCLUSION = re.compile(r"\bnon[- ]?inclusion", re.IGNORECASE)
_FIGURE = re.compile(r"[≥≤<>=]|\d[ \t]*(?:/|%|[a-z]{1,3}/)")
_BARRED = re.compile(r"\b(?:cannot|can not|may not|not take part|must not)\b", re.IGNORECASE)
_BESIDE_COHORT = re.compile(
    r"\b(?:key|main|major|inclusion|exclusion|criteria|criterion|for|specific|additional|and|the)\b", re.IGNORECASE
)
_COHORT_NAME = re.compile(r"\b(?:cohort|arm|group)\b[ \t]*\w{0,3}[ \t]*(?:only)?[ \t]*[-:]?", re.IGNORECASE)
_BESIDE_DISEASE = re.compile(
    r"\b(?:patients?|participants?|subjects?|with|who have|must|meet|also|only|adults?|the|for)\b", re.IGNORECASE
)

# The longest lines, in characters, that can be a heading of each kind; what is longer is a criterion.
_LONGEST_LEAD_IN = 200
_LONGEST_COHORT = 140
_LONGEST_SECTION = 120
_LONGEST_OTHER = 60
# The most words of a heading: of one told by its colon alone, of one that names a disease, of one that ends in a
# cohort.
_FEW_WORDS = 6
_MOST_WORDS_OF_DISEASE = 10
_MOST_WORDS_OF_COHORT = 12


def segments(normalised: Normalised, is_disease: Callable[[str], bool]) -> Iterator[Segment]:
    """Headings and criteria in order; `is_disease` tells whether a short label names a disease ("SLE", "AIHA")."""
    text = normalised.text
    roots = items_of(list(lines_of(text, 0, len(text))))
    yield from _walk(text, roots, Scope(), is_disease)


def _walk(text: str, items: list[Item], scope: Scope, is_disease: Callable[[str], bool]) -> Iterator[Segment]:
    titles = _titles(text, items, is_disease)
    for index, item in enumerate(items):
        follower = items[index + 1] if index + 1 < len(items) else None
        changed = _heading_scope(text, item, follower, scope, is_disease)
        if changed is not None and index in titles:
            changed = msgspec.structs.replace(changed, titled=True)
        if changed is None:
            yield Segment("criterion", item.start, item.reach, scope, item)
            continue
        yield Segment("heading", item.start, item.end, changed, item)
        if item.children:
            yield from _walk(text, item.children, changed, is_disease)
        if not item.children or item.marker is None:
            scope = changed


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
    label = _cohort_of(text, item, follower, scope, is_disease)
    if label is not None:
        return msgspec.structs.replace(scope, cohort=label or None, keyed=False)
    if item.marker is None and (_is_lead_in(plain, words, leads=leads) or _is_other_head(plain)):
        return scope
    return None


def _cohort_of(
    text: str, item: Item, follower: Item | None, scope: Scope, is_disease: Callable[[str], bool]
) -> str | None:
    """The cohort a line names; a disease with bullets below it in an exclusion section is what is excluded."""
    words = text[item.start : item.end]
    plain = words.strip().rstrip(":").strip()
    if "\n" in plain or _FIGURE.search(plain):
        return None
    leads = bool(item.children) or (item.marker is None and follower is not None and follower.marker is not None)
    if _names_cohort(plain, item) and follower is not None and _opens_section(text, follower):
        return _trim_label(plain)
    marked = item.marker is not None
    if (marked or scope.section == "exclusion") and not (words.startswith("[") or _COHORT_WORD.search(plain)):
        return None
    return _cohort_label(plain, words, leads=leads, marked=marked, is_disease=is_disease)


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


def _names_cohort(plain: str, item: Item) -> bool:
    """`Adult cohort` on a line of its own."""
    return item.marker is None and _COHORT_TITLE.fullmatch(plain) is not None


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
    if ":" in words.rstrip(": "):
        return False
    return len(plain.split()) <= _FEW_WORDS or _SECTION_NAME.search(plain) is not None


def _section_scope(plain: str, scope: Scope, is_disease: Callable[[str], bool]) -> Scope:
    exclusion = _EXCLUSION.search(plain) or _BARRED.search(plain)
    inclusion = re.search(r"(?i)\binclusion", plain) and not _NON_INCLUSION.search(plain)
    section: Section = "exclusion" if exclusion and not inclusion else "inclusion"
    if _KEYED.search(plain):
        return Scope(section, None, keyed=True)
    cohort = _cohort_in_section(plain, is_disease)
    if cohort is None and not _COMMON.search(plain) and (scope.section == "unknown" or scope.titled):
        return Scope(section, scope.cohort, titled=scope.titled)
    return Scope(section, cohort)


def _cohort_in_section(plain: str, is_disease: Callable[[str], bool]) -> str | None:
    """`Inclusion Criteria for SLE`, `SLE Inclusion Criteria`, `Inclusion criteria - Cohort A`."""
    if _COMMON.search(plain):
        return None
    rest = " ".join(_BESIDE_COHORT.sub(" ", plain).strip(" -:()").split())
    if rest and (_COHORT.match(rest) or is_disease(_bare(rest))):
        return rest
    return None


def _cohort_label(
    plain: str, words: str, *, leads: bool, marked: bool, is_disease: Callable[[str], bool]
) -> str | None:
    """The label of a cohort heading; empty where it is for all cohorts; None where the line is no cohort heading."""
    if len(plain) > _LONGEST_COHORT:
        return None
    if words.startswith("[") and words.endswith("]") and is_disease(_bare(plain)):
        return plain.strip("[] ")
    opens = leads or words.endswith(":")
    if marked and not opens:
        return None
    if not marked and len(plain.split()) <= _FEW_WORDS and _COMMON.search(plain):
        return ""
    return _trim_label(plain) if _is_cohort_head(plain, is_disease, opens=opens) else None


def _is_cohort_head(plain: str, is_disease: Callable[[str], bool], *, opens: bool) -> bool:
    """`Cohort A: adults`, `Criteria of Cohort A`, `For patients with SLE:`."""
    count = len(plain.split())
    if count <= _MOST_WORDS_OF_COHORT and _COHORT_AT_END.search(plain):
        return True
    if not opens:
        return False
    if _COHORT.match(plain) and not plain.endswith("."):
        return True
    return count <= _MOST_WORDS_OF_DISEASE and is_disease(_bare(_FOR.sub("", plain)))


def _bare(label: str) -> str:
    """`For patients with SLE (Cohort A)` → `SLE`: the words that could name a disease."""
    bare = label.strip("[] .:")
    bare = re.sub(r"\([^()]*\)", " ", bare)
    bare = _BESIDE_DISEASE.sub(" ", _COHORT_NAME.sub(" ", bare))
    return " ".join(bare.strip(" -:").split())


def _trim_label(plain: str) -> str:
    label = re.sub(r"\([^()]*must[^()]*\)", "", plain).strip(" :-")
    return " ".join(label.split())
