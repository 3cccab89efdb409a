"""What a command tells its user: results on stdout, messages on stderr, and the exit status they make."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import click
import msgspec

from criteria.errors import InputRefused, ProfileRefused, RecordRefused

__all__ = ["DONE", "FAILED", "REFUSED", "Report", "number", "print_json", "reader_left", "say", "write"]

DONE = 0
FAILED = 1
REFUSED = 2
T = TypeVar("T")


class Report:
    """What was refused so far: each on stderr as it comes, the number at the end."""

    def __init__(self) -> None:
        self.count = 0

    def add(self, *refusals: InputRefused) -> None:
        """Say what was refused."""
        for refusal in refusals:
            self.count += 1
            say(f"refused: {refusal}")

    def passed(self, items: Iterable[T | RecordRefused | ProfileRefused]) -> Iterator[T]:
        """What was not refused; the rest is said."""
        for item in items:
            if isinstance(item, InputRefused):
                self.add(item)
            else:
                yield item

    def close(self, last: str | None = None) -> int:
        """Say how many were refused, and a last word that makes the whole a refusal; the exit status."""
        if self.count:
            say(f"{number(self.count, 'item')} refused")
        if last:
            say(last)
        return REFUSED if self.count or last else DONE


def say(message: str) -> None:
    """One message on stderr."""
    click.echo(f"resetmatch: {message}", err=True)


def number(count: int, what: str) -> str:
    """A count with its noun: "1 record", "1,200 records"."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def write(content: bytes) -> None:
    """UTF-8 on stdout, whatever the locale."""
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def print_json(items: Iterable[Any], form: str) -> None:
    """One object a line for ndjson; for json the object itself where there is one, an array where there are more."""
    if form == "ndjson":
        for item in items:
            write(msgspec.json.encode(item) + b"\n")
        return
    everything = list(items)
    if not everything:
        return
    only = everything[0] if len(everything) == 1 else everything
    write(msgspec.json.format(msgspec.json.encode(only), indent=2) + b"\n")


def reader_left() -> int:
    """The reader of stdout has seen enough: give the interpreter nothing to flush at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE
