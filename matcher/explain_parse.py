"""The stages of a reading side by side, for the eye: where a wrong reading went wrong."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from criteria.criterion import Criterion
from criteria.stages import Mention, Phrase, Stages
from criteria.tree.nodes import Unread, walk
from matcher.table import console_for

__all__ = ["print_stages"]

SIDE_BY_SIDE = 100
KINDS = {"computable": "green", "attestation": "blue", "unparsed": "red"}
PHRASES = {"mention": "green", "cue": "blue", "criteria": "green", "outcome": "cyan", "word": "yellow"}
MEASURED = "cyan"
PASSED_OVER = "punct"
TITLES = ("Segment", "Phrases (kind, words, meaning)", "Understood")


def print_stages(title: str, stages: Iterable[Stages], stream: TextIO, *, only: str | None = None) -> bool:
    """Each segment with what every stage made of it; `only` is the one criterion wanted. Whether any was shown."""
    console = console_for(stream)
    shown = False
    for each in stages:
        if only is not None and (each.criterion is None or each.criterion.criterion_id != only):
            continue
        if title and not shown:
            console.print(f"[bold]{escape(title)}[/bold]")
        shown = True
        if each.kind == "heading":
            console.print(Text.assemble("heading  ", (each.text, "bold"), f"  → {_scope(each)}"), style="dim")
        else:
            _print_criterion(console, each)
    return shown


def _print_criterion(console: Console, stages: Stages) -> None:
    cells = (_segment(stages), _phrases(stages.phrases), _understood(stages))
    if console.width >= SIDE_BY_SIDE:
        table = Table(box=SIMPLE_HEAD, expand=True, pad_edge=False, show_edge=False)
        for heading, ratio in zip(TITLES, (3, 5, 5), strict=True):
            table.add_column(heading, ratio=ratio, overflow="fold")
        table.add_row(*cells)
    else:
        table = Table(box=SIMPLE_HEAD, show_header=False, pad_edge=False, show_lines=True)
        table.add_column(width=10, style="dim")
        table.add_column(ratio=1, overflow="fold")
        for heading, cell in zip(TITLES, cells, strict=True):
            table.add_row(heading.split(" (", maxsplit=1)[0], cell)
    console.print(table)
    console.print()


def _segment(stages: Stages) -> Text:
    name = stages.criterion.criterion_id if stages.criterion else ""
    return Text.assemble((name, "bold"), "  ", (_scope(stages), "dim"), "\n", stages.text)


def _scope(stages: Stages) -> str:
    section = "implied by a heading" if stages.kind == "implied" else f"{stages.section} section"
    return f"{section}, cohort {stages.cohort}" if stages.cohort else section


def _phrases(phrases: Iterable[Phrase]) -> Text:
    """One line a phrase; words that no table knows stand out, punctuation is left out."""
    lines = [_phrase(each) for each in phrases if each.kind != PASSED_OVER]
    return Text("\n").join(lines) if lines else Text("none", "dim")


def _phrase(phrase: Phrase) -> Text:
    words = " ".join(phrase.text.split())
    line = Text.assemble("  " * phrase.depth, (phrase.kind, "dim"), " ", (words, PHRASES.get(phrase.kind, MEASURED)))
    if phrase.meaning and phrase.meaning != words:
        line.append(f" → {phrase.meaning}")
    return line


def _understood(stages: Stages) -> Text:
    if stages.criterion is None:
        return Text()
    parts = [_tree(stages.criterion), _kind(stages.criterion)]
    parts += [_mention(each) for each in stages.mentions]
    return Text("\n").join(parts)


def _tree(criterion: Criterion) -> Text:
    """The tree in plain English; what was not understood in red."""
    tree = Text(criterion.expression)
    for node in walk(criterion.tree):
        if isinstance(node, Unread):
            tree.highlight_words([f"«{node.text}»"], "red")
    return tree


def _kind(criterion: Criterion) -> Text:
    flags = f", flags: {', '.join(criterion.flags)}" if criterion.flags else ""
    return Text.assemble((criterion.kind, KINDS[criterion.kind]), flags)


def _mention(mention: Mention) -> Text:
    kinds = f", kind of {', '.join(mention.parents)}" if mention.parents else ""
    return Text.assemble((mention.concept, "green"), (f" ({mention.domain}{kinds})", "dim"))
