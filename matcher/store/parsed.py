"""What was read of eligibility texts, so that each is read once by each parser with each lexicon."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Mapping

import msgspec
from sqlalchemy import select

from matcher import clock
from matcher.store.database import Database, add_new
from matcher.store.tables import parsed_criteria

__all__ = ["Parsed", "Reader"]

CHUNK = 500
FASTEST = 1


class Reader(msgspec.Struct, frozen=True, kw_only=True):
    """Who read: the digest of the lexicon, and what tells this parser from others."""

    lexicon_digest: str
    parser: str


class Parsed:
    """Readings by the digest of what was read. They are bytes here: what they say is the matter of those who read."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, reader: Reader, text_digests: Collection[str]) -> dict[str, bytes]:
        """Those of the readings that are there, by digest; one that is damaged is not there."""
        columns, digests = parsed_criteria.c, list(text_digests)
        own = columns.lexicon_digest == reader.lexicon_digest, columns.parser == reader.parser
        found: dict[str, bytes] = {}
        with self._database.read() as connection:
            for start in range(0, len(digests), CHUNK):
                among = columns.text_digest.in_(digests[start : start + CHUNK])
                asked = select(columns.text_digest, columns.content).where(*own, among)
                found.update(connection.execute(asked).all())
        return {digest: content for digest, packed in found.items() if (content := _unpacked(packed)) is not None}

    def put(self, reader: Reader, readings: Mapping[str, bytes]) -> None:
        """Keep readings by digest; those that are there already stay."""
        now = clock.now()
        rows = [
            {**msgspec.structs.asdict(reader), "text_digest": digest, "content": _packed(content), "made": now}
            for digest, content in sorted(readings.items())
        ]
        if rows:
            with self._database.write() as connection:
                add_new(connection, parsed_criteria, rows)


def _packed(content: bytes) -> bytes:
    return zlib.compress(content, FASTEST)


def _unpacked(packed: bytes) -> bytes | None:
    try:
        return zlib.decompress(packed)
    except zlib.error:
        return None
