"""Where a command's input comes from: files, folders, the store, standard input, the registry, bare words."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from criteria.errors import RecordRefused
from criteria.parse.vocabulary import vocabulary
from criteria.reading import diseases_of
from criteria.registry.record import RawRecord, Study, decode_study, read_raw, read_records, split_documents
from criteria.stages import headed
from matcher.catalogue import Catalogue, from_path, from_store

if TYPE_CHECKING:
    from matcher.store import Store

__all__ = ["EligibilityText", "Section", "catalogue_of", "raw_records", "studies", "texts"]

NCT = re.compile(r"NCT\d{8}", re.IGNORECASE)
TEXTS = frozenset({"", ".txt", ".md"})
Section = Literal["inclusion", "exclusion"]


class EligibilityText(msgspec.Struct, frozen=True):
    """A text to read, with the title and diseases of its record; a text from elsewhere has neither."""

    text: str
    title: str = ""
    diseases: tuple[str, ...] = ()


def raw_records(source: str | None) -> Iterator[RawRecord | RecordRefused]:
    """The records of a file or folder, or of a registry; without a source, of the live one."""
    if source is not None and "://" not in source:
        yield from read_raw(Path(source))
        return
    from criteria.registry.client import LIVE, Registry  # noqa: PLC0415 - files need no network

    yield from Registry(source or LIVE).studies()


def catalogue_of(trials: Path | None, store: str | None) -> Catalogue:
    """The trials of a file or folder, else those of the store."""
    if trials is not None:
        return from_path(trials)
    from matcher.store import open_store  # noqa: PLC0415 - files need no database

    with open_store(store) as opened:
        catalogue = from_store(opened)
    if catalogue is None:
        raise RecordRefused("no records in the store yet", where=opened.where, do=_bring(opened, "give --trials"))
    return catalogue


def studies(target: str, store: str | None) -> Iterator[Study | RecordRefused]:
    """The records of a file or folder, of standard input ("-"), or the one of the store with this number."""
    if target == "-":
        yield from _decoded(sys.stdin.buffer.read())
    elif NCT.fullmatch(target) and not Path(target).exists():
        yield _stored(target.upper(), store)
    else:
        yield from read_records(Path(target))


def texts(target: str, store: str | None, section: Section | None) -> Iterator[EligibilityText | RecordRefused]:
    """The texts of records, of a text file or of standard input, or the words of the argument itself.

    Bare text is put under the heading of `section`; words on the command line seldom bring a heading and are read as
    inclusion criteria where none is named.
    """
    if target == "-":
        piped = sys.stdin.buffer.read()
        if piped.lstrip()[:1] in (b"{", b"["):
            yield from map(_text, _decoded(piped))
        else:
            yield _bare(piped.decode("utf-8", errors="replace"), section)
    elif not NCT.fullmatch(target) and not _is_path(target):
        yield _bare(target, section or "inclusion")
    elif Path(target).suffix in TEXTS and Path(target).is_file():
        yield _bare(Path(target).read_text(encoding="utf-8", errors="replace"), section)
    else:
        yield from map(_text, studies(target, store))


def _text(study: Study | RecordRefused) -> EligibilityText | RecordRefused:
    if isinstance(study, RecordRefused):
        return study
    title = f"{study.nct_id}  {study.brief_title}".rstrip()
    return EligibilityText(study.criteria_text, title, diseases_of(study.conditions, vocabulary()))


def _bare(text: str, section: Section | None) -> EligibilityText:
    return EligibilityText(headed(text, section) if section else text)


def _decoded(piped: bytes) -> Iterator[Study | RecordRefused]:
    for item in split_documents(piped, "stdin"):
        yield item if isinstance(item, RecordRefused) else decode_study(item)


def _stored(nct_id: str, named: str | None) -> Study:
    from matcher.store import open_store  # noqa: PLC0415 - likewise

    with open_store(named) as store:
        snapshot = store.snapshots.current()
        record = store.snapshots.record(snapshot, nct_id) if snapshot else None
    if record is None:
        raise RecordRefused(f"{nct_id} is not in the store", where=store.where, do=_bring(store, "give a file"))
    study = decode_study(record)
    if isinstance(study, RecordRefused):
        raise study
    return study


def _bring(store: Store, otherwise: str) -> str:
    """What to do about records that are missing; those that a version before 0.2 left in the folder can be taken in."""
    left = sorted(store.folder.glob("records-*.ndjson")) if store.folder else []
    return f"run resetmatch sync{f' --from {left[-1]}' if left else ''}, or {otherwise}"


def _is_path(target: str) -> bool:
    try:
        return bool(target) and Path(target).exists()
    except OSError:  # too long for a path
        return False
