"""How much of the criteria is understood, and which words are not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from criteria.criterion import Criterion, Trial
from criteria.tree.nodes import Unread, walk

__all__ = ["Counts", "Coverage", "UnreadPhrase", "coverage_of", "decided_by"]

KINDS = ("computable", "mixed", "attestation", "unparsed")
_EDGES = " .,;:-•*"


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """Criteria by how they are decided; `mixed` are computable with a part that only a person can attest."""

    criteria: int
    computable: int
    mixed: int
    attestation: int
    unparsed: int


class UnreadPhrase(msgspec.Struct, frozen=True, kw_only=True):
    """Words that no rule reads: in how many criteria, and in which first: "NCT01234567 i03"."""

    text: str
    criteria: int
    first: str


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """The criteria of the texts of some records, counted; the registry's own fields are left out."""

    records: int
    all: Counts
    inclusion: Counts
    exclusion: Counts
    unread_phrases: int
    most_often: tuple[UnreadPhrase, ...]


def coverage_of(trials: Iterable[Trial], *, top: int = 20) -> Coverage:
    """The counts over these trials, and the `top` phrases that most often remain unread; 0 gives all."""
    records = 0
    kinds: Counter[tuple[str, str]] = Counter()
    phrases: Counter[str] = Counter()
    first: dict[str, str] = {}
    for trial in trials:
        records += 1
        for criterion in trial.criteria:
            if criterion.span is None:
                continue
            kinds[criterion.category, decided_by(criterion)] += 1
            for phrase in dict.fromkeys(_unread(criterion)):
                phrases[phrase] += 1
                first.setdefault(phrase, f"{trial.nct_id} {criterion.criterion_id}")
    ranked = sorted(phrases.items(), key=lambda item: (-item[1], item[0]))
    return Coverage(
        records=records,
        all=_counts(kinds, "inclusion", "exclusion"),
        inclusion=_counts(kinds, "inclusion"),
        exclusion=_counts(kinds, "exclusion"),
        unread_phrases=len(ranked),
        most_often=tuple(
            UnreadPhrase(text=text, criteria=count, first=first[text]) for text, count in ranked[: top or None]
        ),
    )


def decided_by(criterion: Criterion) -> str:
    """How a criterion is decided: its kind, or "mixed" where a person must attest a part of it."""
    return "mixed" if criterion.is_mixed else criterion.kind


def _counts(kinds: Counter[tuple[str, str]], *categories: str) -> Counts:
    found = {kind: sum(kinds[category, kind] for category in categories) for kind in KINDS}
    return Counts(criteria=sum(found.values()), **found)


def _unread(criterion: Criterion) -> Iterator[str]:
    for node in walk(criterion.tree):
        if isinstance(node, Unread) and (text := " ".join(node.text.casefold().split()).strip(_EDGES)):
            yield text
