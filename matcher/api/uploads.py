"""A cohort that is sent: streamed to disk, never whole in memory, and looked at before anything is made of it."""

from __future__ import annotations

import asyncio
import hashlib
import os
from collections.abc import AsyncIterable
from pathlib import Path
from typing import IO

from litestar.exceptions import HTTPException
from litestar.status_codes import HTTP_413_REQUEST_ENTITY_TOO_LARGE, HTTP_415_UNSUPPORTED_MEDIA_TYPE

from criteria.errors import InputRefused, ProfileRefused, StoreUnavailable
from matcher.api.batch import NDJSON
from matcher.api.lines import LONGEST_LINE
from matcher.population.cohort_frame import rows_of_parquet
from matcher.population.files import single
from matcher.screening.request import CohortInfo, Form

__all__ = ["BYTES", "PARQUET", "check_head", "received"]

PARQUET = "application/vnd.apache.parquet"
BYTES = "application/octet-stream"
TAKEN = (PARQUET, NDJSON, BYTES, "")
MAGIC = b"PAR1"
CHUNK = 1024 * 1024
ONE_A_LINE = "send Parquet, or one profile a line"


def check_head(content_type: str, length: str, limit: int) -> None:
    """Refuse by the head of a request what is no cohort (415), or too large a one (413)."""
    if content_type.partition(";")[0].strip().lower() not in TAKEN:
        detail = f"send the cohort as {PARQUET} or {NDJSON}"
        raise HTTPException(detail=detail, status_code=HTTP_415_UNSUPPORTED_MEDIA_TYPE)
    if length.isdecimal() and int(length) > limit:
        raise _too_large(limit)


async def received(chunks: AsyncIterable[bytes], folder: Path, limit: int) -> CohortInfo:
    """The cohort as it came, now a file of that folder; refused where it is too large or cannot be a cohort at all."""
    coming = folder / "cohort.coming"
    try:
        with coming.open("xb") as file:
            writer = _Writer(file)
            async for chunk in chunks:
                if writer.size + len(chunk) > limit:
                    raise _too_large(limit)
                await writer.add(chunk)
            await writer.end()
        path = coming.rename(folder / f"cohort.{writer.form}")
    except OSError as error:
        raise StoreUnavailable(f"cohorts cannot be written: {os.strerror(error.errno or 0)}") from error
    rows = await asyncio.to_thread(_rows, path, writer)
    return CohortInfo(form=writer.form, bytes=writer.size, digest=f"sha256:{writer.digest.hexdigest()}", rows=rows)


class _Writer:
    """Writes to a file in pieces of a mebibyte, counts lines, and how long the one under way is."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._held, self._line = file, bytearray(), 0
        self.size, self.lines, self.digest = 0, 0, hashlib.sha256()
        self.form: Form = "ndjson"

    async def add(self, chunk: bytes) -> None:
        self.size += len(chunk)
        self._held += chunk
        if len(self._held) >= CHUNK:
            await self._write()

    async def end(self) -> None:
        await self._write()
        self.lines += self._line > 0

    async def _write(self) -> None:
        content, self._held = bytes(self._held), bytearray()
        await asyncio.to_thread(self._keep, content)

    def _keep(self, content: bytes) -> None:
        if not self._file.tell() and content.startswith(MAGIC):
            self.form = "parquet"
        if self.form == "ndjson":
            self._count(content)
        self.digest.update(content)
        self._file.write(content)

    def _count(self, content: bytes) -> None:
        for number, part in enumerate(content.split(b"\n")):
            if number:
                self.lines += self._line > 0
                self._line = 0
            self._line += len(part.strip())
            if self._line > LONGEST_LINE:
                raise ProfileRefused(f"a line is longer than {LONGEST_LINE} bytes", where="body", do=ONE_A_LINE)


def _too_large(limit: int) -> HTTPException:
    detail = f"the cohort is larger than {limit} bytes"
    return HTTPException(detail=detail, status_code=HTTP_413_REQUEST_ENTITY_TOO_LARGE)


def _rows(path: Path, writer: _Writer) -> int:
    """How many rows a cohort has, once it is known to be one."""
    rows = _rows_of_columns(path) if writer.form == "parquet" else writer.lines
    if not rows:
        raise ProfileRefused("holds no profile", where="body")
    if writer.form == "ndjson":
        _check_first_line(path)
    return rows


def _rows_of_columns(path: Path) -> int:
    try:
        return rows_of_parquet(path)
    except InputRefused as refused:
        where = refused.where if refused.where.startswith("/columns") else "body"
        raise ProfileRefused(refused.what, where=where, do=refused.do) from None


def _check_first_line(path: Path) -> None:
    """An array, or an object over several lines, would have to be read whole."""
    with path.open("rb") as file:
        first = next(line for line in file if line.strip())
    try:
        is_object = isinstance(single(first), dict)
    except ProfileRefused:
        is_object = False
    if not is_object:
        raise ProfileRefused("the first line is not a JSON object", where="body line 1", do=ONE_A_LINE)
