"""From the tables to the lexicon: read, check, build; once a process."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

import msgspec

from criteria.errors import LexiconInvalid
from criteria.lexicon.allergies import allergies
from criteria.lexicon.antigens import with_antigens
from criteria.lexicon.check import check
from criteria.lexicon.check_codes import codes_in
from criteria.lexicon.codes import SYSTEMS, Coding, normal
from criteria.lexicon.fold import fold
from criteria.lexicon.lookup import Concept, Domain, Evidence, Lexicon, signature
from criteria.lexicon.table import FOLDER, Row, Tables, other_unit, packaged, read

__all__ = ["lexicon", "load"]

DOMAINS: Final[dict[str, Domain]] = {
    "conditions": "condition",
    "drugs": "drug",
    "procedures": "procedure",
    "measures": "observation",
}


@cache
def lexicon() -> Lexicon:
    """The lexicon that comes with the package."""
    return load()


def load(folder: Path = FOLDER) -> Lexicon:
    """The lexicon of a folder of tables; LexiconInvalid lists all lines that break a rule."""
    tables = packaged() if folder == FOLDER else read(folder)
    if problems := check(tables):
        raise LexiconInvalid("\n".join(map(str, problems)))
    return _built(tables)


def _built(tables: Tables) -> Lexicon:
    codings = _codings(tables.rows["codes"])
    concepts = {
        row["concept"]: _concept(row, domain, codings.get(row["concept"], ()))
        for table, domain in DOMAINS.items()
        for row in tables.rows[table]
    }
    concepts = with_antigens(concepts, tables.rows["antigens"])
    allergy_to, made = allergies(concepts)
    concepts |= made
    up = _closed(concepts)
    down = _turned(up)
    inner = {parent for concept in concepts.values() for parent in concept.parents}
    return Lexicon(
        digest=tables.digest,
        concepts=concepts,
        forms={fold(form): name for name, concept in concepts.items() for form in (name, *concept.aliases)},
        criteria_sets={
            signature(fold(form)): name
            for name, concept in concepts.items()
            if concept.kind == "criteria"
            for form in (name, *concept.aliases)
        },
        corrupted={fold(row["form"]): row["concept"] for row in tables.rows["corrupted"]},
        codes=_codes(tables),
        up=up,
        down=down,
        tips={name: frozenset(members - inner) or frozenset({name}) for name, members in down.items()},
        allergy_to=allergy_to,
        settled_by=_evidence(tables.rows["evidence"]),
    )


def _concept(row: Row, domain: Domain, codings: tuple[Coding, ...]) -> Concept:
    others = [other_unit(other) for other in row.items("other_units")]
    return Concept(
        id=row["concept"],
        domain=domain,
        aliases=row.items("aliases"),
        parents=row.items("parents"),
        kind=row.get("kind"),
        unit=row.get("unit"),
        factors={unit: float(factor) for unit, factor, _ in others},
        offsets={unit: float(offset) for unit, _, offset in others if offset},
        low=_number(row, "low"),
        high=_number(row, "high"),
        stale=row.get("stale") == "yes",
        grades=row.items("grades"),
        half_life_days=_number(row, "half_life_days"),
        prednisone_mg=_number(row, "prednisone_mg"),
        course=row.get("course"),
        codes=row.items("icd10cm") + row.items("loinc"),
        codings=codings,
        source=row["source"],
    )


def _number(row: Row, column: str) -> float | None:
    return float(cell) if (cell := row.get(column)) else None


def _codes(tables: Tables) -> dict[str, dict[str, str]]:
    """By system and code, as it is looked up, the concept."""
    codes: dict[str, dict[str, str]] = {system: {} for system in SYSTEMS}
    for row, system, code in codes_in(tables):
        codes[system][normal(system, code)] = row["concept"]
    return codes


def _codings(rows: Iterable[Row]) -> dict[str, tuple[Coding, ...]]:
    """The codes of codes.tsv by concept."""
    codings: dict[str, list[Coding]] = {}
    for row in rows:
        codings.setdefault(row["concept"], []).append(Coding(row["system"], row["code"], row["display"]))
    return {concept: tuple(each) for concept, each in codings.items()}


def _closed(concepts: dict[str, Concept]) -> dict[str, frozenset[str]]:
    """Each concept with all above it; the check has ruled out circles."""
    closed: dict[str, frozenset[str]] = {}

    def above(name: str) -> frozenset[str]:
        if name not in closed:
            closed[name] = frozenset({name}).union(*map(above, concepts[name].parents))
        return closed[name]

    for name in concepts:
        above(name)
    return closed


def _turned(up: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    down: dict[str, set[str]] = {name: set() for name in up}
    for name, above in up.items():
        for ancestor in above:
            down[ancestor].add(name)
    return {name: frozenset(members) for name, members in down.items()}


def _evidence(rows: Iterable[Row]) -> dict[str, tuple[Evidence, ...]]:
    settled: dict[str, tuple[Evidence, ...]] = {}
    for row in rows:
        one = msgspec.convert(row.cells, Evidence)
        settled[one.condition] = (*settled.get(one.condition, ()), one)
    return settled
