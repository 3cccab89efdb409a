"""A criterion's words → sentences → segments, and what kind each is: label, attestation, exception, list, note."""

from __future__ import annotations

import msgspec

from criteria.parse.atoms import Prefix, all_of, any_of
from criteria.parse.classification import mark_criteria
from criteria.parse.context import Context
from criteria.parse.coordination import complete_heads
from criteria.parse.doubt import amended, amends, loosened
from criteria.parse.elements import Element, scan
from criteria.parse.exceptions import attribution, excepted
from criteria.parse.grammar import read_elements
from criteria.parse.phrases import assemble
from criteria.text.blocks import Item
from criteria.tree.nodes import (
    Attested,
    Condition,
    Constant,
    Discretionary,
    Dose,
    Exposure,
    Finding,
    IfThen,
    Node,
    Not,
    Procedure,
    Readings,
    Sex,
    Unread,
    Value,
    children,
    walk,
)

__all__ = ["elements_of", "read_item", "read_list_item", "read_plain"]


def read_item(text: str, item: Item, context: Context) -> Node:
    """The tree of a criterion: the words of the bullet and of all the bullets below it."""
    elements = elements_of(text, item, context)
    _note_scopes(elements, context)
    sentences = _sentences(elements, text)
    nodes = _combined([n for s in sentences if (n := read_sentence(s, context)) is not None], context)
    if not nodes:
        if any(e.has("anysex") for e in elements):
            return Constant(value=not context.exclusion, why="any sex")
        return Unread(text=_words(elements) or text[item.start : item.reach])
    return any_of(nodes) if context.exclusion else all_of(nodes)


def _combined(nodes: list[Node], context: Context) -> list[Node]:
    """Later sentences that loosen are taken into the one before them."""
    out: list[Node] = []
    for node in nodes:
        if out and amends(out[-1], node):
            out[-1] = amended(out[-1], node, exclusion=context.exclusion)
        else:
            out.append(loosened(node, exclusion=context.exclusion))
    return out


def elements_of(text: str, item: Item, context: Context) -> list[Element]:
    """The typed phrases of an item; the bullets below it are one list element at its end."""
    flat = _without_enumerators(scan(text, item.start, item.end, context.vocabulary))
    elements = assemble(mark_criteria(complete_heads(flat, context), context))
    if not item.children:
        return elements
    listing = Element("list", item.children[0].start, item.reach, text[item.children[0].start : item.reach])
    for child in item.children:
        piece = Element(
            "group", child.start, child.reach, text[child.start : child.reach], items=elements_of(text, child, context)
        )
        listing.items.append(piece)
    return [*elements, listing]


def _without_enumerators(elements: list[Element]) -> list[Element]:
    """`① HBsAg (+); ② HIV (+)`: circled digits that begin a clause only count the clauses."""
    kept = [
        e
        for i, e in enumerate(elements)
        if not (_refers(e) and (i == 0 or elements[i - 1].text in (";", ":", ".", ",")))
    ]
    return _before_stray_section(kept)


def _before_stray_section(elements: list[Element]) -> list[Element]:
    """`..., 4.1.2 SLE criteria met`: what follows a section number inside a line belongs elsewhere."""
    index = next((i for i, e in enumerate(elements) if i and e.kind == "punct" and e.text[:1].isdecimal()), None)
    if index is None or index + 1 == len(elements):
        return elements
    rest = elements[index:]
    return [*elements[:index], Element("word", rest[0].start, rest[-1].end, _words(rest))]


# -- scopes that hold for the whole criterion ---------------------------------------------------------------


def _note_scopes(elements: list[Element], context: Context) -> None:
    """`Intolerance counts as failure`, `MTX and AZA count as one`: notes that change how the rest is read."""
    context.intolerance = None
    context.once = []
    context.intolerant_of = []
    context.strata = len(_disease_labels(elements, context)) > 1
    for run in _runs(elements):
        for element in run:
            if element.has("resp_note"):
                context.intolerance = element.cues["resp_note"] == "intolerance_counts"
        if _grants_intolerance(run):
            context.intolerant_of.extend(c for e in run if e.kind == "mention" for c in e.concepts[:1])
        if any(e.has("once") for e in run):
            named = tuple(dict.fromkeys(c for e in run if e.kind == "mention" for c in e.concepts[:1]))
            if named:
                context.once.append(named)
                for element in run:
                    element.used = True


def _disease_labels(elements: list[Element], context: Context) -> set[str]:
    """The diseases that stand before a colon at the head of a clause."""
    labels = set()
    for index, element in enumerate(elements[:-1]):
        opens = index == 0 or (elements[index - 1].kind == "punct" and elements[index - 1].text in ".;")
        if (
            opens
            and element.kind == "mention"
            and elements[index + 1].text == ":"
            and context.lexicon.get(element.concepts[0]).domain == "condition"
        ):
            labels.add(element.concepts[0])
    return labels


def _runs(elements: list[Element]) -> list[list[Element]]:
    """The pieces between sentence ends, with what stands in parentheses and lists apart."""
    runs: list[list[Element]] = [[]]
    nested: list[list[Element]] = []
    for element in elements:
        if element.kind in ("group", "list"):
            nested.extend(_runs(element.items))
        if element.kind == "punct" and element.text in ".;:":
            runs.append([])
        else:
            runs[-1].append(element)
    return [*(r for r in runs if r), *nested]


# -- sentences ----------------------------------------------------------------------------------------------


_ROMANS = ("i", "ii", "iii", "iv", "v", "vi")
_ABBREVIATIONS = frozenset(
    {*_ROMANS, "i.e", "e.g", "ie", "eg", "vs", "etc", "approx", "incl", "i.v", "s.c", "p.o", "dr", "no"}
)


def _sentences(elements: list[Element], text: str) -> list[list[Element]]:
    """Cut at full stops and at line breaks that begin a new sentence."""
    out: list[list[Element]] = [[]]
    for element in elements:
        last = out[-1][-1] if out[-1] else None
        if element.kind == "punct" and element.text == ".":
            if last is None or last.text.lower() not in _ABBREVIATIONS:
                out.append([])
            continue
        if (
            last is not None
            and "\n" in text[last.end : element.start]
            and element.text[:1].isupper()
            and last.text not in (",", ":", "-")
            and element.kind != "list"
        ):
            out.append([])
        out[-1].append(element)
    whole = [s for s in out if s]
    return whole


def read_sentence(elements: list[Element], context: Context, prefix: Prefix | None = None) -> Node | None:
    """One sentence: notes say nothing of their own; lists are gathered; segments are joined by the section's way."""
    if _is_scope_note(elements):
        return None
    if _has_strata(elements) or (any(_refers(e) for e in elements) and any(e.kind == "list" for e in elements)):
        return Unread(text=_words(elements))
    elements = gather_lists(elements)
    nodes: list[tuple[str, Node]] = []
    carried = prefix or Prefix()
    segments = _segments(elements)
    enumerated = [s for s in segments if s[0].text.lower() in _ROMANS]
    for segment in segments:
        if _is_scope_note(segment):
            continue
        _segment(segment, nodes, context, carried)
    whole = _join_segments(nodes, context)
    if whole is None or len(enumerated) < 2 or any(connective for connective, _ in nodes):  # noqa: PLR2004 - one item is no list
        return whole
    context.flag("scope_ambiguous")
    return Readings(of=(whole, any_of([n for _, n in nodes[-len(enumerated) :]])))


def _grants_intolerance(run: list[Element]) -> bool:
    """`Intolerance of rituximab is accepted as failure`: for that drug only."""
    return (
        bool(run)
        and run[0].cues.get("resp") == "intolerant"
        and any(e.has("permit", "counts_as") for e in run)
        and any(e.kind == "mention" for e in run)
    )


def _is_scope_note(elements: list[Element]) -> bool:
    if any(e.has("once") for e in elements) and not any(
        e.has("resp") or e.kind in ("window", "list") for e in elements
    ):
        return True
    if _grants_intolerance(elements) or (
        elements[0].cues.get("resp") == "intolerant"
        and any(e.has("neg") for e in elements)
        and not any(e.kind == "mention" for e in elements)
    ):
        return True
    return any(e.has("resp_note") for e in elements) and not any(
        e.kind in ("limit", "window", "list") for e in elements
    )


def _has_strata(elements: list[Element]) -> bool:
    """`moderate: ...; high: ...`: alternatives keyed by a word nobody defined."""
    segments = _segments(elements)
    keyed = [label for s in segments if (label := _stratum(s))]
    return len(keyed) > 1


_STRATA = frozenset(["moderate", "high", "low", "severe", "mild", "intermediate"])


def _stratum(segment: list[Element]) -> str:
    """`moderate:`, `High risk:`: the label of a stratum at the head of a segment, else nothing."""
    colon = next((i for i, e in enumerate(segment[:4]) if e.text == ":"), 0)
    label = segment[:colon]
    if not label or len(segment) <= colon + 1 or any(e.concepts or e.kind not in ("word", "cue") for e in label):
        return ""
    known = label[0].text.lower() in _STRATA
    return label[0].text if known or (len(label) == 1 and label[0].kind == "word") else ""


def _segments(elements: list[Element]) -> list[list[Element]]:
    out: list[list[Element]] = [[]]
    for element in elements:
        if element.kind == "punct" and element.text == ";":
            out.append([])
        else:
            out[-1].append(element)
    return [s for s in out if s]


def _join_segments(nodes: list[tuple[str, Node]], context: Context) -> Node | None:
    if not nodes:
        return None
    groups: list[list[Node]] = [[nodes[0][1]]]
    explicit = ""
    for connective, node in nodes[1:]:
        if connective == "or" and not context.exclusion:
            groups[-1].append(node)
            explicit = "or"
        else:
            groups.append([node])
    if explicit == "or":
        return all_of([any_of(g) for g in groups])
    parts = [g[0] for g in groups]
    return any_of(parts) if context.exclusion else all_of(parts)


def _segment(elements: list[Element], nodes: list[tuple[str, Node]], context: Context, prefix: Prefix) -> None:
    """Reads one segment and adds it; a permission or a bare limit changes the segment before it."""
    connective = elements[0].cues.get("conn", "") if elements[0].kind == "cue" else ""
    if connective:
        elements = elements[1:]
    if not elements:
        return
    attested = _attestation(elements, context)
    if attested is not None:
        nodes.append((connective, attested))
        return
    if any(e.has("permit") for e in elements) and not any(e.has("except") for e in elements):
        elements = _set_permission_apart(elements, nodes, context, prefix)
        _permission(elements, nodes, context)
        return
    if (elements[0].has("if") or _names_population(elements)) and len(elements) > 2:
        conditional = _conditional(elements[1:], context, prefix)
        if conditional is not None:
            nodes.append((connective, conditional))
            return
    if any(e.has("not_enrolled") for e in elements) and not any(
        e.has("permit", "except") and not e.has("not_enrolled") for e in elements
    ):
        _refusal(elements, nodes, context, prefix)
        return
    if nodes and context.exclusion and _is_exempt(elements):
        named = read_plain(
            [e for e in elements if not e.has("except_post") and e.text != ":"], context, Prefix(ever=True)
        )
        nodes[-1] = (nodes[-1][0], excepted(nodes[-1][1], named, context))
        return
    if nodes and _is_override(elements, context):
        nodes[-1] = (nodes[-1][0], _overridden(nodes[-1][1], elements, context))
        return
    node = read_plain(elements, context, prefix)
    if node is not None:
        nodes.append((connective, node))


# -- attestations -------------------------------------------------------------------------------------------


def _attestation(elements: list[Element], context: Context) -> Node | None:
    """The attested node of a segment in which a person must confirm something and no fact is asked for as well."""
    cues = [e for e in elements if e.has("judge", "consent")]
    if not cues:
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
    return Attested(reason=reason, text=_words(elements))


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


def _words(elements: list[Element]) -> str:
    return " ".join(e.text for e in elements if e.text).strip()


# -- permissions and overrides ------------------------------------------------------------------------------


def _set_permission_apart(
    elements: list[Element], nodes: list[tuple[str, Node]], context: Context, prefix: Prefix
) -> list[Element]:
    """`Timed walk of at most 180 s, walking aids permitted`: what stands before the comma is read for itself."""
    index = next(i for i, e in enumerate(elements) if e.has("permit"))
    comma = next((i for i in range(index, 0, -1) if elements[i].kind == "punct" and elements[i].text == ","), None)
    if (
        comma is None
        or not any(e.kind in ("limit", "window", "criteria", "list") for e in elements[:comma])
        or not any(e.kind in ("mention", "word") for e in elements[comma + 1 : index])
    ):
        return elements
    node = read_plain(elements[:comma], context, prefix)
    if node is not None:
        nodes.append(("", node))
    return elements[comma + 1 :]


def _names_population(elements: list[Element]) -> bool:
    """`For patients with prior cell therapy, ...`."""
    opening = " ".join(e.text.lower() for e in elements[:3])
    people = ("patient", "participant", "subject", "those", "individual")
    comma = next((i for i, e in enumerate(elements) if e.kind == "punct" and e.text == ","), None)
    return (
        opening.startswith("for ")
        and any(p in opening for p in people)
        and comma is not None
        and any(e.kind == "mention" for e in elements[:comma])
    )


def _conditional(elements: list[Element], context: Context, prefix: Prefix) -> Node | None:
    """`in case of anti-HBc positivity HBV DNA must be undetectable`: a requirement under a condition."""
    cut = _requirement_start(elements)
    if cut is None:
        return None
    condition = read_plain(elements[:cut], _as_inclusion(context), Prefix())
    required = read_plain(elements[cut:], _as_inclusion(context), prefix)
    if condition is None or required is None:
        return None
    return all_of([condition, Not(of=required)]) if context.exclusion else IfThen(condition=condition, then=required)


def _requirement_start(elements: list[Element]) -> int | None:
    """Where the condition ends: at a comma, at "then", or at the mention before "must"."""
    for index, element in enumerate(elements):
        if element.kind == "punct" and element.text == "," and index > 0:
            return index + 1
        if "must" in element.text.lower().split() or element.text.lower() in (
            "should",
            "must be undetectable",
            "must be negative",
        ):
            return next((i for i in range(index - 1, 0, -1) if elements[i].kind == "mention"), None)
    return None


def _permission(elements: list[Element], nodes: list[tuple[str, Node]], context: Context) -> None:
    """`latent tuberculosis is allowed`, `anti-HBc positive subjects may enter if HBV DNA is undetectable`."""
    index = next(i for i, e in enumerate(elements) if e.has("permit"))
    subject, rest = elements[:index], elements[index + 1 :]
    named = read_plain(subject, context, Prefix())
    condition = [e for e in rest if not e.has("if")]
    if (
        nodes
        and (named is None or isinstance(named, Unread))
        and not any(e.kind == "mention" for e in subject)
        and not any(e.has("if") for e in rest)
    ):
        context.flag("permission_not_understood")
        if _bends_limit(elements):
            words = Unread(text=_words(elements))
            nodes[-1] = (nodes[-1][0], amended(nodes[-1][1], words, exclusion=context.exclusion))
        return
    if named is None or isinstance(named, Unread):
        if not nodes or named is not None:
            nodes.append(("", all_of([n for n in (named, Unread(text=_words(elements))) if n is not None])))
        return
    if any(e.has("if") for e in rest):
        required = read_plain(condition, _as_inclusion(context), Prefix()) or Unread(text=_words(condition))
        if context.exclusion:
            nodes.append(("", all_of([named, Not(of=required)])))
        return
    if not context.exclusion:
        if any(isinstance(n, Dose) and n.comparator in ("<", "<=") for n in walk(named)):
            nodes.append(("", named))
        return
    if nodes:
        nodes[-1] = (nodes[-1][0], excepted(nodes[-1][1], named, context))


_DEGREES = frozenset(["higher", "lower", "longer", "shorter", "above", "below", "outside", "other", "greater", "exceptions", "deviations"])


def _is_exempt(elements: list[Element]) -> bool:
    """`nintedanib or pirfenidone: exempt from wash-out`: a segment that only names what is exempt."""
    return any(e.has("except_post") for e in elements) and all(
        e.kind == "mention" or e.has("except_post", "conn", "neutral", "anchor") or e.kind == "punct" for e in elements
    )


def _bends_limit(elements: list[Element]) -> bool:
    """`a higher dose may be accepted by the sponsor`: the limit before it no longer decides."""
    return any(
        e.has("discretion", "judge", "consent") or bool(_DEGREES & set(e.text.lower().split())) for e in elements
    )


def _as_inclusion(context: Context) -> Context:
    other = Context(context.vocabulary, exclusion=False, diseases=context.diseases, text=context.text)
    other.flags = context.flags
    other.intolerance, other.once = context.intolerance, context.once
    return other


def _refusal(elements: list[Element], nodes: list[tuple[str, Node]], context: Context, prefix: Prefix) -> None:
    """`persons with an EDSS above 6.5 may not be enrolled`."""
    node = read_plain([e for e in elements if not e.has("not_enrolled")], context, prefix)
    if node is not None:
        nodes.append(("", node if context.exclusion else Not(of=node)))


def _is_override(elements: list[Element], context: Context) -> bool:
    """`with known Gilbert syndrome ≤ 3 × ULN`: a condition and a limit without a measure."""
    domains = [context.lexicon.get(c).domain for e in elements if e.kind == "mention" for c in e.concepts[:1]]
    return (
        any(e.kind == "limit" for e in elements)
        and "condition" in domains
        and "observation" not in domains
        and "drug" not in domains
    )


def _overridden(node: Node, elements: list[Element], context: Context) -> Node:
    from criteria.parse.joining import map_leaves  # noqa: PLC0415

    limit = next(e for e in elements if e.kind == "limit").bounds[0]
    conditions = [
        c
        for e in elements
        if e.kind == "mention"
        for c in e.concepts[:1]
        if context.lexicon.get(c).domain == "condition"
    ]
    condition: Node = Condition(concept=conditions[0], status="any") if conditions else Unread(text=_words(elements))
    values = [n for n in walk(node) if isinstance(n, Value)]
    if not values:
        return all_of([node, Unread(text=_words(elements))])
    last = values[-1]

    def put(leaf: Node) -> Node:
        if leaf is not last:
            return leaf
        then = msgspec.structs.replace(
            last,
            comparator=limit.comparator,  # type: ignore[arg-type]
            value=limit.value,
            unit=limit.unit if limit.relative is None else None,
            relative=limit.relative,  # type: ignore[arg-type]
        )
        return IfThen(condition=condition, then=then, otherwise=last)

    return map_leaves(node, put)


# -- plain segments -----------------------------------------------------------------------------------------


def read_list_item(elements: list[Element], context: Context, prefix: Prefix) -> Node | None:
    """A bullet below another, or a member of a list: read with what the words before the list say of it."""
    nodes = _combined(
        [n for s in _sentences(elements, context.text) if (n := read_sentence(s, context, prefix)) is not None], context
    )
    if not nodes:
        return None
    return any_of(nodes) if context.exclusion else all_of(nodes)


def read_plain(elements: list[Element], context: Context, prefix: Prefix) -> Node | None:
    """Labels, definitions and exceptions taken apart, the rest read by the grammar."""
    elements = gather_lists(elements)
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
    defined = next((i for i, e in enumerate(elements) if e.has("define") and i > 0), None)
    if defined is not None:
        node = _definition(elements, defined, context, prefix)
        if node is not None:
            return node
    colon = next((i for i, e in enumerate(elements) if e.kind == "punct" and e.text == ":"), None)
    if colon is not None and colon > 0 and colon + 1 < len(elements):
        return _labelled(elements[:colon], elements[colon + 1 :], context, prefix)
    elements = _without_examples(elements)
    return read_elements(elements, context, prefix)


def _without_examples(elements: list[Element]) -> list[Element]:
    """`such as A, B`: members of what stands before, not limits; dropped where something stands before."""
    index = next((i for i, e in enumerate(elements) if e.has("example") and e.kind == "cue" and i > 0), None)
    if index is None or not any(e.kind == "mention" for e in elements[:index]):
        return elements
    after = next((i for i in range(index, len(elements)) if _ends_examples(elements, i)), len(elements))
    kept = [
        e
        for e in elements[index:after]
        if e.kind == "group" and any(i.has("except", "permit", "except_post") for i in e.items)
    ]
    return [*elements[:index], *kept, *elements[after:]]


def _ends_examples(elements: list[Element], index: int) -> bool:
    element = elements[index]
    if element.kind in ("window", "limit") or element.has("resp"):
        return True
    return element.has("conn") and index + 1 < len(elements) and elements[index + 1].has("with")


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
    again = next((i for i, e in enumerate(right) if e.has("except") and e.kind == "cue" and i > 0), None)
    if again is not None:
        first = right[:again]
        while first and (first[-1].has("conn") or first[-1].text == ","):
            first.pop()
        base = _with_exception([*left, elements[cut], *first], cut, context, prefix)
        exception = read_plain(right[again + 1 :], context, Prefix(ever=True))
        return None if base is None else excepted(base, exception, context)
    whole = left[-1].kind == "punct" or not any(e.has("conn") or e.text == "," for e in left)
    head: Node | None = None
    if not whole and _laboratory(right, context):
        joint = max(i for i, e in enumerate(left) if e.has("conn") or (e.kind == "punct" and e.text == ","))
        head = read_plain([e for e in left[:joint] if True], context, prefix)
        left = left[joint + 1 :]
    base = read_plain(left, context, prefix)
    example = next((i for i, e in enumerate(right) if e.has("example") and i > 0), None)
    if example is not None and any(e.kind == "mention" for e in right[example:]):
        context.flag("incomplete")
        named = any(e.kind == "mention" for e in right[:example])
        right = right[:example] if named else right[example + 1 :]
    outer = (
        right[-1]
        if right and right[-1].kind == "group" and any(e.has("permit", "except_post") for e in right[-1].items)
        else None
    )
    right = right[:-1] if outer is not None else right
    context.subject = next((c for e in reversed(left) if e.kind == "mention" for c in e.concepts[:1]), None)
    cause = [elements[cut]] if elements[cut].has("cause") else []
    exception = attribution([*cause, *right]) or read_plain(right, context, Prefix(ever=True))
    context.subject = None
    if base is not None and any(e.has("discretion") for e in [elements[cut], *right]):
        context.flag("discretionary")
        return Not(of=Discretionary(of=Not(of=base))) if context.exclusion else Discretionary(of=base)
    if base is None:
        return exception
    node = excepted(base, exception, context)
    if outer is not None:
        also = read_plain([e for e in outer.items if not e.has("permit", "except_post")], context, Prefix(ever=True))
        node = excepted(node, also, context)
    if head is None:
        return node
    return any_of([head, node]) if context.exclusion else all_of([head, node])


def _laboratory(elements: list[Element], context: Context) -> bool:
    return any(e.kind == "mention" and context.lexicon.get(e.concepts[0]).domain == "observation" for e in elements)


def _definition(elements: list[Element], index: int, context: Context, prefix: Prefix) -> Node | None:
    """`uncontrolled hypertension, i.e. systolic > 160 mmHg`: the definition decides, where it is understood."""
    left, right = elements[:index], elements[index + 1 :]
    if not any(e.kind in ("mention", "list", "limit", "timelimit") for e in right):
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
    ):
        if any(e.has("female", "male", "childbearing") for e in left):
            return base
    if (
        base is None
        or isinstance(base, (Unread, Attested))
        or (isinstance(base, Condition) and base.status == "active")
    ):
        return node
    if context.exclusion:
        return node
    return all_of([n for n in (base, node) if not isinstance(n, Unread)])


def _labelled(label: list[Element], rest: list[Element], context: Context, prefix: Prefix) -> Node | None:
    """`Liver: ALT ≤ 2.5 ULN`; `Women of childbearing potential: negative test`; `A, B: less than 3 months before`."""
    has_mentions = any(e.kind in ("mention", "list") or (e.kind == "roman" and e.concepts) for e in rest)
    if not has_mentions or _opens_list(label):
        pause = Element("punct", label[-1].end, label[-1].end + 1, ":")
        return read_elements([*label, pause, *rest], context, prefix)
    if any(e.kind == "criteria" for e in label):
        nodes = [n for part in (label, rest) if (n := read_plain(part, context, prefix)) is not None]
        return all_of(nodes) if nodes else None
    if any(e.has("if_taken") for e in label) and any(e.kind == "mention" for e in label):
        prefix = msgspec.structs.replace(prefix, if_taken=True)
    sexes = {kind for e in label for kind in ("female", "male", "childbearing") if e.has(kind)}
    if sexes and not any(e.kind == "mention" for e in label):
        node = read_plain(rest, context, prefix)
        return None if node is None else _for_sex(node, "male" if sexes == {"male"} else "female", context)
    population = _population(label, context, prefix)
    if population is not None:
        node = read_plain(rest, context, prefix)
        if node is None:
            return None
        return all_of([population, node]) if context.exclusion else IfThen(condition=population, then=node)
    disease = _own_disease(label, context) or (
        _stratum_disease(label, context) if context.strata and not context.exclusion else None
    )
    window = next((e.time for e in label if e.kind == "window"), None)
    if window is not None:
        prefix = msgspec.structs.replace(prefix, window=window)
    node = read_plain([*rest, *(e for e in label if e.kind == "group")], context, prefix)
    if disease is not None and node is not None:
        several = (
            (context.strata or context.disease is None)
            and not context.exclusion
            and any(e.kind == "limit" for e in rest)
        )
        return IfThen(condition=disease, then=node) if several else all_of([disease, node])
    return node


def _refers(element: Element) -> bool:
    """`① plus any of ②–⑤`: items named by a number that they do not carry."""
    return len(element.text) == 1 and "①" <= element.text <= "⑳"


def _opens_list(label: list[Element]) -> bool:
    return any(
        e.has("resp", "use", "current_use", "if_taken", "neg", "allergy", "pos", "negout", "conn")
        or e.kind in ("limit", "number", "window")
        for e in label
    ) and any(e.kind == "mention" or e.has("resp", "allergy", "neg", "pos", "use") for e in label)


def _for_sex(node: Node, sex: str, context: Context) -> Node:
    wanted = Sex(sex="female" if sex == "female" else "male")
    return (
        all_of([wanted, node])
        if context.exclusion
        else any_of([Sex(sex="male" if sex == "female" else "female"), node])
    )


def _population(label: list[Element], context: Context, prefix: Prefix) -> Node | None:
    """`Participants with anti-MDA5 antibodies: ...` concerns only them."""
    people = {"patients", "participants", "subjects", "patient", "participant", "those", "individuals", "persons", "for patients", "patients with", "participants with", "subjects with", "those with", "individuals with", "people with"}  # fmt: skip
    if not any(e.text.lower() in people for e in label) or not any(e.kind == "mention" for e in label):
        return None
    return read_elements([e for e in label if e.text.lower() not in people], context, prefix)


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


# -- lists --------------------------------------------------------------------------------------------------


def gather_lists(elements: list[Element]) -> list[Element]:
    """`at least two of: a; b; c` and `at least two of the following:` with bullets become a quantified list."""
    listing = next((i for i, e in enumerate(elements) if e.kind == "list"), None)
    if listing is not None:
        return _quantify(elements, listing)
    for index, element in enumerate(elements):
        k = _quantifier(element) or (
            "any" if element.text.lower() == "any" and _colon_near(elements, index + 1) else None
        )
        if k is None:
            continue
        start = _list_start(elements, index)
        if start is None:
            continue
        end, members = _list_members(elements, start)
        if len(members) < 2:
            continue
        body = elements[start:end]
        found = Element("list", body[0].start, body[-1].end, " ".join(e.text for e in body), cues={"k": k})
        found.items = [Element("group", m[0].start, m[-1].end, "", items=m) for m in members]
        between = [e for e in elements[index + 1 : start] if not _heads_list(e)]
        return [*elements[:index], *between, found, *elements[end:]]
    return elements


def _heads_list(element: Element) -> bool:
    """`two of the following signs of activity:`: words that only name what the list holds."""
    return (
        element.has("of_list", "any", "all")
        or element.text == ":"
        or element.kind == "mention"
        or (element.kind == "word" and not _refers(element))
    )


def _quantify(elements: list[Element], listing: int) -> list[Element]:
    """Gives a list of bullets the quantifier that stands before it."""
    found = elements[listing]
    if "k" in found.cues:
        return elements
    for index in range(listing - 1, -1, -1):
        element = elements[index]
        k = _quantifier(element)
        if (
            k is None
            or (element.text.lower() in ("each", "all", "any", "these")
            and index + 1 < listing
            and elements[index + 1].kind not in ("punct", "cue", "list"))
        ):
            continue
        if any(e.kind in ("mention", "window") for e in elements[index + 1 : index + 2]):
            continue
        found.cues = {**found.cues, "k": k}
        rest = [e for e in elements[index + 1 : listing] if not e.has("of_list")]
        return [*elements[:index], *rest, *elements[listing:]]
    return elements


def _quantifier(element: Element) -> str | None:
    if element.kind == "limit" and len(element.bounds) == 1:
        bound = element.bounds[0]
        if (
            bound.unit is None
            and bound.relative is None
            and bound.comparator in (">=", ">")
            and bound.value == int(bound.value)
            and bound.value < 12
        ):
            return str(int(bound.value) + (bound.comparator == ">"))
        return None
    if (
        element.kind == "number"
        and element.unit is None
        and element.relative is None
        and element.value == int(element.value)
        and 1 <= element.value < 12
    ):
        return str(int(element.value))
    if element.kind == "cue" and element.has("any") and not element.has("neutral"):
        return "any"
    if element.kind == "cue" and element.has("all") and not element.has("neutral"):
        return "all"
    return "all" if element.kind == "cue" and element.text.lower() == "both" else None


def _list_start(elements: list[Element], index: int) -> int | None:
    """Where the members begin: after "of the following ...:", or right after "of"."""
    element = elements[index]
    position = index + 1
    opened = element.kind == "cue" and element.text.lower().endswith((" of", "following", "these"))
    while position < len(elements) and position - index <= 10:
        current = elements[position]
        if current.kind == "punct" and current.text == ":":
            return position + 1
        if current.has("of_list") and current.kind == "cue":
            opened = True
            position += 1
            continue
        if current.kind == "mention" and _colon_near(elements, position + 1):
            position += 1
            continue
        if current.kind in ("mention", "roman") and opened:
            return position if _enumerates(elements, position) else None
        if current.kind == "cue" and (current.has("neutral", "other", "pos") or current.has("any")):
            position += 1
            continue
        if current.kind != "mention" and _colon_near(elements, position):
            position += 1
            continue
        return None
    return None


def _colon_near(elements: list[Element], index: int) -> bool:
    colon = next(
        (i for i, e in enumerate(elements[index : index + 9], index) if e.kind == "punct" and e.text == ":"), None
    )
    return colon is not None and not any(e.kind in ("mention", "limit") for e in elements[index:colon])


def _enumerates(elements: list[Element], index: int) -> bool:
    return any(e.has("conn") or (e.kind == "punct" and e.text == ",") for e in elements[index + 1 : index + 5])


def _list_members(elements: list[Element], start: int) -> tuple[int, list[list[Element]]]:
    """The members from `start`, split at semicolons if there are any, else at commas and connectives."""
    semicolons = not any(
        e.kind == "punct" and e.text == ";" and elements[i + 1].has("conn")
        for i, e in enumerate(elements[start:-1], start)
    ) and any(e.kind == "punct" and e.text == ";" for e in elements[start:])
    after_colon = start > 0 and elements[start - 1].kind == "punct" and elements[start - 1].text == ":"
    members: list[list[Element]] = [[]]
    position = start
    while position < len(elements):
        element = elements[position]
        if after_colon and semicolons:
            splits = element.kind == "punct" and element.text == ";"
        else:
            splits = (element.kind == "punct" and element.text in ",/;") or (
                element.has("conn") and element.kind == "cue"
            )
        if (
            (not after_colon
            and element.kind in ("window", "duration", "timelimit", "limit", "list"))
            or (element.has("resp", "with", "except") and not after_colon)
        ):
            break
        if element.has("except"):
            break
        if splits:
            members.append([])
        else:
            members[-1].append(element)
        position += 1
    kept = [m for m in members if any(e.kind in ("mention", "limit", "word", "roman", "timelimit", "group") for e in m)]
    while position > start and elements[position - 1].kind == "punct" and elements[position - 1].text == ",":
        position -= 1
    return position, kept


_ = children
