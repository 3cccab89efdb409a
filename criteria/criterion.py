"""What reading a registry record yields: trials, cohorts and criteria."""

from __future__ import annotations

from typing import Literal

import msgspec

from criteria.spans import Span
from criteria.tree.nodes import Node

__all__ = [
    "ATTESTATION_PART",
    "OVERRIDDEN",
    "QUALITY_ASKED",
    "Category",
    "Cohort",
    "Criterion",
    "Kind",
    "Overridden",
    "Trial",
]

Category = Literal["inclusion", "exclusion"]
Kind = Literal["computable", "attestation", "unparsed"]

ATTESTATION_PART = "attestation_part"
QUALITY_ASKED = "quality_asked"
"""The flag of a computable criterion that a person must attest in part."""


OVERRIDDEN = "overridden"
"""The flag of a criterion whose reading a curator has put right."""


class Overridden(msgspec.Struct, frozen=True, kw_only=True):
    """Who has put a reading right, why, since when and until when (days in UTC), and what stood there before."""

    number: int
    decided_by: Literal["curator"]
    reason: str
    made: str
    expires: str | None
    replaces: str


class Criterion(msgspec.Struct, frozen=True, kw_only=True):
    """One criterion as a reader would count it: a bullet with its sub-bullets.

    `text` is the source text of `span`; `span` is None for the registry's own fields (minimum age, sex) and for
    what a cohort's heading implies. `tree` states the proposition of its section: what includes, or what excludes.
    `cohort` is a label of `Trial.cohorts`, None where the criterion is for all. `override` is there where a curator's
    reading stands in place of the parser's; text and span stay those of the source.
    """

    criterion_id: str
    category: Category
    cohort: str | None
    text: str
    span: Span | None
    kind: Kind
    expression: str
    flags: tuple[str, ...]
    tree: Node
    override: Overridden | msgspec.UnsetType = msgspec.UNSET

    @property
    def is_mixed(self) -> bool:
        """Whether facts decide a part, and a person must attest another."""
        return self.kind == "computable" and ATTESTATION_PART in self.flags


class Cohort(msgspec.Struct, frozen=True, kw_only=True):
    """A cohort, arm or disease block of a trial that is judged apart: "Cohort 1: Lupus nephritis"."""

    label: str


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """A registry record, read: `text_digest` is the SHA-256 of its eligibility text.

    `headings` are the spans of the text that are no criteria.
    """

    nct_id: str
    brief_title: str
    overall_status: str
    phases: tuple[str, ...]
    conditions: tuple[str, ...]
    countries: tuple[str, ...]
    text_digest: str
    cohorts: tuple[Cohort, ...]
    criteria: tuple[Criterion, ...]
    headings: tuple[Span, ...] = ()
