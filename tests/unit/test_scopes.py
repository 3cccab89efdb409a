"""Cohorts: labels that mean the same one, the disease a label names, items keyed by disease or cohort."""

from __future__ import annotations

import pytest

from criteria.parse.vocabulary import vocabulary
from criteria.scopes import CohortBook, keyed_label
from criteria.text.normalise import normalise
from criteria.text.segments import Segment, segments

SLE = "systemic lupus erythematosus"


@pytest.fixture
def book() -> CohortBook:
    return CohortBook(vocabulary())


@pytest.mark.parametrize(
    ("label", "concept"),
    [
        ("SLE", SLE),
        ("systemic lupus erythematosus", SLE),
        ("Systemic Lupus Erythematosus (SLE)", SLE),
        ("SLE patients", SLE),
        ("Lupus nephritis", "lupus nephritis"),
        ("Myasthenia gravis", "myasthenia gravis"),
        ("Consent", None),
        ("", None),
        ("(SLE)", None),
        ("rituximab", None),
        ("SLEDAI-2K of 8 or more", None),
        ("Cardiovascular", None),
        ("Patients who have had SLE for a year or longer and are seen at the site", None),
    ],
)
def test_the_disease_a_label_names(book: CohortBook, label: str, concept: str | None) -> None:
    assert book.disease_of(label) == concept
    assert book.disease_of(label) == concept


def test_a_label_is_kept_once(book: CohortBook) -> None:
    assert book.enter("Cohort A: Lupus nephritis") == "Cohort A: Lupus nephritis"
    assert book.enter("Cohort A: Lupus nephritis") == "Cohort A: Lupus nephritis"
    assert book.labels == ("Cohort A: Lupus nephritis",)


@pytest.mark.parametrize("again", ["Cohort A only", "cohort a", "Lupus nephritis (Cohort A)", "Lupus nephritis"])
def test_labels_of_one_cohort(book: CohortBook, again: str) -> None:
    book.enter("Cohort A: Lupus nephritis")
    book.enter("Cohort B: Myositis")
    assert book.enter(again) == "Cohort A: Lupus nephritis"
    assert len(book.labels) == 2


def test_labels_of_other_cohorts(book: CohortBook) -> None:
    for label in ("Cohort 1", "Cohort 2", "Cohort 12", "Arm B", "Healthy volunteers"):
        assert book.enter(label) == label
    assert book.labels == ("Cohort 1", "Cohort 2", "Cohort 12", "Arm B", "Healthy volunteers")


def test_a_cohort_learns_its_disease_later(book: CohortBook) -> None:
    book.enter("Cohort A")
    assert book.concepts_of("Cohort A") == ()
    book.enter("Cohort A: Lupus nephritis")
    assert book.concepts_of("Cohort A") == ("lupus nephritis",)
    assert book.implied() == [("Cohort A", "lupus nephritis")]


def test_a_cohort_is_found_by_name_and_by_disease(book: CohortBook) -> None:
    book.enter("Cohort A: Lupus nephritis")
    book.enter("Cohort 2")
    assert book.by_name("a") == "Cohort A: Lupus nephritis"
    assert book.by_name("2") == "Cohort 2"
    assert book.by_name("3") is None
    assert book.by_disease("lupus nephritis") == "Cohort A: Lupus nephritis"
    assert book.by_disease(SLE) is None
    assert book.concepts_of(None) == ()


def keyed(written: str, book: CohortBook) -> list[tuple[str, str | None, str]]:
    """For each criterion its words, its cohort, and the words that are left to read."""
    normalised = normalise(written)

    def is_disease(label: str) -> bool:
        return book.disease_of(label) is not None

    # one after the other: a criterion may enter a cohort that the next one belongs to
    return [
        _keyed(normalised.text, each, book) for each in segments(normalised, is_disease) if each.kind == "criterion"
    ]


def _keyed(text: str, segment: Segment, book: CohortBook) -> tuple[str, str | None, str]:
    cohort, item = keyed_label(text, segment, book)
    return text[segment.start : segment.end], cohort, text[item.start : item.end].strip()


def test_an_item_of_a_cohort(book: CohortBook) -> None:
    written = (
        "Inclusion Criteria:\n* Consent\n\nCohort A: Lupus nephritis\n* A score of 8\n\n"
        "Cohort B: Myositis\n* A score of 9\n\nExclusion Criteria (all cohorts):\n* Seizures\n"
        "* Cohort B only: dysphagia"
    )
    assert keyed(written, book) == [
        ("Consent", None, "Consent"),
        ("A score of 8", "Cohort A: Lupus nephritis", "A score of 8"),
        ("A score of 9", "Cohort B: Myositis", "A score of 9"),
        ("Seizures", None, "Seizures"),
        ("Cohort B only: dysphagia", "Cohort B: Myositis", "dysphagia"),
    ]


@pytest.mark.parametrize("prefix", ["Cohort B: ", "cohort B only: ", "Cohort B:"])
def test_a_prefix_names_a_cohort_that_is_known(book: CohortBook, prefix: str) -> None:
    book.enter("Cohort B: Myositis")
    assert keyed(f"Exclusion Criteria:\n* {prefix}dysphagia", book) == [
        (f"{prefix}dysphagia", "Cohort B: Myositis", "dysphagia")
    ]


@pytest.mark.parametrize("words", ["Cohort C only: dysphagia", "Cohort A and B: dysphagia"])
def test_a_prefix_that_names_no_one_cohort_stays(book: CohortBook, words: str) -> None:
    book.enter("Cohort A")
    book.enter("Cohort B")
    assert keyed(f"Exclusion Criteria:\n* {words}", book) == [(words, None, words)]


def test_items_keyed_by_disease(book: CohortBook) -> None:
    written = (
        "Disease-specific inclusion criteria:\n* SLE: a score of 8\n* Myasthenia gravis: a score of 6\n"
        "* SLE: seen at the site\n* Consent: in writing\n* Adult"
    )
    assert keyed(written, book) == [
        ("SLE: a score of 8", "SLE", "a score of 8"),
        ("Myasthenia gravis: a score of 6", "Myasthenia gravis", "a score of 6"),
        ("SLE: seen at the site", "SLE", "seen at the site"),
        ("Consent: in writing", None, "Consent: in writing"),
        ("Adult", None, "Adult"),
    ]
    assert book.labels == ("SLE", "Myasthenia gravis")


def test_an_item_keyed_by_the_disease_of_a_cohort_belongs_to_it(book: CohortBook) -> None:
    book.enter("Cohort A: SLE")
    assert keyed("Disease-specific inclusion criteria:\n* SLE: a score of 8", book) == [
        ("SLE: a score of 8", "Cohort A: SLE", "a score of 8")
    ]


def test_a_disease_before_a_colon_is_no_key_elsewhere(book: CohortBook) -> None:
    assert keyed("Inclusion Criteria:\n* SLE: a score of 8", book) == [("SLE: a score of 8", None, "SLE: a score of 8")]
    assert book.labels == ()
