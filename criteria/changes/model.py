"""What an amendment changed: criterion by criterion, site by site, and in the record's own fields."""

from __future__ import annotations

from typing import Literal

import msgspec

from criteria.criterion import Category

__all__ = ["CriterionChange", "CriterionKind", "FieldChange", "RecordChange", "Side", "SiteChange"]

CriterionKind = Literal["added", "removed", "tightened", "loosened", "reworded", "changed", "changed_not_understood"]
"""`tightened`: nobody is let in by it who was kept out; `loosened`: nobody is kept out who was let in; `changed`:
neither is proven; `changed_not_understood`: what was or is asked was not understood; `reworded`: other words, the
same meaning."""


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """A criterion on one side of an amendment: "e03", its words, and what was understood of them."""

    criterion_id: str
    category: Category
    cohort: str | None
    text: str
    expression: str


class CriterionChange(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one criterion; one that was added has no `before`, one that was removed no `after`."""

    kind: CriterionKind
    before: Side | None = None
    after: Side | None = None


class FieldChange(msgspec.Struct, frozen=True, kw_only=True):
    """A field of the record: "overall_status" from "NOT_YET_RECRUITING" to "RECRUITING"."""

    field: Literal["overall_status", "enrolment", "phases", "brief_title", "conditions", "sponsor"]
    before: str | None
    after: str | None


class SiteChange(msgspec.Struct, frozen=True, kw_only=True):
    """A site that came, went, or has another status: "Example Hospital, Berlin, Germany"."""

    kind: Literal["added", "removed", "status"]
    site: str
    before: str | None = None
    after: str | None = None


class RecordChange(msgspec.Struct, frozen=True, kw_only=True):
    """All that differs between two versions of a record; `kind` tells of records that came into view or left it."""

    nct_id: str
    brief_title: str
    kind: Literal["added", "removed", "amended"]
    fields: tuple[FieldChange, ...] = ()
    sites: tuple[SiteChange, ...] = ()
    criteria: tuple[CriterionChange, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed of what is looked at here: a telephone number, a date."""
        return self.kind == "amended" and not (self.fields or self.sites or self.criteria)
