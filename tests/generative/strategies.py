"""Random trees and random patients over the small lexicon, dense enough that facts and questions meet."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any as Anything

from hypothesis import strategies as st

from criteria.criterion import Trial
from criteria.tree import nodes
from criteria.tree.nodes import Node, Window
from matcher.population.facts import Fact, Patient
from tests.generative.trials import criterion_of, trial_of
from tests.generative.vocabulary import CONDITIONS, DRUGS, MEASURES, PROCEDURES, TABLES

DOMAIN = {name: domain for domain, table in TABLES for name in table}
COMPARATORS = st.sampled_from(["<", "<=", "=", ">=", ">"])
DAYS = st.sampled_from([0.0, 1.0, 7.0, 28.0, 29.0, 30.0, 44.0, 90.0, 91.0, 182.625, 365.25, 1000.0])
SINCE = st.sampled_from(["onset", "end"])
FINDINGS = ["HIV antibody", "HBV DNA", "myositis-specific antibody", "anti-Jo-1 antibody", "anti-MDA5 antibody"]
TITRES = ["antinuclear antibody"]
EVIDENCE = ["HIV antibody", "HBV DNA", "NYHA class"]
EVIDENCED = ["viral infection", "HIV infection", "hepatitis B", "heart failure"]
STEROIDS = ["glucocorticoid", "prednisone", "methylprednisolone", "budesonide"]
SCORES = ["SLEDAI", "SLEDAI-2K"]
NUMBERS = ["platelet count", "hemoglobin", "creatinine"]
GRADES = ["NYHA class", "MGFA class", "ISN/RPS class"]


def maybe(strategy: st.SearchStrategy[Anything]) -> st.SearchStrategy[Anything]:
    return st.one_of(strategy, strategy, st.none())


def some_of(names: Sequence[str], least: int = 0, most: int = 2) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(sorted(names)), min_size=least, max_size=most, unique=True).map(tuple)


def one_of_names(names: Sequence[str]) -> st.SearchStrategy[str]:
    return st.sampled_from(sorted(names))


WINDOWS = st.builds(
    Window,
    days=maybe(DAYS),
    half_lives=maybe(st.sampled_from([1.0, 2.0, 5.0])),
    pick=maybe(st.sampled_from(["longer", "shorter"])),
    strict=st.booleans(),
)

# -- leaves -----------------------------------------------------------------------------------------------------

CONDITION = st.builds(
    nodes.Condition,
    concept=one_of_names([*CONDITIONS, *EVIDENCED]),
    status=st.sampled_from(["any", "present", "active"]),
    window=maybe(WINDOWS),
    count=st.sampled_from([1, 1, 1, 2, 3]),
    since=SINCE,
    exclude=some_of(["basal cell carcinoma", "skin cancer", "hepatitis B"]),
)
ELAPSED = st.builds(
    nodes.Elapsed,
    concept=one_of_names([*CONDITIONS, "splenectomy"]),
    comparator=COMPARATORS,
    days=DAYS,
    since=SINCE,
)
COURSES: dict[str, Anything] = {
    "responses": st.sampled_from([(), ("inadequate",), ("inadequate", "intolerant"), ("intolerant",)]),
    "min_days": maybe(st.sampled_from([28.0, 28.0, 84.0])),
    "min_days_strict": st.booleans(),
    "window": maybe(WINDOWS),
}
DOSE_UNITS = st.sampled_from(["mg/d", "mg/wk", "g/d", "mg/kg/d"])
EXPOSURE = st.builds(
    nodes.Exposure,
    concept=one_of_names([*DRUGS, "splenectomy"]),
    current=st.booleans(),
    dose_comparator=maybe(COMPARATORS),
    dose=maybe(st.sampled_from([5.0, 7.5, 10.0, 20.0])),
    dose_unit=maybe(DOSE_UNITS),
    exclude=some_of(["budesonide", "calcineurin inhibitor", "prednisone"]),
    **COURSES,
)
DISTINCT = st.builds(
    nodes.Distinct,
    k=st.integers(1, 3),
    concepts=some_of(DRUGS, least=1, most=4),
    once=st.lists(some_of(DRUGS, least=1, most=2), max_size=2).map(tuple),
    exclude=some_of(DRUGS, most=1),
    **COURSES,
)
DOSE = st.builds(
    nodes.Dose,
    concept=st.one_of(one_of_names(STEROIDS), one_of_names([*STEROIDS, "tacrolimus", "immunosuppressant"])),
    comparator=COMPARATORS,
    value=st.sampled_from([5.0, 10.0, 10.0, 20.0, 30.0]),
    unit=st.one_of(st.just("mg/d"), DOSE_UNITS),
    window=maybe(WINDOWS),
    when_absent=st.booleans(),
)
PROCEDURE = st.builds(
    nodes.Procedure,
    concept=one_of_names(PROCEDURES),
    window=maybe(WINDOWS),
    current=st.booleans(),
    exclude=some_of(["kidney transplantation"]),
)
UNIT_OF = {
    "platelet count": ["10*9/L", "/uL", None],
    "hemoglobin": ["g/L", "g/dL", "10*9/L", None],
    "creatinine": ["umol/L", "mg/dL", None],
    "antinuclear antibody": ["{titer}", None],
    "HBV DNA": ["[IU]/mL", "{copies}/mL", None],
}
NUMBER = st.sampled_from([0.0, 0.8, 1.0, 1.5, 4.0, 8.0, 40.0, 50.0, 80.0, 132.6, 160.0, 1000.0, 50000.0])


@st.composite
def values(draw: st.DrawFn) -> nodes.Value:
    concept = draw(st.sampled_from([*NUMBERS, *SCORES, *TITRES, "HBV DNA", "HIV antibody"]))
    relative = draw(maybe(st.sampled_from(["ULN", "LLN"])))
    return nodes.Value(
        concept=concept,
        comparator=draw(COMPARATORS),
        value=draw(st.sampled_from([1.0, 1.0, 1.5, 3.0]) if relative else NUMBER),
        unit=None if relative else draw(st.sampled_from(UNIT_OF.get(concept, [None]))),
        relative=relative,
        window=draw(maybe(WINDOWS)),
        repeats=draw(st.sampled_from([1, 1, 2, 3])),
    )


FINDING = st.builds(
    nodes.Finding,
    concept=one_of_names([*FINDINGS, *TITRES, *TITRES, "platelet count"]),
    outcome=st.sampled_from(["positive", "negative"]),
    ever=st.booleans(),
    window=maybe(WINDOWS),
)
GRADE_WORDS = ["I", "II", "IIa", "IIIb", "III", "IV", "V", "III+V", "IV+V", "2", "3b"]
GRADE = st.builds(
    nodes.Grade, concept=one_of_names(GRADES), grades=some_of(GRADE_WORDS, least=1, most=4), window=maybe(WINDOWS)
)
AGE = st.builds(nodes.Age, comparator=COMPARATORS, years=st.sampled_from([18.0, 65.0, 89.0, 90.0, 91.0]))
SEX = st.builds(nodes.Sex, sex=st.sampled_from(["female", "male"]))
CONSTANT = st.builds(nodes.Constant, value=st.booleans(), why=st.just("asks nothing"))
ATTESTED = st.builds(nodes.Attested, reason=st.just("consent"), text=st.just("has signed"))
QUALITY = st.builds(nodes.Quality, concept=one_of_names(CONDITIONS), text=st.just("relapsed"))
UNREAD = st.builds(nodes.Unread, text=st.just("lorem"))

LEAVES: dict[type[Node], st.SearchStrategy[Anything]] = {
    nodes.Condition: CONDITION,
    nodes.Elapsed: ELAPSED,
    nodes.Exposure: EXPOSURE,
    nodes.Distinct: DISTINCT,
    nodes.Dose: DOSE,
    nodes.Procedure: PROCEDURE,
    nodes.Value: values(),
    nodes.Finding: FINDING,
    nodes.Grade: GRADE,
    nodes.Age: AGE,
    nodes.Sex: SEX,
    nodes.Constant: CONSTANT,
    nodes.Attested: ATTESTED,
    nodes.Quality: QUALITY,
    nodes.Unread: UNREAD,
}

# -- folds ------------------------------------------------------------------------------------------------------


def folds(parts: st.SearchStrategy[Node], least: int = 0) -> st.SearchStrategy[Node]:
    several = st.lists(parts, min_size=least, max_size=3).map(tuple)
    return st.one_of(
        st.builds(nodes.All, of=several),
        st.builds(nodes.Any, of=several),
        st.builds(nodes.AtLeast, k=st.integers(0, 4), of=st.lists(parts, max_size=4).map(tuple)),
        st.builds(nodes.Not, of=parts),
        st.builds(nodes.IfThen, condition=parts, then=parts, otherwise=maybe(parts)),
        st.builds(nodes.Readings, of=several),
        st.builds(nodes.Discretionary, of=parts),
    )


LEAF = st.one_of(*LEAVES.values())
TREE: st.SearchStrategy[Node] = st.recursive(LEAF, folds, max_leaves=5)

# -- trials -----------------------------------------------------------------------------------------------------

PLAIN = st.one_of(AGE, SEX, CONSTANT, ATTESTED, ATTESTED, UNREAD, CONDITION)
SIMPLE = st.recursive(PLAIN, partial(folds, least=1), max_leaves=4)
LABELS = ["A", "B"]


@st.composite
def trials(draw: st.DrawFn) -> Trial:
    """A trial with and without cohorts, its criteria of every kind."""
    cohorts = draw(st.sampled_from([[], [], LABELS]))
    criteria = [
        criterion_of(
            draw(SIMPLE),
            f"c{number}",
            category=draw(st.sampled_from(["inclusion", "exclusion"])),
            kind=draw(st.sampled_from(["computable", "computable", "attestation", "unparsed"])),
            flags=draw(st.sampled_from([(), ("attestation_part",)])),
            cohort=draw(st.sampled_from([None, *cohorts])),
        )
        for number in range(draw(st.integers(0, 3)))
    ]
    return trial_of(criteria, cohorts=cohorts)


# -- patients ---------------------------------------------------------------------------------------------------

TIMES = st.sampled_from([None, None, 0.0, 0.0, 0.0, 1.0, 7.0, 28.0, 28.0, 29.0, 44.0, 90.0, 91.0, 200.0, 400.0, 1500.0])
NEGATED = st.sampled_from([False, False, False, True])
WORDS = st.sampled_from(
    [
        "positive",
        "positive",
        "negative",
        "negative",
        "positive for igg",
        "not detected",
        "elevated",
        "low",
        "normal",
        "abnormal",
        "pending",
        "12.5",
    ]
)
CLASSES = st.sampled_from(
    [
        "i",
        "ii",
        "class iii",
        "iv",
        "v",
        "iii+v",
        "iv and v",
        "2",
        "3b",
        "iiib",
        "grade 2",
        "unclear",
        "iii/v",
        "stage 3 + 5",
    ]
)
RANGES = maybe(st.sampled_from([0.5, 1.0, 40.0, 160.0]))


@st.composite
def condition_facts(draw: st.DrawFn) -> dict[str, Anything]:
    start, end = draw(TIMES), draw(TIMES)
    return {
        "concept": draw(one_of_names([*CONDITIONS, "splenectomy", "rituximab", "anti-Jo-1 antibody", "HIV antibody"])),
        "list": "conditions",
        "status": draw(maybe(st.sampled_from(["active", "active", "inactive", "resolved"]))),
        "start": start,
        "end": None if start is None or end is None else min(start, end),
    }


@st.composite
def drug_facts(draw: st.DrawFn, names: Sequence[str] = (*DRUGS, *DRUGS, "splenectomy")) -> dict[str, Anything]:
    start, end = draw(TIMES), draw(TIMES)
    return {
        "concept": draw(one_of_names(names)),
        "list": "drug_exposures",
        "start": start if start is None or end is None else max(start, end),
        "end": end,
        "response": draw(maybe(st.sampled_from(["adequate", "inadequate", "intolerant"]))),
        "dose": draw(maybe(st.sampled_from([1.0, 4.0, 5.0, 5.0, 8.0, 10.0, 70.0]))),
        "dose_unit": draw(maybe(st.sampled_from(["mg/d", "mg/d", "mg/d", "mg/wk", "g/d", "mg/kg/d", "10*9/L"]))),
    }


@st.composite
def procedure_facts(draw: st.DrawFn) -> dict[str, Anything]:
    day = draw(TIMES)
    return {"concept": draw(one_of_names(PROCEDURES)), "list": "procedures", "start": day, "end": day}


@st.composite
def result_facts(draw: st.DrawFn, names: Sequence[str] = tuple(MEASURES)) -> dict[str, Anything]:
    concept, day = draw(one_of_names(names)), draw(TIMES)
    fact = {"concept": concept, "list": "observations", "start": day, "end": day}
    if concept in GRADES:
        return fact | draw(st.fixed_dictionaries({"text": CLASSES}) | st.fixed_dictionaries({"value": NUMBER}))
    units = [*UNIT_OF.get(concept, [None]), *UNIT_OF.get(concept, [None]), "mg/L"]
    limits = {"range_low": draw(RANGES), "range_high": draw(RANGES)}
    number = st.fixed_dictionaries({"value": NUMBER, "unit": st.sampled_from(units)})
    words = st.fixed_dictionaries({"text": WORDS})
    titre = st.fixed_dictionaries({"text": st.sampled_from(["1:20", "1:40", "1/80", "1:160"])})
    nothing = st.just({})
    return fact | limits | draw(st.one_of(number, number, words, titre if concept not in NUMBERS else words, nothing))


FACT = st.one_of(condition_facts(), drug_facts(), procedure_facts(), result_facts())
TELLING: dict[type[Node], st.SearchStrategy[Anything]] = {
    nodes.Condition: st.one_of(
        condition_facts(), condition_facts(), result_facts(["HIV antibody", "HBV DNA", "NYHA class"])
    ),
    nodes.Elapsed: st.one_of(condition_facts(), procedure_facts()),
    nodes.Exposure: drug_facts(),
    nodes.Distinct: drug_facts(),
    nodes.Dose: st.one_of(drug_facts(STEROIDS), drug_facts(STEROIDS), drug_facts()),
    nodes.Procedure: st.one_of(procedure_facts(), drug_facts(), condition_facts()),
    nodes.Value: result_facts([*NUMBERS, *SCORES, *TITRES, "HBV DNA", "HIV antibody"]),
    nodes.Finding: st.one_of(result_facts(FINDINGS), result_facts(TITRES), condition_facts()),
    nodes.Grade: result_facts(GRADES),
}
"""The facts that most often bear on a kind of leaf; any fact may come between."""


@st.composite
def patients(draw: st.DrawFn, number: int, telling: st.SearchStrategy[Anything]) -> Patient:
    drawn = draw(st.lists(telling, max_size=6)) + draw(st.lists(FACT, max_size=2))
    facts = [
        Fact(pointer=f"/{fact.pop('list')}/{place}", domain=DOMAIN[fact["concept"]], negated=draw(NEGATED), **fact)
        for place, fact in enumerate(drawn)
    ]
    closed = draw(st.sets(st.sampled_from(["condition", "drug", "procedure", "observation"])))
    return Patient(
        profile_id=f"p-{number}",
        age_years=draw(st.sampled_from([17.0, 18.0, 65.0, 89.0, 90.0, 90.0, None])),
        sex=draw(maybe(st.sampled_from(["female", "male"]))),
        closed=frozenset(closed),
        facts=tuple(facts),
    )


@st.composite
def populations(draw: st.DrawFn, size: int = 6, kind: type[Node] | None = None) -> list[Patient]:
    """People whose facts bear on a kind of leaf, or on any."""
    telling = TELLING.get(kind, FACT) if kind else FACT
    return [draw(patients(number, telling)) for number in range(size)]
