"""Any text at all is read, nothing of it is lost, twice gives the same, and in time that grows with its length."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from criteria.criterion import Criterion
from criteria.reading import read_text
from criteria.spans import Span
from criteria.text.normalise import normalise
from matcher.catalogue import Catalogue, from_sample
from matcher.evaluate import match
from matcher.population.profile import Patient, parse_profile
from matcher.sample import PROFILES
from matcher.settings import default_context
from tests.coverage import lost, spans_of

EXAMPLES = int(os.environ.get("RESETMATCH_EXAMPLES", "250"))
RUNS = settings(
    max_examples=EXAMPLES,
    derandomize="RESETMATCH_EXAMPLES" not in os.environ,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


Reading = tuple[tuple[str, ...], tuple[Criterion, ...], tuple[Span, ...]]

BULLETS = (
    *(
        "",
        "",
        "* ",
        "- ",
        "• ",
        "● ",
        "1. ",
        "2. ",
        "3. ",
        "12. ",
        "1) ",
        "2) ",
        "(1) ",
        "(2) ",
        "a. ",
        "b. ",
        "c) ",
        "(d) ",
    ),
    *(
        "i. ",
        "ii. ",
        "(iii) ",
        "IV. ",
        "① ",
        "② ",
        "A1. ",
        "E-2. ",
        "4.1 ",
        "4.1.2 ",
        "1、",
        "（２）",
        "1\\. ",
        "\\- ",
        "* 1. ",
    ),
    *("**", "# ", "Ⅱ. ", "1,"),
)
HEADINGS = (
    *("Inclusion Criteria:", "Exclusion Criteria:", "Inclusion Criteria", "Exclusion", "**Key Exclusion Criteria**"),
    *(
        "Exclusion Criteria for Cohort A:",
        "Cohort A: Lupus nephritis",
        "Cohort B only:",
        "SLE:",
        "[Myositis]",
        "For all patients:",
    ),
    *(
        "Disease-specific inclusion criteria:",
        "Who cannot take part:",
        "Patients must meet all of the following:",
        "Other",
    ),
    *(
        "Patients will be excluded if they have:",
        "Subjects must not:",
        "Inclusion: 1. Adult. 2. Consent. Exclusion: 1. HIV",
    ),
)
PHRASES = (
    *(
        "Age ≥ 18 years",
        "aged 18-65",
        "SLEDAI-2K \\>= 8",
        "Platelets \\< 50 × 10⁹/L",
        "eGFR =\\< 30 mL/min/1.73 m²",
        "ALT ≤ 3×ULN",
    ),
    *(
        "rituximab within 12 weeks",
        "5 half-lives, whichever is longer",
        "for at least 3 months",
        "prednisone ≥ 7.5 mg/day",
    ),
    *(
        "at least two of the following:",
        "one of the following",
        "either",
        "or",
        "and",
        "and/or",
        "not",
        "no",
        "unless",
        "except",
    ),
    *(
        "if",
        "then",
        "e.g., tacrolimus",
        "such as",
        "(HIV, HBV, HCV)",
        "active infection",
        "history of stroke",
        "Cohort A only: lupus",
    ),
    *(
        "pregnant or breastfeeding",
        "in the investigator's opinion",
        "written consent",
        "class Ⅲ or Ⅳ",
        "anti-dsDNA positive",
    ),
    *(
        "SLE: a score of 8",
        "1.5 x ULN",
        "2 or more",
        "1. Adult. 2. Consent",
        "(i) rash; (ii) fever",
        "30000000000",
        "Rituxan®",
        "％",
    ),
    *(
        ";",
        ".",
        ":",
        ",",
        "[",
        "]",
        "(",
        ")",
        "**",
        "\\",
        "/",
        "≧",
        "<",
        "\t",
        "\u200b",
        "\u00a0",
        "、",
        "\\>",
        "®",
        "--",
    ),
)
LINES = st.builds(
    lambda indent, bullet, words, gap: " " * indent + bullet + gap.join(words),
    st.integers(0, 9),
    st.sampled_from(BULLETS),
    st.lists(st.sampled_from(PHRASES), max_size=5),
    st.sampled_from((" ", " ", " ", "", ", ")),
) | st.sampled_from(HEADINGS)
TEXTS = st.builds(
    lambda lines, ends: ends.join(lines), st.lists(LINES, max_size=14), st.sampled_from(("\n", "\n\n", " ", "\r\n"))
)
ANYTHING = st.text(max_size=300)
SIGNS = st.text(alphabet="*-•1234.)(aivx①Ⅱ \n\t\\#_:;,[]®\u200b≥><=%/¹Cohort", max_size=120)


def whole(text: str) -> Reading:
    """The reading of a text, with nothing lost of it."""
    reading = read_text(text)
    _, criteria, headings = reading
    assert lost(text, spans_of(criteria, headings)) == []
    assert criteria
    assert all(
        each.text == ("" if each.span is None else each.span.of(text)) or "from_heading" in each.flags
        for each in criteria
    )
    assert {each.cohort for each in criteria} <= {*reading[0], None}
    return reading


@RUNS
@given(ANYTHING | SIGNS | TEXTS)
def test_any_text_is_read_whole_and_alike(text: str) -> None:
    assert msgspec.json.encode(whole(text)) == msgspec.json.encode(read_text(text))


@RUNS
@given(TEXTS)
def test_texts_of_eligibility_are_read_whole(text: str) -> None:
    _, criteria, _ = whole(text)
    assert criteria


@RUNS
@given(ANYTHING | SIGNS | TEXTS)
def test_every_character_knows_where_it_came_from(text: str) -> None:
    made = normalise(text)
    assert len(made.text) == len(made.starts) == len(made.ends)
    assert list(made.starts) == sorted(made.starts)
    assert list(made.ends) == sorted(made.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(made.starts, made.ends, strict=True))
    covered = {place for here in set(zip(made.starts, made.ends, strict=True)) for place in range(*here)}
    assert {text[place] for place in range(len(text)) if place not in covered} <= set("\u200b\ufeff\u00ad")


@RUNS
@given(TEXTS)
def test_what_comes_after_another_section_changes_nothing_before(text: str) -> None:
    """A new section at the end leaves the criteria of the text before it as they were."""
    before = [each for each in read_text(text)[1] if each.span is not None]
    longer = f"{text}\n\nExclusion Criteria:\n\n* Seizures\n"
    after = [each for each in read_text(longer)[1] if each.span is not None]
    assert [each.span for each in before] == [each.span for each in after[:-1]] or not text.strip()
    assert (after[-1].text, after[-1].category) == ("Seizures", "exclusion")


# -- time -----------------------------------------------------------------------------------------------------


def repeated(unit: str, before: str = "Inclusion Criteria:\n\n* ") -> Callable[[int], str]:
    return lambda length: before + (unit * (length // len(unit) + 1))[:length]


def nested(length: int) -> str:
    """Bullets that go one level deeper with each line."""
    lines: list[str] = []
    size = 0
    while size < length:
        lines.append(" " * len(lines) + "* Active infection or\n")
        size += len(lines[-1])
    return "".join(lines)


ORDINARY = (
    "* Age 18 to 75 years\n* SLEDAI-2K \\>= 8 at screening\n  * or nephritis of class III\n"
    "* No rituximab within 12 weeks\n* ALT ≤ 3 × ULN (unless due to myositis)\n"
)
SHAPES: dict[str, Callable[[int], str]] = {
    "nested": nested,
    "open brackets": repeated("("),
    "limits": repeated("≥ 3 "),
    "lists": repeated("one of the following: "),
    "exceptions": repeated("infection unless rituximab "),
    "or": repeated("infection or "),
    "run-on": lambda length: "1. Adult. " + "".join(f"{n}. Adult {n}. " for n in range(2, length // 15)),
    "labels": repeated("x. Inclusion Criteria: "),
    "sentences": repeated("The score of lupus is not stable. "),
    "long bullets": repeated("infection or rituximab, " * 350 + "\n* ", "Inclusion Criteria:\n\n* "),
    "limits in bullets": repeated("≥ 3 " * 100 + "\n* ", "Inclusion Criteria:\n\n* "),
    "cohorts": lambda length: "".join(f"Cohort {n % 50}: lupus\n* infection\n\n" for n in range(length // 32)),
    "one word": repeated("a"),
    "spaces": lambda length: "* a" + " " * length + "b",
    "blank lines": lambda length: "* a" + "\n" * length + "b",
    "backslashes": repeated("\\"),
    "digits": repeated("1"),
    "alternatives": repeated("* infection; or\n", "Inclusion Criteria:\n\n"),
    "lead-ins": repeated("one of the following:\n\n* infection\n* lupus\n\n", "Inclusion Criteria:\n\n"),
    "brackets": repeated("(infection or lupus) and not (rituximab) " * 100 + "\n* ", "Inclusion Criteria:\n\n* "),
}
MEGABYTES = (repeated(ORDINARY, "Inclusion Criteria:\n\n"), nested, repeated("("))
COSTLY = ("labels", "long bullets", "limits in bullets", "cohorts", "brackets")
SHORT, TIMES, RATIO = 100_000, 4, 8.0
LARGE = 1_000_000
FLOOR, SECONDS = 0.05, 60.0


def seconds(text: str) -> float:
    gc.collect()
    begin = time.process_time()
    whole(text)
    return time.process_time() - begin


def within(limit: float, text: str) -> bool:
    """Whether a text is read in so many seconds, in one of three attempts: a neighbour may slow the machine."""
    return any(seconds(text) < limit for _ in range(3))


@pytest.mark.parametrize("shape", SHAPES)
def test_time_grows_with_length(shape: str) -> None:
    length = SHORT // 2 if shape in COSTLY else SHORT
    read_text("* Adult")
    short = seconds(SHAPES[shape](length))
    assert short < SECONDS / 4, "too slow to be tried at four times the length"
    assert within(RATIO * max(short, FLOOR), SHAPES[shape](TIMES * length))


@pytest.mark.parametrize("shape", MEGABYTES, ids=("ordinary", "nested", "brackets"))
def test_a_megabyte_is_read(shape: Callable[[int], str]) -> None:
    read_text("* Adult")
    short = seconds(shape(SHORT))
    assert within(min(SECONDS, 2 * (LARGE / SHORT) * max(short, FLOOR)), shape(LARGE))


# -- facts that have nothing to do with it ----------------------------------------------------------------------

DISTRACTORS: dict[str, tuple[str, dict[str, Any]]] = {
    "an old sprain": (
        "conditions",
        {"concept": "carpal tunnel syndrome", "status": "resolved", "onset_days_before": 4000},
    ),
    "short sight": ("conditions", {"concept": "myopia", "status": "active"}),
    "no gout": ("conditions", {"concept": "gout", "negated": True}),
    "a painkiller": ("drug_exposures", {"concept": "paracetamol", "start_days_before": 2000, "end_days_before": 1990}),
    "no antacid": ("drug_exposures", {"concept": "omeprazole", "negated": True}),
    "an old operation": ("procedures", {"concept": "tonsillectomy", "days_before": 9000}),
    "a vitamin": ("observations", {"concept": "vitamin D", "value": 30, "unit": "ng/mL", "days_before": 20}),
    "words nobody knows": ("conditions", {"concept": "quux of the fnord"}),
}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return from_sample()


def verdicts(patient: Patient, catalogue: Catalogue) -> dict[tuple[str, str], str]:
    found = match(patient, catalogue.trials, registry=catalogue.registry, context=default_context())
    criteria = {(each.nct_id, one.criterion_id): one.verdict for each in found.matches for one in each.criteria}
    return criteria | {(each.nct_id, "trial"): each.verdict for each in found.matches}


def decided(verdict: str) -> bool:
    return verdict in {"pass", "fail", "eligible", "ineligible"}


@pytest.mark.parametrize("name", DISTRACTORS)
def test_an_unrelated_fact_turns_no_verdict(name: str, catalogue: Catalogue) -> None:
    place, fact = DISTRACTORS[name]
    lines = PROFILES.read_text(encoding="utf-8").splitlines()[::5]
    profiles: list[dict[str, Any]] = [msgspec.json.decode(line) for line in lines]
    for profile in profiles:
        before = verdicts(parse_profile(profile), catalogue)
        after = verdicts(parse_profile({**profile, place: [*profile.get(place, []), fact]}), catalogue)
        turned = {key for key in before if decided(before[key]) and decided(after[key]) and before[key] != after[key]}
        assert turned == set(), profile["profile_id"]
        assert before.keys() == after.keys()
