"""Keeps out what must not come in: identifiers, calendar dates, unknown fields, impossible values.

A refusal names the field and never repeats a value.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from functools import cache

import msgspec
from rapidfuzz import fuzz, process

from criteria.errors import ProfileRefused
from matcher.population.schema import (
    CodedConcept,
    ConditionEntry,
    DoseEntry,
    DrugExposureEntry,
    LocationEntry,
    ObservationEntry,
    ProcedureEntry,
    Profile,
)

__all__ = ["Repeated", "check_profile", "identifying", "pointer", "refuse", "unknown_field"]


class Repeated(dict[str, object]):
    """A JSON object that gives a field more than once; which of them counts cannot be known."""

    field: str = ""


def refuse(what: str, where: str, do: str = "") -> ProfileRefused:
    """A refusal at a place in the profile."""
    return ProfileRefused(what, where=where or "/", do=do)


def pointer(*steps: str | int) -> str:
    """A JSON pointer: "/observations/0/value"."""
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in steps)


def check_profile(raw: object) -> Profile:
    """The profile, once its fields, strings, numbers and times are known to be harmless; ProfileRefused if not."""
    if not isinstance(raw, dict):
        raise refuse("is not a JSON object", "")
    _check_fields(raw, Profile, "")
    for where, field, text in _strings(raw):
        _check_string(where, field, text)
    for where, number in _numbers(raw):
        if not math.isfinite(number):
            raise refuse("is not a number", where)
    profile = _converted(raw)
    _check_times(profile)
    return profile


# -- fields ---------------------------------------------------------------------------------------------------

_NESTED: Mapping[type, Mapping[str, type]] = {
    Profile: {
        "conditions": ConditionEntry,
        "observations": ObservationEntry,
        "drug_exposures": DrugExposureEntry,
        "procedures": ProcedureEntry,
        "location": LocationEntry,
    },
    ConditionEntry: {"concept": CodedConcept},
    ObservationEntry: {"concept": CodedConcept},
    DrugExposureEntry: {"concept": CodedConcept, "dose": DoseEntry},
    ProcedureEntry: {"concept": CodedConcept},
}

# Field names, letters and digits only, that hold an identifier wherever they stand.
_IDENTIFIERS = frozenset(
    {
        *("name", "names", "forename", "initials", "dob", "mrn", "ssn", "sin", "nhs", "nhsnumber", "nin", "mail"),
        *("tel", "fax", "mobile", "cell", "cellphone", "zip", "zipcode", "postcode", "postalcode", "street"),
        *("city", "town", "county", "ip", "ipaddress", "url", "photo", "patientid", "patientnumber"),
        *("recordnumber", "recordid", "caseid", "casenumber", "chartnumber", "accountnumber", "devicenumber"),
        *("nationalid", "idnumber", "contact", "guardian"),
    }
)
_IDENTIFYING_PARTS = (
    *("birth", "email", "phone", "surname", "firstname", "lastname", "fullname", "givenname", "familyname"),
    *("patientname", "medicalrecord", "socialsecurity", "passport", "insurance", "licence", "license", "address"),
    "fingerprint",
)
_SHOWN = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,39}")
_HINT_FROM = 70.0


def _check_fields(raw: Mapping[str, object], schema: type, where: str) -> None:
    if isinstance(raw, Repeated):
        raise refuse(f"the field {_shown(raw.field)} is given more than once", where)
    allowed = _names_of(schema)
    for key in raw:
        if key not in allowed:
            raise unknown_field(key, allowed, where)
    for key, inner in _NESTED.get(schema, {}).items():
        for place, each in _objects(raw.get(key), where + pointer(key)):
            _check_fields(each, inner, place)


@cache
def _names_of(schema: type) -> list[str]:
    """The fields of a part of a profile."""
    return [field.name for field in msgspec.structs.fields(schema)]


def _objects(value: object, where: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    if isinstance(value, dict):
        yield where, value
    elif isinstance(value, (list, tuple)):
        for index, each in enumerate(value):
            if isinstance(each, dict):
                yield where + pointer(index), each


def unknown_field(key: str, allowed: list[str], where: str) -> ProfileRefused:
    """The refusal of a field that is not among those allowed, with a hint at the one that was meant."""
    squashed = "".join(letter for letter in key.casefold() if letter.isalnum())
    named = f"the field {_shown(key)}"
    if squashed in _IDENTIFIERS or any(part in squashed for part in _IDENTIFYING_PARTS):
        return refuse(f"{named} is an identifier", where, do="profiles hold no identifiers; leave it out")
    if "date" in squashed:
        return refuse(f"{named} is a calendar date", where, do="give days before the index date")
    near = process.extractOne(key, allowed, scorer=fuzz.ratio, score_cutoff=_HINT_FROM)
    hint = f"did you mean {near[0]}?" if near else f"allowed here: {', '.join(allowed)}"
    return refuse(f"{named} is unknown", where, do=hint)


def _shown(key: str) -> str:
    """A field's name, unless it may itself be a value that slipped into its place."""
    harmless = _SHOWN.fullmatch(key) is not None and identifying(key) is None
    return key if harmless else "(name withheld)"


# -- strings --------------------------------------------------------------------------------------------------

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_SEP = r"[-/. ]"

# Each pattern is bounded in every repetition, so that a search takes time in proportion to the text.
_DATES = (
    re.compile(r"(?<!\d)(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:[12]\d|3[01]|0?[1-9])(?!\d)"),
    re.compile(rf"(?<!\d)(?:[12]\d|3[01]|0?[1-9]){_SEP}(?:0?[1-9]|1[0-2]){_SEP}(?:19|20)\d\d(?!\d)"),
    re.compile(rf"(?<!\d)(?:0?[1-9]|1[0-2]){_SEP}(?:[12]\d|3[01]|0?[1-9]){_SEP}(?:19|20)\d\d(?!\d)"),
    re.compile(r"(?<![\d/])\d{1,2}/\d{1,2}/\d\d(?![\d/])"),
    re.compile(rf"(?<![a-z]){_MONTH}[ .,-]{{1,3}}(?:\d{{1,2}}(?:st|nd|rd|th)?[ .,-]{{1,3}})?(?:19|20)\d\d(?!\d)"),
    re.compile(rf"(?<!\d)\d{{1,2}}(?:st|nd|rd|th)?[ .,-]{{1,3}}{_MONTH}(?![a-z])"),
)
_COMPACT_DATE = re.compile(r"(?<![\w.])(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:T\d{0,6})?(?!\w)")
_EMAIL = re.compile(r"[^\s@]{1,64}@[^\s@]{1,64}\.[^\s@.]{2,24}")
_PHONE = re.compile(
    r"(?<![\w.])(?:\+|00)?\(?\d{1,5}\)?(?:[ .-]{1,2}\(?\d{2,8}\)?){2,6}(?!\w)"
    r"|(?<![\w.])(?:\+|0)\d{1,4}[ .-]\d{5,9}(?!\w)"
    r"|(?<!\w)\+\d{8,15}(?!\d)"
)
_RUN = re.compile(r"\d{9,}")
_PLAIN_NUMBER = re.compile(r"\s{0,3}[<>=~]{0,2}\s?[+-]?\d{1,30}(?:[.,]\d{1,30})?(?:[eE][+-]?\d{1,3})?\s{0,3}")
_PHONE_DIGITS = 9


def identifying(text: str, *, opaque: bool = False) -> str | None:
    """What kind of identifier a text seems to hold, if any: "a calendar date".

    `opaque` is for ids and codes: runs of digits are what they are made of.
    """
    lower = text.casefold()
    if any(pattern.search(lower) for pattern in _DATES):
        return "a calendar date"
    if _EMAIL.search(text):
        return "an e-mail address"
    if _has_phone(text, whole=opaque):
        return "a telephone or identity number"
    if opaque:
        return None
    if _COMPACT_DATE.search(text):
        return "a calendar date"
    return "a record or telephone number" if _RUN.search(text) and not _PLAIN_NUMBER.fullmatch(text) else None


def _has_phone(text: str, *, whole: bool) -> bool:
    found = [_PHONE.fullmatch(text)] if whole else _PHONE.finditer(text)
    return any(each and sum(letter.isdigit() for letter in each[0]) >= _PHONE_DIGITS for each in found)


def _check_string(where: str, field: str, text: str) -> None:
    found = identifying(text, opaque=field in {"profile_id", "code", "system"})
    if found is not None:
        do = "give days before the index date" if "date" in found else "profiles hold no identifiers"
        raise refuse(f"holds what looks like {found}", where, do=do)


def _leaves(raw: object, where: str = "", field: str = "") -> Iterator[tuple[str, str, object]]:
    stack = [(raw, where, field)]
    while stack:
        value, place, name = stack.pop()
        if isinstance(value, dict):
            stack += [(each, place + pointer(key), key) for key, each in reversed(value.items())]
        elif isinstance(value, (list, tuple)):
            stack += [(each, place + pointer(index), name) for index, each in reversed(list(enumerate(value)))]
        else:
            yield place, name, value


def _strings(raw: object) -> Iterator[tuple[str, str, str]]:
    return ((where, field, value) for where, field, value in _leaves(raw) if isinstance(value, str))


def _numbers(raw: object) -> Iterator[tuple[str, float]]:
    return ((where, value) for where, _, value in _leaves(raw) if isinstance(value, float))


# -- types and ranges -----------------------------------------------------------------------------------------

_DAYS = "a number of days before the index date, 0 or more"
_LIST = "a list"

# What each field must be, in words; the last step of the path tells which.
_WANTED: Mapping[str, str] = {
    "profile_id": "1 to 64 letters, digits or any of . _ : -",
    "age_years": 'a number from 0 to 90, where 90 means "90 or older"',
    "sex": "female, male or null",
    "complete": "a list of conditions, observations, drug_exposures, procedures",
    "conditions": _LIST,
    "observations": _LIST,
    "drug_exposures": _LIST,
    "procedures": _LIST,
    "location": "an object",
    "concept": "a name of at most 200 characters, or an object with system and code",
    "system": "a short text",
    "code": "a short text",
    "status": "active, inactive, resolved or null",
    "response": "adequate, inadequate, intolerant or null",
    "negated": "true or false",
    "value": "a number, or a text of at most 200 characters",
    "unit": "a UCUM unit",
    "range_low": "a number",
    "range_high": "a number",
    "dose": "an object with value and unit",
    "onset_days_before": _DAYS,
    "abatement_days_before": _DAYS,
    "start_days_before": _DAYS,
    "end_days_before": _DAYS,
    "days_before": _DAYS,
    "country": "a short text",
    "postal_prefix": "the first characters of the postal code, at most 4",
    "latitude": "a number from -90 to 90",
    "longitude": "a number from -180 to 180",
}
_PATH = re.compile(r" - at `\$(.{0,500})`\Z", re.DOTALL)
_STEP = re.compile(r"\.([a-z_]{1,40})|\[(\d{1,9})\]")
_MISSING = re.compile(r"Object missing required field `([a-z_]{1,40})`")


def _converted(raw: Mapping[str, object]) -> Profile:
    try:
        return msgspec.convert(raw, Profile)
    except msgspec.ValidationError as error:
        raise _explained(str(error)) from None


def _explained(message: str) -> ProfileRefused:
    """A refusal in words that hold nothing of the value."""
    path = _PATH.search(message)
    steps = [name or int(index) for name, index in _STEP.findall(path[1])] if path else []
    where = pointer(*steps)
    if missing := _MISSING.match(message):
        return refuse(f"the field {missing[1]} is missing", where)
    field = next((step for step in reversed(steps) if isinstance(step, str)), "")
    if steps and isinstance(steps[-1], int) and field != "complete":
        return refuse("must be an object", where)
    return refuse(f"must be {_WANTED.get(field, 'of another type')}", where)


# -- times ----------------------------------------------------------------------------------------------------


def _check_times(profile: Profile) -> None:
    for index, condition in enumerate(profile.conditions or ()):
        begin, end = condition.onset_days_before, condition.abatement_days_before
        _check_order(begin, end, pointer("conditions", index, "abatement_days_before"), "the onset")
    for index, course in enumerate(profile.drug_exposures or ()):
        begin, end = course.start_days_before, course.end_days_before
        _check_order(begin, end, pointer("drug_exposures", index, "end_days_before"), "the start")
    for index, result in enumerate(profile.observations or ()):
        if result.range_low is not None and result.range_high is not None and result.range_low > result.range_high:
            raise refuse("lies above range_high", pointer("observations", index, "range_low"))


def _check_order(begin: float | None, end: float | None, where: str, what: str) -> None:
    if begin is not None and end is not None and end > begin:
        raise refuse(f"lies before {what}", where, do="days are counted back from the index date")
