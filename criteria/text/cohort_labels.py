"""The cohort that a heading names: `Cohort A: adults`, `SLE Inclusion Criteria`, `For patients with AIHA:`."""

from __future__ import annotations

import re
from collections.abc import Callable

__all__ = [
    "COHORT_WORD",
    "bare_label",
    "cohort_in_section",
    "cohort_label",
    "is_cohort_title",
    "is_for_all",
    "trim_label",
]

_COMMON = re.compile(
    r"\b(?:all (?:cohorts|participants|patients|subjects|arms|groups|diseases)|every (?:disease|cohort)"
    r"|(?:every|all) (?:sub-?stud(?:y|ies)|cohort|arm|participant|patient)s?"
    r"|general|common|overall|both cohorts)\b",
    re.IGNORECASE,
)
_COHORT = re.compile(r"^\W*(?:cohort|arm|group|part|sub-?study|stratum)s?\b[ \t]*[A-Z0-9]{1,4}\b", re.IGNORECASE)
COHORT_WORD = re.compile(
    r"\b(?:cohorts?|arms?|groups?|parts?|sub-?stud(?:y|ies)|strat(?:um|a)"
    r"|all (?:patients|participants|subjects))\b|^for\b|\bonly$",
    re.IGNORECASE,
)
_COHORT_TITLE = re.compile(
    r"[^.;,:]{1,40}\b(?:cohort|group|arm|part)|sub-?[ \t]?study[ \t]*[A-Z0-9]{0,3}\b[^.;]{0,60}", re.IGNORECASE
)
_COHORT_AT_END = re.compile(r"\bcohort \w{1,3}\b\W*$", re.IGNORECASE)
_FOR = re.compile(
    r"^(?:additional(?:ly)?[ \t]+)?(?:inclusion criteria |exclusion criteria |criteria )?"
    r"for (?:the )?(?:patients|participants|subjects|adults)?",
    re.IGNORECASE,
)
_BESIDE_COHORT = re.compile(
    r"\b(?:key|main|major|inclusion|exclusion|criteria|criterion|for|specific|additional|and|the)\b", re.IGNORECASE
)
_COHORT_NAME = re.compile(r"\b(?:cohort|arm|group)\b[ \t]*\w{0,3}[ \t]*(?:only)?[ \t]*[-:]?", re.IGNORECASE)
_BESIDE_DISEASE = re.compile(
    r"\b(?:patients?|participants?|subjects?|with|who have|must|meet|also|only|adults?|the|for"
    r"|following|additional|criteria|appl(?:y|ies))\b",
    re.IGNORECASE,
)

_LONGEST = 140  # characters of a line that can name a cohort
_FEW_WORDS = 6  # the most words of one that is for all
_MOST_WORDS_OF_DISEASE = 10
_MOST_WORDS_OF_COHORT = 12


def is_for_all(plain: str) -> bool:
    """`Criteria for all cohorts`."""
    return _COMMON.search(plain) is not None


def is_cohort_title(plain: str) -> bool:
    """`Adult cohort` on a line of its own."""
    return _COHORT_TITLE.fullmatch(plain) is not None


def cohort_in_section(plain: str, is_disease: Callable[[str], bool]) -> str | None:
    """`Inclusion Criteria for SLE`, `SLE Inclusion Criteria`, `Inclusion criteria - Cohort A`."""
    if _COMMON.search(plain):
        return None
    rest = " ".join(_BESIDE_COHORT.sub(" ", plain).strip(" -:()").split())
    if rest and (_COHORT.match(rest) or is_disease(bare_label(rest))):
        return rest
    return None


def cohort_label(plain: str, words: str, *, leads: bool, marked: bool, is_disease: Callable[[str], bool]) -> str | None:
    """The label of a cohort heading; empty where it is for all cohorts; None where the line is no cohort heading."""
    if len(plain) > _LONGEST:
        return None
    if words.startswith("[") and words.endswith("]") and is_disease(bare_label(plain)):
        return plain.strip("[] ")
    opens = leads or words.endswith(":")
    if marked and not opens:
        return None
    if not marked and len(plain.split()) <= _FEW_WORDS and _COMMON.search(plain):
        return ""
    return trim_label(plain) if _is_cohort_head(plain, is_disease, opens=opens) else None


def _is_cohort_head(plain: str, is_disease: Callable[[str], bool], *, opens: bool) -> bool:
    """`Cohort A: adults`, `Criteria of Cohort A`, `For patients with SLE:`."""
    count = len(plain.split())
    if count <= _MOST_WORDS_OF_COHORT and _COHORT_AT_END.search(plain):
        return True
    if not opens:
        return False
    if _COHORT.match(plain) and not plain.endswith("."):
        return True
    return count <= _MOST_WORDS_OF_DISEASE and is_disease(bare_label(_FOR.sub("", plain)))


def bare_label(label: str) -> str:
    """`For patients with SLE (Cohort A)` → `SLE`: the words that could name a disease."""
    bare = label.strip("[] .:")
    bare = re.sub(r"\([^()]*\)", " ", bare)
    bare = _BESIDE_DISEASE.sub(" ", _COHORT_NAME.sub(" ", bare))
    return " ".join(bare.strip(" -:").split())


def trim_label(plain: str) -> str:
    """`Cohort A (must have ...):` as it is shown: without what it asks."""
    label = re.sub(r"\([^()]*must[^()]*\)", "", plain).strip(" :-")
    return " ".join(label.split())
