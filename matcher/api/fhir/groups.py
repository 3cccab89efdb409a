"""A trial's criteria as FHIR Groups: what is asked of a patient, as characteristics that include or exclude.

What FHIR can say it says in FHIR's terms; a criterion that is a tree, has a window, or was not understood is one
characteristic in words.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from criteria.criterion import Criterion, Overridden, Trial
from criteria.lexicon import Lexicon
from criteria.tree.nodes import Age, All, Any, Condition, Exposure, Finding, Grade, Node, Not, Procedure, Sex, Value
from criteria.tree.render import render
from matcher.api.fhir.resources import Characteristic, CodeableConcept, Coding, Extension, Group, Quantity

__all__ = ["groups_of"]

LOINC = "http://loinc.org"
ICD = "http://hl7.org/fhir/sid/icd-10-cm"
GENDER = "http://hl7.org/fhir/administrative-gender"
UCUM = "http://unitsofmeasure.org"
OVERRIDE = "urn:resetmatch:override"
_AGE = CodeableConcept(coding=(Coding(system=LOINC, code="30525-0", display="Age"),), text="age")
_SEX = CodeableConcept(coding=(Coding(system=LOINC, code="46098-0", display="Sex"),), text="sex")
_STATUS = {"any": "history of condition", "present": "condition", "active": "active condition"}


def groups_of(trial: Trial, known: Lexicon) -> tuple[Group, ...]:
    """The group of a trial; one for each cohort where it has several, with the common criteria in each."""
    labels: list[str | None] = [cohort.label for cohort in trial.cohorts] or [None]
    return tuple(
        Group(
            id=f"group-{number}",
            type="person",
            actual=False,
            name=label,
            characteristic=tuple(_characteristics(trial, label, known)),
        )
        for number, label in enumerate(labels)
    )


def _characteristics(trial: Trial, label: str | None, known: Lexicon) -> Iterator[Characteristic]:
    for criterion in trial.criteria:
        if label is None or criterion.cohort in {None, label}:
            yield from _criterion(criterion, known)


def _criterion(criterion: Criterion, known: Lexicon) -> Iterator[Characteristic]:
    whole = [(criterion.tree, criterion.category == "exclusion")]
    parts = list(_parts(*whole[0])) if criterion.kind == "computable" else whole
    for number, (node, exclude) in enumerate(parts, start=1):
        name = criterion.criterion_id if len(parts) == 1 else f"{criterion.criterion_id}-{number}"
        said = _said(node, known, name, exclude=exclude) or _in_words(criterion, node, name, exclude=exclude)
        yield replace(said, extension=(_marked(criterion.override),)) if criterion.override else said


def _marked(override: Overridden) -> Extension:
    """Who put the reading right, since when and until when, why, and what it replaces."""
    until = f" until {override.expires}" if override.expires else ""
    words = f"{override.decided_by}, since {override.made}{until}: {override.reason}; replaces: {override.replaces}"
    return Extension(url=OVERRIDE, value_string=words)


def _parts(node: Node, exclude: bool) -> Iterator[tuple[Node, bool]]:  # noqa: FBT001 - the polarity of FHIR's own element
    """A tree in parts that hold or exclude by themselves: all of what includes, each of what excludes."""
    match node:
        case Not():
            yield from _parts(node.of, not exclude)
        case All() | Any() if isinstance(node, Any) is exclude:
            for part in node.of:
                yield from _parts(part, exclude)
        case _:
            yield node, exclude


def _in_words(criterion: Criterion, node: Node, name: str, *, exclude: bool) -> Characteristic:
    """What was understood; of a criterion that no fact can decide, its own words."""
    own = criterion.kind != "computable"
    words = criterion.text if own else render(node)
    value = CodeableConcept(text=words or criterion.expression)
    code = CodeableConcept(text=criterion.kind if own else "criterion")
    return Characteristic(id=name, code=code, value_codeable_concept=value, exclude=exclude)


# -- what FHIR can say ----------------------------------------------------------------------------------------


def _said(node: Node, known: Lexicon, name: str, *, exclude: bool) -> Characteristic | None:
    """A leaf in FHIR's terms: "ANC ≥ 1.0 × 10^9/L", "female", "active tuberculosis"."""
    match node:
        case Age():
            value = _limit(node.years, node.comparator, "a", "years")
            return Characteristic(id=name, code=_AGE, value_quantity=value, exclude=exclude)
        case Sex():
            sex = CodeableConcept(coding=(Coding(system=GENDER, code=node.sex),), text=node.sex)
            return Characteristic(id=name, code=_SEX, value_codeable_concept=sex, exclude=exclude)
        case Value() if node.relative is None and node.window is None and node.repeats == 1:
            value = _limit(node.value, node.comparator, node.unit, node.unit)
            return Characteristic(id=name, code=_concept(node.concept, known), value_quantity=value, exclude=exclude)
        case _:
            pair = _pair(node, known)
            return pair and Characteristic(id=name, code=pair[0], value_codeable_concept=pair[1], exclude=exclude)


def _pair(node: Node, known: Lexicon) -> tuple[CodeableConcept, CodeableConcept] | None:
    match node:
        case Condition() if node == Condition(concept=node.concept, status=node.status):
            return CodeableConcept(text=_STATUS[node.status]), _concept(node.concept, known)
        case Procedure() if node == Procedure(concept=node.concept):
            return CodeableConcept(text="procedure"), _concept(node.concept, known)
        case Exposure() if node == Exposure(concept=node.concept):
            return CodeableConcept(text="medication"), _concept(node.concept, known)
        case Grade() if node.window is None:
            return _concept(node.concept, known), CodeableConcept(text=" or ".join(node.grades))
        case Finding() if node.window is None and not node.ever:
            return _concept(node.concept, known), CodeableConcept(text=node.outcome)
        case _:
            return None


def _limit(value: float, comparator: str, code: str | None, unit: str | None) -> Quantity:
    ucum = UCUM if code else None
    match comparator:
        case "<" | "<=" | ">=" | ">":
            return Quantity(value=value, comparator=comparator, unit=unit, system=ucum, code=code)
        case _:
            return Quantity(value=value, unit=unit, system=ucum, code=code)


def _concept(name: str, known: Lexicon) -> CodeableConcept:
    """A concept by name, with its code where it has exactly one: several are not the same thing."""
    found = known.concepts.get(name)
    systems = {"observation": LOINC, "condition": ICD}
    if found is None or len(found.codes) != 1 or found.domain not in systems:
        return CodeableConcept(text=name)
    return CodeableConcept(coding=(Coding(system=systems[found.domain], code=found.codes[0]),), text=name)
