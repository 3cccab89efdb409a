"""The store: registry records brought by `sync`, as one snapshot on disk.

A snapshot is `records-<digest>.ndjson` (study objects as the registry served them, one a line, sorted by NCT number)
and `manifest.json`, which names it. The manifest is replaced last: a reader sees the old snapshot or the new.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from criteria.errors import RecordRefused, WorkFailed
from criteria.registry.record import RawRecord, Study, decode_study, split_documents

__all__ = ["Manifest", "RecordStore", "default_folder", "digest_of"]


class Manifest(msgspec.Struct, frozen=True):
    """What a snapshot is: the day it was retrieved ("2026-09-14"), the SHA-256 of its records, and their number."""

    retrieved: str
    digest: str
    count: int
    file: str


def default_folder() -> Path:
    """Where the store is unless it is named: RESETMATCH_STORE, else the user's data folder."""
    named = os.environ.get("RESETMATCH_STORE")
    if named:
        return Path(named).expanduser()
    data = os.environ.get("XDG_DATA_HOME")
    return (Path(data) if data else Path.home() / ".local" / "share") / "resetmatch"


def digest_of(content: bytes) -> str:
    """The SHA-256 of the bytes, named as such: "sha256:9f86d0..."."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


class RecordStore:
    """The snapshot in one folder."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or default_folder()

    @property
    def manifest(self) -> Manifest | None:
        """What the snapshot is; None where nothing was brought yet."""
        path = self.folder / "manifest.json"
        try:
            return msgspec.json.decode(path.read_bytes(), type=Manifest)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise WorkFailed(f"the store cannot be read: {path}: {error.strerror}") from error
        except msgspec.DecodeError as error:
            raise WorkFailed(f"the store is damaged: {path}: {error}; run resetmatch sync again") from error

    def replace(self, records: Iterable[RawRecord], *, retrieved: str) -> Manifest:
        """Put these records in place of the snapshot; of records with one NCT number the last counts."""
        lines: dict[str, bytes] = {}
        for record in records:
            study = decode_study(record)
            if isinstance(study, RecordRefused):
                raise study
            lines[study.nct_id] = msgspec.json.format(record.raw, indent=-1)
        content = b"".join(line + b"\n" for _, line in sorted(lines.items()))
        digest = digest_of(content)
        name = f"records-{digest[7:19]}.ndjson"
        manifest = Manifest(retrieved=retrieved, digest=digest, count=len(lines), file=name)
        try:
            self._write(name, content)
            self._write("manifest.json", msgspec.json.encode(manifest) + b"\n")
        except OSError as error:
            raise WorkFailed(f"the store cannot be written: {self.folder}: {error.strerror}") from error
        self._forget(keep=name)
        return manifest

    def records(self) -> Iterator[Study]:
        """The studies of the snapshot, sorted by NCT number."""
        manifest = self.manifest
        if manifest is None:
            return
        for item in split_documents(self._content(manifest), manifest.file) if manifest.count else ():
            study = item if isinstance(item, RecordRefused) else decode_study(item)
            if isinstance(study, RecordRefused):
                raise WorkFailed(f"the store is damaged: {study}; run resetmatch sync again")
            yield study

    def _content(self, manifest: Manifest) -> bytes:
        path = self.folder / manifest.file
        try:
            content = path.read_bytes()
        except OSError as error:
            raise WorkFailed(f"the store cannot be read: {path}: {error.strerror}") from error
        if digest_of(content) != manifest.digest:
            raise WorkFailed(f"the store is damaged: {path} is not what its manifest says; run resetmatch sync again")
        return content

    def _write(self, name: str, content: bytes) -> None:
        """Write beside and rename, so that a reader sees the old file or the new one, never a part."""
        self.folder.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=self.folder, prefix=f".{name}.")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            Path(temporary).replace(self.folder / name)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise

    def _forget(self, *, keep: str) -> None:
        """Remove snapshots that no manifest names; one that another process still holds may stay."""
        for old in self.folder.glob("records-*.ndjson"):
            if old.name != keep:
                with contextlib.suppress(OSError):  # a leftover costs only space
                    old.unlink()
