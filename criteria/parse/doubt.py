"""Words left over that can only loosen a limit: a permission, an exception or a condition nobody understood.

`ALT ≤ 3 × ULN (not if raised by the liver disease under study)`: the limit may still be passed, but missing it no
longer decides.
"""

from __future__ import annotations

import re

from criteria.parse.atoms import all_of, any_of
from criteria.tree.nodes import All, Any, Node, Not, Readings, Unread, walk

__all__ = ["amended", "amends", "loosened"]

_LOOSENING = re.compile(
    r"\b(if|when|where|unless|except\w*|not applicable|allowed|accept\w*|permi\w+|waive\w*"
    r"|ignored|okay|fine|may"
    r"|no (limit|floor|minimum|maximum)|not counted|not held|disregard\w*|discretion"
    r"|up to (the )?investigator|decides?|deemed|instead|obstacle)\b",
    re.IGNORECASE,
)

_PARTIAL = re.compile(r"\b(only|not|never|neither|nor|cannot)\b", re.IGNORECASE)


def _grants(node: Node) -> bool:
    return any(isinstance(n, Unread) and _LOOSENING.search(n.text) for n in walk(node))


def amends(before: Node, note: Node) -> bool:
    """Whether a later sentence loosens the one before: it has words that loosen and asks of nothing else."""
    asked = {c for n in walk(note) if (c := getattr(n, "concept", None)) is not None}
    return _grants(note) and asked <= {c for n in walk(before) if (c := getattr(n, "concept", None)) is not None}


def _partial(node: Node) -> bool:
    return isinstance(node, All) and any(isinstance(n, Unread) and _PARTIAL.search(n.text) for n in node.of)


def loosened(node: Node, *, exclusion: bool) -> Node:
    """One segment: with loosening words left over a requirement may be met otherwise; an exclusion needs them too."""
    if isinstance(node, All) and _partial(node):
        return Readings(of=(node, any_of(list(node.of))))
    match node:
        case All() if not exclusion and (left := [n for n in node.of if isinstance(n, Unread) and _grants(n)]):
            rest = [n for n in node.of if n not in left]
            return any_of([all_of(rest), *left]) if rest else node
        case Any() if exclusion and (left := [n for n in node.of if isinstance(n, Unread) and _grants(n)]):
            rest = [n for n in node.of if n not in left]
            return all_of([any_of(rest), *left]) if rest else node
        case _:
            return node


def amended(before: Node, note: Node, *, exclusion: bool) -> Node:
    """A later sentence that loosens: `With an eGFR of 15 to 25 the investigator decides` opens what stands before."""
    if exclusion:
        return all_of([before, Not(of=note)])
    return any_of([before, note])
