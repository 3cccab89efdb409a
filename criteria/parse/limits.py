"""Numbers and limits: whose they are, what they count, and what is no limit at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from criteria.parse.atoms import Atom, all_of, any_of
from criteria.parse.bilag import read_bilag
from criteria.parse.elements import Bound, Element
from criteria.parse.joining import Term
from criteria.parse.qualities import counted_lines
from criteria.parse.times import read_age_limit
from criteria.tree.nodes import Attested, Distinct, Node, Relative, Value

if TYPE_CHECKING:
    from criteria.parse.grammar import Reader

__all__ = ["count_again", "give_bounds", "read_limit", "read_number", "read_pair", "read_titre"]

_Rule = Callable[["Reader", int], int | None]

_TREATMENTS = (
    "immunosuppressant",
    "biologic agent",
    "immunoglobulin therapy",
    "antimalarial",
    "csDMARD",
    "b/tsDMARD",
    "plasma exchange",
)
_SAMPLES = frozenset([
    "sample", "samples", "occasion", "occasions", "measurement", "measurements", "specimen", "specimens",
    "determinations",
])  # fmt: skip
_SCALES = frozenset([
    "vas", "point scale", "visual analogue scale", "visual analog scale", "item", "items", "7-item scale", "item scale",
])  # fmt: skip
_DAILY = ("mg/d", "g/d", "mg/wk")
_FIRST_YEAR, _LAST_YEAR = 1950, 2035


def read_limit(reader: Reader, index: int) -> int:
    """Gives a limit to the measure or drug before it, or keeps it for the one to come."""
    after = _first(_NOT_OF_A_MEASURE, reader, index)
    if after is not None:
        return after
    element = reader.elements[index]
    if element.has("pair"):
        element.bounds = element.bounds[:1]
    reader.denied = element.has("negated")
    target = reader.last()
    if reader.change and (target is None or reader.concept_of(target).domain == "observation"):
        reader.unread(element)
        return index + 1
    if target is not None and _goes_to(reader, target, index):
        return index + 1
    lines = counted_lines(reader, element, at_once=True)
    if lines is not None:
        reader.add(Term(node=lines))
        return index + 1
    reader.prefix.bounds = element.bounds
    reader.waiting = element
    return index + 1


def _first(rules: tuple[_Rule, ...], reader: Reader, index: int) -> int | None:
    """What the first rule with a use for the element gives."""
    for rule in rules:
        after = rule(reader, index)
        if after is not None:
            return after
    return None


def _goes_to(reader: Reader, target: Atom, index: int) -> bool:
    """Gives the limit to the mention before it, where it can be its own, a second one or its dose."""
    element = reader.elements[index]
    _share_multiple(reader, target, index)
    concept = reader.concept_of(target)
    if _takes_limit(reader, target, element):
        give_bounds(reader, element.bounds)
        return True
    if (
        target.bounds
        and concept.domain == "observation"
        and reader.connective in (None, "or", "and", ",", ";")
        and not reader.mention_follows(index)
    ):
        _second_limit(reader, target, element.bounds)
        return True
    if concept.domain == "drug" and element.bounds[0].unit and not _other_drug_follows(reader, index, target):
        target.bounds = (*target.bounds, *element.bounds)
        reader.connective = None
        return True
    return False


def _share_multiple(reader: Reader, target: Atom, index: int) -> None:
    """`> 2 × ULN or > 5 times if ...`: of the first limit; `ALT 3x or less`: of the upper limit of normal."""
    element, follower = reader.elements[index], reader.element_at(index + 1)
    if not element.has("times") and (follower is None or not follower.has("times")):
        return
    relative = target.bounds[0].relative if target.bounds else _normal(reader, target, index)
    if relative is not None:
        element.bounds = tuple(
            b if b.unit else msgspec.structs.replace(b, relative=b.relative or relative) for b in element.bounds
        )


def _normal(reader: Reader, target: Atom, index: int) -> Relative | None:
    """What a multiple without more is of, unless a baseline follows."""
    ahead = reader.elements[index + 1 : index + 5]
    if reader.concept_of(target).kind != "number" or any(e.text.lower() == "baseline" for e in ahead):
        return None
    reader.context.flag("multiple_restored")
    return "ULN"


def _takes_limit(reader: Reader, atom: Atom, element: Element) -> bool:
    if atom.bounds or reader.connective == ";":
        return False
    concept, first = reader.concept_of(atom), element.bounds[0]
    if concept.domain == "observation":
        return (
            concept.kind in ("number", "score", "titre", "finding")
            or first.unit is not None
            or first.relative is not None
        )
    return concept.domain == "drug" and first.unit is not None and reader.connective is None


def _second_limit(reader: Reader, target: Atom, bounds: tuple[Bound, ...]) -> None:
    """`QTcF > 450 ms in men or > 470 ms in women`: the measure is said once."""
    again = Atom(target.concept, target.element, bounds=bounds, window=target.window)
    if reader.sex is not None and target.sex is None:
        again.sex = reader.sex
    reader.add(Term(atom=again))


def _other_drug_follows(reader: Reader, index: int, target: Atom) -> bool:
    """Whether the dose is of a drug still to come, and not of the one before ("... prednisone equivalent")."""
    following = next((e for e in reader.elements[index + 1 : index + 5] if e.kind == "mention"), None)
    if following is None or not reader.mention_follows(index):
        return False
    return not (reader.is_steroid(target.concept) and reader.is_steroid(following.concepts[0]))


def give_bounds(reader: Reader, bounds: tuple[Bound, ...]) -> None:
    """To the last mention and to those before it that wait for the same limit: `ALT, AST up to 3 × ULN`."""
    last = reader.last()
    if last is None:
        return
    domain = reader.concept_of(last).domain
    shared: list[Term] = []
    for term in reversed(reader.terms):
        atom = term.atom
        if atom is None and term.words:
            continue
        if atom is None or not _waits_with(reader, atom, last):
            break
        atom.bounds = bounds
        if shared and reader.denied and shared[-1].connective in ("or", ",or") and not reader.context.exclusion:
            shared[-1].connective = "and"
        shared.append(term)
        if domain == "drug" or term.connective in (";", "with"):
            break
    reader.connective = None


def _waits_with(reader: Reader, atom: Atom, last: Atom) -> bool:
    """Whether a limit on the last mention is one on this mention too."""
    if atom.bounds or atom.grades or (atom.outcome and atom is not last):
        return False
    one, other = reader.concept_of(atom), reader.concept_of(last)
    if one.domain != other.domain:
        return False
    return one.domain != "observation" or _same_sort(one.kind, other.kind) or atom is last


def _same_sort(one: str | None, other: str | None) -> bool:
    measured = {"number", "score"}
    return one == other or {one, other} <= measured


# -- limits that are not of a measure ---------------------------------------------------------------------


def _bilag_scores(reader: Reader, index: int) -> int | None:
    return read_bilag(reader, index, reader.elements[index].bounds[0])


def _any_agents(reader: Reader, index: int) -> int | None:
    """`at least 2 other agents`: a number of treatments of no class named."""
    element = reader.elements[index]
    bound = element.bounds[0] if element.bounds else None
    if bound is None or bound.unit or bound.relative or bound.comparator not in (">=", ">", "="):
        return None
    others = _others_than_named(reader, index)
    if not reader.prefix.responses or others is None:
        return None
    named = tuple(a.concept for a in reader.atoms() if reader.concept_of(a).domain == "drug") if others else ()
    counted = Distinct(
        k=_least(bound),
        concepts=tuple(c for c in _TREATMENTS if c in reader.context.lexicon.concepts),
        exclude=named,
        responses=reader.prefix.responses,
        min_days=reader.prefix.min_days,
        min_days_strict=reader.prefix.strict_days,
    )
    reader.add(Term(node=any_of([counted, Attested(reason="treatments of no class named", text=element.text)])))
    return index + 1


def _others_than_named(reader: Reader, index: int) -> bool | None:
    """Whether "agents" further on is "other agents"; None where no such word follows."""
    others = False
    for element in reader.elements[index + 1 :]:
        if element.has("generic"):
            return others
        if element.has("other"):
            others = True
        elif not element.has("neutral") or element.kind != "cue":
            return None
    return None


def _least(bound: Bound) -> int:
    """The least whole number a lower bound asks for."""
    return int(bound.value) + (bound.comparator == ">")


def _counted_again(reader: Reader, index: int) -> int | None:
    """`3 or more within two years`: a number of the event named before."""
    follower, bound = reader.element_at(index + 1), reader.elements[index].bounds[0]
    if follower is None or not (follower.has("again") or follower.kind == "window"):
        return None
    if bound.unit is not None or reader.mention_follows(index + 1) or not count_again(reader, _least(bound)):
        return None
    return index + 2 if follower.has("again") else index + 1


def count_again(reader: Reader, count: int) -> bool:
    """`3 times or more within two years`: the event named before, counted anew."""
    last = next((a for a in reversed(reader.atoms()) if reader.concept_of(a).domain == "condition"), None)
    if last is None or last.window is None:
        return False
    reader.connective = "and" if reader.connective in (None, "with") else reader.connective
    reader.add(Term(atom=Atom(last.concept, last.element, count=count)))
    return True


def _list_quantity(reader: Reader, index: int) -> int | None:
    """`at least 2 of:` before a list is the list's quantifier."""
    element, listing = reader.elements[index], reader.element_at(index + 1)
    if listing is None or listing.kind != "list":
        return None
    if element.kind == "limit" and (len(element.bounds) != 1 or element.bounds[0].unit or element.bounds[0].relative):
        return None
    if element.kind == "number" and (element.unit or element.relative):
        return None
    first = element.bounds[0] if element.bounds else None
    value = element.value if first is None else first.value + (first.comparator == ">")
    listing.cues = {**listing.cues, "k": str(int(value))}
    return index + 1


def _samples(reader: Reader, index: int) -> int | None:
    """`on ≥ 2 first-morning samples`: how often it was measured, not what."""
    bound = reader.elements[index].bounds[0]
    following = reader.elements[index + 1 : index + 5]
    if bound.unit or bound.relative or any(e.kind == "limit" for e in following[:1]):
        return None
    words = [e.text.lower().split()[-1] for e in following if e.kind in ("word", "cue") and e.text]
    return reader.left_over(index) if any(w in _SAMPLES for w in words) else None


def _blood_pressure(reader: Reader, index: int) -> int | None:
    """`blood pressure > 160/100 mmHg`: above either of them, below both."""
    element = reader.elements[index]
    if not element.has("pair") or not any(e.has("bp") for e in reader.elements):
        return None
    systolic, diastolic = element.bounds
    unit = systolic.unit or "mm[Hg]"
    nodes: list[Node] = [
        Value(concept=f"{name} blood pressure", comparator=b.comparator, value=b.value, unit=unit)
        for name, b in (("systolic", systolic), ("diastolic", diastolic))
    ]
    reader.add(Term(node=any_of(nodes) if systolic.comparator.startswith(">") else all_of(nodes)))
    return index + 1


_NOT_OF_A_MEASURE: tuple[_Rule, ...] = (
    _bilag_scores,
    read_age_limit,
    _any_agents,
    _counted_again,
    _list_quantity,
    _samples,
    _blood_pressure,
)


# -- numbers without a comparator -------------------------------------------------------------------------


def read_number(reader: Reader, index: int) -> int:
    """A number without a comparator: a quantity, a score, a limit said again, or nothing the sentence needs."""
    if _says_nothing(reader, index):
        return index + 1
    after = _first(_NUMBERS, reader, index)
    if after is not None:
        return after
    element = reader.elements[index]
    if element.relative is None and (
        _is_score(reader, element)
        or _is_scale_length(reader, index)
        or _is_quantity(reader, index)
        or _is_year(element)
    ):
        return index + 1
    return reader.left_over(index)


def _says_nothing(reader: Reader, index: int) -> bool:
    """A number of a consent form, or the second number of `any 1 of`."""
    follower, before = reader.element_at(index + 1), reader.element_at(index - 1)
    if follower is not None and follower.has("consent"):
        return True
    return (
        before is not None
        and before.kind == "cue"
        and before.has("any", "of_list")
        and reader.elements[index].unit is None
    )


def _bilag_number(reader: Reader, index: int) -> int | None:
    return read_bilag(reader, index, Bound(">=", reader.elements[index].value))


def _repeated_limit(reader: Reader, index: int) -> int | None:
    """`≤ 1.4 mg/dL (men) or 1.2 mg/dL (women)`: the comparator is said once."""
    last, element = reader.last(), reader.elements[index]
    if last is None or not last.bounds or reader.connective not in ("or", ",", "/", ",or"):
        return None
    first = last.bounds[0]
    if (element.unit is None and element.relative is None) or (first.unit, first.relative) != (
        element.unit,
        element.relative,
    ):
        return None
    if reader.mention_follows(index):
        return None
    _second_limit(reader, last, (Bound(first.comparator, element.value, element.unit, element.relative),))
    return index + 1


def _dose_asked(reader: Reader, index: int) -> int | None:
    """`currently receiving 5 mg/day of prednisone`: asked for as it stands; what excludes may have lost its sign."""
    element = reader.elements[index]
    if element.unit not in _DAILY or reader.context.exclusion or not reader.drugs_follow(index):
        return None
    if not (reader.prefix.current or reader.prefix.used) or not reader.mention_follows(index):
        return None
    reader.prefix.bounds = (Bound("=", element.value, element.unit),)
    return index + 1


_NUMBERS: tuple[_Rule, ...] = (_bilag_number, _list_quantity, _repeated_limit, _dose_asked)


def _is_score(reader: Reader, element: Element) -> bool:
    """`ECOG 0`: the score before the number takes it."""
    last = reader.last()
    if last is None or last.bounds or reader.connective is not None or element.unit is not None:
        return False
    if reader.concept_of(last).kind != "score":
        return False
    give_bounds(reader, (Bound("=", element.value),))
    return True


def _is_scale_length(reader: Reader, index: int) -> bool:
    """`of 150`, `on a 10 cm VAS`: the length of a scale, not a limit."""
    before, limit = reader.element_at(index - 1), reader.element_at(index - 2)
    if before is not None and before.text.lower() in ("of", "out of") and limit is not None and limit.kind == "limit":
        return True
    after = reader.element_at(index + 1)
    if after is not None and after.text == "-":
        after = reader.element_at(index + 2) or after
    return after is not None and after.text.lower() in _SCALES


def _is_quantity(reader: Reader, index: int) -> bool:
    """`3 erosions`: a whole number the mention to come takes."""
    element = reader.elements[index]
    if element.unit is not None or element.value != int(element.value) or not reader.mention_follows(index):
        return False
    reader.prefix.bounds = (Bound("=", element.value),)
    return True


def _is_year(element: Element) -> bool:
    return element.unit is None and _FIRST_YEAR <= element.value <= _LAST_YEAR and element.value == int(element.value)


def read_titre(reader: Reader, index: int) -> int:
    """`ANA 1:80`: a titre named without a comparator is the least asked for."""
    last = reader.last()
    if last is None or last.bounds:
        return reader.left_over(index)
    last.bounds = (Bound(">=", reader.elements[index].value, "{titer}"),)
    reader.context.flag("comparator_restored")
    return index + 1


def read_pair(reader: Reader, index: int) -> int:
    """`≥ 6 (3/5 ...)`: a pair of numbers behind the limit of a score explains it."""
    last = reader.last()
    explains = last is not None and last.bounds and reader.concept_of(last).kind == "score"
    return index + 1 if explains else reader.left_over(index)
