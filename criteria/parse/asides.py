"""What stands in parentheses: abbreviation, limit, list of members, example, exception, condition, note."""

from __future__ import annotations

import msgspec

from criteria.parse.atoms import Atom, Prefix, all_of, any_of, supported
from criteria.parse.definitions import defined_by_results, kinds_listed, kinds_named, measured, required
from criteria.parse.elements import OPERATORS, Bound, Element
from criteria.parse.examples import beside_class
from criteria.parse.exceptions import attribution, excepted, undoes
from criteria.parse.grammar import Reader, read_elements
from criteria.parse.joining import Term, join
from criteria.parse.plain import read_plain
from criteria.tree.nodes import (
    Attested,
    Condition,
    IfThen,
    Node,
    Procedure,
    Response,
    Unread,
    Value,
)

__all__ = ["read_aside"]


def read_aside(reader: Reader, group: Element) -> None:
    """Applies the parenthesis to what stands before it; an aside of no known shape is shown as unread."""
    items = group.items
    last = reader.last()
    if last is not None and last.bounds and _some_only(reader, last, items):
        return
    if not items or _is_note(items) or _scope_note(reader, items):
        return
    if (
        len(items) == 1
        and last is not None
        and items[0].text.isupper()
        and reader.concept_of(last).domain == "observation"
    ):
        return
    if _fits(reader, items):
        return
    clauses = _pieces(items, ";")
    if len(clauses) > 1:
        for clause in clauses:
            read_aside(reader, Element("group", clause[0].start, clause[-1].end, "", items=clause))
        return
    pieces = _pieces(items)
    if last is not None and last.bounds and _may_be_limit(items):
        words = Unread(text=" ".join(e.text for e in items))
        last.override = IfThen(condition=words, then=words)
        return
    if len(pieces) > 1 and _fits(reader, pieces[0]):
        group = Element("group", pieces[1][0].start, items[-1].end, " ".join(e.text for p in pieces[1:] for e in p))
    reader.add(Term(words=[group.text or " ".join(e.text for e in items)], connective="with"))
    reader.terms[-1].connective = "with" if len(reader.terms) > 1 else None


def _may_be_limit(items: list[Element]) -> bool:
    """`(50,000 where the spleen is large)`: another limit, for whom is not understood: this one decides nothing."""
    return any(e.kind in ("limit", "number") and (e.unit or e.relative or e.bounds) for e in items)


def _fits(reader: Reader, items: list[Element]) -> bool:
    return any(shape(reader, items) for shape in _SHAPES)


def _pieces(items: list[Element], marks: str = ",;") -> list[list[Element]]:
    """The parts between commas: `(15 mg a day at most, tapered well ahead)`."""
    pieces: list[list[Element]] = [[]]
    for element in items:
        if element.kind == "punct" and element.text in marks:
            pieces.append([])
        else:
            pieces[-1].append(element)
    return [p for p in pieces if p]


_METHODS = frozenset([
    "calculated", "calculated using", "estimated", "estimated by", "measured", "measured by", "determined",
    "determined by", "assessed", "as determined", "as determined by", "as assessed", "as estimated", "as measured",
    "evaluated", "confirmed by", "assessed by", "using", "according to", "per", "as per", "by", "based on", "on",
    "using the", "calculated by", "estimated using", "detected", "detected by", "tested by", "corrected",
    "corrected by",
])  # fmt: skip
_LOADED = ("except", "permit", "neg", "resp", "judge", "discretion", "if", "except_post", "use", "not_enrolled", "pos")
_SHORT_NOTE = 5  # elements
_PARTS = frozenset(["cohort", "cohorts", "arm", "arms", "phase", "only", "part", "group", "applicable"])
_QUANTITIES = ("limit", "number", "window", "time", "timelimit", "duration", "gap", "group", "list")
_SHORT_WORD = 2  # letters: an initial, not a word
_AGES = frozenset(["adult", "adults", "child", "children", "adolescents", "adolescent", "pediatric", "paediatric"])


def _some_only(reader: Reader, last: Atom, items: list[Element]) -> bool:
    """`≤ 1.4 mg/dL (men) or 1.2 mg/dL (women)`; `≥ 60 % (for children)` is shown as not understood."""
    telling = [e for e in items if not _is_quiet(e) or e.has("male", "female") or e.text.lower() in _AGES]
    if len(telling) != 1:
        return False
    sex = "male" if telling[0].has("male") else "female" if telling[0].has("female") else None
    if sex is not None:
        last.sex = sex
        return True
    if telling[0].text.lower() not in _AGES:
        return False
    reader.add(Term(words=[" ".join(e.text for e in items)], connective="with"))
    reader.terms[-1].connective = "with"
    return True


def _is_note(items: list[Element]) -> bool:
    """Only neutral words, years, abbreviations nobody knows: nothing that changes the criterion."""
    if items[0].has("withorwithout") or _before_only(items) or _is_method(items) or _is_judged(items):
        return True
    if any(e.has("note") for e in items) and not any(e.kind in ("limit", "titre") or e.has("except") for e in items):
        return True
    if (any(e.has("no_effect") for e in items) and not any(e.has("if") for e in items)) or (
        any(e.has("not_enrolled") for e in items) and any(e.has("isolated") for e in items)
    ):
        return True
    return all(_is_quiet(e) for e in items)


def _before_only(items: list[Element]) -> bool:
    """`(prior to cell procurement)`: when it is looked at, which is now."""
    return (
        items[0].has("win_post")
        and len(items) <= _SHORT_NOTE
        and not any(e.kind in _QUANTITIES or e.has("neg", "if", "except", "conn", "resp") for e in items)
    )


def _is_judged(items: list[Element]) -> bool:
    """`(as judged by the investigator)`: who says so."""
    return items[0].text.lower().startswith("as ") and all(e.has("judge") or _is_quiet(e) for e in items)


def _is_method(items: list[Element]) -> bool:
    """`(calculated using the CKD-EPI equation)`, `(as assessed by the central pathologist)`: how it is told."""
    opening = [e.text.lower() for e in items[:2]]
    told = opening[0] in _METHODS or (opening[0] in ("as", "if", "when") and opening[-1] in _METHODS)
    return told and not any(
        e.kind in ("limit", "titre", "group", "list", "window", "gap", "duration") or e.has(*_LOADED) for e in items
    )


def _scope_note(reader: Reader, items: list[Element]) -> bool:
    """`(MMF and azathioprine count as one)`, `(agents of one class are counted once)`."""
    if any(e.has("resp_note") for e in items):
        return True
    if not any(e.has("once") for e in items):
        return False
    last = reader.last()
    if last is not None and last.k > 1 and any(e.has("class", "mechanism") for e in items):
        last.once = mechanism_groups(reader, last.concept)
    return True


def mechanism_groups(reader: Reader, concept: str) -> tuple[tuple[str, ...], ...]:
    """The classes below a class, each counting once: two TNF inhibitors are one mechanism."""
    known = reader.context.lexicon
    return tuple((m,) for m in sorted(known.members(concept)) if m != concept and len(known.members(m)) > 1)


def _is_quiet(element: Element) -> bool:
    if element.has("anchor"):
        return True
    if element.kind == "cue":
        return element.has(
            "neutral",
            "inclusive",
            "anchor",
            "age",
            "class",
            "equiv",
            "anysex",
            "perday",
            "resp_note",
            "once",
            "define",
            "childbearing",
            "withorwithout",
        ) and not element.has("except", "permit", "neg", "resp")
    if element.kind == "punct":
        return True
    if element.kind == "number":
        return element.unit is None and element.relative is None
    return element.kind == "word" and (element.text.isupper() or len(element.text) <= _SHORT_WORD)


def _mentions(items: list[Element]) -> list[Element]:
    return [e for e in items if e.kind == "mention" or (e.kind == "roman" and e.concepts)]


def _abbreviation(reader: Reader, items: list[Element]) -> bool:
    last = reader.last()
    named = _mentions(items)
    if last is None or not named or len(named) != len([e for e in items if not _is_quiet(e)]):
        return False
    before = {a.concept for a in reader.atoms()[-len(named) :]}
    return all(before & set(e.concepts) for e in named)


def _examples(reader: Reader, items: list[Element]) -> bool:
    """`(e.g. anti-Jo-1)`: members, not limits."""
    last = reader.last()
    named = _mentions(items)
    if (
        last is not None
        and len(named) == 1
        and any(e.has("any") for e in items)
        and last.concept in reader.context.lexicon.ancestors(named[0].concepts[0])
    ):
        return True
    if not (items[0].has("example") or (len(items) > 1 and items[1].has("example") and items[0].kind == "punct")):
        return False
    _take_examples(reader, named)
    return True


def _take_examples(reader: Reader, named: list[Element]) -> None:
    """Treatments that are no kinds of the class before them count beside it."""
    last = reader.last()
    if last is not None:
        last.union = (*last.union, *beside_class(last, named, reader.context))


def _quantified(reader: Reader, items: list[Element]) -> bool:
    """`(all of these, untransfused for 9 days):` before a list."""
    if not items[0].has("all", "any") or not any(e.kind == "list" for e in reader.elements):
        return False
    for element in reader.elements:
        if element.kind == "list" and "k" not in element.cues:
            element.cues = {**element.cues, "k": "all" if items[0].has("all") else "any"}
    rest = items[1:]
    while rest and not (rest[0].kind == "punct" and rest[0].text == ","):
        rest = rest[1:]
    if rest:
        _modifier(reader, rest[1:])
    return True


def _modifier(reader: Reader, items: list[Element]) -> bool:
    """`(no G-CSF for 9 days, no platelets for 9 days)`: asked of the laboratory values it stands with."""
    if not items or not any(e.has("neg") for e in items[:2]):
        return False
    node = read_elements(items, reader.context, Prefix())
    if node is None:
        return False
    node = Unread(text=" ".join(e.text for e in items)) if reader.context.exclusion else supported(node)
    reader.add(Term(node=node))
    reader.terms[-1].connective = "with" if len(reader.terms) > 1 else None
    return True


def _responses(reader: Reader, items: list[Element]) -> bool:
    """`(inadequate response or intolerance)`: what counts as failure of the drugs named before."""
    if _mentions(items) or not any(e.has("resp") for e in items) or any(e.has("neg") for e in items):
        return False
    named = (e.cues["resp"] for e in items if e.has("resp"))
    values: tuple[Response, ...] = tuple(
        dict.fromkeys("intolerant" if value == "intolerant" else "inadequate" for value in named)
    )
    for atom in reader.atoms():
        if reader.concept_of(atom).domain in ("drug", "procedure"):
            atom.responses = tuple(dict.fromkeys((*atom.responses, *values)))
    if not reader.atoms():
        reader.prefix.responses = tuple(dict.fromkeys((*reader.prefix.responses, *values)))
    return True


def _conditional_limit(reader: Reader, items: list[Element]) -> bool:
    """`(≤ 4 × ULN if Gilbert syndrome is known)`: another limit under a condition."""
    last = reader.last()
    limits = [e for e in items if e.kind == "limit"]
    for element in items:
        if (
            not limits
            and last is not None
            and last.bounds
            and element.kind == "number"
            and (element.unit or element.relative)
        ):
            element.bounds = (Bound(last.bounds[0].comparator, element.value, element.unit, element.relative),)
            limits = [element]
    if not limits or last is None or not last.bounds:
        return False
    named = _mentions(items)
    conditions = [one for e in named for c in e.concepts[:1] if (one := _had(c, reader)) is not None]
    others = [
        e
        for e in items
        if e not in limits and not _is_quiet(e) and not e.has("with", "for", "active", "if") and e not in named
    ]
    condition: Node
    if any(e.has("cause") for e in items):
        condition = Attested(reason="attribution", text=" ".join(e.text for e in items))
    elif conditions:
        condition = any_of(conditions)
    elif others:
        condition = Unread(text=" ".join(e.text for e in others))
    else:
        return False
    measures = _measures_of(reader, items, last)
    if len(limits) == 1:
        _give_other_limit(reader, last, _observed(reader, items), limits[0].bounds[0], condition)
        return True
    relative = last.bounds[0].relative
    bounds = [limit.bounds[0] for limit in limits]
    bounds = [msgspec.structs.replace(b, relative=relative) if relative and b.unit is None else b for b in bounds]
    own = {a.concept: a for a in reader.atoms() if a.bounds and a.override is None}
    then = {measure: _limit_value(measure, bound) for measure, bound in zip(measures, bounds, strict=True)}
    if len(then) == len(measures) and then.keys() <= own.keys():
        for measure, limit in then.items():
            own[measure].override = IfThen(condition=condition, then=limit)
        return True
    values = [_limit_value(measure, bound) for measure, bound in zip(measures, bounds, strict=True)]
    last.override = IfThen(condition=condition, then=all_of(values))
    return True


def _observed(reader: Reader, items: list[Element]) -> set[str]:
    known = reader.context.lexicon
    return {c for e in items if e.kind == "mention" for c in e.concepts[:1] if known.get(c).domain == "observation"}


def _give_other_limit(reader: Reader, last: Atom, named: set[str], bound: Bound, condition: Node) -> None:
    """`AST and ALT ≤ 3 × ULN (≤ 5 × ULN with liver metastases)`: to each measure that the first limit is of."""
    alike = [a for a in reader.atoms() if a.bounds == last.bounds and (not named or a.concept in named)]
    for atom in alike or [a for a in reader.atoms() if a.concept in named and a.bounds][:1] or [last]:
        measure = next(iter(sorted(named))) if named and atom.concept not in named else atom.concept
        relative = atom.bounds[0].relative
        own = msgspec.structs.replace(bound, relative=relative) if relative and bound.unit is None else bound
        atom.override = IfThen(condition=condition, then=_limit_value(measure, own))


def _had(concept: str, reader: Reader) -> Node | None:
    """Who has a limit of their own: those with a disease, or after a procedure."""
    match reader.context.lexicon.get(concept).domain:
        case "condition":
            return Condition(concept=concept, status="any")
        case "procedure":
            return Procedure(concept=concept)
        case _:
            return None


def _for_ages(reader: Reader, items: list[Element]) -> bool:
    """`Lansky (age < 16)`: whom the score is asked of."""
    last = reader.last()
    if last is None or last.ages or reader.concept_of(last).domain != "observation" or _mentions(items):
        return False
    years = [e for e in items if e.kind == "timelimit" and e.time is not None and e.time.years and e.has("op")]
    bare = [e for e in items if e.kind == "limit" and e.bounds and e.bounds[0].unit is None]
    if len(years) == 1 and years[0].time is not None and not bare:
        last.ages = (Bound(OPERATORS[years[0].cues["op"]], years[0].time.days or 0.0, "d"),)
        return True
    if len(bare) == 1 and not years and any(e.has("age") for e in items):
        last.ages = bare[0].bounds
        return True
    return False


def _measures_of(reader: Reader, items: list[Element], last: Atom) -> list[str]:
    """For each limit the measure it speaks of: the one named before it, else the one of the sentence."""
    known = reader.context.lexicon
    current, found = last.concept, []
    for element in items:
        if element.kind == "mention" and known.get(element.concepts[0]).domain == "observation":
            current = element.concepts[0]
        if element.bounds and element.kind in ("limit", "number"):
            found.append(current)
    return found


def _limit_value(concept: str, bound: Bound) -> Node:
    return Value(
        concept=concept,
        comparator=bound.comparator,
        value=bound.value,
        unit=bound.unit if bound.relative is None else None,
        relative=bound.relative,
    )


def _says_again(reader: Reader, last: Atom, element: Element) -> bool:
    """The same measure, or the steroid a dose is counted in."""
    known = reader.context.lexicon
    steroids = [c for c in element.concepts if known.get(c).prednisone_mg or c == "glucocorticoid"]
    return last.concept in element.concepts or bool(steroids and "glucocorticoid" in known.ancestors(last.concept))


def _limit_only(reader: Reader, items: list[Element]) -> bool:
    """`ANA (≥ 1:80)`, `CAS (3 or more)`; a second limit of the same value is another unit of the first."""
    last = reader.last()
    rest = [e for e in items if not _is_quiet(e) and not (last is not None and _says_again(reader, last, e))]
    if last is not None and reader.concept_of(last).domain == "drug" and last.min_days is None:
        rest = _for_so_long(last, rest)
    if len(rest) != 1 or rest[0].kind not in ("limit", "titre", "number"):
        return False
    if last is None:
        return bool(reader.terms) and reader.terms[-1].criteria
    return _takes_limit(reader, last, rest[0])


def _for_so_long(last: Atom, rest: list[Element]) -> list[Element]:
    """`(> 10 mg/day prednisone for more than 48 hours)`: how long the dose is taken."""
    times = [e for e in rest if e.kind == "duration" and e.time is not None]
    if len(times) != 1 or len(rest) == 1 or times[0].time is None:
        return rest
    last.min_days, last.strict_days = times[0].time.days, times[0].time.strict
    return [e for e in rest if e is not times[0]]


def _takes_limit(reader: Reader, last: Atom, told: Element) -> bool:
    """Whether a limit, titre or number belongs to what stands before: as its limit, or as its limit in another unit."""
    if last.outcome == "positive" and told.kind == "limit" and not last.bounds:
        last.outcome = None
    if last.bounds:
        converted = told.kind != "titre" and bool(told.bounds) and told.bounds[0].unit != last.bounds[0].unit
        return converted or told.kind == "number"
    domain = reader.concept_of(last).domain
    if told.kind == "limit" and (domain == "observation" or (domain == "drug" and told.bounds[0].unit)):
        last.bounds = told.bounds
        return True
    if told.kind == "titre" and domain == "observation":
        last.bounds = (Bound(">=", told.value, "{titer}"),)
        return True
    return False


def _age_aside(reader: Reader, items: list[Element]) -> bool:
    """`Adults (19 to 74 years)`."""
    if not any(e.kind == "timelimit" and e.time and e.time.years for e in items) or _mentions(items):
        return False
    node = read_elements(items, reader.context)
    if node is None:
        return False
    reader.add(Term(node=node))
    reader.terms[-1].connective = "with" if len(reader.terms) > 1 else None
    return True


def _outcomes(reader: Reader, items: list[Element]) -> bool:
    """`HIV (+)`, `HBsAg (positive)`."""
    rest = [e for e in items if not _is_quiet(e) or e.has("pos", "negout")]
    if len(rest) != 1 or not rest[0].has("pos", "negout"):
        return False
    last = reader.last()
    if last is not None:
        last.outcome = "negative" if rest[0].has("negout") else "positive"
    return True


def _exceptions(reader: Reader, items: list[Element]) -> bool:
    """`(excluding basal cell carcinoma)`, `(superficial phlebitis not counted)`, `(unless HCV RNA is negative)`."""
    front = next((i for i, e in enumerate(items[:3]) if e.has("except")), None)
    post = any(e.has("except_post") for e in items)
    if front is None and not post:
        return False
    rest = items[front + 1 :] if front is not None else [e for e in items if not e.has("except_post")]
    _apply_exception(reader, rest, by_kind=front is None or not undoes(items[front]))
    return True


def _reach(reader: Reader) -> int:
    """Where the list begins that a parenthesis speaks of: a laboratory result stands alone, other things go by kind."""
    cut = len(reader.terms) - 1
    last = reader.terms[cut].atom
    if last is None or reader.concept_of(last).domain == "observation":
        return cut
    while cut > 0 and reader.terms[cut].connective not in (";", None):
        before = reader.terms[cut - 1].atom
        if before is None or not _same_list(reader.concept_of(before).domain, reader.concept_of(last).domain):
            break
        cut -= 1
    return cut


def _same_list(one: str, other: str) -> bool:
    return one == other or {one, other} == {"drug", "procedure"}


def _apply_exception(reader: Reader, elements: list[Element], *, by_kind: bool = True) -> None:
    """An exception in parentheses: of the last term, or of the list of its kind that ends there."""
    if not reader.terms:
        return
    cut = _reach(reader)
    head, tail = reader.terms[:cut], reader.terms[cut:]
    connective = tail[0].connective
    tail[0].connective = None
    subject = next((t.atom.concept for t in reversed(tail) if t.atom is not None), reader.context.subject)
    window = next((t.atom.window for t in tail if t.atom is not None and t.atom.window), None)
    with reader.context.exception_of(subject, kinds=by_kind):
        exception = attribution(elements) or read_plain(elements, reader.context, Prefix(ever=True))
    base = join(tail, reader.context, reader.leaf_of)
    if base is None:
        return
    node = excepted(base, exception, reader.context, by_kind=by_kind)
    reader.terms = [*head, Term(node=node, connective=connective, takes_window=window is None)]


def _permission(reader: Reader, items: list[Element]) -> bool:
    """`(carriers on entecavir without HBV DNA are allowed)`."""
    if not any(e.has("permit") for e in items):
        return False
    last = reader.last()
    if (
        last is not None
        and last.bounds
        and reader.concept_of(last).domain == "observation"
        and not any(e.has("if") or _is_other_condition(reader, e) for e in items)
    ):
        return _allowed_support(reader, items)
    rest = [e for e in items if not e.has("permit")]
    _apply_exception(reader, rest if _mentions(items) else [e for e in rest if e.kind == "word"] or items)
    return True


def _is_other_condition(reader: Reader, element: Element) -> bool:
    """Whether it names a disease that the sentence has not spoken of: those who have it are let in."""
    if element.kind != "mention" or element.concepts[0] in {atom.concept for atom in reader.atoms()}:
        return False
    return reader.context.lexicon.get(element.concepts[0]).domain == "condition"


def _allowed_support(reader: Reader, items: list[Element]) -> bool:
    """`ALC ≥ 0.5 (G-CSF permitted, none within 7 days)`: a permission asks nothing, a window asks for absence."""
    windows = [e.time for e in items if e.kind == "window" and e.time is not None]
    drugs = [e for e in _mentions(items) if reader.context.lexicon.get(e.concepts[0]).domain in ("drug", "procedure")]
    for time, drug in zip(windows, drugs, strict=False):
        reader.add(Term(atom=Atom(drug.concepts[0], drug, window=time, negated=True, modifier=True)))
        reader.terms[-1].connective = "with"
    return True


def _members(reader: Reader, items: list[Element]) -> bool:
    """`one further agent (cyclophosphamide, belimumab)`, `immunosuppressant (MMF, AZA)`: the list says which."""
    last = reader.last()
    named = _mentions(items)
    if last is None or not named:
        return False
    concepts = tuple(dict.fromkeys(reader.context.choose(e) or e.concepts[0] for e in named))
    domains = {reader.context.lexicon.get(c).domain for c in concepts}
    if (
        not domains <= {"drug", "procedure"}
        or reader.concept_of(last).domain not in ("drug", "procedure")
        or any(e.kind in ("limit", "number") and (e.unit or e.bounds) for e in items)
    ):
        return False
    if concepts == (last.concept,):
        return True
    if any(e.has("example") for e in items):
        _take_examples(reader, named)
        return True
    known = reader.context.lexicon
    if len(known.members(last.concept)) <= 1:
        return False
    _absorb_union(reader, concepts)
    last.members = tuple(c for c in concepts if c != last.concept)
    last.once = tuple(reader.context.once)
    return True


def _absorb_union(reader: Reader, concepts: tuple[str, ...]) -> None:
    """`immunosuppressant or biologic (A, B, C)`: a list that names kinds of both stands for both."""
    known = reader.context.lexicon
    last = reader.terms[-1].atom
    while last is not None and len(reader.terms) > 1 and reader.terms[-1].connective == "or!":
        before = reader.terms[-2].atom
        if before is None or before.members or not any(before.concept in known.ancestors(c) for c in concepts):
            return
        reader.terms[-1].connective = reader.terms[-2].connective
        last.k = before.k
        del reader.terms[-2]


def _same_finding(reader: Reader, items: list[Element]) -> bool:
    """`hepatitis B (HBsAg positive)`, `lymphocytes (ALC)`: another way to say what stands before."""
    last = reader.last()
    named = _mentions(items)
    if last is None or len(named) != 1:
        return False
    loud = (e for e in items if not _is_quiet(e) and e is not named[0] and not e.has("pos", "negout"))
    if any(not _repeats(e, named[0]) for e in loud):
        return False
    concept_id = named[0].concepts[0]
    if concept_id == last.concept:
        return True
    known = reader.context.lexicon
    here, there = known.get(last.concept), known.get(concept_id)
    if here.domain == "condition" and there.domain == "observation" and there.kind == "finding":
        reader.terms[-1].atom = Atom(
            concept_id, named[0], negated=last.negated, outcome="positive", ever=last.ever, window=last.window
        )
        return True
    return (
        here.domain == there.domain
        and here.domain in ("observation", "condition")
        and not [e for e in items if e.kind in ("limit", "window")]
        and len(items) == 1
    )


def _repeats(element: Element, named: Element) -> bool:
    """`hepatitis B surface antigen [HBsAg] reactive`: the abbreviation of what stands before it."""
    return element.kind == "group" and all(_is_quiet(e) or set(e.concepts) & set(named.concepts) for e in element.items)


def _discretion(reader: Reader, items: list[Element]) -> bool:
    """`eGFR ≥ 30 (below 30: investigator decides)`."""
    last = reader.last()
    if last is None or not any(e.has("discretion") for e in items):
        return False
    last.discretion = True
    reader.context.flag("discretionary")
    return True


def _past_results(reader: Reader, items: list[Element]) -> bool:
    """`(historical or at screening)`."""
    if (
        _mentions(items)
        or not any(e.has("ever") and "neutral" not in e.cues for e in items)
        or any(e.kind in ("limit", "window", "word") for e in items)
    ):
        return False
    for atom in reader.atoms():
        atom.ever = True
    return True


def _share_of_cells(reader: Reader, items: list[Element]) -> bool:
    """`CD30 expression (≥ 50 % positive cells)`: on how many cells, which no fact tells."""
    last = reader.last()
    if last is None or not last.concept.endswith(" expression") or _mentions(items):
        return False
    if not any(
        e.kind in ("limit", "number") and (e.unit == "%" or any(b.unit == "%" for b in e.bounds)) for e in items
    ):
        return False
    last.qualities = (*last.qualities, " ".join(e.text for e in items))
    return True


def _for_some(reader: Reader, items: list[Element]) -> bool:
    """`(for cohort 3)`, `(B-NHL subjects only)`: asked of some, and no fact tells of whom."""
    words = {w for e in items for w in e.text.lower().split()}
    last = reader.last()
    if last is None or reader.terms[-1].atom is not last or words.isdisjoint(_PARTS) or _has_bounds(items):
        return False
    last.only_for = " ".join(e.text for e in items)
    return True


def _has_bounds(items: list[Element]) -> bool:
    return any(
        e.kind in ("limit", "titre", "window", "gap", "duration") or e.has("except", "neg", "permit") for e in items
    )


def _population_only(reader: Reader, items: list[Element]) -> bool:
    """`INR ≤ 1.8 (for cirrhosis only)`."""
    named = _mentions(items)
    last = reader.last()
    if last is None or len(named) != 1 or not (items[0].has("for") or items[0].text.lower().startswith("for ")):
        return False
    if reader.context.lexicon.get(named[0].concepts[0]).domain != "condition" or any(
        e.kind in ("limit", "window") for e in items
    ):
        return False
    last.only_if = named[0].concepts[0]
    return True


def _member_window(reader: Reader, items: list[Element]) -> bool:
    """`TNF inhibitors within 6 weeks (etanercept: 4 weeks)`: one member has a window of its own."""
    last = reader.last()
    named = _mentions(items)
    times = [e.time for e in items if e.kind in ("time", "window") and e.time is not None]
    if last is None or last.window is None or len(times) != 1 or not named:
        return False
    known = reader.context.lexicon
    members = [c for e in named for c in e.concepts[:1] if last.concept in known.ancestors(c) and c != last.concept]
    if len(members) != len(named):
        return False
    last.exclude = (*last.exclude, *members)
    for member in members:
        reader.connective = "or"
        reader.add(Term(atom=Atom(member, named[0], window=times[0], negated=last.negated)))
    return True


def _counted_members(reader: Reader, items: list[Element]) -> bool:
    """`one further agent (cyclophosphamide, belimumab)`: a number, a plain noun, and the list in parentheses."""
    bounds = reader.prefix.bounds
    named = _mentions(items)
    known = reader.context.lexicon
    concepts = tuple(
        dict.fromkeys(c for e in named for c in e.concepts[:1] if known.get(c).domain in ("drug", "procedure"))
    )
    if not bounds or bounds[0].unit or len(concepts) <= 1:
        return False
    atom = Atom(
        concepts[0],
        named[0],
        responses=reader.prefix.responses,
        min_days=reader.prefix.min_days,
        window=reader.prefix.window,
    )
    atom.members, atom.k = concepts, int(bounds[0].value)
    reader.prefix.bounds = ()
    reader.add(Term(atom=atom))
    return True


def _window_aside(reader: Reader, items: list[Element]) -> bool:
    rest = [e for e in items if not _is_quiet(e)]
    windows = [e.time for e in rest if e.kind == "window" and e.time is not None]
    last = reader.last()
    if last is None and len(windows) == len(rest) == 1 and not reader.terms:
        reader.prefix.window = windows[0]
        return True
    if last is not None and windows and any(e.has("later") for e in items):
        return True
    if last is None or not windows or any(e.kind not in ("window", "time", "punct") for e in rest):
        return False
    last.window = windows[0]
    return True


_SHAPES = (
    _discretion,
    _examples,
    _quantified,
    _exceptions,
    _permission,
    _abbreviation,
    _outcomes,
    _conditional_limit,
    _for_ages,
    _limit_only,
    measured,
    _window_aside,
    _age_aside,
    _responses,
    _modifier,
    _member_window,
    _counted_members,
    _members,
    _same_finding,
    _past_results,
    _population_only,
    _for_some,
    _share_of_cells,
    defined_by_results,
    kinds_named,
    kinds_listed,
    required,
)
