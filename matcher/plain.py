"""Figures and lexicon entries as plain text."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from criteria.coverage import KINDS, Coverage
from criteria.lexicon import Concept, Lexicon
from criteria.tree.render import render_days
from matcher.next_tests import NextTest, NextTests

__all__ = ["NEXT_NOTICE", "concept_text", "coverage_text", "members_of", "next_tests_text"]

WIDTH = 100
SHOWN = 40
NAMED = 3


def coverage_text(coverage: Coverage) -> str:
    """A row for each way to decide a criterion, then the phrases that most often remain unread."""
    columns = {"all": coverage.all, "inclusion": coverage.inclusion, "exclusion": coverage.exclusion}
    rows = [
        ("", *columns),
        ("criteria", *(str(each.criteria) for each in columns.values())),
        *((kind, *(_share(getattr(each, kind), each.criteria) for each in columns.values())) for kind in KINDS),
    ]
    lines = [f"{name:<12}" + "".join(f"{cell:>16}" for cell in cells) for name, *cells in rows]
    head = f"{coverage.records} records; criteria of their texts, without the registry's own fields"
    return "\n".join([head, "", *lines, *_most_often(coverage)]) + "\n"


def _share(count: int, total: int) -> str:
    return f"{count} {count / total:6.1%}" if total else "0"


def _most_often(coverage: Coverage) -> list[str]:
    if not coverage.most_often:
        return []
    head = f"most often unread (of {coverage.unread_phrases} phrases)"
    rows = [
        f"{each.criteria:>6}  {textwrap.shorten(each.text, WIDTH - 28, placeholder=' …'):<{WIDTH - 28}}  {each.first}"
        for each in coverage.most_often
    ]
    return ["", head, *rows]


# -- what to find out next ----------------------------------------------------------------------------------


def next_tests_text(found: NextTests, trials: int, top: int) -> str:
    """A line for each test, those that decide most trials first; `top` 0 shows all."""
    head = f"{found.profile_id}: {found.undetermined} of {trials} trials undetermined"
    if not found.tests:
        return f"{head}; no fact that is missing would decide one\n\n"
    shown = found.tests[:top] if top else found.tests
    rows = [f"{each.decides:>8}{each.only_missing:>8}{each.missing:>9}  {_asked(each)}" for each in shown]
    left = len(found.tests) - len(shown)
    more = [f"{left} more; --top 0 shows all"] if left else []
    return "\n".join([head, f"{'decides':>8}{'alone':>8}{'missing':>9}", *rows, *more, "", ""])


NEXT_NOTICE = """\
decides: trials in which nothing else is open; alone: nothing else is missing; missing: it is missing. A result may rule
a trial in or out. Informs a referral; never recommends a treatment.
"""


def _asked(test: NextTest) -> str:
    recent = f", last {render_days(test.within_days)}" if test.within_days is not None else ""
    named = f": {', '.join(test.trials[:NAMED])}{' …' if len(test.trials) > NAMED else ''}" if test.trials else ""
    return f"{test.concept}{recent} ({test.domain.replace('_', ' ')}){named}"


# -- the lexicon --------------------------------------------------------------------------------------------


def members_of(concept: Concept, known: Lexicon) -> tuple[str, ...]:
    """The kinds of a concept, without itself."""
    return tuple(sorted(known.members(concept.id) - {concept.id}))


def concept_text(concept: Concept, known: Lexicon) -> str:
    """An entry of the lexicon: its names, kin, codes, units and source."""
    above = sorted(known.ancestors(concept.id) - {concept.id, *concept.parents})
    damaged = sorted(form for form, meant in known.corrupted.items() if meant == concept.id)
    settled = [f"{each.observation} {each.outcome}: {each.implies}" for each in known.evidence(concept.id)]
    fields = {
        "domain": concept.domain,
        "kind": concept.kind,
        "course": concept.course,
        "aliases": _listed(concept.aliases),
        "damaged forms": _listed(damaged),
        "parents": _listed(concept.parents),
        "further up": _listed(above),
        "members": _listed(members_of(concept, known)),
        "codes": _listed(
            [*concept.codes, *(f"{each.system} {each.code} ({each.display})" for each in concept.codings)]
        ),
        "unit": concept.unit,
        "other units": _listed([_factor(concept, unit) for unit in concept.factors]),
        "plausible": _range(concept),
        "stale": "after the stale days" if concept.stale else None,
        "grades": _listed(concept.grades),
        "half-life": f"{concept.half_life_days:g} days" if concept.half_life_days is not None else None,
        "steroid": f"{concept.prednisone_mg:g} mg are 5 mg prednisone" if concept.prednisone_mg is not None else None,
        "settled by": _listed(settled),
        "source": _listed(concept.source.split("|")),
    }
    return "\n".join([concept.id, *(_field(name, value) for name, value in fields.items() if value)]) + "\n"


def _field(name: str, value: str) -> str:
    return textwrap.fill(value, WIDTH, initial_indent=f"  {name:<14} ", subsequent_indent=" " * 17)


def _factor(concept: Concept, unit: str) -> str:
    """How a value in another unit is turned into the concept's own: "mg/dL × 88.4"."""
    offset = concept.offsets.get(unit)
    return f"{unit} × {concept.factors[unit]:g}" + (f" + {offset:g}" if offset else "")


def _range(concept: Concept) -> str | None:
    low, high = (f"{end:g}" if end is not None else "…" for end in (concept.low, concept.high))
    return f"{low} to {high} {concept.unit or ''}".strip() if {low, high} != {"…"} else None


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more
