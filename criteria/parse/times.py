"""Times: ages, windows, durations, gaps, and whose they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from criteria.parse.atoms import Atom, age_node
from criteria.parse.elements import DAYS, OPERATORS, Bound, Element, Time
from criteria.parse.joining import Term
from criteria.tree.nodes import Attested

if TYPE_CHECKING:
    from criteria.lexicon import Concept
    from criteria.parse.grammar import Reader

__all__ = ["read_age_limit", "read_duration", "read_gap", "read_time", "read_timelimit", "read_window"]

_PAIR = 2
_AT_MOST = ("<", "<=")
_AT_LEAST = (">", ">=")


# -- ages -------------------------------------------------------------------------------------------------


def read_age_limit(reader: Reader, index: int) -> int | None:
    """Limits of years where the clause is about age."""
    bounds = reader.elements[index].bounds
    if not _about_age(reader) or any(b.unit not in (None, "a", "d") or b.relative for b in bounds):
        return None
    last = reader.last()
    if last is not None and (not reader.saw_age or _waits_for_limit(reader, last)):
        return None
    years = tuple(Bound(b.comparator, b.value, "d" if b.unit == "d" else None) for b in bounds)
    reader.add(Term(node=age_node(years)))
    return index + 1


def _waits_for_limit(reader: Reader, last: Atom) -> bool:
    return reader.concept_of(last).kind == "score" and not last.bounds and reader.connective is None


def _about_age(reader: Reader) -> bool:
    return reader.names_age and not reader.onset


def _is_age(reader: Reader, element: Element) -> bool:
    if element.time is None or not element.time.years or reader.onset:
        return False
    if any(e.has("endof", "resp", "for", "duration") for e in reader.elements):
        return False
    return _about_age(reader) or not reader.atoms()


# -- limits of time ---------------------------------------------------------------------------------------

_Rule = Callable[["Reader", int, tuple[Bound, ...]], int | None]


def read_timelimit(reader: Reader, index: int) -> int:
    """A comparator with a time: an age, how long a drug was taken, how long a disease has lasted, a window."""
    element = reader.elements[index]
    bounds = element.bounds
    if not bounds and element.time is not None and element.time.days is not None and "op" in element.cues:
        bounds = (Bound(OPERATORS[element.cues["op"]], element.time.days, "d"),)
    for rule in _TIME_LIMITS:
        after = rule(reader, index, bounds)
        if after is not None:
            return after
    return reader.left_over(index)


def _age(reader: Reader, index: int, bounds: tuple[Bound, ...]) -> int | None:
    element, follower = reader.elements[index], reader.element_at(index + 1)
    if bounds and _asked_at_ages(reader, index):
        _give_ages(reader, bounds)
        return index + 1
    lies_between = follower is not None and follower.text.lower() in _BETWEEN
    if bounds and not lies_between and _is_age(reader, element):
        reader.add(Term(node=age_node(bounds)))
        reader.saw_age = True
        return index + 1
    if element.has("age") or (follower is not None and follower.has("age")):
        return reader.left_over(index)
    return None


_BETWEEN = frozenset(["between", "from", "after", "since", "before", "prior to", "following"])
"""`less than 1 year between chemotherapy and progression` is no age."""


def _asked_at_ages(reader: Reader, index: int) -> bool:
    """`Karnofsky ≥ 60 for patients ≥ 16 years of age`."""
    element, last = reader.elements[index], reader.last()
    if last is None or not last.bounds or last.ages or reader.connective is not None:
        return False
    told = any(e.has("for") for e in reader.elements[max(0, index - 3) : index])
    return told and element.time is not None and element.time.years and reader.concept_of(last).domain == "observation"


def _give_ages(reader: Reader, bounds: tuple[Bound, ...]) -> None:
    last = reader.last()
    if last is not None:
        last.ages = bounds


def _of_what_follows(reader: Reader, index: int, bounds: tuple[Bound, ...]) -> int | None:
    """`at least 2 months of isoniazid` is the drug's time; `... of treatment` is nobody's, least the disease's."""
    following, named = reader.element_at(index + 1), reader.element_at(index + 2)
    if not bounds or following is None or named is None or following.text.lower() != "of":
        return None
    if named.kind == "mention" and reader.drugs_follow(index):
        return _take_duration(reader, index, bounds)
    return reader.left_over(index) if named.kind == "cue" and named.has("use", "generic") else None


def _take_duration(reader: Reader, index: int, bounds: tuple[Bound, ...]) -> int:
    """Keeps a duration for the drugs to come."""
    reader.prefix.min_days, reader.prefix.strict_days = bounds[0].value, bounds[0].comparator == ">"
    return index + 1


def _procedure_within(reader: Reader, index: int, bounds: tuple[Bound, ...]) -> int | None:
    last = reader.last()
    if last is None or reader.concept_of(last).domain != "procedure":
        return None
    return _window_within(last, index, bounds)


def _finding_within(reader: Reader, index: int, bounds: tuple[Bound, ...]) -> int | None:
    last = reader.last()
    if last is None or reader.concept_of(last).kind != "finding":
        return None
    return _window_within(last, index, bounds)


def _window_within(atom: Atom, index: int, bounds: tuple[Bound, ...]) -> int | None:
    """`less than 3 months` behind a mention is its window."""
    if atom.window is not None or not bounds or bounds[0].comparator not in _AT_MOST:
        return None
    atom.window = _within(bounds)
    return index + 1


def _within(bounds: tuple[Bound, ...]) -> Time:
    return Time(days=bounds[0].value, strict=bounds[0].comparator == "<")


def _disease_for(reader: Reader, index: int, bounds: tuple[Bound, ...]) -> int | None:
    target = _timed_target(reader)
    return _give_elapsed(reader, target, bounds, index) if target is not None and bounds else None


def _drugs_for(reader: Reader, index: int, bounds: tuple[Bound, ...]) -> int | None:
    if not bounds or not any(reader.concept_of(a).domain == "drug" for a in reader.atoms()):
        return None
    if bounds[0].comparator in _AT_LEAST:
        _give_duration(reader, bounds[0].value, strict=bounds[0].comparator == ">")
        return index + 1
    if reader.context.exclusion:
        _give_window(reader, _within(bounds))
        return index + 1
    return None


def _treated_for(reader: Reader, index: int, bounds: tuple[Bound, ...]) -> int | None:
    """`inadequate response to at least 3 months of ...`: the duration of the treatments to come."""
    if not reader.prefix.responses or not bounds or bounds[0].comparator not in _AT_LEAST:
        return None
    return _take_duration(reader, index, bounds)


def _measured_time(reader: Reader, index: int, bounds: tuple[Bound, ...]) -> int | None:
    """A measure that is itself a time, such as life expectancy."""
    last, element = reader.last(), reader.elements[index]
    if last is None or reader.concept_of(last).domain != "observation" or last.bounds:
        return None
    unit = DAYS["year"] if element.time and element.time.years else 1.0
    last.bounds = tuple(Bound(b.comparator, b.value / unit) for b in bounds)
    return index + 1


_TIME_LIMITS: tuple[_Rule, ...] = (
    _age,
    _of_what_follows,
    _procedure_within,
    _disease_for,
    _drugs_for,
    _treated_for,
    _finding_within,
    _measured_time,
)


# -- how long a disease has lasted ------------------------------------------------------------------------


def _timed_target(reader: Reader) -> Atom | None:
    """The condition whose duration is meant; where its onset is spoken of, the trial's own disease."""
    for atom in reversed(reader.atoms()):
        if reader.concept_of(atom).domain == "condition":
            return atom
    if not reader.onset or not reader.context.disease:
        return None
    own = Atom(reader.context.disease, reader.elements[0])
    reader.add(Term(atom=own))
    return own


def _give_elapsed(reader: Reader, target: Atom, bounds: tuple[Bound, ...], index: int) -> int:
    recent = reader.context.exclusion and not reader.onset and bounds[0].comparator in _AT_MOST
    if recent and (reader.concept_of(target).course == "event" or not target.elapsed):
        _give_window(reader, _within(bounds))
        return index + 1
    if target.elapsed or target.window:
        return reader.left_over(index)
    if reader.context.exclusion:
        target.elapsed = bounds
        return index + 1
    node = reader.leaf_of(msgspec.structs.replace(target, elapsed=bounds))
    if node is not None:
        target.also = (*target.also, node)
    return index + 1


def read_duration(reader: Reader, index: int) -> int:
    """`for at least 6 months`: of a disease since its onset or end, of treatments how long they were taken."""
    element = reader.elements[index]
    time = element.time or Time()
    if element.bounds and _about_age(reader):
        reader.add(Term(node=age_node(element.bounds)))
        return index + 1
    after = _disease_lasting(reader, index, time)
    if after is not None:
        return after
    if time.days is not None and _give_duration(reader, time.days, strict=time.strict):
        return index + 1
    if reader.prefix.responses or reader.prefix.used or (not reader.terms and reader.drugs_follow(index)):
        reader.prefix.min_days, reader.prefix.strict_days = time.days, time.strict
        return index + 1
    return index + 1 if any(e.has("stable") for e in reader.elements[:index]) else reader.left_over(index)


def _disease_lasting(reader: Reader, index: int, time: Time) -> int | None:
    if time.days is None:
        return None
    bounds = (Bound(">" if time.strict else ">=", time.days, "d"),)
    last = reader.last()
    if last is None or reader.concept_of(last).domain != "condition":
        target = _timed_target(reader) if reader.onset else None
        return _give_elapsed(reader, target, bounds, index) if target is not None else None
    if not any(e.has("endof") for e in reader.elements[:index]):
        return _give_elapsed(reader, last, bounds, index)
    if reader.flip_end:
        bounds = (Bound("<=" if time.strict else "<", time.days, "d"),)
    last.since, last.elapsed = "end", bounds
    return index + 1


def _give_duration(reader: Reader, days: float, *, strict: bool) -> bool:
    """To the treatments of the list that ends here; those at a stable dose have been taken at least so long."""
    if any(e.has("stable") for e in reader.elements):
        return _give_stable(reader, days)
    given = False
    for term in reversed(reader.terms):
        atom = term.atom
        if atom is None:
            given = term.give_duration(days, strict=strict) or given
        elif reader.concept_of(atom).domain not in ("drug", "procedure") or atom.min_days is not None:
            break
        else:
            atom.min_days, atom.strict_days = days, strict
            given = True
        if term.connective == ";":
            break
    return given


def _give_stable(reader: Reader, days: float | None) -> bool:
    """`methotrexate at a stable dose for 8 weeks`: a course going on, as long at least; a dose decides by itself."""
    for atom in reader.atoms():
        free = not (atom.bounds or atom.negated or atom.k or atom.window or atom.responses or atom.min_days)
        if free and not reader.context.exclusion and reader.concept_of(atom).domain == "drug":
            atom.min_days, atom.current = days, True
    return True


# -- windows ----------------------------------------------------------------------------------------------


def read_time(reader: Reader, index: int) -> int:
    """A time without a comparator: half-lives, an age, or the window of a drug that must not be taken."""
    element, last = reader.elements[index], reader.last()
    time = element.time
    if time is None:
        return reader.left_over(index)
    if time.half_lives is not None:
        _give_window(reader, time)
    elif time.years and _is_age(reader, element) and not reader.atoms():
        reader.add(Term(node=age_node((Bound("=", time.days or 0.0, "d"),))))
    elif reader.waiting is None and reader.base.used:
        _give_window(reader, time)
    elif last is not None and _denied_treatment(reader, last):
        last.window, last.current = time, False
    elif last is not None and _listed_time(reader, last, index):
        _give_window(reader, time)
    else:
        return reader.left_over(index)
    return index + 1


def _denied_treatment(reader: Reader, atom: Atom) -> bool:
    return atom.negated and atom.window is None and reader.concept_of(atom).domain in ("drug", "procedure")


def _listed_time(reader: Reader, atom: Atom, index: int) -> bool:
    """`Excluded: rituximab: 6 months`."""
    before = reader.element_at(index - 1)
    return (
        reader.concept_of(atom).domain == "drug"
        and reader.context.exclusion
        and before is not None
        and before.text == ":"
    )


def read_window(reader: Reader, index: int) -> int:
    """`within 6 months`: of the list before it, or of the mentions to come."""
    time = reader.elements[index].time or Time()
    before = reader.terms[-1].node if reader.terms else None
    if isinstance(before, Attested) and before.reason == "stable dose":
        _give_stable(reader, time.days)
        return index + 1
    event_like = any(t.atom is not None or t.node is not None for t in reader.terms)
    target = _timed_target(reader) if reader.onset else None
    if target is not None and time.days is not None:
        target.elapsed = (Bound("<" if time.strict else "<=", time.days, "d"),)
        reader.onset = False
        return index + 1
    ends_list = reader.connective is None or reader.connective == "," or not reader.mentions_follow(index)
    if event_like and ends_list and _give_window(reader, time):
        return index + 1
    if not reader.atoms() or reader.connective is not None:
        reader.prefix.window = time
        return index + 1
    return reader.left_over(index)


def _give_window(reader: Reader, time: Time) -> bool:
    """To the list that ends here: `stroke, seizure or psychosis within 6 months`."""
    given = False
    domain: str | None = None
    limit: tuple[Bound, ...] | None = None
    doubtful = False
    for position in range(len(reader.terms) - 1, -1, -1):
        term = reader.terms[position]
        atom = term.atom
        if atom is None:
            if term.words and position:
                continue
            if term.node is None or not term.takes_window:
                break
            given = term.give_window(time) or given
            domain = domain or "drug"
            if term.connective in (";", None):
                break
            continue
        concept = reader.concept_of(atom)
        if _has_own_time(reader, atom, given=given, limit=limit) or (given and _is_apart(reader, position)):
            break
        if domain is not None and not _same_home(domain, concept.domain):
            break
        limit = atom.bounds or limit
        if given and concept.domain == "condition" and (doubtful or _stands_alone(atom, concept)):
            doubtful = True
            atom.perhaps_window = time
            reader.context.flag("scope_ambiguous")
            continue
        atom.window = time
        given = True
        domain = concept.domain
        if term.connective == ";":
            break
    if given:
        reader.connective = None
    return given


def _is_apart(reader: Reader, position: int) -> bool:
    """`epilepsy, or any seizure in the last 2 years`: two with a comma before the "or" are two questions."""
    atom = reader.terms[position].atom
    two = position == 0 and len(reader.terms) == _PAIR and reader.terms[1].connective == ",or"
    return two and atom is not None and not atom.ever and reader.concept_of(atom).course == "chronic"


def _stands_alone(atom: Atom, concept: Concept) -> bool:
    """Whether a disease that lasts may be asked for without the window; not after "history of", nor as an example."""
    return concept.course == "chronic" and not atom.ever and not atom.element.has("shared")


def _has_own_time(reader: Reader, atom: Atom, *, given: bool, limit: tuple[Bound, ...] | None) -> bool:
    """Whether a window behind a list cannot be this member's: it has one, or is a measure with another limit."""
    concept = reader.concept_of(atom)
    inherited = atom.window is not None and atom.window is reader.base.window
    if (atom.window is not None and not inherited) or concept.kind == "criteria" or atom.settled:
        return True
    if not atom.bounds:
        return False
    return concept.domain not in ("observation", "drug") or (given and atom.bounds != limit)


def _same_home(one: str, other: str) -> bool:
    events = {"drug", "procedure"}
    return one == other or {one, other} <= events or {one, other} <= {"condition", "procedure"}


# -- gaps -------------------------------------------------------------------------------------------------


def read_gap(reader: Reader, index: int) -> int:
    """`24 weeks or more since rituximab`: not within that time."""
    element = reader.elements[index]
    time = element.time or Time()
    target = _timed_target(reader)
    treatments = [a for a in reader.atoms() if reader.concept_of(a).domain in ("drug", "procedure")]
    if (
        target is not None
        and time.days is not None
        and (reader.onset or (not treatments and _since_diagnosis(reader, index)))
    ):
        return _give_elapsed(reader, target, (Bound(OPERATORS[element.cues.get("op", ">=")], time.days, "d"),), index)
    window = Time(time.days, time.half_lives, time.pick, not time.strict)
    open_last = bool(treatments) and treatments[-1].window is None
    if open_last and element.text.lower().endswith(("back", "ago", "earlier")):
        _deny_within(treatments[-1:], window)
    elif reader.drugs_follow(index):
        reader.prefix.window, reader.prefix.negated = window, not reader.base.negated
    elif not reader.atoms() and reader.context.subject is not None:
        reader.add(Term(atom=Atom(reader.context.subject, element, window=window, negated=True)))
    elif open_last and any(e.has("stable") for e in reader.elements[:index]):
        return index + 1
    elif open_last:
        _deny_within(treatments, window)
    else:
        return reader.left_over(index)
    return index + 1


def _since_diagnosis(reader: Reader, index: int) -> bool:
    return not reader.context.exclusion and any("diagnos" in e.text.lower() for e in reader.elements[:index])


def _deny_within(atoms: list[Atom], window: Time) -> None:
    for atom in atoms:
        atom.window, atom.negated = window, not atom.negated
