"""A criterion's words → sentences → segments, joined by the way of the section they stand in."""

from __future__ import annotations

from itertools import pairwise

from criteria.parse.abbreviations import spelled_out
from criteria.parse.atoms import Prefix, all_of, any_of
from criteria.parse.blocks import at_blocks, block_label, either_block
from criteria.parse.classification import mark_criteria
from criteria.parse.conditions import conditions_people, opens_condition, words_of_condition
from criteria.parse.context import Context, as_inclusion
from criteria.parse.coordination import complete_heads
from criteria.parse.doubt import amended, amends, loosened
from criteria.parse.duties import not_met, requires
from criteria.parse.elements import Element, scan
from criteria.parse.enrolment import other_trials
from criteria.parse.exceptions import excepted
from criteria.parse.formal import read_formal
from criteria.parse.grants import grants, permit, set_permission_apart
from criteria.parse.lists import gather_lists, refers_to_number
from criteria.parse.meanings import allows_until, defines_only, explains
from criteria.parse.permissions import (
    attestation,
    conditional,
    is_exempt,
    is_override,
    of_people,
    overridden,
    refuse,
    set_judged_apart,
    words_of,
)
from criteria.parse.phrases import assemble
from criteria.parse.plain import read_plain
from criteria.parse.quotas import of_list, quota_at, read_quota
from criteria.parse.relative import relative_times
from criteria.parse.scope_notes import is_scope_note, note_scopes
from criteria.parse.stable import stable_if_taken
from criteria.parse.unasked import lacks_function, says_none, unasked
from criteria.text.blocks import Item
from criteria.tree.nodes import Attested, Constant, Node, Readings, Unread

__all__ = ["elements_of", "read_item", "read_list_item"]


def read_item(text: str, item: Item, context: Context) -> Node:
    """The tree of a criterion: the words of the bullet and of all the bullets below it."""
    if not item.children:
        raised = list(context.flags)
        formal = read_formal(
            text, item.start, item.end, lambda start, end: _read_words(text, Item(start, end, None, 0), context)
        )
        if formal is not None:
            return formal
        context.flags[:] = raised
    return _read_words(text, item, context)


def _read_words(text: str, item: Item, context: Context) -> Node:
    elements = elements_of(text, item, context)
    note_scopes(elements, context)
    sentences = _sentences(elements, text)
    nodes = [] if says_none(elements) else _listed(sentences, context)
    if not nodes:
        words = words_of(elements) or text[item.start : item.reach]
        if sentences and all(defines_only(sentence, context) for sentence in sentences):
            return Constant(value=not context.exclusion, why="permission")
        return unasked(sentences, elements, context) or Unread(text=words)
    if all(isinstance(n, Unread) for n in nodes) and lacks_function(elements):
        return Attested(reason="judgement", text=words_of(elements))
    return any_of(nodes) if context.exclusion else all_of(nodes)


def _listed(sentences: list[list[Element]], context: Context) -> list[Node]:
    """`Any of the following is sufficient. 1. ... 2. ...`: alternatives in one line, numbered as sentences."""
    for sentence, following in pairwise(sentences):
        if _offers_alternatives(sentence) and following[0].kind == "list" and "k" not in following[0].cues:
            following[0].cues = {**following[0].cues, "k": "any"}
    sentences = [part for sentence in sentences for part in at_blocks(sentence)]
    heads = [i for i, sentence in enumerate(sentences) if block_label(sentence)]
    if len(heads) > 1:
        return _by_block(sentences, heads, context)
    for place, sentence in enumerate(sentences[:-_ALTERNATIVES]):
        if _offers_alternatives(sentence):
            others = _combined(sentences[place + 1 :], context, None)
            return [*_combined(sentences[: place + 1], context, None), *([any_of(others)] if others else [])]
    return _combined(sentences, context, None)


def _by_block(sentences: list[list[Element]], heads: list[int], context: Context) -> list[Node]:
    """`Phase 1: ... Phase 2: ...`: what stands before is asked of all, each part then for itself."""
    blocks: list[Node] = []
    for start, end in pairwise([*heads, len(sentences)]):
        first = sentences[start][block_label(sentences[start]) :]
        nodes = _combined([first, *sentences[start + 1 : end]], context, None)
        if nodes:
            blocks.append(any_of(nodes) if context.exclusion else all_of(nodes))
    common = _combined(sentences[: heads[0]], context, None)
    return [*common, either_block(blocks, context)] if blocks else common


def _offers_alternatives(sentence: list[Element]) -> bool:
    """Whether a sentence announces alternatives and holds none of them."""
    announced = any(e.has("any") and e.text.lower().endswith("following") for e in sentence)
    return announced and not any(e.kind in ("list", "limit", "group") or e.text == ":" for e in sentence)


def _combined(sentences: list[list[Element]], context: Context, prefix: Prefix | None) -> list[Node]:
    """The sentences read in turn; those that loosen or permit are taken into the one before them."""
    out: list[Node] = []
    for place, sentence in enumerate(sentences):
        if place and explains(sentence, sentences[:place], context):
            continue
        quota = None if context.exclusion else _with_quota(sentence, out, context, prefix)
        if quota is not None:
            out.append(quota)
            continue
        if out and (grants(sentence, out[-1], context) or _sets_otherwise(sentence)):
            node = read_sentence(sentence, context, prefix, out[-1])
            out[-1:] = [] if node is None else [node]
            continue
        node = read_sentence(sentence, context, prefix)
        if node is None:
            continue
        if out and amends(out[-1], node):
            out[-1] = amended(out[-1], node, exclusion=context.exclusion)
        else:
            out.append(loosened(node, exclusion=context.exclusion))
    return out


def _with_quota(sentence: list[Element], before: list[Node], context: Context, prefix: Prefix | None) -> Node | None:
    """`Failed two drugs, one of which must be a biologic`; `At least one must be ...` of the list in `before`."""
    start = quota_at(sentence)
    if start is None or (not start and not before):
        return None
    base = read_sentence(_without_joint(sentence[:start]), context, prefix) if start else all_of(before)
    if base is None or not of_list(base):
        return None
    quota = read_quota(sentence[start:], base, context, read_plain)
    return all_of([base, quota]) if start else quota


def _without_joint(elements: list[Element]) -> list[Element]:
    """What stands before `, and at least one of which must be`."""
    end = len(elements)
    while end and (elements[end - 1].text in (",", ";") or elements[end - 1].has("conn")):
        end -= 1
    return elements[:end]


def elements_of(text: str, item: Item, context: Context) -> list[Element]:
    """The typed phrases of an item; the bullets below it are one list element at its end."""
    flat = _without_enumerators(spelled_out(scan(text, item.start, item.end, context.vocabulary), context))
    elements = assemble(mark_criteria(complete_heads(other_trials(flat, context), context), context))
    elements = relative_times(elements, context)
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
    counting = _counting(elements)
    kept = [
        e
        for i, e in enumerate(elements)
        if i not in counting and not (refers_to_number(e) and (i == 0 or elements[i - 1].text in _CLAUSE_ENDS))
    ]
    return _before_stray_section(kept)


def _counting(elements: list[Element]) -> set[int]:
    """`1) heart failure; 2) stroke`, `1: heart failure`: a number and a bracket nobody opened, or a colon.

    So do letters in their order with a full stop or a comma: `a. heart failure; b. stroke`.
    """
    found: set[int] = set()
    letters: list[int] = []
    depth = 0
    for i, element in enumerate(elements):
        depth += (element.text in ("(", "[")) - (element.text in (")", "]") and depth > 0)
        before = elements[i - 1].text if i else ";"
        after = elements[i + 1].text if i + 1 < len(elements) else ""
        if depth or before not in _CLAUSE_ENDS or not _is_counter(element):
            continue
        if after == ")" or (after == ":" and before in ";." and element.kind == "number"):
            found |= {i, i + 1}
        elif after in (".", ",") and element.text in _LETTERS:
            letters.append(i)
    if "".join(elements[i].text for i in letters) in (_LETTERS[: len(letters)], _LETTERS[1 : len(letters) + 1]):
        found |= {at for i in letters for at in (i, i + 1)}
    return found


_LETTERS = "abcdefgh"


def _is_counter(element: Element) -> bool:
    if element.kind == "number":
        return element.unit is None and element.relative is None and element.value == int(element.value)
    return element.kind in ("word", "roman", "cue") and len(element.text) == 1 and not element.concepts


def _before_stray_section(elements: list[Element]) -> list[Element]:
    """`..., 4.1.2 SLE criteria met`: what follows a section number inside a line belongs elsewhere."""
    index = next((i for i, e in enumerate(elements) if i and e.kind == "punct" and e.text[:1].isdecimal()), None)
    if index is None or index + 1 == len(elements):
        return elements
    rest = elements[index:]
    return [*elements[:index], Element("word", rest[0].start, rest[-1].end, words_of(rest))]


_ROMANS = ("i", "ii", "iii", "iv", "v", "vi")


_ABBREVIATIONS = frozenset(
    {*_ROMANS, "i.e", "e.g", "ie", "eg", "vs", "etc", "approx", "incl", "i.v", "s.c", "p.o", "dr", "no"}
)


def _sentences(elements: list[Element], text: str) -> list[list[Element]]:
    """Cut at full stops and at line breaks that begin a new sentence."""
    out: list[list[Element]] = [[]]
    for index, element in enumerate(elements):
        last = out[-1][-1] if out[-1] else None
        if last is not None and element.text.lower() in _NOTES and _is_pause(elements, index + 1):
            out.append([])
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
    return [s for s in out if s]


_NOTES = frozenset(["note", "notes"])


def _is_pause(elements: list[Element], index: int) -> bool:
    return index < len(elements) and elements[index].text in (":", "-")


def read_sentence(
    elements: list[Element], context: Context, prefix: Prefix | None = None, before: Node | None = None
) -> Node | None:
    """One sentence: notes say nothing of their own; lists are gathered; segments are joined by the section's way.

    `before`: the node of the sentence before, where this one permits something; the result takes its place.
    """
    if is_scope_note(elements, context):
        return before
    if _has_strata(elements) or (
        any(refers_to_number(e) for e in elements) and any(e.kind == "list" for e in elements)
    ):
        return Unread(text=words_of(elements))
    elements = gather_lists(elements)
    nodes: list[tuple[str, Node]] = [] if before is None else [("", before)]
    carried = prefix or Prefix()
    segments = _segments(elements)
    enumerated = [s for s in segments if s[0].text.lower() in _ROMANS]
    for segment in segments:
        if is_scope_note(segment, context) or defines_only(segment, context):
            continue
        _segment(segment, nodes, context, carried)
    whole = _join_segments(nodes, context)
    if whole is None or len(enumerated) <= 1 or any(connective for connective, _ in nodes):
        return whole
    context.flag("scope_ambiguous")
    return Readings(of=(whole, any_of([n for _, n in nodes[-len(enumerated) :]])))


def _has_strata(elements: list[Element]) -> bool:
    """`moderate: ...; high: ...`: alternatives keyed by a word nobody defined."""
    segments = _segments(elements)
    keyed = [label for s in segments if (label := _stratum(s))]
    return len(keyed) > 1


_CLAUSE_ENDS = (";", ":", ".", ",")
_ALTERNATIVES = 2  # sentences at least
_ANNOUNCING = 5  # elements at most from "except" to the colon
_STRATA = frozenset(["moderate", "high", "low", "severe", "mild", "intermediate"])


def _stratum(segment: list[Element]) -> str:
    """`moderate:`, `High risk:`: the label of a stratum at the head of a segment, else nothing."""
    colon = next((i for i, e in enumerate(segment[:4]) if e.text == ":"), 0)
    label = segment[:colon]
    if not label or len(segment) <= colon + 1 or any(e.concepts or e.kind not in ("word", "cue") for e in label):
        return ""
    known = label[0].text.lower().replace("-", " ").split()[0] in _STRATA
    return label[0].text if known or (len(label) == 1 and label[0].kind == "word") else ""


def _segments(elements: list[Element]) -> list[list[Element]]:
    """The parts between semicolons; `with these exceptions: a; b; c` is one part to its end."""
    out: list[list[Element]] = [[]]
    for element in elements:
        if element.kind == "punct" and element.text == ";" and not _lists_exceptions(out[-1]):
            out.append([])
        else:
            out[-1].append(element)
    return [s for s in out if s]


def _lists_exceptions(elements: list[Element]) -> bool:
    """Whether exceptions are announced before a colon: `except for the following cases: ...`."""
    start = next((i for i, e in enumerate(elements) if e.has("except") and e.kind == "cue"), len(elements))
    colon = next((i for i, e in enumerate(elements[start:]) if e.text == ":"), 0)
    return 0 < colon <= _ANNOUNCING and not any(e.concepts for e in elements[start : start + colon])


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
    elements = set_judged_apart(elements, nodes, context, prefix)
    node = attestation(elements, context)
    if node is None and any(e.has("permit") for e in elements) and not any(e.has("except") for e in elements):
        permit(set_permission_apart(elements, nodes, context, prefix), nodes, context)
        return
    if node is None and allows_until(elements) and not any(e.has("permit") for e in elements):
        node = Unread(text=words_of(elements))
    if node is None and requires(elements, context):
        met = read_plain(elements, as_inclusion(context), prefix)
        node = None if met is None else not_met(met)
    node = node or stable_if_taken(elements, context)
    if node is None and opens_condition(elements):
        node = conditional(words_of_condition(elements), nodes, context, prefix)
        if isinstance(node, Constant):
            return
    if node is None and (duty := conditions_people(elements, context)) is not None:
        node = of_people(elements, duty, context, prefix)
    if node is None and _changes_before(elements, nodes, context, prefix):
        return
    if node is None:
        node = read_plain(elements, context, prefix)
    if node is not None:
        nodes.append((connective, node))


def _sets_otherwise(sentence: list[Element]) -> bool:
    """`For patients with liver metastases, ALT must be ...`: a sentence that may change the limit before it."""
    return opens_condition(sentence) and any("must" in e.text.lower().split() for e in sentence)


def _changes_before(elements: list[Element], nodes: list[tuple[str, Node]], context: Context, prefix: Prefix) -> bool:
    """Whether the segment is a refusal, or names what the segment before it exempts or limits otherwise; then done."""
    if any(e.has("not_enrolled") for e in elements) and not any(
        e.has("permit", "except") and not e.has("not_enrolled") for e in elements
    ):
        refuse(elements, nodes, context, prefix)
        return True
    if not nodes:
        return False
    connective, before = nodes[-1]
    if context.exclusion and is_exempt(elements):
        named = [e for e in elements if not e.has("except_post") and e.text != ":"]
        nodes[-1] = (connective, excepted(before, read_plain(named, context, Prefix(ever=True)), context))
        return True
    if is_override(elements, context):
        nodes[-1] = (connective, overridden(before, elements, context))
        return True
    return False


def read_list_item(elements: list[Element], context: Context, prefix: Prefix) -> Node | None:
    """A bullet below another, or a member of a list: read with what the words before the list say of it."""
    nodes = _combined(_sentences(elements, context.text), context, prefix)
    if not nodes:
        return None
    return any_of(nodes) if context.exclusion else all_of(nodes)
