"""The finished blocks of a screening, kept so that one that was stopped goes on where it was."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from criteria.errors import WorkFailed

__all__ = ["Parts", "digest_of_file", "replaced"]

CHUNK = 1 << 20


def digest_of_file(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"


@contextmanager
def replaced(path: Path) -> Iterator[Path]:
    """A name to write to; once it is written whole, it takes the place of `path`."""
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        yield unfinished
        unfinished.replace(path)
    except OSError as error:
        raise WorkFailed(f"{path} cannot be written ({os.strerror(error.errno or 0)})") from error
    finally:
        unfinished.unlink(missing_ok=True)


class Parts:
    """A folder of finished blocks, those of one cohort, plan and settings alone."""

    def __init__(self, folder: Path, made_of: dict[str, str], *, fresh: bool = False) -> None:
        self.folder, self.made_of = folder, made_of
        try:
            self._open(fresh=fresh)
        except OSError as error:
            raise WorkFailed(f"{folder} cannot be written ({os.strerror(error.errno or 0)})") from error

    def _open(self, *, fresh: bool) -> None:
        """What is there of another cohort, plan or setting is of no use."""
        manifest = self.folder / "manifest.json"
        text = msgspec.json.format(msgspec.json.encode(self.made_of), indent=2)
        if not fresh and manifest.is_file() and manifest.read_bytes() == text:
            return
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        with replaced(manifest) as path:
            path.write_bytes(text)

    def path(self, start: int, suffix: str) -> Path:
        """Where a file of the block that begins with row `start` is kept."""
        return self.folder / f"{start:012}.{suffix}"

    def lacks(self, start: int) -> bool:
        """Whether the block that begins with row `start` is not finished."""
        return not self.path(start, "json").is_file()

    def remove(self) -> None:
        """Forgets all blocks."""
        shutil.rmtree(self.folder, ignore_errors=True)
