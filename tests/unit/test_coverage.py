from __future__ import annotations

import pytest

from criteria.coverage import KINDS, UnreadPhrase, coverage_of, decided_by
from criteria.criterion import Criterion, Kind, Trial
from criteria.spans import Span
from criteria.tree.nodes import All, Attested, Condition, Node, Unread
from matcher.plain import coverage_text


def criterion(name: str, tree: Node, kind: Kind, *flags: str, placed: bool = True) -> Criterion:
    return Criterion(
        criterion_id=name,
        category="exclusion" if name.startswith("e") else "inclusion",
        cohort=None,
        text="",
        span=Span(0, 1) if placed else None,
        kind=kind,
        expression="",
        flags=flags,
        tree=tree,
    )


def trial(nct_id: str, *criteria: Criterion) -> Trial:
    return Trial(
        nct_id=nct_id,
        brief_title="",
        overall_status="",
        phases=(),
        conditions=(),
        countries=(),
        text_digest="",
        cohorts=(),
        criteria=criteria,
    )


LUPUS = Condition(concept="systemic lupus erythematosus")
CONSENT = Attested(text="consent", reason="consent")
TRIALS = (
    trial(
        "NCT90000001",
        criterion("i01", LUPUS, "computable"),
        criterion("i02", All(of=(LUPUS, CONSENT)), "computable", "attestation_part"),
        criterion("i03", CONSENT, "attestation"),
        criterion("i04", All(of=(Unread(text="Blue  key;"), Unread(text="blue key"))), "unparsed"),
        criterion("e01", All(of=(LUPUS, Unread(text="(ward 4)"))), "unparsed"),
        criterion("r01", LUPUS, "computable", placed=False),
    ),
    trial("NCT90000002", criterion("e01", Unread(text="blue key"), "unparsed")),
)


def test_criteria_are_counted_by_how_they_are_decided() -> None:
    found = coverage_of(TRIALS)
    assert found.records == 2
    assert [getattr(found.inclusion, kind) for kind in KINDS] == [1, 1, 1, 1]
    assert [getattr(found.exclusion, kind) for kind in KINDS] == [0, 0, 0, 2]
    assert [getattr(found.all, kind) for kind in KINDS] == [1, 1, 1, 3]
    assert (found.all.criteria, found.inclusion.criteria, found.exclusion.criteria) == (6, 4, 2)


def test_the_registrys_own_fields_are_left_out() -> None:
    assert coverage_of([trial("NCT90000001", criterion("r01", LUPUS, "computable", placed=False))]).all.criteria == 0


def test_words_not_understood_are_counted_once_a_criterion_with_their_first_place() -> None:
    found = coverage_of(TRIALS)
    assert found.unread_phrases == 2
    assert found.most_often == (
        UnreadPhrase(text="blue key", criteria=2, first="NCT90000001 i04"),
        UnreadPhrase(text="(ward 4)", criteria=1, first="NCT90000001 e01"),
    )


@pytest.mark.parametrize(("top", "shown"), [(1, 1), (2, 2), (0, 2), (50, 2)])
def test_as_many_phrases_are_given_as_asked_for(top: int, shown: int) -> None:
    assert len(coverage_of(TRIALS, top=top).most_often) == shown


def test_a_criterion_with_a_part_to_attest_is_mixed() -> None:
    assert [decided_by(each) for each in TRIALS[0].criteria[:3]] == ["computable", "mixed", "attestation"]


def test_the_table_has_a_row_for_each_kind_and_the_shares() -> None:
    lines = coverage_text(coverage_of(TRIALS)).splitlines()
    rows = {line.split()[0]: line.split()[1:] for line in lines if line.strip()}
    assert rows["criteria"] == ["6", "4", "2"]
    assert rows["unparsed"] == ["3", "50.0%", "1", "25.0%", "2", "100.0%"]
    assert rows["mixed"] == ["1", "16.7%", "1", "25.0%", "0", "0.0%"]
    assert any("blue key" in line and line.endswith("NCT90000001 i04") for line in lines)
    assert max(map(len, lines)) <= 100


def test_nothing_gives_an_empty_table() -> None:
    assert "0 records" in coverage_text(coverage_of([]))
