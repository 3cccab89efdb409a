"""Patient: age, sex, country. Everything else about a person ends here."""

from __future__ import annotations

from matcher.population.facts import Sex
from matcher.population.fhir.draft import Draft
from matcher.population.fhir.resources import Address, Patient
from matcher.population.fhir.timing import age_at, span_of
from matcher.population.schema import LocationEntry

__all__ = ["read_patient"]

_SEXES: dict[str, Sex] = {"female": "female", "male": "male"}
_PREFIX = 3
_LONGEST_COUNTRY = 60


def read_patient(patient: Patient, draft: Draft) -> None:
    """Put age, sex and country in the draft: "born 1992-03-14" is 34 on 2026-09-01."""
    draft.sex = _SEXES.get(patient.gender or "")
    birth = span_of(patient.birth_date)
    draft.age_years = None if birth is None else age_at(birth, draft.index)
    if draft.age_years is None:
        draft.notes.note("the age is not known: no birth date, or one that leaves it open")
    died = span_of(patient.deceased_date_time)
    if patient.deceased_boolean or (died is not None and died.first <= draft.index):
        draft.notes.note("the record says that the person has died")
    home = next((each for each in patient.address if _lives_there(each)), None)
    draft.location = None if home is None else _location(home)


def _lives_there(address: Address) -> bool:
    ended = address.period is not None and address.period.end is not None
    return address.use not in {"old", "billing", "work"} and not ended


def _location(home: Address) -> LocationEntry | None:
    """The country and the first three characters of the postal code."""
    country = home.country.strip() if home.country else ""
    prefix = (home.postal_code or "").strip()[:_PREFIX]
    if not country or len(country) > _LONGEST_COUNTRY:
        return None
    return LocationEntry(country=country, postal_prefix=prefix if prefix.isalnum() else None)
