"""Bundles from files: a Bundle, an array of them, or one a line, plain or gzipped."""

from __future__ import annotations

import datetime as dt
import gzip
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from criteria.errors import ProfileRefused
from criteria.lexicon import Lexicon, lexicon
from matcher.population.fhir.bundle import decode_bundle, people_of, resource_type
from matcher.population.fhir.convert import Converted, convert, fresh_id

__all__ = ["holds_fhir", "read_bundles"]

_BOM = b"\xef\xbb\xbf"


def holds_fhir(path: Path) -> bool:
    """Whether a file holds FHIR resources, by the resourceType of the first."""
    if path.suffix not in {".json", ".ndjson", ".jsonl", ".gz", ""}:
        return False
    try:
        first = next(iter(_documents(_content(path))), None)
    except ProfileRefused:
        return False
    return first is not None and bool(resource_type(first[1]))


def read_bundles(
    path: Path, index: dt.date, known: Lexicon | None = None, *, new_id: Callable[[], str] = fresh_id
) -> Iterator[Converted | ProfileRefused]:
    """Each person of each bundle of a file as a profile, or why a bundle is refused; the others go through."""
    known = known or lexicon()
    documents = _documents(_content(path))
    if not documents:
        yield ProfileRefused("is not valid JSON, or empty", where=str(path))
    for place, raw in documents:
        try:
            people = people_of(decode_bundle(bytes(raw)))
        except ProfileRefused as refused:
            yield ProfileRefused(refused.what, where=f"{path} {place} {refused.where}".rstrip(), do=refused.do)
            continue
        yield from (convert(person, index, known, new_id=new_id) for person in people)


def _content(path: Path) -> bytes:
    try:
        content = path.read_bytes()
        return gzip.decompress(content) if path.suffix == ".gz" else content
    except (OSError, EOFError, zlib.error) as error:
        raise ProfileRefused("cannot be read", where=str(path)) from error


def _documents(content: bytes) -> list[tuple[str, msgspec.Raw]]:
    """The JSON documents of a file with their places: "bundle 1", "line 4"."""
    content = content.removeprefix(_BOM)
    try:
        whole = msgspec.json.decode(content, type=msgspec.Raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        lines = enumerate(content.split(b"\n"), start=1)
        return [(f"line {number}", msgspec.Raw(line)) for number, line in lines if line.strip()]
    if bytes(whole).lstrip().startswith(b"["):
        each = msgspec.json.decode(whole, type=list[msgspec.Raw])
        return [(f"bundle {number}", raw) for number, raw in enumerate(each, start=1)]
    return [("bundle 1", whole)]
