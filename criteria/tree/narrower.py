"""Whether whoever satisfies one leaf satisfies another: "stroke within 3 months" and "stroke within 6 months".

Each rule holds for what the words mean, and for every patient under the evaluator's three values: where the narrower
leaf holds, the wider one is never false. What is not proven here is not narrower.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from criteria.lexicon import Lexicon, convert
from criteria.tree.nodes import (
    Age,
    Comparator,
    Condition,
    Distinct,
    Dose,
    Elapsed,
    Exposure,
    Finding,
    Grade,
    Node,
    Procedure,
    Value,
    Window,
)

__all__ = ["is_narrower"]

_STATUSES = ("active", "present", "any")
_EXACT = 1e-8


def is_narrower(a: Node, b: Node, lexicon: Lexicon) -> bool:  # noqa: PLR0911 - one line a node
    """Whether leaf `b` holds wherever leaf `a` does; equal leaves do."""
    match a, b:
        case _ if a == b:
            return True
        case Age(), Age():
            return _bound(a.comparator, a.years, b.comparator, b.years)
        case Elapsed(), Elapsed():
            same = (a.concept, a.since) == (b.concept, b.since)
            return same and _bound(a.comparator, a.days, b.comparator, b.days)
        case Value(), Value():
            return _value(a, b, lexicon)
        case Dose(), Dose():
            return _dose(a, b)
        case Condition(), Condition():
            return _condition(a, b, lexicon)
        case Procedure(), Procedure():
            is_kind = _kind(a.concept, a.exclude, b.concept, b.exclude, lexicon)
            return is_kind and a.current >= b.current and _inside(a.window, b.window)
        case Exposure(), Exposure():
            return _exposure(a, b, lexicon)
        case Distinct(), Distinct():
            return _distinct(a, b, lexicon)
        case Finding(), Finding():
            return _finding(a, b, lexicon)
        case Grade(), Grade():
            return a.concept == b.concept and set(a.grades) <= set(b.grades) and _inside(a.window, b.window)
        case _:
            return False


# -- numbers --------------------------------------------------------------------------------------------------


def _bound(a: Comparator, limit: float, b: Comparator, other: float) -> bool:
    """Whether every number within the first limit is within the second."""
    same = math.isclose(limit, other, rel_tol=_EXACT, abs_tol=_EXACT)
    if a == "=" or b == "=":
        above, below = limit > other and not same, limit < other and not same
        return a == "=" and {"=": same, ">": above, ">=": not below, "<": below, "<=": not above}[b]
    if a[0] != b[0]:
        return False
    return (a == b or b.endswith("=")) if same else (limit > other) is (a[0] == ">")


def _value(a: Value, b: Value, lexicon: Lexicon) -> bool:
    if (a.concept, a.relative) != (b.concept, b.relative) or a.repeats < b.repeats or not _inside(a.window, b.window):
        return False
    other = b.value if a.relative else _in_unit_of(a, b, lexicon)
    return other is not None and _bound(a.comparator, a.value, b.comparator, other)


def _in_unit_of(a: Value, b: Value, lexicon: Lexicon) -> float | None:
    """The second limit in the unit of the first: 8 g/dL are 80 g/L."""
    concept = lexicon.concepts.get(a.concept)
    own = concept.unit if concept else None
    mine, other = a.unit or own, b.unit or own
    if mine == other:
        return b.value
    return None if mine is None or other is None else convert(b.value, other, mine, concept)


def _dose(a: Dose, b: Dose) -> bool:
    """A dose within another window is another dose: now it is the sum, within a window the highest."""
    if (a.concept, a.window) != (b.concept, b.window) or a.when_absent > b.when_absent:
        return False
    other = convert(b.value, b.unit, a.unit)
    return other is not None and _bound(a.comparator, a.value, b.comparator, other)


# -- time -----------------------------------------------------------------------------------------------------


def _inside(a: Window | None, b: Window | None) -> bool:
    """Whether the first window lies in the second, whatever the half-life; no window holds every time."""
    if not _terms(b):
        return True
    if not _terms(a) or a is None or b is None:
        return False
    strict = b.strict and not a.strict
    kept = all if _longer(a) else any
    wide = any if _longer(b) else all
    return kept(wide(_shorter(x, y, strict=strict) for y in _terms(b)) for x in _terms(a))


def _terms(window: Window | None) -> tuple[tuple[str, float], ...]:
    if window is None:
        return ()
    given = (("days", window.days), ("half-lives", window.half_lives))
    return tuple((name, length) for name, length in given if length is not None)


def _longer(window: Window) -> bool:
    return window.pick != "shorter"


def _shorter(a: tuple[str, float], b: tuple[str, float], *, strict: bool) -> bool:
    return a[0] == b[0] and (a[1] < b[1] if strict else a[1] <= b[1])


# -- kinds ----------------------------------------------------------------------------------------------------


def _members(concept: str, lexicon: Lexicon) -> frozenset[str]:
    return lexicon.members(concept) if concept in lexicon.concepts else frozenset((concept,))


def _all_members(concepts: Iterable[str], lexicon: Lexicon) -> frozenset[str]:
    return frozenset[str]().union(*(_members(each, lexicon) for each in concepts))


def _kind(a: str, but: Iterable[str], b: str, other_but: Iterable[str], lexicon: Lexicon) -> bool:
    """Whether every kind that counts as the first counts as the second."""
    mine = _members(a, lexicon)
    return mine <= _members(b, lexicon) and not (mine & _all_members(other_but, lexicon)) - _all_members(but, lexicon)


def _condition(a: Condition, b: Condition, lexicon: Lexicon) -> bool:
    kind = _kind(a.concept, a.exclude, b.concept, b.exclude, lexicon)
    status = _STATUSES.index(a.status) <= _STATUSES.index(b.status)
    since = a.since == b.since or not _terms(b.window)
    return kind and status and since and a.count >= b.count and _inside(a.window, b.window)


# -- drugs ----------------------------------------------------------------------------------------------------


def _exposure(a: Exposure, b: Exposure, lexicon: Lexicon) -> bool:
    kind = _kind(a.concept, a.exclude, b.concept, b.exclude, lexicon)
    now = a.current >= b.current and (a.current or _inside(a.window, b.window))
    return kind and now and _course(a, b) and _dosed(a, b)


def _course(a: Exposure | Distinct, b: Exposure | Distinct) -> bool:
    failed = not b.responses or (bool(a.responses) and set(a.responses) <= set(b.responses))
    return failed and _lasting(a) >= _lasting(b)


def _lasting(course: Exposure | Distinct) -> tuple[float, bool]:
    """The least duration; more than so many days is longer than so many."""
    return (-1.0, False) if course.min_days is None else (course.min_days, course.min_days_strict)


def _dosed(a: Exposure, b: Exposure) -> bool:
    """The doses of different drugs and units are left alone."""
    if b.dose is None or b.dose_comparator is None:
        return True
    if a.dose is None or a.dose_comparator is None or (a.concept, a.dose_unit) != (b.concept, b.dose_unit):
        return False
    return _bound(a.dose_comparator, a.dose, b.dose_comparator, b.dose)


def _distinct(a: Distinct, b: Distinct, lexicon: Lexicon) -> bool:
    mine, other = _all_members(a.concepts, lexicon), _all_members(b.concepts, lexicon)
    left_out = (mine & _all_members(b.exclude, lexicon)) - _all_members(a.exclude, lexicon)
    counted = a.k >= b.k and (a.once == b.once or not b.once)
    return counted and mine <= other and not left_out and _course(a, b) and _inside(a.window, b.window)


# -- findings -------------------------------------------------------------------------------------------------


def _finding(a: Finding, b: Finding, lexicon: Lexicon) -> bool:
    """Negative is the opposite of positive, so that there the wider question is the narrower answer."""
    if a.outcome != b.outcome:
        return False
    return _positive(a, b, lexicon) if a.outcome == "positive" else _positive(b, a, lexicon)


def _positive(a: Finding, b: Finding, lexicon: Lexicon) -> bool:
    """Positive now is positive ever; only then may a window fall away, for without one results grow stale."""
    if _terms(a.window) and not _terms(b.window) and not b.ever:
        return False
    kind = _members(a.concept, lexicon) <= _members(b.concept, lexicon)
    return kind and a.ever <= b.ever and _inside(a.window, b.window)
