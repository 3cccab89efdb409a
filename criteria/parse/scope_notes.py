"""Sentences that only change how the rest is read: what counts as failure, which drugs count as one, notes."""

from __future__ import annotations

from criteria.parse.context import Context
from criteria.parse.elements import Element
from criteria.parse.unasked import is_note

__all__ = ["is_scope_note", "note_scopes"]


def note_scopes(elements: list[Element], context: Context) -> None:
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


def _grants_intolerance(run: list[Element]) -> bool:
    """`Intolerance of belimumab counts as its failure`: for that drug only."""
    return (
        bool(run)
        and run[0].cues.get("resp") == "intolerant"
        and any(e.has("permit", "counts_as") for e in run)
        and any(e.kind == "mention" for e in run)
    )


def is_scope_note(elements: list[Element], context: Context) -> bool:
    """Whether a sentence or segment asks nothing of its own."""
    if is_note(elements, context):
        return True
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
