"""The modules of a ClinicalTrials.gov API v2 study object, as far as they are read here.

Fields of the registry that are not named here are ignored; those that are named must have the registry's types.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

__all__ = [
    "ArmGroup",
    "ArmsInterventionsModule",
    "ConditionsModule",
    "Contact",
    "ContactsLocationsModule",
    "DateStruct",
    "DescriptionModule",
    "DesignInfo",
    "DesignModule",
    "EligibilityModule",
    "IdentificationModule",
    "Intervention",
    "Location",
    "NctId",
    "Outcome",
    "OutcomesModule",
    "Part",
    "Place",
    "ProtocolSection",
    "Sponsor",
    "SponsorCollaboratorsModule",
    "StatusModule",
]

NctId = Annotated[str, msgspec.Meta(pattern=r"^NCT\d{8}\Z")]
AgeText = Annotated[
    str, msgspec.Meta(pattern=r"^\d+(\.\d+)? ?([Yy]ear|[Mm]onth|[Ww]eek|[Dd]ay|[Hh]our|[Mm]inute)s?\Z|^N/A\Z")
]


class Part(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """What a study object is made of: unknown fields are ignored."""


class IdentificationModule(Part, frozen=True):
    """What the trial is called."""

    nct_id: NctId
    brief_title: str = ""
    official_title: str | None = None
    acronym: str | None = None


class DateStruct(Part, frozen=True):
    """A day or a month: "2026-07-29", "2026-07"."""

    date: str | None = None


class StatusModule(Part, frozen=True):
    """How far the trial is: "RECRUITING"."""

    overall_status: str = "UNKNOWN"
    status_verified_date: str | None = None
    why_stopped: str | None = None
    start_date_struct: DateStruct | None = None
    completion_date_struct: DateStruct | None = None
    last_update_post_date_struct: DateStruct | None = None


class Sponsor(Part, frozen=True):
    """Who answers for the trial, and what kind of body that is: "INDUSTRY", "OTHER"."""

    name: str = ""
    agency_class: str | None = msgspec.field(default=None, name="class")


class SponsorCollaboratorsModule(Part, frozen=True):
    """Who runs the trial."""

    lead_sponsor: Sponsor | None = None


class DescriptionModule(Part, frozen=True):
    """What the trial is about, in sentences."""

    brief_summary: str = ""
    detailed_description: str = ""


class ConditionsModule(Part, frozen=True):
    """What the trial is about, in the sponsor's words."""

    conditions: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()


class DesignInfo(Part, frozen=True):
    """How the trial is built: "NON_RANDOMIZED", "SEQUENTIAL", "TREATMENT"."""

    allocation: str | None = None
    intervention_model: str | None = None
    intervention_model_description: str | None = None
    primary_purpose: str | None = None


class DesignModule(Part, frozen=True):
    """Study type and phases: "INTERVENTIONAL", "PHASE1"."""

    study_type: str | None = None
    phases: tuple[str, ...] = ()
    design_info: DesignInfo | None = None
    target_duration: str | None = None


class Intervention(Part, frozen=True):
    """What is given: "KYV-101"."""

    name: str = ""
    type: str | None = None
    description: str = ""
    other_names: tuple[str, ...] = ()


class ArmGroup(Part, frozen=True):
    """An arm or cohort as the record lists it: "Cohort B: lupus nephritis"."""

    label: str = ""
    type: str | None = None
    description: str = ""
    intervention_names: tuple[str, ...] = ()


class ArmsInterventionsModule(Part, frozen=True):
    """All that is given, and to which arm."""

    arm_groups: tuple[ArmGroup, ...] = ()
    interventions: tuple[Intervention, ...] = ()


class Outcome(Part, frozen=True):
    """What is measured and for how long: "Adverse events", "24 months"."""

    measure: str = ""
    time_frame: str = ""


class OutcomesModule(Part, frozen=True):
    """All that is measured."""

    primary_outcomes: tuple[Outcome, ...] = ()
    secondary_outcomes: tuple[Outcome, ...] = ()
    other_outcomes: tuple[Outcome, ...] = ()


class EligibilityModule(Part, frozen=True):
    """Who may take part: the eligibility text as markdown with escapes, and the registry's own fields."""

    eligibility_criteria: str = ""
    healthy_volunteers: bool | None = None
    sex: Literal["FEMALE", "MALE", "ALL"] | None = None
    minimum_age: AgeText | None = None
    maximum_age: AgeText | None = None
    std_ages: tuple[str, ...] = ()


class Place(Part, frozen=True):
    """Coordinates of a site in degrees."""

    lat: float
    lon: float


class Contact(Part, frozen=True):
    """Whom the registry names for enquiries: a role, a telephone number, an address."""

    name: str | None = None
    role: str | None = None
    phone: str | None = None
    email: str | None = None


class Location(Part, frozen=True):
    """A site of the trial: "Charité, Berlin, Germany", with its own recruitment status where one is given."""

    facility: str | None = None
    status: str | None = None
    city: str | None = None
    state: str | None = None
    zip: str | None = None
    country: str | None = None
    geo_point: Place | None = None
    contacts: tuple[Contact, ...] = ()


class ContactsLocationsModule(Part, frozen=True):
    """Where the trial is done."""

    central_contacts: tuple[Contact, ...] = ()
    locations: tuple[Location, ...] = ()


class ProtocolSection(Part, frozen=True):
    """The modules that are read; the registry serves more."""

    identification_module: IdentificationModule
    status_module: StatusModule = StatusModule()
    sponsor_collaborators_module: SponsorCollaboratorsModule = SponsorCollaboratorsModule()
    description_module: DescriptionModule = DescriptionModule()
    conditions_module: ConditionsModule = ConditionsModule()
    design_module: DesignModule = DesignModule()
    arms_interventions_module: ArmsInterventionsModule = ArmsInterventionsModule()
    outcomes_module: OutcomesModule = OutcomesModule()
    eligibility_module: EligibilityModule = EligibilityModule()
    contacts_locations_module: ContactsLocationsModule = ContactsLocationsModule()
