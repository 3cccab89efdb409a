"""A plain segment: labels, definitions and exceptions are taken apart, the rest is read by the grammar."""

from __future__ import annotations

import msgspec

from criteria.parse.atoms import Prefix, all_of, any_of
from criteria.parse.conditions import condition_behind, only_if
from criteria.parse.context import Context, as_inclusion
from criteria.parse.elements import Bound, Element
from criteria.parse.examples import set_examples_apart
from criteria.parse.examples_of_disease import list_diseases
from criteria.parse.exceptions import attribution, excepted, undoes
from criteria.parse.grammar import read_elements
from criteria.parse.joining import map_leaves
from criteria.parse.judged import judged_instead
from criteria.parse.lists import gather_lists
from criteria.tree.nodes import (
    All,
    Attested,
    Condition,
    Discretionary,
    Exposure,
    Finding,
    IfThen,
    Node,
    Not,
    Procedure,
    Quality,
    Readings,
    Sex,
    Unread,
    Value,
    walk,
)

__all__ = ["read_plain"]

_TIMES = frozenset(["window", "gap", "duration", "timelimit", "time", "halflife"])

_PEOPLE = frozenset([
    "patient", "participant", "patients", "participants", "subjects", "individuals", "persons", "those", "for patients",
    "patients with", "participants with", "subjects with", "those with", "individuals with", "people with",
])  # fmt: skip


def read_plain(elements: list[Element], context: Context, prefix: Prefix) -> Node | None:
    """Labels, definitions and exceptions taken apart, the rest read by the grammar."""
    elements = gather_lists(elements)
    instead = judged_instead(elements, exclusion=context.exclusion)
    if instead is None:
        return _parts_read(elements, context, prefix)
    kept, judged, besides = instead
    nodes = [n for part in (kept, besides) if part and (n := _parts_read(part, context, prefix)) is not None]
    return all_of([any_of([nodes[0], judged]), *nodes[1:]]) if nodes else judged


def _parts_read(elements: list[Element], context: Context, prefix: Prefix) -> Node | None:
    """What stands behind an exception, a definition, a label or a condition is read apart."""
    post = next((i for i, e in enumerate(elements) if e.has("except_post") and e.kind == "cue"), None)
    if post is not None:
        comma = next((i for i in range(post, 0, -1) if elements[i].kind == "punct" and elements[i].text == ","), None)
        if comma is not None and any(e.kind == "mention" for e in elements[:comma]):
            base = read_plain([*elements[:comma], *elements[post + 1 :]], context, prefix)
            exception = read_plain(elements[comma + 1 : post], context, Prefix(ever=True))
            return None if base is None else excepted(base, exception, context, counted=True)
    cut = next((i for i, e in enumerate(elements) if e.has("except") and e.kind == "cue"), None)
    if cut is not None and cut > 0:
        return _with_exception(elements, cut, context, prefix)
    if cut == 0:
        elements = elements[1:]
    defined = next((i for i in range(1, len(elements)) if _defines(elements, i)), None)
    if defined is not None:
        node = _definition(elements, defined, context, prefix)
        if node is not None:
            return node
    colon = next((i for i, e in enumerate(elements) if e.kind == "punct" and e.text == ":"), None)
    if colon is not None and colon > 0 and colon + 1 < len(elements):
        return _labelled(elements[:colon], elements[colon + 1 :], context, prefix)
    conditions = ((_granted, only_if(elements, context)), (_under_condition, condition_behind(elements)))
    for read, place in conditions:
        if place is not None:
            return read(elements, place, context, prefix)
    return read_elements(set_examples_apart(list_diseases(elements, context), context), context, prefix)


def _under_condition(elements: list[Element], behind: int, context: Context, prefix: Prefix) -> Node | None:
    """`statin within 8 weeks if the antibody is anti-HMGCR`: asked, or excluded, under that condition.

    Behind a list the condition may be of the last part or of all: both readings.
    """
    left, right = elements[:behind], elements[behind + 1 :]
    condition = read_plain(right, as_inclusion(context), Prefix())
    whole = read_plain(left, context, prefix)
    if condition is None or whole is None:
        return read_elements(elements, context, prefix)
    joint = max((i for i, e in enumerate(left) if e.has("conn") or (e.kind == "punct" and e.text == ",")), default=0)
    head, last = (left[:joint], left[joint + 1 :]) if joint else ([], left)
    before = read_plain(head, context, prefix) if head else None
    if before is None:
        return _conditioned(whole, condition, context)
    limits = [e for e in last if not e.has("neutral")]
    if len(limits) == 1 and limits[0].kind == "limit":
        return _limited_otherwise(before, limits[0].bounds[0], condition)
    part = read_plain(last, context, prefix)
    if part is None:
        return _conditioned(whole, condition, context)
    context.flag("scope_ambiguous")
    parts = [before, _conditioned(part, condition, context)]
    return Readings(of=(any_of(parts) if context.exclusion else all_of(parts), _conditioned(whole, condition, context)))


def _granted(elements: list[Element], cut: int, context: Context, prefix: Prefix) -> Node | None:
    """`Hepatitis B only if HBV DNA is negative`: who has the one must meet the other."""
    left, right = [e for e in elements[:cut] if e.text != ","], elements[cut + 1 :]
    named = read_plain(left, context, msgspec.structs.replace(prefix, ever=True))
    with context.exception_of(left[-1].concepts[0] if left[-1].concepts else None, kinds=False):
        asked = read_plain(right, context, Prefix())
    if named is None or asked is None:
        return all_of([n for n in (named, asked) if n is not None]) if named or asked else None
    return all_of([named, asked]) if context.exclusion else IfThen(condition=named, then=asked)


def _limited_otherwise(before: Node, limit: Bound, condition: Node) -> Node:
    """`bilirubin < 2 × ULN, < 3 × ULN if Gilbert syndrome is known`: another limit of the same measure."""
    if isinstance(before, All):  # "in the absence of liver metastases" before "in their presence"
        before = all_of([n for n in before.of if not (isinstance(n, Not) and n.of == condition)])
    values = [n for n in walk(before) if isinstance(n, Value)]
    if not values:
        return all_of([before, Unread(text="another limit")])
    last = values[-1]
    unit = limit.unit if limit.relative is None else None
    then = msgspec.structs.replace(
        last, comparator=limit.comparator, value=limit.value, unit=unit, relative=limit.relative
    )
    return map_leaves(before, lambda n: IfThen(condition=condition, then=then, otherwise=last) if n is last else n)


def _conditioned(node: Node, condition: Node, context: Context) -> Node:
    return all_of([condition, node]) if context.exclusion else IfThen(condition=condition, then=node)


def _defines(elements: list[Element], index: int) -> bool:
    """`i.e.`, `defined as`; `that is` only behind a comma: in `disease that is treated` it tells which."""
    element = elements[index]
    return element.has("define") and (element.text.lower() != "that is" or elements[index - 1].kind == "punct")


def _with_exception(elements: list[Element], cut: int, context: Context, prefix: Prefix) -> Node | None:
    left, right = elements[:cut], elements[cut + 1 :]
    comma = max((i for i, e in enumerate(right) if e.kind == "punct" and e.text == ","), default=None)
    if (
        comma is not None
        and any(e.kind == "window" for e in right[comma:])
        and not any(e.kind in ("mention", "word") for e in right[comma:])
    ):
        left, right = [*left[: -1 if left[-1].text == "," else None], *right[comma + 1 :]], right[:comma]
        elements, cut = [*left, elements[cut], *right], len(left)
    elif (window := _window_behind(left, elements[cut], right)) is not None:
        left, right = [*left, *right[window:]], right[:window]
        elements, cut = [*left, elements[cut], *right], len(left)
    again = next((i for i, e in enumerate(right) if e.has("except") and e.kind == "cue" and i > 0), None)
    if again is not None and (right[again - 1].has("conn") or right[again - 1].kind in ("punct", "window", "gap")):
        first = right[:again]
        while first and (first[-1].has("conn") or first[-1].text == ","):
            first.pop()
        base = _with_exception([*left, elements[cut], *first], cut, context, prefix)
        with context.exception_of(_subject(left), kinds=not undoes(right[again])):
            exception = read_plain(right[again + 1 :], context, Prefix(ever=True))
        return None if base is None else excepted(base, exception, context, by_kind=not undoes(right[again]))
    whole = left[-1].kind == "punct" or not any(e.has("conn") or e.text == "," for e in left)
    head: Node | None = None
    if not whole and _laboratory(right, context):
        joint = max(i for i, e in enumerate(left) if e.has("conn") or (e.kind == "punct" and e.text == ","))
        head = read_plain(left[:joint], context, prefix)
        left = left[joint + 1 :]
    base = read_plain(left, context, prefix)
    example = next((i for i, e in enumerate(right) if e.has("example") and i > 0), None)
    if example is not None and any(e.kind == "mention" for e in right[example:]):
        context.flag("incomplete")
        named = any(e.kind == "mention" for e in right[:example])
        right = right[:example] if named else right[example + 1 :]
    outer = (
        right[-1]
        if right
        and right[-1].kind == "group"
        and any(e.has("permit", "except", "except_post") for e in right[-1].items)
        else None
    )
    right = right[:-1] if outer is not None else right
    cause = [elements[cut]] if elements[cut].has("cause") else []
    with context.exception_of(_subject(left), kinds=not undoes(elements[cut])):
        exception = attribution([*cause, *right]) or read_plain(right, context, Prefix(ever=True))
    if base is not None and any(e.has("discretion") for e in [elements[cut], *right]):
        context.flag("discretionary")
        return Not(of=Discretionary(of=Not(of=base))) if context.exclusion else Discretionary(of=base)
    if base is None:
        return exception
    node = excepted(base, exception, context, by_kind=not undoes(elements[cut]))
    if outer is not None:
        also = read_plain(
            [e for e in outer.items if not e.has("permit", "except", "except_post")], context, Prefix(ever=True)
        )
        node = excepted(node, also, context)
    if head is None:
        return node
    return any_of([head, node]) if context.exclusion else all_of([head, node])


def _subject(elements: list[Element]) -> str | None:
    """What an exception that names nothing is of: `malignancy, unless in remission for 5 years`."""
    return next((c for e in reversed(elements) if e.kind == "mention" for c in e.concepts[:1]), None)


def _window_behind(left: list[Element], cue: Element, right: list[Element]) -> int | None:
    """`DMARDs other than methotrexate or sulfasalazine within 4 weeks`: the window is of all, not of those."""
    window = next((i for i, e in enumerate(right) if e.kind in _TIMES), None)
    if (
        window is None
        or right[window].kind not in ("window", "duration")
        or undoes(cue)
        or any(e.kind in _TIMES for e in left)
    ):
        return None
    closes = all(e.kind == "punct" or e.has("neutral", "anchor", "use") for e in right[window + 1 :])
    return window if closes and window and all(_names_only(e) for e in right[:window]) else None


def _names_only(element: Element) -> bool:
    if element.kind == "cue":
        return element.has("conn", "neutral", "other", "anchor")
    return element.kind in ("mention", "punct", "group")


def _laboratory(elements: list[Element], context: Context) -> bool:
    return any(e.kind == "mention" and context.lexicon.get(e.concepts[0]).domain == "observation" for e in elements)


def _definition(elements: list[Element], index: int, context: Context, prefix: Prefix) -> Node | None:
    """`uncontrolled hypertension, i.e. systolic > 160 mmHg`: the definition decides, where it is understood."""
    left, right = elements[:index], elements[index + 1 :]
    if not any(e.kind in ("mention", "list", "limit", "timelimit") for e in right) or _is_grade(left, right, context):
        return None
    window = next((e.time for e in left if e.kind == "window"), None)
    inner = (
        msgspec.structs.replace(prefix, window=window)
        if window and not any(e.kind == "mention" for e in left)
        else prefix
    )
    responses = tuple(dict.fromkeys(e.cues["resp"] for e in left if e.has("resp") and not e.concepts))
    if responses and not any(e.kind == "mention" for e in left):
        inner = msgspec.structs.replace(inner, responses=responses)
    node = read_plain(right, context, inner)
    base = read_plain(left, context, prefix)
    understood = node is not None and not any(isinstance(n, Unread) for n in walk(node))
    if node is None or (base is not None and not understood and not any(isinstance(n, Unread) for n in walk(base))):
        return None if base is None or node is None else all_of([base, node])
    if (
        base is not None
        and any(isinstance(n, (Finding, Value, Exposure, Procedure)) for n in walk(base))
        and not any(isinstance(n, Unread) for n in walk(base))
        and any(e.has("female", "male", "childbearing") for e in left)
    ):
        return base
    if (
        base is None
        or isinstance(base, (Unread, Attested))
        or (isinstance(base, Condition) and base.status == "active")
        or _is_quality(base)
    ):
        return node
    if context.exclusion:
        return node
    return all_of([n for n in (base, node) if not isinstance(n, Unread)])


def _is_grade(left: list[Element], right: list[Element], context: Context) -> bool:
    """`a performance status that is either 0 or 1`: the limit of the score before it."""
    told = next((e for e in right if e.kind != "cue"), None)
    named = next((e for e in reversed(left) if e.kind != "cue"), None)
    if told is None or told.kind != "limit" or named is None or named.kind != "mention":
        return False
    return context.lexicon.get(named.concepts[0]).kind == "score"


def _is_quality(node: Node) -> bool:
    """`poorly controlled diabetes, i.e. HbA1c over 8.5 %`: the definition says what the quality means."""
    return isinstance(node, All) and {type(n) for n in node.of} == {Condition, Quality}


def _is_denied(elements: list[Element]) -> bool:
    """`Rituximab: not within 6 months before apheresis`: a time in which it is not allowed, in either section."""
    return (
        elements[0].text.lower() in ("not", "none", "no use", "not allowed", "never")
        and elements[1:2] != []
        and (elements[1].kind in ("window", "timelimit"))
    )


def _labelled(label: list[Element], rest: list[Element], context: Context, prefix: Prefix) -> Node | None:
    """`Liver: ALT ≤ 2.5 ULN`; `Women of childbearing potential: negative test`; `A, B: less than 3 months before`."""
    has_mentions = any(e.kind in ("mention", "list") or (e.kind == "roman" and e.concepts) for e in rest)
    if not has_mentions and _is_denied(rest):
        denied = prefix if context.exclusion else msgspec.structs.replace(prefix, negated=True)
        return read_elements([*label, *rest[1:]], context, denied)
    if not has_mentions or _opens_list(label) or rest[0].has("met"):
        pause = Element("punct", label[-1].end, label[-1].end + 1, ":")
        return read_elements([*label, pause, *rest], context, prefix)
    if any(e.kind == "criteria" for e in label):
        nodes = [n for part in (label, rest) if (n := read_plain(part, context, prefix)) is not None]
        return all_of(nodes) if nodes else None
    if any(e.has("if_taken") for e in label) and any(e.kind == "mention" for e in label):
        prefix = msgspec.structs.replace(prefix, if_taken=True)
    if _announces(label):
        label = [e for e in label if e.kind != "mention"]
    sexes = {kind for e in label for kind in ("female", "male", "childbearing") if e.has(kind)}
    if sexes and not any(e.kind == "mention" for e in label):
        node = read_plain(rest, context, prefix)
        return None if node is None else _for_sex(node, "male" if sexes == {"male"} else "female", context)
    population = _population(label, context, prefix)
    if population is not None:
        node = read_plain(rest, context, prefix)
        return None if node is None else _for_population(node, population, context)
    return _of_disease(label, rest, context, prefix)


def _of_disease(label: list[Element], rest: list[Element], context: Context, prefix: Prefix) -> Node | None:
    """A label that names a disease, a window or nothing that is asked for: what follows it, under that disease."""
    disease = _own_disease(label, context) or (
        _stratum_disease(label, context) if context.strata and not context.exclusion else None
    )
    window = next((e.time for e in label if e.kind == "window"), None)
    if window is not None:
        prefix = msgspec.structs.replace(prefix, window=window)
    node = read_plain([*rest, *(e for e in label if e.kind == "group")], context, prefix)
    if disease is None or node is None:
        return node
    several = (
        (context.strata or context.disease is None) and not context.exclusion and any(e.kind == "limit" for e in rest)
    )
    return IfThen(condition=disease, then=node) if several else all_of([disease, node])


def _announces(label: list[Element]) -> bool:
    """`Any of the following cardiac conditions within 6 months: ...`: the list says which."""
    any_of_them = next((i for i, e in enumerate(label) if e.has("any") and e.text.lower().endswith("following")), None)
    return any_of_them is not None and any(e.kind == "mention" for e in label[any_of_them:])


def _opens_list(label: list[Element]) -> bool:
    return any(
        e.has("resp", "use", "current_use", "if_taken", "neg", "allergy", "pos", "negout", "conn")
        or e.kind in ("limit", "number", "window")
        for e in label
    ) and any(e.kind == "mention" or e.has("resp", "allergy", "neg", "pos", "negout", "use") for e in label)


def _for_sex(node: Node, sex: str, context: Context) -> Node:
    wanted = Sex(sex="female" if sex == "female" else "male")
    return (
        all_of([wanted, node])
        if context.exclusion
        else any_of([Sex(sex="male" if sex == "female" else "female"), node])
    )


def _for_population(node: Node, population: Node, context: Context) -> Node:
    return all_of([population, node]) if context.exclusion else IfThen(condition=population, then=node)


def _population(label: list[Element], context: Context, prefix: Prefix) -> Node | None:
    """`Participants with anti-MDA5 antibodies: ...` concerns only them."""
    if not any(e.text.lower() in _PEOPLE for e in label) or not any(e.kind == "mention" for e in label):
        return None
    return read_elements([e for e in label if e.text.lower() not in _PEOPLE], context, prefix)


def _stratum_disease(label: list[Element], context: Context) -> Node | None:
    """`SSc: FVC ≥ 50 %. IIM: MMT-8 < 136`: each limit for its own disease."""
    named = [
        c for e in label if e.kind == "mention" for c in e.concepts[:1] if context.lexicon.get(c).domain == "condition"
    ]
    return Condition(concept=named[0]) if len(named) == 1 and len(label) == 1 else None


def _own_disease(label: list[Element], context: Context) -> Node | None:
    known = context.lexicon
    for element in label:
        for concept in element.concepts if element.kind == "mention" else ():
            if known.get(concept).domain == "condition" and any(
                d in known.ancestors(concept) or concept in known.ancestors(d) for d in context.diseases
            ):
                return Condition(concept=concept)
    return None
