"""A lexicon small enough to collide in: every shape of concept that a rule tells apart, few names of each."""

from __future__ import annotations

from typing import Any

from criteria.lexicon import Concept, Domain, Evidence, Lexicon

CONDITIONS = {
    "infection": {},
    "viral infection": {"parents": ("infection",)},
    "HIV infection": {"parents": ("viral infection",)},
    "hepatitis B": {"parents": ("viral infection",)},
    "malignancy": {},
    "skin cancer": {"parents": ("malignancy",)},
    "basal cell carcinoma": {"parents": ("skin cancer",)},
    "lung cancer": {"parents": ("malignancy",)},
    "heart failure": {},
}
DRUGS = {
    "immunosuppressant": {},
    "calcineurin inhibitor": {"parents": ("immunosuppressant",)},
    "tacrolimus": {"parents": ("calcineurin inhibitor",), "half_life_days": 1.5},
    "ciclosporin": {"parents": ("calcineurin inhibitor",), "half_life_days": 0.8},
    "azathioprine": {"parents": ("immunosuppressant",)},
    "rituximab": {"half_life_days": 22.0},
    "glucocorticoid": {},
    "prednisone": {"parents": ("glucocorticoid",), "half_life_days": 0.14, "prednisone_mg": 5.0},
    "methylprednisolone": {"parents": ("glucocorticoid",), "half_life_days": 0.1, "prednisone_mg": 4.0},
    "budesonide": {"parents": ("glucocorticoid",)},
}
PROCEDURES = {
    "transplantation": {},
    "kidney transplantation": {"parents": ("transplantation",)},
    "splenectomy": {},
}
MEASURES = {
    "platelet count": {"kind": "number", "unit": "10*9/L", "stale": True},
    "hemoglobin": {"kind": "number", "unit": "g/L", "stale": True},
    "creatinine": {"kind": "number", "unit": "umol/L", "factors": {"mg/dL": 88.4}, "stale": True},
    "SLEDAI": {"kind": "score", "stale": True},
    "SLEDAI-2K": {"kind": "score", "stale": True, "parents": ("SLEDAI",)},
    "antinuclear antibody": {"kind": "titre", "unit": "{titer}"},
    "HIV antibody": {"kind": "finding"},
    "HBV DNA": {"kind": "finding", "unit": "[IU]/mL", "stale": True},
    "myositis-specific antibody": {"kind": "finding"},
    "anti-Jo-1 antibody": {"kind": "finding", "parents": ("myositis-specific antibody",)},
    "anti-MDA5 antibody": {"kind": "finding", "parents": ("myositis-specific antibody",)},
    "NYHA class": {"kind": "grade", "grades": ("I", "II", "III", "IV"), "stale": True},
    "MGFA class": {"kind": "grade", "grades": ("I", "IIa", "IIb", "IIIa", "IIIb", "V")},
    "ISN/RPS class": {"kind": "grade", "grades": ("I", "II", "III", "IV", "V", "VI")},
}
EVIDENCE = (
    ("HIV infection", "HIV antibody", "positive", "present"),
    ("HIV infection", "HIV antibody", "negative", "absent"),
    ("hepatitis B", "HBV DNA", "positive", "present"),
    ("viral infection", "HBV DNA", "negative", "absent"),
    ("heart failure", "NYHA class", "any", "present"),
)
TABLES: tuple[tuple[Domain, dict[str, dict[str, Any]]], ...] = (
    ("condition", CONDITIONS),
    ("drug", DRUGS),
    ("procedure", PROCEDURES),
    ("observation", MEASURES),
)


def small_lexicon() -> Lexicon:
    concepts = {
        name: Concept(id=name, domain=domain, source="test", **columns)
        for domain, table in TABLES
        for name, columns in table.items()
    }
    up = {name: above(name, concepts) for name in concepts}
    down = {name: frozenset(one for one in concepts if name in up[one]) for name in concepts}
    tips = {name: frozenset(one for one in kinds if down[one] == {one}) for name, kinds in down.items()}
    settled: dict[str, tuple[Evidence, ...]] = {}
    for condition, observation, outcome, implies in EVIDENCE:
        row = Evidence(condition, observation, outcome, implies, "test")  # type: ignore[arg-type]
        settled[condition] = (*settled.get(condition, ()), row)
    empty: dict[str, Any] = {name: {} for name in Lexicon.__struct_fields__}
    known = {"digest": "sha256:test", "concepts": concepts, "up": up, "down": down, "tips": tips, "settled_by": settled}
    return Lexicon(**empty | known)


def above(name: str, concepts: dict[str, Concept]) -> frozenset[str]:
    return frozenset({name}).union(*(above(parent, concepts) for parent in concepts[name].parents))
