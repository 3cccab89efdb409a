"""A match as a FHIR searchset: the trials that are not ruled out, graded, scored, and what there is to say of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from criteria.registry.record import Study
from matcher.api.fhir.answers import Bundle, BundleEntry, OperationOutcome, Search
from matcher.api.fhir.outcomes import informed, reported
from matcher.api.fhir.places import is_within, position_of
from matcher.api.fhir.requests import Wish
from matcher.api.fhir.resources import Extension, ResearchStudy
from matcher.api.fhir.studies import STATUSES, phase_of, study_of
from matcher.catalogue import Catalogue
from matcher.evaluate import match
from matcher.population.fhir import convert
from matcher.population.profile import resolve
from matcher.results import TrialMatch
from matcher.settings import Context

__all__ = ["GRADE", "grade", "matched", "relevance"]

GRADE = "http://hl7.org/fhir/StructureDefinition/match-grade"
REGISTRY_PAGE = "https://clinicaltrials.gov/study/"

# Clients of mCODE's service show 0.75 and more as a likely match, less than 0.01 as none.
_LIKELY, _POSSIBLE = (0.75, 1.0), (0.01, 0.74)
_DIGITS = 4


def matched(wish: Wish, catalogue: Catalogue, today: dt.date, context: Context) -> Bundle:
    """The searchset of a wish: eligible trials first, then those that are undetermined; ineligible ones are counted."""
    index = wish.index or today
    converted = convert(wish.person, index, context.lexicon)
    wanted, remarks = _wanted(wish, catalogue)
    trials = [trial for trial in catalogue.trials if trial.nct_id in wanted]
    result = match(resolve(converted.profile, context.lexicon), trials, registry=catalogue.registry, context=context)
    by_number = {trial.nct_id: trial for trial in trials}
    found = [each for each in result.matches if each.verdict != "ineligible"]
    entries = tuple(
        _entry(each, study_of(by_number[each.nct_id], catalogue.studies[each.nct_id], context.lexicon))
        for each in found
    )
    counted = f"{len(trials)} trials judged, {len(trials) - len(found)} of them ineligible and left out"
    issues = (*informed([counted, *remarks]), *reported(converted.report))
    outcome = BundleEntry(resource=OperationOutcome(issue=issues), search=Search(mode="outcome"))
    return Bundle(type="searchset", total=len(found), entry=(*entries, outcome))


def _entry(found: TrialMatch, study: ResearchStudy) -> BundleEntry:
    graded = (Extension(url=GRADE, value_code=grade(found)),)
    search = Search(extension=graded, mode="match", score=relevance(found))
    return BundleEntry(full_url=f"{REGISTRY_PAGE}{found.nct_id}", resource=study, search=search)


def grade(found: TrialMatch) -> str:
    """FHIR's match grade: certain only where nothing is left for a person to confirm."""
    if found.verdict == "eligible":
        return "probable" if found.confirm_before_referral else "certain"
    return "possible" if found.verdict == "undetermined" else "certainly-not"


def relevance(found: TrialMatch) -> float:
    """The score within the band of its verdict, so that a higher one never stands for a worse verdict."""
    if found.verdict == "ineligible":
        return 0.0
    low, high = _LIKELY if found.verdict == "eligible" else _POSSIBLE
    return round(low + (high - low) * found.score, _DIGITS)


# -- which trials ---------------------------------------------------------------------------------------------


def _wanted(wish: Wish, catalogue: Catalogue) -> tuple[set[str], list[str]]:
    """The numbers of the trials that are wanted, and what is to be said of the choice."""
    remarks: list[str] = []
    studies: Iterable[Study] = catalogue.studies.values()
    if wish.status is not None:
        studies = [each for each in studies if STATUSES.get(each.overall_status) == wish.status]
    if wish.phases is not None:
        studies = [each for each in studies if _phase_code(each) in wish.phases]
    if wish.radius is not None:
        studies, said = _near(wish, list(studies), catalogue)
        remarks.append(said)
    return {each.nct_id for each in studies}, remarks


def _phase_code(study: Study) -> str | None:
    phase = phase_of(study.phases)
    return phase.coding[0].code if phase and phase.coding else None


def _near(wish: Wish, studies: list[Study], catalogue: Catalogue) -> tuple[list[Study], str]:
    if wish.zip_code is None or wish.radius is None:
        return studies, "travelRadius was not applied: there is no zipCode to measure from"
    place = position_of(wish.zip_code, catalogue.studies.values())
    if place is None:
        return studies, "travelRadius was not applied: no site served here has that zipCode, so its place is not known"
    kept = [each for each in studies if is_within(each, place, wish.radius)]
    return kept, "distance is measured from where the registry puts sites with that zipCode, most often a city's centre"
