"""Reasons in plain English: what each leaf of a tree found in the records, or did not find."""

from __future__ import annotations

from criteria.tree.nodes import (
    Age,
    Attested,
    Condition,
    Constant,
    Distinct,
    Dose,
    Elapsed,
    Exposure,
    Finding,
    Grade,
    Node,
    Procedure,
    Quality,
    Sex,
    Unread,
    Value,
)
from criteria.tree.render import render_number
from matcher.kleene import Truth
from matcher.population.facts import OLDEST, Patient
from matcher.settings import Context
from matcher.wording.alike import alike
from matcher.wording.courses import distinct, dose, exposure
from matcher.wording.histories import elapsed, history
from matcher.wording.phrase import Phrase, sentence
from matcher.wording.results import result

__all__ = ["Phrase", "alike", "phrases", "sentence"]


def phrases(node: Node, truth: Truth, patient: Patient, context: Context) -> list[Phrase]:  # noqa: PLR0911 - one line a node
    """What one leaf found, in words, with the facts it rests on; `truth` is whether it holds."""
    match node:
        case Constant() | Attested() | Quality() | Unread():
            return [Phrase(subject=_undecided(node))]
        case Age():
            return [_age(patient)]
        case Sex():
            return [_sex(patient)]
        case Condition() | Procedure():
            return list(history(node, truth, patient, context))
        case Elapsed():
            return [elapsed(node, truth, patient, context)]
        case Exposure():
            return list(exposure(node, truth, patient, context))
        case Distinct():
            return list(distinct(node, truth, patient, context))
        case Dose():
            return list(dose(node, truth, patient, context))
        case Value() | Finding() | Grade():
            return list(result(node, truth, patient, context))
        case _:
            return []


def _undecided(node: Constant | Attested | Quality | Unread) -> str:
    """What no fact decides."""
    match node:
        case Constant():
            return node.why
        case Attested():
            return f"to be confirmed by a person: {node.reason}"
        case Quality():
            return f"whether {node.concept} is {node.text} is not recorded"
        case _:
            return "part of the text was not understood"


def _age(patient: Patient) -> Phrase:
    if patient.age_years is None:
        return Phrase(subject="age is not known")
    years = "90 or older" if patient.age_years >= OLDEST else render_number(patient.age_years)
    return Phrase(subject=f"age is {years}", facts=("/age_years",))


def _sex(patient: Patient) -> Phrase:
    if patient.sex is None:
        return Phrase(subject="sex is not known")
    return Phrase(subject=f"sex is {patient.sex}", facts=("/sex",))
