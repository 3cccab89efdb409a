"""Segments that do more than ask for a fact: attestations, refusals, conditions, overridden limits."""

from __future__ import annotations

import msgspec

from criteria.parse.atoms import Prefix, all_of, any_of, for_sex
from criteria.parse.conditions import requirement_start
from criteria.parse.context import Context, as_inclusion
from criteria.parse.elements import Element
from criteria.parse.joining import map_leaves
from criteria.parse.plain import read_plain
from criteria.tree.nodes import Attested, Condition, Constant, IfThen, Node, Not, Unread, Value, walk

__all__ = [
    "attestation",
    "conditional",
    "is_exempt",
    "is_override",
    "of_people",
    "overridden",
    "refuse",
    "set_judged_apart",
    "words_of",
]


def attestation(elements: list[Element], context: Context) -> Node | None:
    """The attested node of a segment in which a person must confirm something and no fact is asked for as well."""
    cues = [e for e in elements if e.has("judge", "consent")]
    if not cues or any(e.kind == "list" and e.items for e in elements):
        return None
    if all(e.has("anchor") for e in cues) and any(e.kind in ("timelimit", "limit") for e in elements):
        return None
    judged = any(e.has("judge") for e in cues)
    parts = _parts(elements, commas_only=judged)
    strong = [
        p for p in parts if not any(e.has("judge", "consent") for e in p) and _is_strong(p, context, judged=judged)
    ]
    if strong:
        return None
    reason = next((e.cues["judge"] for e in cues if e.has("judge")), None) or cues[0].cues["consent"]
    attested = Attested(reason=reason, text=words_of(elements))
    named = _judged_conditions(elements, context) if judged else None
    return attested if named is None else all_of([named, attested])


def _judged_conditions(elements: list[Element], context: Context) -> Node | None:
    """`Heart disease or epilepsy that in the investigator's opinion would interfere`: who has none is not judged."""
    named = elements[: next(i for i, e in enumerate(elements) if e.has("judge", "consent"))]
    concepts = [c for e in named if e.kind == "mention" for c in e.concepts[:1]]
    known = context.lexicon
    if (
        not context.exclusion
        or len({c for c in concepts if _GENERAL.isdisjoint(known.ancestors(c))}) < _LIST
        or any(known.get(c).domain != "condition" for c in concepts)
        or not all(_only_names(e) for e in named)
    ):
        return None
    node = read_plain(named, context, Prefix())
    unsure = node is None or any(isinstance(n, (Unread, Attested)) for n in walk(node))
    return None if unsure else node


def _only_names(element: Element) -> bool:
    """A name, or a small word beside it; `any other condition` is open-ended."""
    if element.kind == "cue":
        return element.has(*_BESIDE_NAMES) and not element.has("other", "neg", "judge")
    return element.kind == "mention" or element.text == ","


_GENERAL = frozenset(["mental disorder", "substance abuse", "alcohol abuse"])  # named for what they may do
_LIST = 2  # diseases at least
_BESIDE_NAMES = ("neutral", "conn", "active", "ever", "current_use", "quality", "with", "any")


def set_judged_apart(
    elements: list[Element], nodes: list[tuple[str, Node]], context: Context, prefix: Prefix
) -> list[Element]:
    """`Short bowel syndrome, or any other condition that would interfere`: what is named before is no judgement."""
    judged = next((i for i, e in enumerate(elements) if e.has("judge")), 0)
    other = next((i for i in range(judged, 1, -1) if elements[i].has("other")), 0)
    joint = other - 1 - elements[other - 1].has("any")
    named = elements[:joint]
    if (
        not context.exclusion
        or joint < 1
        or elements[joint].cues.get("conn") not in ("or", "andor")
        or not any(e.kind == "mention" for e in named)
        or any(e.has("judge", "consent", "other") for e in named)
        or any(e.has("except") for e in elements[judged:])
    ):
        return elements
    node = read_plain(named, context, prefix)
    if node is not None:
        nodes.append(("", node))
    return elements[joint + 1 :]


def _parts(elements: list[Element], *, commas_only: bool = False) -> list[list[Element]]:
    parts: list[list[Element]] = [[]]
    for element in elements:
        if (element.kind == "punct" and element.text in ",:") or (element.has("conn") and not commas_only):
            parts.append([])
        else:
            parts[-1].append(element)
    return [p for p in parts if p]


def _is_strong(part: list[Element], context: Context, *, judged: bool) -> bool:
    """Whether a part asks for a fact: a mention with a limit, a window or a result; in exclusions a bare mention."""
    mentions = [e for e in part if e.kind == "mention" and e.concepts and not e.has("anchor", "consent")]
    if any(e.kind == "list" for e in part):
        return True
    if not mentions:
        return any(e.kind == "timelimit" and e.time and e.time.years for e in part) and not judged
    if any(e.kind in ("limit", "window", "duration", "titre") or e.has("pos", "negout") for e in part):
        return True
    if judged:
        return False
    known = context.lexicon
    return (
        context.exclusion
        and all(known.get(m.concepts[0]).domain in ("condition", "procedure", "drug") for m in mentions)
        and not [e for e in part if e.kind == "word"]
    )


def words_of(elements: list[Element]) -> str:
    """The words of the elements, as they are shown to a reader."""
    return " ".join(e.text for e in elements if e.text).strip()


def conditional(
    elements: list[Element], nodes: list[tuple[str, Node]], context: Context, prefix: Prefix
) -> Node | None:
    """`where anti-HBc is found, HBV DNA must be below detection`: a requirement under a condition.

    A limit set before it that it sets otherwise is changed in `nodes`, which is then all there is to add.
    """
    cut = requirement_start(elements, context)
    if cut is None or cut >= len(elements):
        return None
    sex = _sex_only(elements[: cut - 1])
    if sex is not None:
        node = read_plain(elements[cut:], context, prefix)
        return None if node is None else for_sex(node, sex, exclusion=context.exclusion)
    asked = any(not {"must", "should", "shall"}.isdisjoint(e.text.lower().split()) for e in elements[cut:])
    condition = read_plain(elements[:cut], as_inclusion(context), Prefix())
    required = read_plain(elements[cut:], as_inclusion(context) if asked else context, prefix)
    if condition is None or required is None:
        return None
    if context.exclusion:
        return all_of([condition, Not(of=required) if asked else required])
    if nodes and (changed := _set_otherwise(nodes[-1][1], elements[:cut], condition, required)) is not None:
        nodes.append((nodes.pop()[0], changed))
        return Constant(value=True, why="limit set before")
    return IfThen(condition=condition, then=required)


def _sex_only(elements: list[Element]) -> str | None:
    """`If female, ...`: whose sex the condition is, where it says nothing else."""
    sexes = {kind for e in elements for kind in ("female", "male", "childbearing") if e.has(kind)}
    if not sexes or not all(e.has("female", "male", "childbearing", "neutral") for e in elements):
        return None
    return "male" if sexes == {"male"} else "female"


def of_people(elements: list[Element], duty: int, context: Context, prefix: Prefix) -> Node | None:
    """`Patients who received CD19-directed therapy must have a positive biopsy`: asked of those alone."""
    condition = read_plain(elements[:duty], as_inclusion(context), Prefix())
    required = read_plain(elements[duty:], as_inclusion(context), prefix)
    if condition is None or required is None:
        return None
    return all_of([condition, Not(of=required)]) if context.exclusion else IfThen(condition=condition, then=required)


def _set_otherwise(before: Node, words: list[Element], condition: Node, required: Node) -> Node | None:
    """`ALT ≤ 2.5 × ULN; with liver metastases, ALT must be < 5 × ULN`; `if creatinine exceeds this, ...`."""
    limits = {n.concept: n for n in walk(required) if isinstance(n, Value)}
    exceeded = {c for e in words for c in e.concepts[:1]} if not any(e.bounds for e in words) else set()
    changed = False

    def put(leaf: Node) -> Node:
        nonlocal changed
        if isinstance(leaf, Value) and leaf.concept in exceeded:
            changed = True
            return any_of([leaf, required])
        if isinstance(leaf, Value) and leaf.concept in limits:
            changed = True
            return IfThen(condition=condition, then=limits[leaf.concept], otherwise=leaf)
        return leaf

    node = map_leaves(before, put)
    return node if changed else None


def is_exempt(elements: list[Element]) -> bool:
    """`nintedanib or pirfenidone: exempt from wash-out`: a segment that only names what is exempt."""
    return any(e.has("except_post") for e in elements) and all(
        e.kind == "mention" or e.has("except_post", "conn", "neutral", "anchor") or e.kind == "punct" for e in elements
    )


def refuse(elements: list[Element], nodes: list[tuple[str, Node]], context: Context, prefix: Prefix) -> None:
    """`nobody whose EDSS exceeds 6.5 is enrolled`."""
    node = read_plain([e for e in elements if not e.has("not_enrolled")], context, prefix)
    if node is not None:
        nodes.append(("", node if context.exclusion else Not(of=node)))


def is_override(elements: list[Element], context: Context) -> bool:
    """`with known Gilbert syndrome ≤ 3 × ULN`: a condition and a limit without a measure."""
    domains = [context.lexicon.get(c).domain for e in elements if e.kind == "mention" for c in e.concepts[:1]]
    return (
        any(e.kind == "limit" for e in elements)
        and "condition" in domains
        and "observation" not in domains
        and "drug" not in domains
    )


def overridden(node: Node, elements: list[Element], context: Context) -> Node:
    """The last limit of `node` holds where the condition of the segment does not; else the limit of the segment."""
    limit = next(e for e in elements if e.kind == "limit").bounds[0]
    conditions = [
        c
        for e in elements
        if e.kind == "mention"
        for c in e.concepts[:1]
        if context.lexicon.get(c).domain == "condition"
    ]
    condition: Node = Condition(concept=conditions[0], status="any") if conditions else Unread(text=words_of(elements))
    values = [n for n in walk(node) if isinstance(n, Value)]
    if not values:
        return all_of([node, Unread(text=words_of(elements))])
    last = values[-1]

    def put(leaf: Node) -> Node:
        if leaf is not last:
            return leaf
        then = msgspec.structs.replace(
            last,
            comparator=limit.comparator,
            value=limit.value,
            unit=limit.unit if limit.relative is None else None,
            relative=limit.relative,
        )
        return IfThen(condition=condition, then=then, otherwise=last)

    return map_leaves(node, put)
