"""Two hundred criteria read by hand, and how many of them the parser leaves unread: `python -m tests.spec.hand_read`.

`hand_read.tsv` holds where they stand in ../shared/registry and what a person says of each: `computable` where facts
of a record can decide it or a part of it, `judgement` where only a person can (consent, opinion, vague organ function,
what the study makes of the patient). They were drawn from all criteria of cart_autoimmune and cart_oncology with
`random.Random(200).sample` and labelled from the words alone.
"""

from __future__ import annotations

import csv
import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from criteria.reading import read
from criteria.registry.record import Study, read_records

__all__ = ["FILES", "Figures", "Label", "figures", "labels"]

TABLE = Path(__file__).with_name("hand_read.tsv")
FILES = tuple(
    Path(__file__).parents[3] / "shared" / "registry" / f"{name}.ndjson"
    for name in ("cart_autoimmune", "cart_oncology")
)


class Label(msgspec.Struct, frozen=True):
    """What a person says of the criterion that stands at a place of a record: "NCT99000001, 852 to 891, computable"."""

    nct_id: str
    start: int
    end: int
    text_sha256: str
    person: str


class Figures(msgspec.Struct, frozen=True):
    """Of `read` criteria a person calls `computable` so many, of which the parser leaves `unparsed` so many."""

    read: int
    computable: int
    unparsed: int

    @property
    def share(self) -> float:
        """The part of the computable ones that is unparsed."""
        return self.unparsed / self.computable


def labels() -> list[Label]:
    """The table, in its order."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return [msgspec.convert(row, Label, strict=False) for row in csv.DictReader(lines, delimiter="\t")]


def figures() -> Figures:
    """What the parser makes of them; a criterion of which any part is unparsed counts as unparsed."""
    studies = {study.nct_id: study for path in FILES for study in read_records(path) if isinstance(study, Study)}
    kinds = {label: set(_kinds(label, studies[label.nct_id])) for label in labels()}
    computable = [found for label, found in kinds.items() if label.person == "computable"]
    return Figures(len(kinds), len(computable), sum("unparsed" in found for found in computable))


def _kinds(label: Label, study: Study) -> Iterator[str]:
    words = study.criteria_text[label.start : label.end]
    if hashlib.sha256(words.encode()).hexdigest()[:16] != label.text_sha256:
        raise ValueError(f"{label.nct_id} has other words at {label.start}: the record was replaced")
    for criterion in read(study).criteria:
        span = criterion.span
        if span is not None and span.start < label.end and span.end > label.start:
            yield criterion.kind


if __name__ == "__main__":
    found = figures()
    sys.stdout.write(
        f"Of {found.read} criteria a person calls {found.computable} computable;"
        f" {found.unparsed} of them ({found.share:.1%}) are not read whole.\n"
    )
