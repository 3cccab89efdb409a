"""Lines → items: the tree of bullets, with their nesting taken from markers and indents.

An item is a range of the normalised text without its marker; its children are the bullets below it. Whether an
item is a heading, a lead-in or a criterion is decided later, from its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from criteria.text.markers import Marker, continued_items, inline_items, inner_items, read_marker

__all__ = ["Item", "Line", "items_of", "lines_of"]


class Line(msgspec.Struct):
    """One line, or one item of a run-on line: its indent, marker and the range of its content.

    `wraps`: it only goes on with the paragraph of the line before, which had no room for its first word.
    """

    begin: int
    indent: int
    marker: Marker | None
    start: int
    end: int
    after_blank: bool = False
    bold: bool = False
    section: bool = False
    wraps: bool = False


class Item(msgspec.Struct):
    """A bullet or paragraph with the bullets below it: `start:end` is its own content, in normalised offsets."""

    start: int
    end: int
    marker: Marker | None
    indent: int
    after_blank: bool = False
    bold: bool = False
    children: list[Item] = []

    @property
    def reach(self) -> int:
        """The end of the item with all that hangs below it."""
        last = self
        while last.children:
            last = last.children[-1]
        return last.end


_QUALIFIER = r"(?:key|main|major|general|specific|common|core|additional)"

_SECTION_LABEL = re.compile(
    rf"(?:\b{_QUALIFIER}[ \t]+)?"
    r"\b(?:inclusion|exclusion)(?:[ \t]+criteria)?(?:[ \t]*\([^()\n]{0,60}\))?[ \t]*:(?:\*\*)?",
    re.IGNORECASE,
)

_SECTION_LINE = re.compile(
    rf"(?:{_QUALIFIER}[ \t]+)?"
    r"(?:inclusion|exclusion)(?:[ \t]+criteria)?[ \t]*(?:\([^()\n]{0,60}\))?[ \t]*:?",
    re.IGNORECASE,
)

_HEADING_LINE = re.compile(
    r"(?=(?-i:[A-Z\[]))(?:[^.\n]{0,60}\b(?:inclusion|exclusion)[ \t]+criteria\b[^.\n]{0,60}"
    r"|\[[^\]\n]{2,60}\]|(?-i:Who)[ \t]+(?:can|cannot|may)\b[^.\n]{0,60}"
    r"|[^.\n]{0,120}\b(?:excluded|exclude|ineligible"
    r"|not[ \t]+(?:be[ \t]+)?eligible|must[ \t]+not[ \t]+(?:have|be))\b[^.\n]{0,60}:)",
    re.IGNORECASE,
)


def lines_of(text: str, start: int, end: int) -> Iterator[Line]:
    """The non-empty lines of a range; a line that holds a run-on list gives one line an item."""
    blank = False
    position = start
    width = _width(text[start:end])
    before: Line | None = None
    while position < end:
        stop = text.find("\n", position, end)
        stop = end if stop < 0 else stop
        for begin, close in _cut_at_labels(text, position, stop):
            line = _line(text, begin, close, after_blank=blank)
            if line is None:
                blank = True
            else:
                blank = False
                line.wraps = before is not None and width > 0 and _goes_on(text, before, line, width)
                yield from _split_run_on(text, line)
            before = line
        position = stop + 1


_WIDTHS = range(80, 111)  # characters of the longest line of a text that is broken at a fixed width
_FULL = 12  # characters at most that are missing to that width where the next word did not fit
_FULL_LINES = 3  # lines of that length that show that the breaks mean nothing


def _width(text: str) -> int:
    """The width at which a text is broken into lines; 0 where its lines end where they should."""
    lengths = [len(line) for line in text.splitlines()]
    width = max(lengths, default=0)
    full = sum(length >= width - _FULL for length in lengths)
    return width if width in _WIDTHS and full >= _FULL_LINES else 0


def _goes_on(text: str, before: Line, line: Line, width: int) -> bool:
    """Whether two lines without a mark are one paragraph: the first word of the second would not have fitted."""
    plain = all(each.marker is None and not each.section and not each.bold for each in (before, line))
    if not plain or line.after_blank or line.indent != before.indent:
        return False
    if text[before.end - 1] in ".;:" and not text[line.start].islower():
        return False
    word = text[line.start : line.end].split(maxsplit=1)[0]
    return line.indent + before.end - before.begin + 1 + len(word) > width


def _cut_at_labels(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """`Inclusion Criteria: 1. Age ... Exclusion Criteria: 1. HIV` cut into label, body, label, body."""
    cuts = [start]
    for found in _SECTION_LABEL.finditer(text, start, end):
        before = text[start : found.start()].rstrip(" \t*#-\u2022")
        if before and not before.endswith((".", ";", ":", ")")):
            continue
        if before:
            cuts.append(found.start())
        if text[found.end() : end].strip():
            cuts.append(found.end())
    return list(zip(cuts, [*cuts[1:], end], strict=True))


def _line(text: str, start: int, end: int, *, after_blank: bool) -> Line | None:
    begin = start
    indent = 0
    while begin < end and text[begin].isspace():
        indent += 4 if text[begin] == "\t" else 1
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    if begin >= end:
        return None
    marker = read_marker(text, begin, end)
    content = marker.end if marker else begin
    bold = text.startswith("**", content)
    content, end = _strip_emphasis(text, content, end)
    if content >= end:
        return None
    section = marker is None and (
        _SECTION_LINE.fullmatch(text, content, end) is not None
        or (indent <= 1 and _HEADING_LINE.fullmatch(text, content, end) is not None)
    )
    return Line(begin, indent, marker, content, end, after_blank, bold, section)


def _strip_emphasis(text: str, start: int, end: int) -> tuple[int, int]:
    """`**Inclusion Criteria**` and `# Inclusion` without the marks of emphasis."""
    while start < end and text[start] in "*#_ \t":
        start += 1
    while end > start and (text[end - 1] in "*_" or text[end - 1].isspace()):
        end -= 1
    return start, end


def _split_run_on(text: str, line: Line) -> Iterator[Line]:
    offsets = inline_items(text, line.begin, line.end)
    if not offsets and line.marker is not None:
        offsets = continued_items(text, line.marker, line.start, line.end)
        offsets = [line.begin, *offsets] if offsets else []
    if not offsets:
        yield from _with_inner(text, line)
        return
    for here, after in zip(offsets, [*offsets[1:], line.end], strict=True):
        marker = read_marker(text, here, after)
        start = marker.end if marker else here
        stop = after
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        if stop > start:
            yield from _with_inner(text, Line(here, line.indent, marker, start, stop, line.after_blank, bold=False))


def _with_inner(text: str, line: Line) -> Iterator[Line]:
    """The line, cut where a list begins inside it, and the items of that list one level deeper."""
    offsets = inner_items(text, line.start, line.end) if line.marker is not None else []
    if not offsets:
        yield line
        return
    yield msgspec.structs.replace(line, end=len(text[: offsets[0]].rstrip()))
    for here, after in zip(offsets, [*offsets[1:], line.end], strict=True):
        marker = read_marker(text, here, after)
        start = marker.end if marker else here
        stop = start + len(text[start:after].rstrip())
        if stop > start:
            yield Line(here, line.indent + _DEEPER, marker, start, stop)


_DEEPER = 2  # the indent of what stands inside an item, beyond that of the item


def items_of(lines: list[Line]) -> list[Item]:
    """The forest of items: a deeper indent or a new kind of marker goes below, a known kind goes back to its level."""
    roots: list[Item] = []
    stack: list[Item] = []
    for line in lines:
        if line.section:
            stack.clear()
        if line.wraps and stack and stack[-1].marker is None:
            stack[-1].end = line.end
            continue
        marker = _settle_letter(stack, line.marker)
        item = Item(line.start, line.end, marker, line.indent, line.after_blank, line.bold, [])
        _pop_to_parent(stack, item)
        if stack and item.marker is None and _continues(stack[-1], item):
            stack[-1].end = item.end
            continue
        (stack[-1].children if stack else roots).append(item)
        stack.append(item)
    return roots


def _settle_letter(stack: list[Item], marker: Marker | None) -> Marker | None:
    """`i.` after `h.` is the ninth letter, not the first roman numeral."""
    if marker is None or marker.letter is None:
        return marker
    for above in reversed(stack):
        if above.marker and above.marker.style == "letter" and above.marker.form == marker.form:
            return marker.as_letter() if above.marker.order + 1 == marker.letter else marker
    return marker


def _pop_to_parent(stack: list[Item], item: Item) -> None:
    """Leaves on the stack the items that `item` hangs below."""
    if item.marker is None:
        while stack and not (item.indent > stack[-1].indent or _wraps(stack[-1], item)):
            stack.pop()
        return
    levels = [level for level in range(len(stack) - 1, -1, -1) if _siblings(stack[level], item)]
    if levels:
        level = next((n for n in levels if stack[n].indent <= item.indent + 1), levels[-1])
        level = next((n for n in levels if _counts_on(stack[n], item)), level)
        del stack[level:]
        return
    while stack and (stack[-1].marker is None or item.indent < stack[-1].indent or _same_level(stack[-1], item)):
        if stack[-1].marker is None and item.indent > stack[-1].indent:
            return
        stack.pop()


def _same_level(above: Item, item: Item) -> bool:
    """Bullets of another glyph at the same indent stand beside, not below; numbers below bullets are nested."""
    if above.marker is None or item.marker is None:
        return False
    return item.indent == above.indent and above.marker.style == "bullet" and item.marker.style == "bullet"


def _siblings(one: Item, other: Item) -> bool:
    if one.marker is None or other.marker is None:
        return False
    a, b = one.marker, other.marker
    if a.style != b.style or a.form != b.form:
        return False
    if a.style == "bullet":
        return abs(one.indent - other.indent) <= 1
    return not (b.order == 1 and other.indent > one.indent + 1)


def _counts_on(one: Item, other: Item) -> bool:
    """`5.` stands beside the `4.` far above it, not beside the `3.` right before it."""
    if one.marker is None or other.marker is None or one.marker.style == "bullet":
        return False
    return other.marker.order == one.marker.order + 1


def _wraps(above: Item, item: Item) -> bool:
    """An unmarked line right below a bullet, not set apart by a blank line, goes on with the bullet's text."""
    return above.marker is not None and not item.after_blank and item.indent >= above.indent and not item.bold


def _continues(above: Item, item: Item) -> bool:
    return above.marker is not None and not above.children and not item.after_blank
