"""A bar on stderr with rate and time left, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

__all__ = ["progress"]


class _Rate(ProgressColumn):
    """People a second."""

    def render(self, task: Task) -> Text:
        """The rate of a task, once there is one."""
        return Text("" if task.speed is None else f"{task.speed:,.0f} people/s")


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int | None], None] | None]:
    """What to tell how much is done, of how much; None where nobody looks."""
    if not sys.stderr.isatty():
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as shown:
        task = shown.add_task(what, total=None)
        yield lambda done, total: shown.update(task, completed=min(done, total or done), total=total)
