"""A registry record as a FHIR ResearchStudy, as clients of mCODE's matching service read it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from criteria.criterion import Trial
from criteria.lexicon import Lexicon
from criteria.registry.modules import ArmGroup, Contact
from criteria.registry.record import Location, Study
from matcher.api.fhir.groups import groups_of
from matcher.api.fhir.resources import (
    Absent,
    Address,
    Arm,
    CodeableConcept,
    Coding,
    ContactDetail,
    ContactPoint,
    Extension,
    FhirLocation,
    Group,
    Identifier,
    Organization,
    Period,
    Position,
    Reference,
    ResearchStudy,
    Text,
)

__all__ = ["PHASES", "STATUSES", "phase_of", "study_of"]

REGISTRY = "http://clinicaltrials.gov"
PHASE_SYSTEM = "http://terminology.hl7.org/CodeSystem/research-study-phase"
ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")

# From the registry's overallStatus; UNKNOWN and WITHHELD have no status of FHIR that would be true.
STATUSES = {
    "RECRUITING": "active",
    "ENROLLING_BY_INVITATION": "active",
    "NOT_YET_RECRUITING": "approved",
    "ACTIVE_NOT_RECRUITING": "closed-to-accrual",
    "SUSPENDED": "temporarily-closed-to-accrual",
    "TERMINATED": "administratively-completed",
    "COMPLETED": "completed",
    "WITHDRAWN": "withdrawn",
    "AVAILABLE": "active",
    "NO_LONGER_AVAILABLE": "closed-to-accrual",
    "TEMPORARILY_NOT_AVAILABLE": "temporarily-closed-to-accrual",
    "APPROVED_FOR_MARKETING": "completed",
}

# From the registry's phases: FHIR's code and its display.
PHASES: dict[tuple[str, ...], tuple[str, str]] = {
    ("NA",): ("n-a", "N/A"),
    ("EARLY_PHASE1",): ("early-phase-1", "Early Phase 1"),
    ("PHASE1",): ("phase-1", "Phase 1"),
    ("PHASE1", "PHASE2"): ("phase-1-phase-2", "Phase 1/Phase 2"),
    ("PHASE2",): ("phase-2", "Phase 2"),
    ("PHASE2", "PHASE3"): ("phase-2-phase-3", "Phase 2/Phase 3"),
    ("PHASE3",): ("phase-3", "Phase 3"),
    ("PHASE4",): ("phase-4", "Phase 4"),
}


def study_of(trial: Trial, study: Study, known: Lexicon) -> ResearchStudy:
    """The trial with its criteria, sites and contacts."""
    groups = groups_of(trial, known)
    sites = tuple(_site(site, f"location-{number}") for number, site in enumerate(study.locations))
    sponsor = (Organization(id="sponsor", name=study.sponsor),) if study.sponsor else ()
    section = study.protocol_section
    status = STATUSES.get(study.overall_status)
    return ResearchStudy(
        id=study.nct_id,
        contained=(*groups, *sites, *sponsor),
        identifier=(Identifier(use="official", system=REGISTRY, value=study.nct_id),),
        title=study.brief_title or None,
        status=status,
        status_absent=None if status else Absent(extension=(Extension(url=ABSENT, value_code="unknown"),)),
        phase=phase_of(study.phases),
        category=tuple(_categories(study)),
        condition=_texts(study.conditions),
        contact=tuple(_contact(each) for each in section.contacts_locations_module.central_contacts),
        keyword=_texts(section.conditions_module.keywords),
        location=_texts(study.countries),
        description=section.description_module.brief_summary or None,
        enrollment=tuple(_enrollment(group, study) for group in groups),
        period=_period(study),
        sponsor=Reference(reference="#sponsor", type="Organization", display=study.sponsor) if sponsor else None,
        site=tuple(Reference(reference=f"#{site.id}", type="Location") for site in sites),
        arm=tuple(_arm(each) for each in section.arms_interventions_module.arm_groups if each.label),
    )


def phase_of(phases: tuple[str, ...]) -> CodeableConcept | None:
    """The phase: ("PHASE1", "PHASE2") is "phase-1-phase-2"."""
    found = PHASES.get(phases)
    if found is None:
        return CodeableConcept(text=", ".join(map(_words, phases))) if phases else None
    return CodeableConcept(coding=(Coding(system=PHASE_SYSTEM, code=found[0], display=found[1]),), text=found[1])


def _enrollment(group: Group, study: Study) -> Reference:
    """A group; its display is the eligibility text, which clients show as it is."""
    return Reference(reference=f"#{group.id}", type="Group", display=study.criteria_text or group.name)


def _categories(study: Study) -> Iterable[Text]:
    design = study.protocol_section.design_module
    info = design.design_info
    named = {
        "Study Type": design.study_type,
        "Intervention Model": info.intervention_model if info else None,
        "Primary Purpose": info.primary_purpose if info else None,
        "Allocation": info.allocation if info else None,
    }
    return (Text(text=f"{name}: {_words(value)}") for name, value in named.items() if value)


def _words(value: str) -> str:
    """The registry's capitals as words: "NON_RANDOMIZED" is "Non Randomized"."""
    return value.replace("_", " ").title()


def _texts(words: Iterable[str]) -> tuple[Text, ...]:
    return tuple(Text(text=each) for each in words if each)


def _period(study: Study) -> Period | None:
    module = study.protocol_section.status_module
    ends = (module.start_date_struct, module.completion_date_struct)
    start, end = (each.date if each and each.date and _DATE.fullmatch(each.date) else None for each in ends)
    return Period(start=start, end=end) if start or end else None


def _arm(group: ArmGroup) -> Arm:
    kind = Text(text=_words(group.type)) if group.type else None
    return Arm(name=group.label, type=kind, description=group.description or None)


# -- places and people ----------------------------------------------------------------------------------------


def _site(site: Location, name: str) -> FhirLocation:
    address = Address(use="work", city=site.city, state=site.state, postal_code=site.zip, country=site.country)
    point = site.geo_point
    return FhirLocation(
        id=name,
        name=site.facility,
        telecom=tuple(point for contact in site.contacts for point in _telecom(contact)),
        address=address if site.city or site.country else None,
        position=Position(longitude=point.lon, latitude=point.lat) if point else None,
    )


def _contact(contact: Contact) -> ContactDetail:
    return ContactDetail(name=contact.name, telecom=_telecom(contact))


def _telecom(contact: Contact) -> tuple[ContactPoint, ...]:
    phone = (ContactPoint(system="phone", value=contact.phone, use="work"),) if contact.phone else ()
    email = (ContactPoint(system="email", value=contact.email, use="work"),) if contact.email else ()
    return (*phone, *email)
