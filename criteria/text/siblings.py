"""Items that stand beside each other and belong together: alternatives joined by `or`, a list below its lead-in."""

from __future__ import annotations

import re

import msgspec

from criteria.text.blocks import Item

__all__ = ["capital_heads", "gathered"]

_OR = re.compile(r"(?:^|[\s,;.])or\W*$", re.IGNORECASE)
_CHOICE = re.compile(
    r"\b(?:one|any|either|two|three|four|\d)(?:[ \t]*\([ \t]*\d+[ \t]*\))?(?:[ \t]+or[ \t]+more)?[ \t]+of\b"
    r"|\beither\b|\bat least\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\b(?:two|three|four|[2-9])(?:[ \t]+or[ \t]+more)?[ \t]+of\b", re.IGNORECASE)
_CAPITALS = re.compile(r"[A-Z][A-Z/&,()-]*(?:[ \t]+[A-Z/&,()-]+)*:?")
_FEWEST_LETTERS = 5  # of a head in capitals: longer than what is abbreviated
_FEWEST_HEADS = 2
_FEWEST_MEMBERS = 2
_MOST_MEMBERS = 8  # of a list that the one before its lead-in may go on in
_LONGEST_LEAD = 250  # characters


def gathered(text: str, items: list[Item], index: int, *, excludes: bool) -> tuple[Item, int]:
    """The item at `index` with what belongs to it, and the index behind that.

    Where each item excludes by itself, only `at least two of` brings them together.
    """
    end = _members_end(text, items, index) if _chooses(text, items[index], excludes=excludes) else index
    if end - index > _FEWEST_MEMBERS:
        return _below(items[index], items[index + 1 : end]), end
    end = index + 1 if excludes else _alternatives_end(text, items, index)
    return (items[index], end) if end == index + 1 else (_beside(items[index:end]), end)


def _chooses(text: str, item: Item, *, excludes: bool) -> bool:
    """`Patients must have at least one of the following:` with nothing below it."""
    words = text[item.start : item.end].rstrip()
    if item.children or not words.endswith(":") or len(words) > _LONGEST_LEAD:
        return False
    choice = _SEVERAL if excludes else _CHOICE
    return choice.search(words) is not None


def _members_end(text: str, items: list[Item], index: int) -> int:
    """Where the list behind a lead-in ends: at the next line without a mark; below a mark only what `or` joins."""
    after = index + 1
    if items[index].marker is not None:
        end = _alternatives_end(text, items, after)
        return end if end > after + 1 else index
    while after < len(items) and items[after].marker is not None:
        after += 1
    resumed = index > 0 and items[index - 1].marker is not None
    return index if resumed and after - index > _MOST_MEMBERS else after


def _alternatives_end(text: str, items: list[Item], index: int) -> int:
    """The index behind the last of the items that `or` at their ends joins."""
    after = index + 1
    while after < len(items) and _is_joined(text, items[after - 1], items[after]):
        after += 1
    return after


def _is_joined(text: str, one: Item, other: Item) -> bool:
    alike = one.marker is not None and other.marker is not None and one.marker.style == other.marker.style
    return alike and _OR.search(text[one.start : one.reach][-_TAIL:]) is not None


_TAIL = 8  # characters in which a last `or` stands


def _below(lead: Item, members: list[Item]) -> Item:
    return msgspec.structs.replace(lead, children=members)


def _beside(members: list[Item]) -> Item:
    """An item without words of its own above its alternatives."""
    return msgspec.structs.replace(members[0], end=members[0].start, children=members)


def capital_heads(text: str, items: list[Item]) -> frozenset[int]:
    """The places of bullets in capitals that only name what follows: `- DISEASE`, `- TREATMENT`."""
    found = [i for i, item in enumerate(items) if _in_capitals(text, item)]
    set_apart = all(i + 1 < len(items) and items[i + 1].marker is not None and i + 1 not in found for i in found)
    opens = bool(found) and (found[0] == 0 or items[found[0] - 1].marker is None)
    return frozenset(found) if set_apart and opens and len(found) >= _FEWEST_HEADS else frozenset()


def _in_capitals(text: str, item: Item) -> bool:
    words = text[item.start : item.end].strip()
    letters = sum(char.isalpha() for char in words)
    return (
        item.marker is not None
        and not item.children
        and letters >= _FEWEST_LETTERS
        and _CAPITALS.fullmatch(words) is not None
    )
