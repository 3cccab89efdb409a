"""A curator's reading in place of the parser's: for the words it was made for, and for no others."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from criteria.criterion import ATTESTATION_PART, OVERRIDDEN, QUALITY_ASKED, Criterion, Overridden, Trial
from criteria.errors import InputRefused
from criteria.lexicon import Lexicon
from criteria.reading import kind_of
from criteria.tree.nodes import AtLeast, Attested, Node, Quality, children, walk
from criteria.tree.render import render
from matcher.digests import digest_of
from matcher.population.guard import identifying

if TYPE_CHECKING:
    from matcher.store.overrides import Override

__all__ = ["Reading", "check_text", "check_tree", "overridden", "reading_of", "words_of"]

MOST_NODES, DEEPEST = 200, 16


class Reading(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a criterion says: the tree of its proposition, as the parser would have made it."""

    tree: Node


_decoder: msgspec.json.Decoder[Reading] = msgspec.json.Decoder(Reading)


def overridden(trials: Sequence[Trial], overrides: Sequence[Override]) -> tuple[Trial, ...]:
    """The trials with these overrides; one whose words are nowhere any more changes nothing.

    Of two for the same words the last counts, one for the trial before one for all trials.
    """
    known = {(each.nct_id, each.text_digest): each for each in overrides if reading_of(each) is not None}
    return tuple(_trial(each, known) for each in trials) if known else tuple(trials)


def words_of(criterion: Criterion) -> str:
    """The digest of a criterion's words, by which overrides know it."""
    return digest_of(criterion.text.encode())


def reading_of(override: Override) -> Reading | None:
    """The reading of an override; None where it was written for another form of trees."""
    try:
        return _decoder.decode(override.document)
    except (msgspec.DecodeError, RecursionError):
        return None


def _trial(trial: Trial, known: Mapping[tuple[str | None, str], Override]) -> Trial:
    found = {at: _override(trial, criterion, known) for at, criterion in enumerate(trial.criteria)}
    if not any(found.values()):
        return trial
    criteria = (_criterion(each, found[at]) for at, each in enumerate(trial.criteria))
    return msgspec.structs.replace(trial, criteria=tuple(criteria))


def _override(trial: Trial, criterion: Criterion, known: Mapping[tuple[str | None, str], Override]) -> Override | None:
    words = words_of(criterion)
    return (known.get((trial.nct_id, words)) or known.get((None, words))) if criterion.text else None


def _criterion(criterion: Criterion, override: Override | None) -> Criterion:
    """The same words with the curator's reading; how it is decided follows from the tree."""
    reading = reading_of(override) if override else None
    if override is None or reading is None:
        return criterion
    return msgspec.structs.replace(
        criterion,
        kind=kind_of(reading.tree),
        expression=render(reading.tree),
        flags=(OVERRIDDEN, *_flags(reading.tree)),
        tree=reading.tree,
        override=Overridden(
            number=override.id,
            decided_by="curator",
            reason=override.reason,
            made=_day(override.made),
            expires=_day(override.expires) if override.expires else None,
            replaces=criterion.expression,
        ),
    )


def _flags(tree: Node) -> Iterator[str]:
    kinds = {type(node) for node in walk(tree)}
    if Attested in kinds and kind_of(tree) == "computable":
        yield ATTESTATION_PART
    if Quality in kinds:
        yield QUALITY_ASKED


def _day(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).date().isoformat()


# -- what is not taken --------------------------------------------------------------------------------------


def check_tree(tree: Node, known: Lexicon) -> None:
    """Refuse a tree that cannot be judged: too large, of unknown concepts, of numbers that are none, of identifiers."""
    if _depth(tree) > DEEPEST:
        raise InputRefused(f"the tree is deeper than {DEEPEST} nodes", where="/tree")
    nodes = [*walk(tree)]
    if len(nodes) > MOST_NODES:
        raise InputRefused(f"the tree has more than {MOST_NODES} nodes", where="/tree")
    for node in nodes:
        _check_node(node, known)


def check_text(text: str, where: str) -> None:
    """Refuse words that hold what could identify a person; a day is no harm here."""
    found = identifying(text)
    if found is not None and "date" not in found:
        raise InputRefused(f"holds what looks like {found}", where=where, do="name no person")


def _check_node(node: Node, known: Lexicon) -> None:
    kind = type(node).__struct_config__.tag
    for name in _concepts(node):
        if name not in known.concepts:
            do = "take the lexicon's own names: GET /v1/concepts finds them"
            raise InputRefused(f"a node {kind} names a concept that the lexicon does not hold", where="/tree", do=do)
    for value in msgspec.structs.astuple(node):
        if isinstance(value, float) and not math.isfinite(value):
            raise InputRefused(f"a node {kind} holds a number that is none", where="/tree")
        if isinstance(value, str):
            check_text(value, "/tree")
    if hasattr(node, "of") and not children(node):
        raise InputRefused(f"a node {kind} has no parts", where="/tree")
    if isinstance(node, AtLeast) and not 1 <= node.k <= len(node.of):
        raise InputRefused("a node at_least asks for none of its parts, or for more than it has", where="/tree")


def _concepts(node: Node) -> Iterator[str]:
    if isinstance(name := getattr(node, "concept", None), str):
        yield name
    for field in ("concepts", "exclude"):
        yield from getattr(node, field, ())
    for group in getattr(node, "once", ()):
        yield from group


def _depth(tree: Node) -> int:
    depth, level = 0, [tree]
    while level:
        depth, level = depth + 1, [child for node in level for child in children(node)]
    return depth
