"""Tables and figures of pages as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

__all__ = ["image", "table"]


def table(columns: Sequence[str], rows: Iterable[Iterable[str]], *, words: int = 1, caption: str = "") -> str:
    """A table whose first `words` columns are text, the others numbers; the cells are HTML."""
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "\n".join(
        f"<tr>{''.join(_cell(cell, place < words) for place, cell in enumerate(row))}</tr>" for row in rows
    )
    said = f"<caption>{escape(caption)}</caption>" if caption else ""
    return f"<table>{said}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(content: str, is_text: bool) -> str:  # noqa: FBT001 - one of two kinds of cell
    return f"<td>{content}</td>" if is_text else f'<td class="number">{content}</td>'


def image(svg: str, title: str) -> str:
    """A drawing with its title for those who do not see it."""
    return svg.replace("<svg", f'<svg role="img" aria-label="{escape(title)}"', 1)
