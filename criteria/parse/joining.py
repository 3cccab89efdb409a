"""Terms → tree: connectives with their precedence, commas that inherit, lists without a connective.

From loose to tight: ";", ", or", ", and", "or", "and", "with". A comma takes the connective that closes its list;
without one it takes the section's own way (inclusion: all; exclusion: any).
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import msgspec

from criteria.parse.atoms import Atom, all_of, any_of, window_of
from criteria.parse.context import Context
from criteria.parse.elements import Time
from criteria.tree.nodes import (
    All,
    Any,
    AtLeast,
    Attested,
    Condition,
    Distinct,
    Exposure,
    Finding,
    IfThen,
    Node,
    Not,
    Procedure,
    Readings,
    Unread,
    Value,
    walk,
)

__all__ = ["Term", "join", "map_leaves"]

_PAIR = 2


class Term(msgspec.Struct):
    """A piece of a sentence: an atom, a finished node, or words left over; and the connective before it."""

    atom: Atom | None = None
    node: Node | None = None
    words: list[str] = []
    connective: str | None = None
    takes_window: bool = False
    anchor: Atom | None = None
    criteria: bool = False

    def give_window(self, time: Time) -> bool:
        """Puts a window that follows a list on all its members."""
        if self.node is None:
            return False
        window = window_of(time)
        changed = False

        def put(node: Node) -> Node:
            nonlocal changed
            if isinstance(node, (Exposure, Procedure, Condition, Distinct)) and node.window is None:
                changed = True
                return msgspec.structs.replace(node, window=window)
            return node

        self.node = map_leaves(self.node, put)
        return changed

    def give_duration(self, days: float, *, strict: bool) -> bool:
        """Puts a duration that follows a list on all its members."""
        if self.node is None:
            return False
        changed = False

        def put(node: Node) -> Node:
            nonlocal changed
            if isinstance(node, (Exposure, Distinct)) and node.min_days is None:
                changed = True
                return msgspec.structs.replace(node, min_days=days, min_days_strict=strict)
            return node

        self.node = map_leaves(self.node, put)
        return changed


def map_leaves(node: Node, change: Callable[[Node], Node]) -> Node:
    """The tree with each leaf replaced by what `change` makes of it."""
    match node:
        case All() | Any() | AtLeast() | Readings():
            return msgspec.structs.replace(node, of=tuple(map_leaves(n, change) for n in node.of))
        case Not():
            return Not(of=map_leaves(node.of, change))
        case IfThen():
            return IfThen(
                condition=map_leaves(node.condition, change),
                then=map_leaves(node.then, change),
                otherwise=map_leaves(node.otherwise, change) if node.otherwise else None,
            )
        case _:
            return change(node)


class _Piece(msgspec.Struct):
    node: Node
    connective: str | None
    bare: bool
    sort: str = ""
    lead: Node | None = None
    state: bool = False


def join(terms: list[Term], context: Context, leaf: Callable[[Atom], Node | None]) -> Node | None:
    """The tree of a sentence's terms; None where there is nothing in it."""
    pieces = _pieces(terms, context, leaf)
    if not pieces:
        return None
    lead = pieces[0].lead
    whole = _split(_inherit(pieces), context)
    return all_of([lead, whole]) if lead is not None else whole


def _pieces(terms: list[Term], context: Context, leaf: Callable[[Atom], Node | None]) -> list[_Piece]:
    pieces: list[_Piece] = []
    _part_sexes(terms, context)
    for term in terms:
        node = leaf(term.atom) if term.atom is not None else term.node
        atom = term.atom
        domain = context.lexicon.get(atom.concept).domain if atom is not None else ""
        bare = (
            domain in ("condition", "drug", "procedure") and atom is not None and not atom.bounds and not atom.responses
        )
        bare = bare or isinstance(node, Attested)
        state = atom is not None and context.lexicon.get(atom.concept).course == "state"
        if term.words:
            words = Unread(text=" ".join(term.words))
            if term.connective in (None, "with") and pieces:
                pieces[-1].node = all_of([pieces[-1].node, words])
                continue
            pieces.append(_Piece(words, term.connective, bare=False))
            continue
        if node is None:
            if term.atom is None:
                continue
            node = Unread(text=term.atom.element.text)
        if pieces and term.connective is None and _counts_unread(pieces[-1].node, node, context):
            pieces[-1] = _Piece(Unread(text=_words_of(pieces[-1].node, term)), pieces[-1].connective, bare=False)
            continue
        if len(pieces) == 1 and isinstance(pieces[0].node, Unread) and term.connective is None and len(terms) > _PAIR:
            pieces[0] = _Piece(node, None, bare, domain, state=state, lead=pieces[0].node)
            continue
        if pieces and isinstance(pieces[-1].node, Unread) and term.connective is None:
            pieces[-1] = _Piece(all_of([pieces[-1].node, node]), pieces[-1].connective, bare=False)
            continue
        pieces.append(_Piece(node, term.connective, bare, domain, state=state))
    return pieces


def _counts_unread(before: Node, node: Node, context: Context) -> bool:
    """`≤ grade 1 dyspnea`: a limit that was not understood, on what it limits: to have it is not asked."""
    if context.exclusion or not isinstance(before, Unread) or not isinstance(node, (Condition, Exposure, Procedure)):
        return False
    return any(letter in "<>≤≥=" or letter.isdigit() for letter in before.text)


def _words_of(before: Node, term: Term) -> str:
    words = before.text if isinstance(before, Unread) else ""
    return f"{words} {term.atom.element.text}" if term.atom is not None else words


def _part_sexes(terms: list[Term], context: Context) -> None:
    """`≤ 1.4 mg/dL (men) or 1.2 mg/dL (women)`, `A (adults) or B (children)`: a requirement for each, both asked."""
    for before, after in pairwise(terms):
        sexes = {t.atom.sex for t in (before, after) if t.atom is not None}
        aged = all(t.atom is not None and t.atom.ages for t in (before, after))
        if (sexes == {"male", "female"} or aged) and after.connective in ("or", ",or", "/") and not context.exclusion:
            after.connective = "and"


def _inherit(pieces: list[_Piece]) -> list[_Piece]:
    """Commas take the connective that follows in their list."""
    inherited: str | None = None
    earlier = _joined_before(pieces)
    for index in range(len(pieces) - 1, -1, -1):
        piece = pieces[index]
        if piece.connective == ",":
            piece.connective = "," if earlier[index] else inherited or ","
        elif piece.connective in ("or", "and", ",or", ",and", "andor"):
            inherited = "or" if piece.connective == "andor" else piece.connective
            piece.connective = inherited
        elif piece.connective == ";":
            inherited = None
        elif piece.connective is None:
            piece.connective = "~"
    return pieces


def _joined_before(pieces: list[_Piece]) -> list[bool]:
    """Whether a connective stood before each piece in its list: the comma in `A or B, C or D` does not list."""
    seen = False
    out = []
    for piece in pieces:
        if piece.connective == ";":
            seen = False
        out.append(seen)
        seen = seen or piece.connective in ("or", "and", "andor")
    return out


def _split(pieces: list[_Piece], context: Context) -> Node:
    """By the loosest connective there is; each part then by the next."""
    if len(pieces) == 1:
        return pieces[0].node
    for connective, combine in _BY_CONNECTIVE:
        groups = _groups(pieces, connective)
        if len(groups) > 1:
            return combine(groups, context)
    return all_of([p.node for p in pieces])


def _each(groups: list[list[_Piece]], context: Context) -> list[Node]:
    return [_split(g, context) for g in groups]


def _listed(groups: list[list[_Piece]], context: Context) -> Node:
    """Commas whose list names no connective; with an "or" inside, a requirement can be read three ways."""
    nodes = _each(groups, context)
    pieces = [p for g in groups for p in g]
    if context.exclusion or not any(p.connective == "or" for p in pieces[1:]):
        return _by_section(nodes, context)
    context.flag("scope_ambiguous")
    by_or = _each(_groups(pieces, "or"), context)
    return Readings(of=(all_of(nodes), any_of([by_or[0], all_of(by_or[1:])]), any_of(nodes)))


def _alternatives(groups: list[list[_Piece]], context: Context) -> Node:
    shared = _with_alternatives(groups, context) or _alternatives_of_one(groups, context)
    return shared if shared is not None else _neither(groups, context)


def _alternatives_of_one(groups: list[list[_Piece]], context: Context) -> Node | None:
    """`CD19- or CD22-positive leukemia`: tests to choose from, of the disease behind the last of them."""
    last = groups[-1]
    tests = [*(p for g in groups[:-1] for p in g), last[0]]
    if context.exclusion or any(len(g) != 1 for g in groups[:-1]) or not all(_is_expression(p.node) for p in tests):
        return None
    behind = last[1:]
    if not behind or behind[0].connective != "~" or not any(isinstance(n, Condition) for n in walk(behind[0].node)):
        return None
    return all_of([any_of([p.node for p in tests]), _split(behind, context)])


def _is_expression(node: Node) -> bool:
    return isinstance(node, Finding) and node.concept.endswith(" expression")


def _section_list(groups: list[list[_Piece]], context: Context) -> Node:
    return _by_section(_each(groups, context), context)


def _jointly(groups: list[list[_Piece]], context: Context) -> Node:
    return all_of(_each(groups, context))


def _unjoined(groups: list[list[_Piece]], context: Context) -> Node:
    """Terms with nothing between them: limits list, mentions stand side by side."""
    nodes = _each(groups, context)
    return _by_section(nodes, context) if all(_is_limit(n) for n in nodes) else _side_by_side(nodes)


def _is_limit(node: Node) -> bool:
    """A limit, or one with words before it that were not understood."""
    if isinstance(node, All):
        return sum(isinstance(n, Value) for n in node.of) == 1 and all(isinstance(n, (Value, Unread)) for n in node.of)
    return isinstance(node, Value)


def _side_by_side(nodes: list[Node]) -> Node:
    """Mentions with words between them that were not understood: only all of them together could decide."""
    unread = [n for n in nodes if isinstance(n, Unread)]
    others: list[Node] = [n for n in nodes if not isinstance(n, Unread)]
    if not unread or len(others) <= 1:
        return all_of(nodes)
    return all_of([any_of(others), *unread])


def _neither(groups: list[list[_Piece]], context: Context) -> Node:
    """`no A or B` denies both."""
    nodes = _each(groups, context)
    return all_of(nodes) if len(nodes) > 1 and all(isinstance(n, Not) for n in nodes) else any_of(nodes)


def _with_alternatives(groups: list[list[_Piece]], context: Context) -> Node | None:
    """`MG with AChR antibody or MuSK antibody`: the alternatives are of the kind that follows "with"."""
    first = groups[0]
    if len(first) <= 1 or first[-1].connective not in ("with", "~") or not first[-1].sort:
        return None
    if first[-1].connective == "~" and not any(isinstance(p.node, Unread | Finding) for p in first):
        return None
    if first[0].sort == first[-1].sort and type(first[0].node) is type(first[-1].node):
        return None
    if any(
        len(g) != 1 or g[0].sort != first[-1].sort or type(g[0].node) is not type(first[-1].node) for g in groups[1:]
    ):
        return None
    alternatives = any_of([first[-1].node, *(g[0].node for g in groups[1:])])
    if first[-1].connective == "~":
        return _side_by_side([*(p.node for p in first[:-1]), alternatives])
    return all_of([_split(first[:-1], context), alternatives])


def _groups(pieces: list[_Piece], connective: str) -> list[list[_Piece]]:
    groups: list[list[_Piece]] = [[]]
    for index, piece in enumerate(pieces):
        if index and piece.connective == connective:
            groups.append([])
        groups[-1].append(piece)
    return groups


def _by_section(nodes: list[Node], context: Context) -> Node:
    return any_of(nodes) if context.exclusion else all_of(nodes)


def _conjunction(groups: list[list[_Piece]], context: Context) -> Node:
    """`A and B` among bare exclusions may mean either of them: both readings are kept; `except A and B` means each."""
    nodes = _each(groups, context)
    pieces = [p for g in groups for p in g]
    if context.excepting and all(g[0].bare for g in groups) and len({g[0].sort for g in groups}) == 1:
        return any_of(nodes)
    listed = len(nodes) > _PAIR and sum(p.bare for p in pieces) > 1 and not any(isinstance(n, Not) for n in nodes)
    if not context.exclusion and _are_own_diseases(nodes, context):
        context.flag("scope_ambiguous")
        return Readings(of=(all_of(nodes), any_of(nodes)))
    if not context.exclusion or not (listed or all(p.bare for p in pieces)):
        return all_of(nodes)
    if len(nodes) > _PAIR or any(p.state for p in pieces) or _have_own_windows(nodes):
        return any_of(nodes)
    context.flag("scope_ambiguous")
    return Readings(of=(all_of(nodes), any_of(nodes)))


def _have_own_windows(nodes: list[Node]) -> bool:
    """`FcRn blockers within 4 weeks, and IVIg within 3 weeks`: each excludes for a time of its own."""
    windows = [n.window for n in nodes if isinstance(n, Exposure | Procedure)]
    return len(windows) == len(nodes) and None not in windows and len(set(windows)) > 1


def _are_own_diseases(nodes: list[Node], context: Context) -> bool:
    """`patients with leukemia and lymphoma` in a trial of both: hardly both in one person."""
    conditions = [[n.concept for n in walk(node) if isinstance(n, Condition)] for node in nodes]
    if any(len(each) != 1 for each in conditions) or any(isinstance(n, (Not, Unread)) for n in nodes):
        return False
    known, own = context.lexicon, set(context.diseases)
    named = {each[0] for each in conditions}
    apart = len(named) == len(nodes) and not any(a != b and a in known.ancestors(b) for a in named for b in named)
    return apart and len(own) > 1 and all(own & {c, *known.ancestors(c)} for c in named)


# From loose to tight; "~" stands where terms have nothing between them, "or!" binds an "or" tighter than "with".
_BY_CONNECTIVE: tuple[tuple[str, Callable[[list[list[_Piece]], Context], Node]], ...] = (
    (";", _section_list),
    (",or", _neither),
    (",and", _conjunction),
    (",", _listed),
    ("or", _alternatives),
    ("and", _conjunction),
    ("/", _section_list),
    ("with", _jointly),
    ("~", _unjoined),
    ("or!", _neither),
)
