"""Words of a line → what kind of title it is: one of people and criteria alone, a bare label, a name of a phase."""

from __future__ import annotations

import re

__all__ = ["is_bare_title", "is_label", "is_title", "names_more", "names_phase", "splits_section", "title_excludes"]

_GENERIC = frozenset([
    "a", "all", "also", "and", "any", "apply", "applies", "are", "as", "at", "be", "below", "but", "by", "can",
    "cannot", "clinical", "condition", "conditions", "considered", "criteria", "criterion", "each", "eligible",
    "eligibility", "enrol", "enroll", "enrolled", "enrolment", "enrollment", "enter", "entering", "entry", "every",
    "exclude", "excluded", "exclusion", "exclusions", "fail", "following", "for", "from", "fulfil", "fulfill",
    "fulfilling", "fulfils", "has", "have", "having", "if", "in", "inclusion", "individual", "individuals",
    "ineligible", "into", "is", "items", "join", "least", "listed", "may", "meet", "meeting", "meets", "met", "more",
    "must", "no", "not", "of", "on", "one", "or", "order", "part", "participant", "participants", "participate",
    "participating", "participation", "patient", "patients", "people", "permitted", "person", "persons", "prohibited",
    "required", "research", "satisfied", "satisfy", "shall", "should", "study", "subject", "subjects", "take", "that",
    "the", "these", "they", "this", "those", "to", "treatment", "trial", "unless", "volunteers", "were", "who",
    "will", "with",
])  # fmt: skip
_TOPICS = frozenset([
    "administrative", "age", "and", "assessments", "background", "barrier", "characteristics", "clinical",
    "concomitant", "concurrent", "conditions", "consent", "contraception", "contraceptive", "criteria", "demographic",
    "demographics", "diagnostic", "disease", "exclusion", "exclusions", "experience", "findings", "function",
    "general", "history", "informed", "laboratory", "medical", "medication", "medications", "of", "organ", "other",
    "or", "participant", "participants", "previous", "prior", "prohibited", "related", "reproductive", "requirements",
    "safety", "sex", "specific", "status", "study", "therapies", "therapy", "treatment", "treatments", "type",
    "weight",
])  # fmt: skip
_EXCLUDING = frozenset(["exclude", "excluded", "exclusion", "exclusions", "ineligible", "not", "cannot"])
_POINTING = frozenset(["following", "these", "below", "criteria", "conditions", "items"])
_CHOOSING = frozenset(["any", "one", "least"])
_WORD = re.compile(r"[^\W\d_]+(?:'s)?")
_ASKING = re.compile(
    r"\b(?:histor\w+|positive|negative|any|either|of|with|for|without|by|within|following|no|not)\b|\d", re.IGNORECASE
)
_PHASE = re.compile(r"(?:(?i:pre-?)?[A-Z][A-Za-z/-]*[ \t]+){1,3}[Ee]ligibility:?")
_MEETS = re.compile(
    r"\b(?:meets?|fulfils?|satisf(?:y|ies))\b[^.;]{0,30}\bfollowing\b[^.;]{0,20}\bcriteria\b", re.IGNORECASE
)
_MOST_WORDS = 5
_FEWEST_INNER = 3


def is_title(words: str) -> bool:
    """`Subjects must meet all of the following criteria:`, `Participants must not:`: nothing that a fact could tell."""
    found = [word.casefold() for word in _WORD.findall(words)]
    if not found or any(char.isdigit() for char in words) or not _GENERIC.issuperset(found):
        return False
    if not (_POINTING & set(found) or found[-1] in ("not", "have", "be")):
        return False
    return title_excludes(words) or not _CHOOSING & set(found)


def is_bare_title(words: str) -> bool:
    """`Disease-related`, `Previous or Concomitant Therapy` on a line of its own: the topic of what follows."""
    plain = words.strip()
    found = {word.casefold() for word in _WORD.findall(plain)}
    return bool(found) and plain[0].isupper() and plain[-1].isalpha() and _TOPICS.issuperset(found)


def title_excludes(words: str) -> bool:
    """Whether a title of that kind is of what excludes: `Subjects meeting any of these are not eligible:`."""
    return bool(_EXCLUDING & {word.casefold() for word in _WORD.findall(words)})


def is_label(words: str) -> bool:
    """`Organ function:`, `Drug use:`: a name over what follows; `History of:`, `Prior use of any of:` ask something."""
    plain = words.strip()
    return plain.endswith(":") and len(plain.split()) <= _MOST_WORDS and _ASKING.search(plain) is None


def names_phase(words: str) -> bool:
    """`Treatment Eligibility` on a line of its own above the headings of a phase."""
    return _PHASE.fullmatch(words.strip()) is not None


def names_more(words: str) -> bool:
    """Whether somebody `must meet all of the following criteria`: who they are may be asked as well."""
    found = _MEETS.search(words)
    return found is not None and not re.search(r"\b(?:one|any|either)\b", found.group())


def splits_section(words: str, inner: int) -> bool:
    """Whether the only bullet of a section asks for something and for `all of the following criteria` as well."""
    return inner >= _FEWEST_INNER and names_more(words)
