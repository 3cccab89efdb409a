"""A lexicon of a few dozen concepts, and patients written as callers write them."""

from __future__ import annotations

from typing import Any

from criteria.criterion import Cohort, Criterion, Trial
from criteria.lexicon import Concept, Domain, Evidence, Lexicon, fold
from criteria.lexicon.codes import normal
from criteria.tree.nodes import Node
from matcher.kleene import Truth
from matcher.plan.reference import evaluate
from matcher.population.profile import Patient, parse_profile
from matcher.settings import Context

CONDITIONS: dict[str, dict[str, Any]] = {
    "malignant neoplasm": {"aliases": ("cancer",)},
    "lung cancer": {"parents": ("malignant neoplasm",)},
    "skin cancer": {"parents": ("malignant neoplasm",)},
    "basal cell carcinoma": {"parents": ("skin cancer",)},
    "diabetes mellitus": {},
    "type 1 diabetes mellitus": {"parents": ("diabetes mellitus",)},
    "systemic lupus erythematosus": {"aliases": ("SLE",), "codes": ("M32",)},
    "lupus nephritis": {"parents": ("systemic lupus erythematosus",), "codes": ("M32.14",)},
    "tuberculosis": {},
    "relapse": {"course": "event"},
    "stroke": {"course": "event"},
    "HIV infection": {},
    "viral hepatitis": {},
    "hepatitis B": {"parents": ("viral hepatitis",)},
    "heart failure": {},
    "pregnancy": {"course": "state"},
}
DRUGS: dict[str, dict[str, Any]] = {
    "B-cell depleting therapy": {},
    "anti-CD20 antibody": {"parents": ("B-cell depleting therapy",)},
    "rituximab": {"parents": ("anti-CD20 antibody",), "half_life_days": 22.0, "aliases": ("Rituxan",)},
    "ocrelizumab": {"parents": ("anti-CD20 antibody",), "half_life_days": 26.0},
    "immunosuppressant": {},
    "calcineurin inhibitor": {"parents": ("immunosuppressant",)},
    "tacrolimus": {"parents": ("calcineurin inhibitor",), "half_life_days": 1.5},
    "ciclosporin": {"parents": ("calcineurin inhibitor",)},
    "azathioprine": {"parents": ("immunosuppressant",)},
    "mycophenolate mofetil": {"parents": ("immunosuppressant",), "aliases": ("MMF",)},
    "glucocorticoid": {},
    "prednisone": {"parents": ("glucocorticoid",), "prednisone_mg": 5.0},
    "methylprednisolone": {"parents": ("glucocorticoid",), "prednisone_mg": 4.0},
    "dexamethasone": {"parents": ("glucocorticoid",), "prednisone_mg": 0.75},
    "budesonide": {"parents": ("glucocorticoid",)},
    "hydroxychloroquine": {},
    "methotrexate": {},
}
PROCEDURES: dict[str, dict[str, Any]] = {
    "transplantation": {},
    "kidney transplantation": {"parents": ("transplantation",)},
    "plasma exchange": {},
    "dialysis": {},
    "splenectomy": {},
}
MEASURES: dict[str, dict[str, Any]] = {
    "platelet count": {"kind": "number", "unit": "10*9/L", "low": 0.0, "high": 3000.0, "stale": True},
    "hemoglobin": {"kind": "number", "unit": "g/L", "low": 15.0, "high": 260.0, "stale": True},
    "oxygen saturation": {"kind": "number", "unit": "%", "low": 20.0, "high": 100.0, "stale": True},
    "creatinine": {
        "kind": "number",
        "unit": "umol/L",
        "factors": {"mg/dL": 88.4},
        "low": 5.0,
        "high": 3000.0,
        "stale": True,
        "codes": ("2160-0",),
    },
    "alanine aminotransferase": {
        "kind": "number",
        "unit": "U/L",
        "low": 0.0,
        "high": 20000.0,
        "stale": True,
        "aliases": ("ALT",),
    },
    "complement C3": {"kind": "number", "unit": "g/L", "low": 0.0, "high": 10.0, "stale": True},
    "SLEDAI": {"kind": "score", "low": 0.0, "high": 105.0, "stale": True},
    "SLEDAI-2K": {"kind": "score", "low": 0.0, "high": 105.0, "stale": True, "parents": ("SLEDAI",)},
    "antinuclear antibody": {"kind": "titre", "unit": "{titer}", "aliases": ("ANA",)},
    "anti-AQP4 antibody": {"kind": "titre", "unit": "{titer}"},
    "HIV antibody": {"kind": "finding"},
    "HBV DNA": {"kind": "finding", "unit": "[IU]/mL", "stale": True},
    "pregnancy test": {"kind": "finding", "stale": True},
    "anti-dsDNA antibody": {"kind": "finding", "unit": "[IU]/mL"},
    "SLE classification criteria": {"kind": "criteria"},
    "ANCA": {"kind": "finding"},
    "PR3-ANCA": {"kind": "finding", "parents": ("ANCA",)},
    "MPO-ANCA": {"kind": "finding", "parents": ("ANCA",)},
    "NYHA class": {"kind": "grade", "grades": ("I", "II", "III", "IV"), "stale": True},
    "MGFA class": {"kind": "grade", "grades": ("I", "IIa", "IIb", "IIIa", "IIIb", "IVa", "IVb", "V")},
    "lupus nephritis class": {"kind": "grade", "grades": ("I", "II", "III", "IV", "V", "VI")},
    "bleeding grade": {"kind": "grade", "grades": ("0", "1", "2", "3", "4")},
}
EVIDENCE = (
    ("HIV infection", "HIV antibody", "positive", "present"),
    ("HIV infection", "HIV antibody", "negative", "absent"),
    ("pregnancy", "pregnancy test", "positive", "present"),
    ("pregnancy", "pregnancy test", "negative", "absent"),
    ("hepatitis B", "HBV DNA", "positive", "present"),
    ("heart failure", "NYHA class", "any", "present"),
)
TABLES: tuple[tuple[Domain, dict[str, dict[str, Any]]], ...] = (
    ("condition", CONDITIONS),
    ("drug", DRUGS),
    ("procedure", PROCEDURES),
    ("observation", MEASURES),
)


def _lexicon() -> Lexicon:
    concepts = {
        name: Concept(id=name, domain=domain, source="test", **columns)
        for domain, table in TABLES
        for name, columns in table.items()
    }
    up = {name: _above(name, concepts) for name in concepts}
    down = {name: frozenset(one for one in concepts if name in up[one]) for name in concepts}
    settled: dict[str, tuple[Evidence, ...]] = {}
    for condition, observation, outcome, implies in EVIDENCE:
        row = Evidence(condition, observation, outcome, implies, "test")  # type: ignore[arg-type]
        settled[condition] = (*settled.get(condition, ()), row)
    return Lexicon(
        digest="sha256:small",
        concepts=concepts,
        forms={fold(form): name for name, each in concepts.items() for form in (name, *each.aliases)},
        corrupted={"tachlimus": "tacrolimus"},
        criteria_sets={},
        codes={
            system: {
                normal(system, code): each.id
                for each in concepts.values()
                if each.domain == domain
                for code in each.codes
            }
            for system, domain in (("ICD-10-CM", "condition"), ("LOINC", "observation"))
        },
        up=up,
        down=down,
        tips={name: frozenset(one for one in kinds if down[one] == {one}) for name, kinds in down.items()},
        settled_by=settled,
    )


def _above(name: str, concepts: dict[str, Concept]) -> frozenset[str]:
    return frozenset({name}).union(*(_above(parent, concepts) for parent in concepts[name].parents))


LEXICON = _lexicon()
CONTEXT = Context(lexicon=LEXICON)


def patient(profile: dict[str, Any] | None = None, **lists: Any) -> Patient:
    return parse_profile({"profile_id": "p", **(profile or {}), **lists}, LEXICON)


def truth(node: Node, profile: dict[str, Any] | None = None, **lists: Any) -> Truth:
    return evaluate(node, patient(profile, **lists), CONTEXT)


def condition(
    concept: str, status: str | None = None, onset: float | None = None, end: float | None = None
) -> dict[str, Any]:
    return {"concept": concept, "status": status, "onset_days_before": onset, "abatement_days_before": end}


def drug(
    concept: str, start: float | None = None, end: float | None = None, response: str | None = None, dose: str = ""
) -> dict[str, Any]:
    """A course: drug("prednisone", 400, 0, dose="10 mg/d")."""
    amount, _, unit = dose.partition(" ")
    given = {"value": float(amount), "unit": unit} if dose else None
    return {"concept": concept, "start_days_before": start, "end_days_before": end, "response": response, "dose": given}


def result(
    concept: str, value: float | str | None, unit: str | None = None, days: float | None = None, **ranges: float
) -> dict[str, Any]:
    return {"concept": concept, "value": value, "unit": unit, "days_before": days, **ranges}


def done(concept: str, days: float | None = None) -> dict[str, Any]:
    return {"concept": concept, "days_before": days}


def no(concept: str) -> dict[str, Any]:
    return {"concept": concept, "negated": True}


def criterion(tree: Node, category: str = "inclusion", criterion_id: str = "i01", **more: Any) -> Criterion:
    given: dict[str, Any] = {
        "criterion_id": criterion_id,
        "category": category,
        "cohort": None,
        "text": "text",
        "span": None,
        "kind": "computable",
        "expression": "expression",
        "flags": (),
        "tree": tree,
    }
    return Criterion(**{**given, **more})


def trial(*criteria: Criterion, nct_id: str = "NCT00000001", cohorts: tuple[str, ...] = ()) -> Trial:
    return Trial(
        nct_id=nct_id,
        brief_title="A trial",
        overall_status="RECRUITING",
        phases=("PHASE1",),
        conditions=(),
        countries=(),
        text_digest="sha256:text",
        cohorts=tuple(Cohort(label=label) for label in cohorts),
        criteria=criteria,
    )
