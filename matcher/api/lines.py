"""Lines of a stream, read ahead by a bounded number of bytes.

A client that sends all of its body before it reads the answer would wait for ever on a server that answers line by
line, once the buffers between them are full; so much is read ahead for it. Beyond that the sender waits.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterable, AsyncIterator

__all__ = ["LONGEST_LINE", "READ_AHEAD", "lines_of"]

LONGEST_LINE = 1024 * 1024
READ_AHEAD = 16 * 1024 * 1024


class _Buffer:
    """Lines that were read and not yet used, and how many bytes they hold."""

    def __init__(self) -> None:
        self.lines: deque[bytes | None] = deque()
        self.size = 0
        self.ended = False
        self.changed = asyncio.Condition()

    async def put(self, line: bytes | None) -> None:
        async with self.changed:
            await self.changed.wait_for(lambda: self.size < READ_AHEAD)
            self.lines.append(line)
            self.size += len(line or b"")
            self.changed.notify_all()

    async def end(self) -> None:
        async with self.changed:
            self.ended = True
            self.changed.notify_all()

    async def take(self) -> tuple[bool, bytes | None]:
        """Whether there is a line, and the line."""
        async with self.changed:
            await self.changed.wait_for(lambda: self.lines or self.ended)
            if not self.lines:
                return False, None
            line = self.lines.popleft()
            self.size -= len(line or b"")
            self.changed.notify_all()
            return True, line


async def lines_of(chunks: AsyncIterable[bytes]) -> AsyncIterator[tuple[int, bytes | None]]:
    """Each line with its number, blank ones left out; None for one that is longer than a line may be."""
    buffer = _Buffer()
    reader = asyncio.create_task(_read(chunks, buffer))
    number = 0
    try:
        while True:
            there, line = await buffer.take()
            if not there:
                break
            number += 1
            if line is None or line.strip():
                yield number, line
        await reader
    finally:
        reader.cancel()


async def _read(chunks: AsyncIterable[bytes], buffer: _Buffer) -> None:
    rest, too_long = b"", False
    try:
        async for chunk in chunks:
            *whole, rest = (rest + chunk).split(b"\n")
            for line in whole:
                await buffer.put(None if too_long or len(line) > LONGEST_LINE else line)
                too_long = False
            if len(rest) > LONGEST_LINE:
                rest, too_long = b"", True
        if rest or too_long:
            await buffer.put(None if too_long else rest)
    finally:
        await buffer.end()
