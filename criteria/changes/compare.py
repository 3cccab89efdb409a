"""Two versions of a record, compared: decided on the trees, not on the words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Literal

import msgspec

from criteria.changes.align import Pair, align, cohorts_renamed, required, same_words
from criteria.changes.model import CriterionChange, CriterionKind, FieldChange, RecordChange, Side, SiteChange
from criteria.criterion import Criterion, Trial
from criteria.lexicon import Lexicon
from criteria.registry.record import Location, Study
from criteria.tree.implication import Direction, direction
from criteria.tree.nodes import Unread, walk

__all__ = ["Reading", "compare"]

_Field = Literal["overall_status", "enrolment", "phases", "brief_title", "conditions", "sponsor"]


class Reading(msgspec.Struct, frozen=True):
    """A version of a record, and what was read of it."""

    study: Study
    trial: Trial


def compare(before: Reading | None, after: Reading | None, lexicon: Lexicon) -> RecordChange:
    """All that differs; one side None where the record is new or gone, never both."""
    if before is None or after is None:
        known = before or after
        if known is None:
            raise ValueError("nothing to compare")
        title = known.trial.brief_title
        return RecordChange(nct_id=known.trial.nct_id, brief_title=title, kind="removed" if after is None else "added")
    return RecordChange(
        nct_id=after.trial.nct_id,
        brief_title=after.trial.brief_title,
        kind="amended",
        fields=tuple(_fields(before.study, after.study)),
        sites=tuple(_sites(before.study, after.study)),
        criteria=tuple(_criteria(before.trial, after.trial, lexicon)),
    )


# -- fields ---------------------------------------------------------------------------------------------------


def _fields(before: Study, after: Study) -> Iterator[FieldChange]:
    old, new = _shown(before), _shown(after)
    for field, value in old.items():
        if value != new[field]:
            yield FieldChange(field=field, before=value, after=new[field])


def _shown(study: Study) -> dict[_Field, str | None]:
    return {
        "overall_status": study.overall_status,
        "enrolment": None if study.enrolment is None else str(study.enrolment),
        "phases": ", ".join(study.phases) or None,
        "brief_title": study.brief_title,
        "conditions": ", ".join(study.conditions) or None,
        "sponsor": study.sponsor,
    }


# -- sites ----------------------------------------------------------------------------------------------------


def _sites(before: Study, after: Study) -> Iterator[SiteChange]:
    """Sites by name and place; of several under one name each counts."""
    old, new = _by_name(before), _by_name(after)
    for name in sorted(old.keys() | new.keys()):
        gone, come = (
            old.get(name, Counter()) - new.get(name, Counter()),
            new.get(name, Counter()) - old.get(name, Counter()),
        )
        left, joined = sorted(gone.elements()), sorted(come.elements())
        shared = min(len(left), len(joined))
        for was, now in zip(left[:shared], joined[:shared], strict=True):
            yield SiteChange(kind="status", site=name, before=was or None, after=now or None)
        yield from (SiteChange(kind="removed", site=name, before=was or None) for was in left[shared:])
        yield from (SiteChange(kind="added", site=name, after=now or None) for now in joined[shared:])


def _by_name(study: Study) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for site in study.locations:
        found.setdefault(_name(site), Counter()).update([site.status or ""])
    return found


def _name(site: Location) -> str:
    return ", ".join(part for part in (site.facility, site.city, site.state, site.country) if part)


# -- criteria -------------------------------------------------------------------------------------------------


def _criteria(before: Trial, after: Trial, lexicon: Lexicon) -> Iterator[CriterionChange]:
    old, new = ([cohort.label for cohort in trial.cohorts] for trial in (before, after))
    renamed = cohorts_renamed(old, new)
    for pair in align(before.criteria, after.criteria, renamed, lexicon):
        kind = _kind(pair, renamed, lexicon)
        if kind is not None:
            yield CriterionChange(kind=kind, before=_side(pair.before), after=_side(pair.after))


def _side(criterion: Criterion | None) -> Side | None:
    if criterion is None:
        return None
    return Side(
        criterion_id=criterion.criterion_id,
        category=criterion.category,
        cohort=criterion.cohort,
        text=criterion.text,
        expression=criterion.expression,
    )


def _kind(pair: Pair, renamed: dict[str, str], lexicon: Lexicon) -> CriterionKind | None:
    """What became of a criterion; None where nothing did: it only stands elsewhere."""
    before, after = pair
    if before is None or after is None:
        return "added" if before is None else "removed"
    scope = _scope(renamed.get(before.cohort or "", before.cohort), after.cohort)
    asked = _asked(before, after, lexicon)
    if scope == asked == "same":
        return None if same_words(before, after) else "reworded"
    if asked == "unproven" and (_is_unread(before) or _is_unread(after)):
        return "changed_not_understood"
    return _together(scope, asked)


def _asked(before: Criterion, after: Criterion, lexicon: Lexicon) -> Direction:
    """Where words were not understood, only a tree that is the same in all its parts says that nothing changed."""
    found = direction(required(before), required(after), lexicon)
    return "unproven" if found != "same" and (_is_unread(before) or _is_unread(after)) else found


def _is_unread(criterion: Criterion) -> bool:
    return any(isinstance(node, Unread) for node in walk(criterion.tree))


def _scope(before: str | None, after: str | None) -> Direction:
    """What is asked of all instead of one cohort is asked of more."""
    if before == after:
        return "same"
    return "loosened" if before is None else "tightened" if after is None else "unproven"


def _together(scope: Direction, asked: Direction) -> CriterionKind:
    found = {scope, asked} - {"same"}
    if found == {"tightened"}:
        return "tightened"
    return "loosened" if found == {"loosened"} else "changed"
