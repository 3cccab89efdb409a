"""The bundled sample: marked fictional, read whole, and showing every outcome."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from criteria.criterion import Trial
from criteria.reading import read
from criteria.registry.record import Study, read_records
from matcher.catalogue import from_sample
from matcher.evaluate import match
from matcher.population.files import read_profiles
from matcher.population.profile import Patient
from matcher.results import CriterionResult, MatchResult, TrialMatch
from matcher.sample import PROFILES, TRIALS
from matcher.settings import default_context
from tests.coverage import lost_of

REGISTRY = Path(__file__).parents[3] / "shared" / "registry"
FILES = sorted(TRIALS.glob("*.json"))

SENTENCE = re.compile(r"[^\n.;；。]{41,}")
SHORT_LIST = 8


def studies() -> list[Study]:
    return [each for each in read_records(TRIALS) if isinstance(each, Study)]


@pytest.fixture(scope="module")
def trials() -> dict[str, Trial]:
    return {study.nct_id: read(study) for study in studies()}


@pytest.fixture(scope="module")
def results() -> list[MatchResult]:
    catalogue, context = from_sample(), default_context()
    patients = [each for each in read_profiles(PROFILES) if isinstance(each, Patient)]
    return [match(each, catalogue.trials, registry=catalogue.registry, context=context) for each in patients]


def pairs(results: list[MatchResult], verdict: str) -> list[TrialMatch]:
    return [each for result in results for each in result.matches if each.verdict == verdict]


def blockers(found: TrialMatch) -> list[CriterionResult]:
    return [each for each in found.criteria if each.verdict == "fail"]


# -- trials -------------------------------------------------------------------------------------------------


def test_the_sample_holds_a_dozen_trials_or_so() -> None:
    assert 12 <= len(FILES) <= 13
    assert len(studies()) == len(FILES)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_record_is_marked_fictional(file: Path) -> None:
    section = json.loads(file.read_text(encoding="utf-8"))["protocolSection"]
    identification = section["identificationModule"]
    assert identification["nctId"] == file.stem
    assert identification["nctId"].startswith("NCT99")
    assert identification["briefTitle"].startswith("[Fictional] ")
    assert section["sponsorCollaboratorsModule"]["leadSponsor"]["name"].startswith("Fictional sponsor ")
    assert section["descriptionModule"]["briefSummary"].startswith("This record is fictional.")
    assert all(site["facility"].endswith("(fictional)") for site in section["contactsLocationsModule"]["locations"])


def test_the_states_of_recruitment_are_mixed() -> None:
    states = Counter(study.overall_status for study in studies())
    assert set(states) == {"RECRUITING", "NOT_YET_RECRUITING", "ACTIVE_NOT_RECRUITING", "COMPLETED"}
    assert states["RECRUITING"] == max(states.values())


@pytest.mark.parametrize("study", studies(), ids=lambda study: study.nct_id)
def test_nothing_of_the_text_is_lost(study: Study, trials: dict[str, Trial]) -> None:
    trial = trials[study.nct_id]
    assert len(trial.criteria) > 6
    assert lost_of(study.criteria_text, trial) == []


@pytest.mark.parametrize("study", studies(), ids=lambda study: study.nct_id)
def test_criteria_quote_the_text(study: Study, trials: dict[str, Trial]) -> None:
    quoted = [each for each in trials[study.nct_id].criteria if each.span]
    assert all(each.span is not None and each.span.of(study.criteria_text) == each.text for each in quoted)


def test_most_is_understood_and_what_is_not_says_so(trials: dict[str, Trial]) -> None:
    kinds = Counter(each.kind for trial in trials.values() for each in trial.criteria)
    assert kinds["unparsed"] >= 8
    assert kinds["attestation"] >= 8
    assert kinds["computable"] > 4 * kinds["unparsed"]


def test_a_basket_has_its_cohorts(trials: dict[str, Trial]) -> None:
    labels = [cohort.label for cohort in trials["NCT99001011"].cohorts]
    assert len(labels) == 3
    assert all(disease in label for disease, label in zip(("Lupus", "Sclerosis", "Myopathy"), labels, strict=True))


# -- profiles -----------------------------------------------------------------------------------------------


def raw_profiles() -> list[dict[str, Any]]:
    return [json.loads(line) for line in PROFILES.read_text(encoding="utf-8").splitlines()]


def test_every_profile_is_accepted() -> None:
    accepted = list(read_profiles(PROFILES))
    assert all(isinstance(each, Patient) for each in accepted)
    assert [each.profile_id for each in accepted if isinstance(each, Patient)] == [
        f"sample-{number:02d}" for number in range(1, 25)
    ]


def test_profiles_are_rich_in_facts() -> None:
    lists = ("conditions", "observations", "drug_exposures", "procedures")
    counts = [sum(len(profile.get(name, ())) for name in lists) for profile in raw_profiles()]
    assert min(counts) >= 15
    assert max(counts) <= 40


def test_one_fact_is_left_unresolved_and_said_so(results: list[MatchResult]) -> None:
    unresolved = {result.profile_id: [fact.pointer for fact in result.unresolved_facts] for result in results}
    assert {name: found for name, found in unresolved.items() if found} == {"sample-24": ["/conditions/2"]}


# -- what the demo shows --------------------------------------------------------------------------------------


def test_the_demo_shows_every_verdict(results: list[MatchResult]) -> None:
    verdicts = Counter(each.verdict for result in results for each in result.matches)
    assert set(verdicts) == {"eligible", "undetermined", "ineligible"}
    assert verdicts["eligible"] >= 3
    assert verdicts["undetermined"] >= 12
    assert verdicts["ineligible"] >= 100


def test_some_are_shut_out_by_a_washout_alone(results: list[MatchResult]) -> None:
    waiting = [each for each in pairs(results, "ineligible") if each.earliest_eligible_in_days is not None]
    assert len(waiting) >= 4
    assert all(each.eligible_in_days for found in waiting if not found.cohorts for each in blockers(found))
    assert len({each.earliest_eligible_in_days for each in waiting}) >= 3


def test_some_need_only_a_few_more_tests(results: list[MatchResult]) -> None:
    asked = [len(each.missing_facts) for each in pairs(results, "undetermined")]
    assert sum(0 < each <= SHORT_LIST for each in asked) >= 4


def test_a_person_is_asked_to_confirm(results: list[MatchResult]) -> None:
    assert all(each.confirm_before_referral for each in pairs(results, "eligible"))


# -- provenance -----------------------------------------------------------------------------------------------


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)


def test_no_sentence_is_taken_from_the_registry() -> None:
    folder = sorted(REGISTRY.glob("*.ndjson"))
    if not folder:
        pytest.skip("there are no registry records beside the project (../shared/registry)")
    written = "\n".join(text for file in FILES for text in strings(json.loads(file.read_text(encoding="utf-8"))))
    sentences = {found.strip() for found in SENTENCE.findall(written) if len(found.strip()) > 40}
    assert len(sentences) > 100
    lines = (line for file in folder for line in file.read_text(encoding="utf-8").splitlines() if line.strip())
    served = "\n".join(text for line in lines for text in strings(json.loads(line))).casefold()
    assert [each for each in sorted(sentences) if each.casefold() in served] == []
