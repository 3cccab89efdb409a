"""What a caller of FHIR's paths asks: the record of one person, and which trials are wanted."""

from __future__ import annotations

import datetime as dt
import re

import msgspec

from criteria.errors import InputRefused
from matcher.api.fhir.studies import PHASES, STATUSES
from matcher.population.fhir.bundle import Bundle, Person, decode_bundle, people_of, resource_type
from matcher.population.fhir.parameters import Parameter, Parameters

__all__ = ["Wish", "decode_operation", "decode_posted"]

ALL = frozenset({"", "any", "all"})
LONGEST_RADIUS = 12_500
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_PHASES = {code for code, _ in PHASES.values()}
_STATUSES = set(STATUSES.values())


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """Which trials are wanted: FHIR codes of phase and status, miles around a postal code; None asks nothing."""

    person: Person
    index: dt.date | None = None
    zip_code: str | None = None
    radius: float | None = None
    phases: frozenset[str] | None = None
    status: str | None = None


class _Body(msgspec.Struct, frozen=True):
    """mCODE's earlier clients wrap the bundle, as an object or as text."""

    patientData: msgspec.Raw = msgspec.Raw()  # noqa: N815 - the name on the wire


def decode_posted(body: bytes) -> Wish:
    """The wish of a bundle that holds a Parameters resource beside the record."""
    try:
        inner = bytes(msgspec.json.decode(body, type=_Body).patientData) or body
        inner = msgspec.json.decode(inner, type=str).encode() if inner.startswith(b'"') else inner
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        inner = body
    bundle = decode_bundle(inner)
    given = [each.resource for each in bundle.entry if resource_type(each.resource) == "Parameters"]
    return _wish(bundle, [parameter for raw in given for parameter in _parameters(raw)])


def decode_operation(body: bytes) -> Wish:
    """The wish of a Parameters resource that holds the bundle as trialMatchClinicalData."""
    if resource_type(msgspec.Raw(body)) != "Parameters":
        raise InputRefused("is no Parameters resource", where="resourceType")
    given = _parameters(msgspec.Raw(body))
    record = next((each.resource for each in given if each.name == "trialMatchClinicalData"), None)
    if record is None or not bytes(record):
        raise InputRefused("is missing", where="parameter trialMatchClinicalData", do="give the Bundle as its resource")
    bundle = decode_bundle(bytes(record))
    inner = [each.resource for each in bundle.entry if resource_type(each.resource) == "Parameters"]
    return _wish(bundle, [*(parameter for raw in inner for parameter in _parameters(raw)), *given])


def _parameters(raw: msgspec.Raw) -> tuple[Parameter, ...]:
    try:
        return msgspec.json.decode(raw, type=Parameters).parameter
    except msgspec.DecodeError:
        raise InputRefused("is malformed", where="Parameters", do="give parameters with a name and a value") from None


def _wish(bundle: Bundle, parameters: list[Parameter]) -> Wish:
    people = people_of(bundle)
    if len(people) > 1:
        raise InputRefused("holds more than one Patient", where="Bundle.entry", do="send one bundle for each")
    given = {each.name: each for each in parameters}
    return Wish(
        person=people[0],
        index=_day(given.get("indexDate")),
        zip_code=_text(given.get("zipCode")) or None,
        radius=_radius(given.get("travelRadius")),
        phases=_phases(_text(given.get("phase"))),
        status=_status(_text(given.get("recruitmentStatus"))),
    )


# -- single parameters ----------------------------------------------------------------------------------------


def _text(parameter: Parameter | None) -> str:
    return ((parameter.value_string or parameter.value_code or "") if parameter else "").strip()


def _day(parameter: Parameter | None) -> dt.date | None:
    written = (parameter.value_date or parameter.value_string) if parameter else None
    try:
        return dt.date.fromisoformat(written) if written else None
    except ValueError:
        raise InputRefused("is no date", where="parameter indexDate", do="write it as 2026-09-01") from None


def _radius(parameter: Parameter | None) -> float | None:
    if parameter is None:
        return None
    numbers = (parameter.value_decimal, parameter.value_integer)
    number = next((float(each) for each in numbers if each is not None), None)
    written = _text(parameter)
    if number is None and re.fullmatch(r"\d{1,5}(\.\d{1,3})?", written):
        number = float(written)
    if number is None and written:
        raise InputRefused("is no number", where="parameter travelRadius", do="give a distance in miles")
    if number is not None and not 0 <= number <= LONGEST_RADIUS:
        raise InputRefused("lies outside what is possible", where="parameter travelRadius", do="give miles")
    return number


def _phases(written: str) -> frozenset[str] | None:
    """The phases that a word asks for: "Phase 2", "PHASE2", "II" and "phase-2", each with the mixed ones."""
    word = written.casefold()
    if word in ALL:
        return None
    bare = re.sub(r"^phase|[\s_-]", "", word)
    code = {"na": "n-a", "n/a": "n-a", "earlyphase1": "early-phase-1", "early1": "early-phase-1"}.get(bare)
    code = code or (word if word in _PHASES else f"phase-{_ROMAN.get(bare, bare)}")
    if code not in _PHASES:
        raise InputRefused(
            "is not one of FHIR's", where="parameter phase", do=f"give any, or {', '.join(sorted(_PHASES))}"
        )
    return frozenset({code} | {each for each in _PHASES if _holds(each, code)})


def _holds(mixed: str, code: str) -> bool:
    """Whether "phase-1-phase-2" holds "phase-2"."""
    return mixed.startswith("phase-") and code in re.findall(r"phase-\d", mixed)


def _status(written: str) -> str | None:
    """The status that a word asks for: "active", "RECRUITING", "Recruiting"."""
    if written.casefold() in ALL:
        return None
    code = STATUSES.get(re.sub(r"[\s,-]+", "_", written).upper()) or written.casefold()
    if code not in _STATUSES:
        allowed = ", ".join(sorted(_STATUSES))
        raise InputRefused("is not one of FHIR's", where="parameter recruitmentStatus", do=f"give all, or {allowed}")
    return code
