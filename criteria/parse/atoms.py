"""An atom: one mention with the attributes the sentence gives it, and the leaf it becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from criteria.lexicon.allergies import names_of_allergy
from criteria.lexicon.units import convert
from criteria.parse.elements import Bound, Element, Time
from criteria.tree.nodes import (
    Age,
    All,
    Any,
    AtLeast,
    Attested,
    Condition,
    Constant,
    Discretionary,
    Distinct,
    Dose,
    Elapsed,
    Exposure,
    Finding,
    Grade,
    IfThen,
    Node,
    Not,
    Procedure,
    Quality,
    Readings,
    Response,
    Sex,
    Unread,
    Value,
    Window,
)

if TYPE_CHECKING:
    from criteria.lexicon import Concept, Lexicon

__all__ = ["Atom", "Prefix", "age_node", "all_of", "any_of", "for_sex", "leaf", "supported", "window_of"]

_FEMALE_ONLY = frozenset({"pregnancy", "lactation", "pregnancy test"})
_DOSE_UNITS = ("mg/d", "g/d", "mg/kg/d", "mg/wk", "ug/d", "mg/m2/d", "mg", "U/kg/d", "[IU]/kg/d")
_STEROIDS = "glucocorticoid"
_BY_UNIT = {("creatinine", "mL/min"): "creatinine clearance", ("creatinine", "mL/min/{1.73_m2}"): "eGFR"}
_ALSO_IN = {"creatinine clearance": "mL/min/{1.73_m2}"}  # by body surface: met only by its own kind
_OF_NO_LIST = {"immunotherapy": ("immunosuppressant", "biologic agent", "immunoglobulin therapy")}
_NEED = frozenset(["requiring", "requires", "require", "required", "needing", "needs", "need", "necessitating"])
_TREATED_WITH = {
    "autoimmune disease": ("immunosuppressant",),
    "graft-versus-host disease": ("immunosuppressant",),
    "infection": ("antimicrobial",),
}
_PREDNISONE = 5.0  # mg of prednisone in a prednisone equivalent


class Prefix(msgspec.Struct):
    """What the words before a list say of all its members: "inadequate response to", "active", "no"."""

    responses: tuple[Response, ...] = ()
    outcome: str | None = None
    status: str | None = None
    ever: bool = False
    negated: bool = False
    window: Time | None = None
    min_days: float | None = None
    strict_days: bool = False
    current: bool = False
    used: bool = False
    allergy: bool = False
    contraindicated: bool = False
    bounds: tuple[Bound, ...] = ()
    if_taken: bool = False
    sex: str | None = None
    qualities: tuple[str, ...] = ()
    treated: str | None = None
    or_active: bool = False


class Atom(msgspec.Struct):
    """A mention on its way to a leaf."""

    concept: str
    element: Element
    responses: tuple[Response, ...] = ()
    outcome: str | None = None
    status: str | None = None
    ever: bool = False
    settled: bool = False
    modifier: bool = False
    discretion: bool = False
    only_if: str | None = None
    only_for: str | None = None
    negated: bool = False
    window: Time | None = None
    perhaps_window: Time | None = None
    min_days: float | None = None
    strict_days: bool = False
    elapsed: tuple[Bound, ...] = ()
    since: Literal["onset", "end"] = "onset"
    current: bool = False
    allergy: bool = False
    bounds: tuple[Bound, ...] = ()
    if_taken: bool = False
    sex: str | None = None
    count: int = 1
    k: int = 0
    union: tuple[str, ...] = ()
    once: tuple[tuple[str, ...], ...] = ()
    others: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    repeats: int = 1
    override: Node | None = None
    also: tuple[Node, ...] = ()
    contraindicated: bool = False
    qualities: tuple[str, ...] = ()
    or_active: bool = False
    ages: tuple[Bound, ...] = ()
    tested: bool = False
    treated: str | None = None


def window_of(time: Time | None) -> Window | None:
    """The tree's window for a length of time."""
    if time is None:
        return None
    pick: Literal["longer", "shorter"] | None = (
        "longer" if time.pick == "longer" else "shorter" if time.pick == "shorter" else None
    )
    return Window(days=_tidy(time.days), half_lives=time.half_lives, pick=pick, strict=time.strict)


def _tidy(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def all_of(nodes: list[Node]) -> Node:
    """All of them, flattened; one alone is itself."""
    return _fold(nodes, All)


def any_of(nodes: list[Node]) -> Node:
    """Any of them, flattened; one alone is itself."""
    return _fold(nodes, Any)


def _fold(nodes: list[Node], kind: type[All | Any]) -> Node:
    flat: list[Node] = []
    for node in nodes:
        for part in node.of if isinstance(node, kind) else (node,):
            if part not in flat:
                flat.append(part)
    return flat[0] if len(flat) == 1 else kind(of=tuple(flat))


def age_node(bounds: tuple[Bound, ...]) -> Node:
    """Limits in days or years as limits of age in years."""
    if any(b.comparator == "=" for b in bounds):
        return Unread(text="age without a comparator")
    parts: list[Node] = [
        Age(comparator=b.comparator, years=round(b.value / 365.25 if b.unit == "d" else b.value, 4)) for b in bounds
    ]
    return all_of(parts)


def leaf(atom: Atom, known: Lexicon, *, exclusion: bool) -> Node | None:
    """The node an atom stands for; None where it says nothing a fact could decide."""
    node = _plain(atom, known, exclusion=exclusion)
    if node is None:
        return None
    if atom.perhaps_window is not None:
        windowed = _plain(msgspec.structs.replace(atom, window=atom.perhaps_window), known, exclusion=exclusion)
        node = Readings(of=(node, windowed)) if windowed is not None else node
    if atom.override is not None and isinstance(atom.override, IfThen):
        node = IfThen(condition=atom.override.condition, then=atom.override.then, otherwise=node)
    if atom.tested:
        node = any_of([node, *_screens(atom, known)])
    if atom.qualities:
        asked = all_of([node, *(_quality(node, atom.concept, quality, known) for quality in atom.qualities)])
        node = any_of([node, _as_mentioned(asked)]) if atom.or_active and _is_active(node) else asked
    node = all_of([node, *_over(atom), *atom.also])
    if atom.concept in _FEMALE_ONLY:
        node = _for_women(node, wanted=_asks_absence(node))
    if atom.negated:
        node = Not(of=node)
    if atom.modifier:
        node = supported(node)
    if atom.discretion:
        node = Not(of=Discretionary(of=Not(of=node))) if exclusion else Discretionary(of=node)
    if atom.only_if is not None:
        population = Condition(concept=atom.only_if)
        node = all_of([population, node]) if exclusion else IfThen(condition=population, then=node)
    node = _for_some(node, atom, exclusion=exclusion)
    return _for_ages(for_sex(node, atom.sex, exclusion=exclusion), atom.ages, exclusion=exclusion)


def _for_some(node: Node, atom: Atom, *, exclusion: bool) -> Node:
    """`(for cohort 3)`: who that is no fact tells."""
    if atom.only_for is None:
        return node
    some = Quality(concept=atom.concept, text=atom.only_for)
    return all_of([some, node]) if exclusion else any_of([some, node])


def _screens(atom: Atom, known: Lexicon) -> list[Node]:
    """`negative screen for hepatitis C`: the test itself, where a positive one does not yet make the diagnosis."""
    evidence = known.evidence(atom.concept)
    telling = {one.observation for one in evidence if one.implies == "present"}
    tests = dict.fromkeys(one.observation for one in evidence if one.observation not in telling)
    return [Finding(concept=test, window=window_of(atom.window)) for test in tests]


def _is_active(node: Node) -> bool:
    return isinstance(node, Condition) and node.status == "active"


def _as_mentioned(node: Node) -> Node:
    """`active or uncontrolled hypertension`: what is uncontrolled need not be recorded as active."""

    def present(part: Node) -> Node:
        return msgspec.structs.replace(part, status="present") if isinstance(part, Condition) else part

    return all_of([present(part) for part in node.of]) if isinstance(node, All) else present(node)


def _quality(node: Node, concept: str, quality: str, known: Lexicon) -> Node:
    """`chronic leukemia`: no fact tells the course, but chronic lymphocytic leukemia has it in its name."""
    words = {f" {word} " for word in quality.split(" or ")}
    kinds = (known.get(member) for member in sorted(known.members(concept)) if member != concept)
    named = [
        kind.id for kind in kinds if any(word in f" {name} " for name in (kind.id, *kind.aliases) for word in words)
    ]
    alike: list[Node] = (
        [msgspec.structs.replace(node, concept=name) for name in named] if isinstance(node, Condition) else []
    )
    return any_of([Quality(concept=concept, text=quality), *alike, *_treated(concept, quality, known)])


def _treated(concept: str, quality: str, known: Lexicon) -> list[Exposure]:
    """`active arthritis requiring systemic treatment`: who takes such a treatment now needs it."""
    words = quality.split()
    if _NEED.isdisjoint(words) or words[-1] not in ("treatment", "therapy", "medication"):
        return []
    drugs = [d for family, taken in _TREATED_WITH.items() if family in known.ancestors(concept) for d in taken]
    return [Exposure(concept=drug, current=True) for drug in drugs if drug in known.concepts]


def _over(atom: Atom) -> list[Node]:
    """`cured cancer`: one that is recorded as over; of another no fact tells."""
    if not atom.treated:
        return []
    untreated = Not(of=Quality(concept=atom.concept, text=atom.treated))
    return [Not(of=all_of([Condition(concept=atom.concept, status="active"), untreated]))]


def supported(node: Node) -> Node:
    """A value that holds without support (`no transfusion for a week`): with support, a person must judge it."""
    return any_of([node, Attested(reason="value measured under support", text="")])


def _asks_absence(node: Node) -> bool:
    return isinstance(node, Finding) and node.outcome == "negative"


def _for_women(node: Node, *, wanted: bool) -> Node:
    """Pregnancy concerns women: absent in a man, a negative test not asked of him."""
    return any_of([Sex(sex="male"), node]) if wanted else all_of([Sex(sex="female"), node])


def for_sex(node: Node, sex: str | None, *, exclusion: bool) -> Node:
    """What is said of one sex: an exclusion of that sex alone, a requirement not asked of the other."""
    if sex is None:
        return node
    wanted: Literal["female", "male"] = "female" if sex == "female" else "male"
    other: Literal["female", "male"] = "male" if sex == "female" else "female"
    return all_of([Sex(sex=wanted), node]) if exclusion else any_of([Sex(sex=other), node])


def _for_ages(node: Node, ages: tuple[Bound, ...], *, exclusion: bool) -> Node:
    """`Lansky ≥ 60 (age < 16)`: asked of those of that age only."""
    if not ages:
        return node
    return all_of([age_node(ages), node]) if exclusion else IfThen(condition=age_node(ages), then=node)


def _plain(atom: Atom, known: Lexicon, *, exclusion: bool) -> Node | None:
    concept = known.get(atom.concept)
    if atom.contraindicated:
        return any_of([_allergy(atom, known), Quality(concept=atom.concept, text="contraindicated")])
    if atom.allergy:
        return _allergy(atom, known)
    if concept.domain in ("drug", "procedure"):
        return _treatment(atom, known, exclusion=exclusion)
    if concept.domain == "condition":
        return _condition(atom, known, exclusion=exclusion)
    return _observation(atom, known)


def _passes(concept: str, known: Lexicon) -> bool:
    """`with sepsis`, `acute kidney injury`: what is asked for is there now; a stroke once had stays."""
    return concept.startswith("acute ") or "infection" in known.ancestors(concept)


def _allergy(atom: Atom, known: Lexicon) -> Node:
    if known.get(atom.concept).domain == "condition":
        return Condition(concept=atom.concept, status="any")
    named = known.allergy_to.get(atom.concept)
    if named is not None:
        return Condition(concept=named, status="any")
    for name in names_of_allergy((atom.concept, *known.get(atom.concept).aliases)):
        found = known.resolve(name)
        if found is not None:
            return Condition(concept=found.concept.id, status="any")
    return Unread(text=f"allergy to {atom.concept}")


def _equivalent(atom: Atom, known: Lexicon) -> Atom:
    """A steroid dose is a prednisone equivalent: of prednisone it holds for the class, of another it is converted."""
    steroid = known.get(atom.concept).prednisone_mg
    if (
        steroid is None
        or not any(b.unit in ("mg/d", "mg", "g/d", "g") for b in atom.bounds)
        or _STEROIDS not in known.concepts
    ):
        return atom
    bounds = tuple(msgspec.structs.replace(b, value=round(b.value * _PREDNISONE / steroid, 6)) for b in atom.bounds)
    return msgspec.structs.replace(atom, bounds=bounds, concept=_STEROIDS if steroid == _PREDNISONE else atom.concept)


def _treatment(atom: Atom, known: Lexicon, *, exclusion: bool) -> Node:
    if known.get(atom.concept).domain == "drug" or atom.union:
        return _drug(atom, known, exclusion=exclusion)
    return _procedure(atom)


def _counted(atom: Atom, *, exclusion: bool) -> Node:
    """So many drugs of a class; what no list names may be among them: `two lines of immunotherapy`."""
    counted = Distinct(
        k=max(atom.k, 1),
        concepts=(atom.concept, *atom.union, *(_OF_NO_LIST.get(atom.concept, ()))),
        once=atom.once,
        exclude=(*atom.others, *atom.exclude) if atom.concept in _OF_NO_LIST else atom.others,
        responses=atom.responses,
        min_days=atom.min_days,
        min_days_strict=atom.strict_days,
        window=window_of(atom.window),
    )
    if exclusion or atom.concept not in _OF_NO_LIST:
        return counted
    return any_of([counted, Attested(reason="treatments of no class named", text=atom.element.text)])


def _drug(atom: Atom, known: Lexicon, *, exclusion: bool) -> Node:
    atom = _equivalent(atom, known)
    doses = tuple(b for b in atom.bounds if b.unit)
    window = window_of(atom.window)
    if atom.members:
        return _members(atom, known, exclusion=exclusion)
    if atom.union and not (atom.k or atom.others):
        each = (msgspec.structs.replace(atom, concept=c, union=()) for c in (atom.concept, *atom.union))
        return any_of([_treatment(one, known, exclusion=exclusion) for one in each])
    if atom.k or atom.others:
        return _counted(atom, exclusion=exclusion)
    if doses and not atom.responses and atom.min_days is None and (not atom.window or _is_dose(doses)):
        return all_of(
            [
                Dose(
                    concept=atom.concept,
                    comparator=b.comparator,
                    value=b.value,
                    unit=_dose_unit(b.unit),
                    window=window,
                    when_absent=atom.if_taken or b.comparator in ("<", "<="),
                )
                for b in doses
            ]
        )
    if len(doses) > 1:
        return all_of([_course(atom, dose, exclusion=exclusion) for dose in doses])
    return _course(atom, doses[0] if doses else None, exclusion=exclusion)


def _course(atom: Atom, dose: Bound | None, *, exclusion: bool) -> Node:
    window = window_of(atom.window)
    if atom.if_taken and not (dose or window or atom.responses or atom.min_days or exclusion):
        return Constant(value=True, why="only if taken")
    if atom.if_taken and atom.min_days and not (dose or window or atom.responses or exclusion):
        taken = Exposure(concept=atom.concept, exclude=atom.exclude, current=True)
        return IfThen(condition=taken, then=msgspec.structs.replace(taken, min_days=atom.min_days))
    return Exposure(
        concept=atom.concept,
        exclude=atom.exclude,
        window=window,
        current=atom.current and not atom.responses and not atom.window,
        responses=atom.responses,
        min_days=atom.min_days,
        min_days_strict=atom.strict_days,
        dose_comparator=dose.comparator if dose else None,
        dose=dose.value if dose else None,
        dose_unit=_dose_unit(dose.unit) if dose else None,
    )


def _is_dose(bounds: tuple[Bound, ...]) -> bool:
    return all(b.unit in _DOSE_UNITS for b in bounds)


def _dose_unit(unit: str | None) -> str:
    """Milligrams of a steroid without "a day" are a daily dose in this language."""
    return {"mg": "mg/d", "g": "g/d", None: "mg/d"}.get(unit, unit or "mg/d")


def _members(atom: Atom, known: Lexicon, *, exclusion: bool) -> Node:
    """`one further agent (cyclophosphamide, belimumab)`: the list in parentheses says which."""
    parts = [
        leaf(
            msgspec.structs.replace(atom, concept=m, members=(), k=0, others=(), negated=False, also=(), override=None),
            known,
            exclusion=exclusion,
        )
        for m in atom.members
    ]
    nodes: list[Node] = [p for p in parts if p is not None]
    return any_of(nodes) if atom.k <= 1 else AtLeast(k=atom.k, of=tuple(nodes))


def _procedure(atom: Atom) -> Node:
    if atom.responses:
        return Exposure(concept=atom.concept, window=window_of(atom.window), responses=atom.responses)
    return Procedure(concept=atom.concept, exclude=atom.exclude, window=window_of(atom.window), current=atom.current)


def _condition(atom: Atom, known: Lexicon, *, exclusion: bool) -> Node | None:
    if atom.elapsed:
        return all_of(
            [
                Elapsed(
                    concept=atom.concept,
                    comparator=b.comparator,
                    days=round(b.value, 6),
                    since=atom.since,
                )
                for b in atom.elapsed
            ]
        )
    course = known.get(atom.concept).course
    status: Literal["any", "present", "active"] = "present"
    if atom.status == "active" and not atom.window:
        status = "active"
    elif atom.ever or (exclusion and course == "event" and not _passes(atom.concept, known)):
        status = "any"
    plain = atom.concept.removeprefix("active ")
    if plain != atom.concept and plain in known.concepts:
        latent = (f"latent {plain}",) if f"latent {plain}" in known.concepts else ()
        return Condition(
            concept=plain,
            exclude=(*atom.exclude, *latent),
            status="any" if atom.ever else "active",
            window=window_of(atom.window),
        )
    latent = (f"latent {plain}",) if status == "active" and f"latent {plain}" in known.concepts else ()
    return Condition(
        concept=atom.concept,
        exclude=(*atom.exclude, *latent),
        status=status,
        window=window_of(atom.window),
        count=atom.count,
        since=atom.since,
    )


def _value_unit(unit: str | None, usual: str | None) -> str | None:
    """`24-hour urine protein over 1 g`: the day is in the name of the measure."""
    return f"{unit}/d" if unit in ("g", "mg") and usual is not None and usual.endswith("/d") else unit


def _unit_of(bound: Bound, concept: Concept) -> str | None:
    """The unit of a limit; the units of a score are its points: `mRSS of 10 to 35 units`."""
    if bound.relative is not None or (concept.kind == "score" and bound.unit == "U"):
        return None
    return _value_unit(bound.unit, concept.unit)


def _may_equal(bound: Bound, concept: Concept) -> bool:
    """A lone "=" is read only on scores and grades ("ECOG = 0"); on a measured number a comparator was lost."""
    return concept.kind == "score" and bound.unit is None and bound.relative is None and bound.value == int(bound.value)


def _fits(bound: Bound, concept: Concept) -> bool:
    """Whether the unit can be one of the measure at all."""
    if bound.unit is None or concept.unit is None or concept.kind != "number" or bound.relative:
        return True
    if _ALSO_IN.get(concept.id) == bound.unit:
        return True
    unit = _value_unit(bound.unit, concept.unit) or bound.unit
    return convert(1.0, unit, concept.unit, concept) is not None


def _observation(atom: Atom, known: Lexicon) -> Node | None:
    measure = _BY_UNIT.get((atom.concept, atom.bounds[0].unit or "")) if atom.bounds else None
    if measure in known.concepts:
        atom = msgspec.structs.replace(atom, concept=measure)
    concept = known.get(atom.concept)
    if atom.grades:
        return Grade(concept=atom.concept, grades=atom.grades, window=window_of(atom.window))
    if atom.bounds:
        return _value(atom, concept)
    return _result(atom, concept)


def _value(atom: Atom, concept: Concept) -> Node:
    """The limits of a measure; unread where a comparator was lost or the unit is not the measure's."""
    if any(b.comparator == "=" and not _may_equal(b, concept) for b in atom.bounds):
        return Unread(text=atom.element.text + " = ?")
    if any(not _fits(b, concept) for b in atom.bounds):
        return Unread(text=f"{atom.element.text} in {atom.bounds[0].unit}")
    return all_of(
        [
            Value(
                concept=atom.concept,
                comparator=b.comparator,
                value=b.value,
                unit=_unit_of(b, concept),
                relative=b.relative,
                window=window_of(atom.window),
                repeats=atom.repeats,
            )
            for b in atom.bounds
        ]
    )


def _result(atom: Atom, concept: Concept) -> Node | None:
    """What an observation without a limit asks: a result, or that there is any of what is counted."""
    outcome: Literal["positive", "negative"] = "negative" if atom.outcome == "negative" else "positive"
    window = window_of(atom.window)
    if concept.kind == "criteria":
        return Finding(concept=atom.concept, outcome=outcome)
    if concept.kind == "finding" or atom.outcome:
        return Finding(concept=atom.concept, outcome=outcome, ever=atom.ever and outcome == "positive", window=window)
    if concept.kind == "score" and concept.id.endswith("lesions"):
        return Value(concept=atom.concept, comparator=">=", value=1, window=window)
    return None
