"""Eligibility texts, read once: what was read is kept in the store for the same parser and the same lexicon."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from criteria.criterion import Trial
from criteria.lexicon import lexicon
from criteria.parse.vocabulary import vocabulary
from criteria.reading import TextReading, diseases_of, read, read_text
from criteria.registry.record import Study
from matcher.digests import digest_of

if TYPE_CHECKING:
    from matcher.store.parsed import Parsed

__all__ = ["parser_digest", "read_once", "rules_digest"]

_decoder: msgspec.msgpack.Decoder[TextReading] = msgspec.msgpack.Decoder(TextReading)


def read_once(studies: Collection[Study], kept: Parsed) -> Iterator[Trial]:
    """The trials of these records, in order; what was not read before is read and kept."""
    from matcher.store.parsed import Reader  # noqa: PLC0415 - whoever matches files waits for no database

    reader = Reader(lexicon_digest=lexicon().digest, parser=parser_digest())
    digests = [_digest(study) for study in studies]
    known = {digest: _decoded(content) for digest, content in kept.get(reader, set(digests)).items()}
    new: dict[str, bytes] = {}
    for study, digest in zip(studies, digests, strict=True):
        if known.get(digest) is None:
            known[digest] = found = read_text(study.criteria_text, diseases_of(study.conditions, vocabulary()))
            new[digest] = msgspec.msgpack.encode(found)
    kept.put(reader, new)
    return (read(study, known[digest]) for study, digest in zip(studies, digests, strict=True))


@cache
def parser_digest() -> str:
    """What tells this parser from any other: the digest of its source."""
    return _source_digest("criteria")


@lru_cache(64)
def rules_digest(overrides: tuple[int, ...] = ()) -> str:
    """What verdicts are made by: the digest of parser, lexicon and evaluation, and the overrides laid over them."""
    rules = (parser_digest(), lexicon().digest, _source_digest("matcher"), *map(str, overrides))
    return digest_of("\n".join(rules).encode())


@cache
def _source_digest(package: str) -> str:
    root = Path(str(files(package)))
    parts = sorted((path.relative_to(root).as_posix(), path.read_bytes()) for path in root.rglob("*.py"))
    return digest_of(b"\0".join(name.encode() + b"\0" + content for name, content in parts))


def _digest(study: Study) -> str:
    """The digest of all that `read_text` looks at: the text, and the conditions that it is read for."""
    return digest_of(msgspec.json.encode((study.criteria_text, study.conditions)))


def _decoded(content: bytes) -> TextReading | None:
    """The reading; None where another form of it was kept, which is then read anew."""
    try:
        return _decoder.decode(content)
    except msgspec.DecodeError:
        return None
