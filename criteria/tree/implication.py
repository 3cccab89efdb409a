"""Whether one proposition is proven to hold wherever another does, and which of two versions asks for more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from criteria.lexicon import Lexicon
from criteria.tree.narrower import is_narrower
from criteria.tree.nodes import All, Any, AtLeast, Discretionary, IfThen, Node, Not, Readings, walk
from criteria.tree.normal import FALSE, TRUE, normal

__all__ = ["Direction", "direction", "implies"]

Direction = Literal["same", "tightened", "loosened", "unproven"]
_LARGEST = 300


def direction(old: Node, new: Node, lexicon: Lexicon) -> Direction:
    """What became of what is asked for; both trees state what must hold for a patient to take part."""
    before, after = normal(old), normal(new)
    if before == after:
        return "same"
    if sum(1 for tree in (before, after) for _ in walk(tree)) > _LARGEST:
        return "unproven"
    tighter, looser = implies(after, before, lexicon), implies(before, after, lexicon)
    if tighter and looser:
        return "same"
    return "tightened" if tighter else "loosened" if looser else "unproven"


def implies(a: Node, b: Node, lexicon: Lexicon) -> bool:
    """Whether `b` is proven to hold wherever `a` does; both in normal form."""
    if a in (b, FALSE) or b == TRUE:
        return True
    if isinstance(a, Any):
        return all(implies(part, b, lexicon) for part in a.of)
    if isinstance(b, All):
        return all(implies(a, part, lexicon) for part in b.of)
    return _by_part(a, b, lexicon) or _by_shape(a, b, lexicon)


def _by_part(a: Node, b: Node, lexicon: Lexicon) -> bool:
    """One part of the first is enough for the whole second, or one part of the second follows from the whole first."""
    if isinstance(a, All) and any(implies(part, b, lexicon) for part in a.of):
        return True
    if isinstance(b, Any) and any(implies(a, part, lexicon) for part in b.of):
        return True
    if isinstance(a, AtLeast) and sum(not implies(part, b, lexicon) for part in a.of) < a.k:
        return True
    return isinstance(b, AtLeast) and sum(implies(a, part, lexicon) for part in b.of) >= b.k


def _by_shape(a: Node, b: Node, lexicon: Lexicon) -> bool:  # noqa: PLR0911 - one line a node
    """Two propositions of one shape, part by part; leaves by what they ask."""
    match a, b:
        case Discretionary(), Discretionary():
            return implies(a.of, b.of, lexicon)
        case _, Discretionary():
            return implies(a, b.of, lexicon)
        case Not(), Not():
            return implies(b.of, a.of, lexicon)
        case AtLeast(), AtLeast():
            return a.k - _unmatched(a.of, b.of, lexicon) >= b.k
        case IfThen(), IfThen():
            otherwise = implies(a.otherwise or TRUE, b.otherwise or TRUE, lexicon)
            return a.condition == b.condition and otherwise and implies(a.then, b.then, lexicon)
        case Readings(), Readings() if len(a.of) == len(b.of):
            return all(implies(mine, other, lexicon) for mine, other in zip(a.of, b.of, strict=True))
        case _:
            return is_narrower(a, b, lexicon)


def _unmatched(mine: Sequence[Node], others: Sequence[Node], lexicon: Lexicon) -> int:
    """How many parts are left when each is given another part of its own that follows from it; equal ones first."""
    left = list(others)
    rest = [part for part in mine if not _taken(part, left, lambda a, b: a == b)]
    return sum(not _taken(part, left, lambda a, b: implies(a, b, lexicon)) for part in rest)


def _taken(part: Node, left: list[Node], follows: Callable[[Node, Node], bool]) -> bool:
    for place, other in enumerate(left):
        if follows(part, other):
            del left[place]
            return True
    return False
