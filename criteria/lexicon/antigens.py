"""Antigens that cells and antibodies aim at: of each its expression, what is directed at it, CAR-T cells for it."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from criteria.lexicon.fold import fold
from criteria.lexicon.lookup import Concept, Domain
from criteria.lexicon.table import Row

__all__ = ["derived_names", "with_antigens"]

_EXPRESSION = (
    "{} expression", "{} positive expression", "expression of {}", "{} positivity", "{}", "{} expressing", "{} antigen",
)  # fmt: skip
_DIRECTED = (
    "{}-directed therapy", "{}-directed treatment", "{}-directed agent", "{}-directed", "{}-directed immunotherapy",
    "{}-targeted therapy", "{}-targeted treatment", "{}-targeted agent", "{}-targeted drug", "{}-targeted",
    "{}-targeting therapy", "{}-targeting agent", "{}-targeting drug", "{}-targeting", "{}-specific therapy",
    "anti-{}", "anti-{} therapy", "anti-{} treatment", "anti-{} agent", "anti-{} drug", "anti-{} drug treatment",
    "anti-{} antibody", "anti-{} monoclonal antibody", "anti-{} antibody-based therapy", "anti-{}-directed therapy",
    "anti-{} targeted therapy", "targeting {}", "targets {}", "directed at {}", "directed against {}", "{} therapy",
)  # fmt: skip
_CAR_T = (
    "{} CAR-T cell therapy", "{} CAR-T therapy", "{} CAR-T cell", "{} CAR-T", "{}.CAR-T", "anti-{} CAR-T",
    "anti-{} CAR-T cell", "anti-{} CAR-T therapy", "anti-{} CAR-T cell therapy", "{}-directed CAR-T",
    "{}-directed CAR-T cell therapy", "{}-directed CAR-T therapy", "{}-targeted CAR-T", "{}-targeted CAR-T therapy",
    "{}-targeted CAR-T cell therapy", "{}-targeting CAR-T", "{}-targeting CAR-T cell therapy",
    "CAR-T cell therapy targeting {}", "CAR-T targeting {}", "CAR-T therapy targeting {}",
    "CAR-T therapy directed at {}",
)  # fmt: skip
_CELLS = "CAR-T cell therapy"


def with_antigens(concepts: dict[str, Concept], rows: Iterable[Row]) -> dict[str, Concept]:
    """The concepts, and for each antigen of the table three more, or their usual names for those that are there.

    "CD30 expression" is an observation, "CD30-directed therapy" a class of drugs with the members that the table
    names, "CD30 CAR-T cell therapy" one of them. A name that another concept holds already stays with it.
    """
    known = dict(concepts)
    held = {fold(form) for one in concepts.values() for form in (one.id, *one.aliases)}
    for row in rows:
        names = (row["antigen"], *row.items("aliases"))
        expression, directed, cells = derived_names(names[0])
        for made in (
            _concept(expression, "observation", _EXPRESSION, names),
            _concept(directed, "drug", _DIRECTED, names),
            _concept(cells, "drug", _CAR_T, names, (_CELLS, directed)),
        ):
            _add(known, held, made, row["source"])
        for member in row.items("members"):
            known[member] = _below(known[member], (directed,))
    return known


def derived_names(antigen: str) -> tuple[str, str, str]:
    """The concepts that an antigen gives: its expression, what is directed at it, CAR-T cells for it."""
    return f"{antigen} expression", f"{antigen}-directed therapy", f"{antigen} CAR-T cell therapy"


def _concept(
    name: str, domain: Domain, templates: tuple[str, ...], names: tuple[str, ...], parents: tuple[str, ...] = ()
) -> Concept:
    forms = tuple(template.format(one) for one in names for template in templates)
    kind = "finding" if domain == "observation" else None
    return Concept(id=name, domain=domain, aliases=forms, parents=parents, kind=kind)


def _add(known: dict[str, Concept], held: set[str], made: Concept, source: str) -> None:
    """Adds a concept; one that is there already gains the names that nobody holds, and the parents."""
    parents = tuple(parent for parent in made.parents if parent in known)
    before = known.get(made.id) or msgspec.structs.replace(made, aliases=(), parents=(), source=source)
    forms = {fold(form): form for form in reversed(made.aliases)}
    held.add(fold(made.id))
    free = [form for folded, form in reversed(forms.items()) if folded not in held]
    held.update(forms)
    known[made.id] = _below(msgspec.structs.replace(before, aliases=(*before.aliases, *free)), parents)


def _below(concept: Concept, parents: tuple[str, ...]) -> Concept:
    return msgspec.structs.replace(concept, parents=tuple(dict.fromkeys((*concept.parents, *parents))))
