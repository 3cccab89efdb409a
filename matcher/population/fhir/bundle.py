"""A bundle, taken apart: who is in it, and which resources are whose."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from criteria.errors import ProfileRefused
from matcher.population.fhir.report import Notes
from matcher.population.fhir.resources import (
    AllergyIntolerance,
    Condition,
    Immunization,
    Medication,
    MedicationAdministration,
    MedicationRequest,
    MedicationStatement,
    Observation,
    Patient,
    Procedure,
)

__all__ = ["Bundle", "Clinical", "Person", "decode_bundle", "keys_of", "people_of", "plain_reference", "resource_type"]

Clinical = (
    AllergyIntolerance
    | Condition
    | Immunization
    | MedicationAdministration
    | MedicationRequest
    | MedicationStatement
    | Observation
    | Procedure
)

_CLINICAL: dict[str, type[Clinical]] = {
    "AllergyIntolerance": AllergyIntolerance,
    "Condition": Condition,
    "Immunization": Immunization,
    "MedicationAdministration": MedicationAdministration,
    "MedicationRequest": MedicationRequest,
    "MedicationStatement": MedicationStatement,
    "Observation": Observation,
    "Procedure": Procedure,
}
_AT = re.compile(r" - at `\$\.?(?P<place>[A-Za-z0-9_.\[\]]{0,200})`$")
_HANDLED = frozenset({"Patient", "Medication", "Parameters"})
_TAIL = re.compile(r"(?:Patient|Medication)/[A-Za-z0-9.-]{1,64}\Z")
_VERSION = re.compile(r"/_history/.*\Z", re.DOTALL)


class Entry(msgspec.Struct, frozen=True, rename="camel"):
    """A resource in a bundle, not read yet."""

    full_url: str | None = None
    resource: msgspec.Raw = msgspec.Raw(b"null")


class Bundle(msgspec.Struct, frozen=True, rename="camel"):
    """A FHIR Bundle of any type."""

    resource_type: str | None = None
    type: str | None = None
    entry: tuple[Entry, ...] = ()


class Person:
    """One person of a bundle: the resources that are theirs, and the notes made so far."""

    def __init__(self, patient: Patient, medications: dict[str, Medication]) -> None:
        self.patient, self.medications = patient, medications
        self.resources: list[tuple[str, Clinical]] = []
        self.notes = Notes()


class _Head(msgspec.Struct, frozen=True, rename="camel"):
    resource_type: str | None = None
    id: str | None = None


def decode_bundle(raw: bytes) -> Bundle:
    """The bundle of a text; ProfileRefused names the element that is at fault, never its value."""
    try:
        bundle = msgspec.json.decode(raw, type=Bundle)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ProfileRefused(_fault(error), do="send a FHIR R4 Bundle as JSON") from None
    if bundle.resource_type != "Bundle":
        raise ProfileRefused("is no FHIR Bundle", where="resourceType")
    return bundle


def resource_type(raw: msgspec.Raw) -> str:
    """What a resource says it is: "Condition"; "" where it says nothing."""
    return _head(raw).resource_type or ""


def people_of(bundle: Bundle) -> list[Person]:
    """Each person of a bundle; ProfileRefused where there is none.

    What belongs to nobody in the bundle, or to nobody known, is noted with the first person and not used.
    """
    medications = {key: each for entry in _each(bundle, "Medication") for key, each in _medication(entry)}
    owners: dict[str, Person] = {}
    for entry in _each(bundle, "Patient"):
        person = Person(_patient(entry), medications)
        owners |= dict.fromkeys(keys_of("Patient", person.patient.id, entry.full_url) or {""}, person)
    people = list(dict.fromkeys(owners.values()))
    if not people:
        raise ProfileRefused("holds no Patient", where="entry")
    for entry in bundle.entry:
        _hand_out(entry, owners, people)
    return people


def keys_of(kind: str, identity: str | None, full_url: str | None) -> set[str]:
    """What others may call a resource: "Patient/1", its full URL."""
    own = {f"{kind}/{identity}", f"urn:uuid:{identity}"} if identity else set()
    return own | ({plain_reference(full_url)} if full_url else set())


def plain_reference(reference: str) -> str:
    """A reference without version, as short as it can be: "Patient/1" of an absolute address."""
    whole = _VERSION.sub("", reference)
    tail = _TAIL.search(whole)
    return tail[0] if tail else whole


def _each(bundle: Bundle, kind: str) -> Iterator[Entry]:
    return (entry for entry in bundle.entry if resource_type(entry.resource) == kind)


def _head(raw: msgspec.Raw) -> _Head:
    try:
        return msgspec.json.decode(raw, type=_Head)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _Head()


def _patient(entry: Entry) -> Patient:
    try:
        return msgspec.json.decode(entry.resource, type=Patient)
    except msgspec.DecodeError as error:
        raise ProfileRefused(_fault(error), where="Patient") from None


def _medication(entry: Entry) -> Iterator[tuple[str, Medication]]:
    try:
        medication = msgspec.json.decode(entry.resource, type=Medication)
    except msgspec.DecodeError:
        return  # what refers to it will say that it names no medicine
    yield from ((key, medication) for key in keys_of("Medication", medication.id, entry.full_url))


def _hand_out(entry: Entry, owners: dict[str, Person], people: list[Person]) -> None:
    """Give a resource to the person it speaks of, or note why nobody gets it."""
    kind = resource_type(entry.resource)
    if kind in _HANDLED:
        return
    if kind not in _CLINICAL:
        people[0].notes.passed_over[kind or "(no resourceType)"] += 1
        return
    try:
        resource = msgspec.json.decode(entry.resource, type=_CLINICAL[kind])
    except msgspec.DecodeError as error:
        people[0].notes.leave_out(kind, _fault(error))
        return
    owner = _owner(resource, owners, people)
    if owner is None:
        people[0].notes.leave_out(kind, "speaks of nobody in this bundle")
    else:
        owner.resources.append((kind, resource))


def _owner(resource: Clinical, owners: dict[str, Person], people: list[Person]) -> Person | None:
    subject = resource.patient if isinstance(resource, (AllergyIntolerance, Immunization)) else resource.subject
    if subject is None or subject.reference is None:
        return people[0] if len(people) == 1 else None
    return owners.get(plain_reference(subject.reference))


def _fault(error: Exception) -> str:
    """What is malformed, by element: messages of the decoder hold types and names, no values."""
    if not isinstance(error, msgspec.ValidationError):
        return "is not valid JSON"
    found = _AT.search(str(error))
    return f"malformed at {found['place']}" if found and found["place"] else "malformed"
