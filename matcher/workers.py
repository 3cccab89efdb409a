"""Worker processes: each gets a task once, then does it for one block after the other and says when a block is done.

Workers share nothing, so that the work of blocks goes on side by side. A worker whose master is gone stops at once:
it would write where the next run writes.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from queue import SimpleQueue
from threading import Thread
from typing import IO

import msgspec

from criteria.errors import InputRefused, ProfileRefused, WorkFailed

__all__ = ["Task", "cores", "done_by_workers"]

Task = Callable[[int], None]

# A worker needs as much memory for each block as for the one before: it keeps what was freed, in pages that are large,
# and spares the system clearing them anew for every block. Polars' allocator reads the first line, C's the others.
MEMORY = {
    "_RJEM_MALLOC_CONF": "dirty_decay_ms:-1,muzzy_decay_ms:-1,thp:always",
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",
    "MALLOC_TRIM_THRESHOLD_": str(1 << 32),
    "MALLOC_MMAP_THRESHOLD_": str(1 << 25),
}


def cores() -> int:
    """How many processes can work at the same time here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Failure(msgspec.Struct):
    """Why a block could not be done; `refused`: the input was at fault."""

    what: str
    where: str = ""
    do: str = ""
    refused: bool = False

    def raised(self) -> WorkFailed | ProfileRefused:
        """The same as an error of this process."""
        return ProfileRefused(self.what, where=self.where, do=self.do) if self.refused else WorkFailed(self.what)


def done_by_workers(task: Task, starts: Sequence[int], workers: int) -> Iterator[int]:
    """Does a task for every start in so many processes; gives each start, in order, once it is done."""
    told = pickle.dumps(task)
    with ExitStack() as ended, ThreadPoolExecutor(workers) as threads:
        free: SimpleQueue[_Worker] = SimpleQueue()
        for _ in range(workers):
            free.put(ended.enter_context(_worker(told)))

        def done(start: int) -> int:
            worker = free.get()
            try:
                worker.do(start)
            finally:
                free.put(worker)
            return start

        coming = [threads.submit(done, start) for start in starts]
        try:
            yield from (each.result() for each in coming)
        finally:
            threads.shutdown(wait=False, cancel_futures=True)
            ended.close()


class _Worker:
    """A process that does one block at a time."""

    def __init__(self, process: subprocess.Popen[bytes], told: IO[bytes], answers: IO[bytes]) -> None:
        self._process, self._told, self._answers = process, told, answers

    def do(self, start: int) -> None:
        """Has a block done, and waits for it."""
        answer = b""
        with suppress(OSError):
            self._told.write(b"%d\n" % start)
            self._told.flush()
            answer = self._answers.readline()
        if not answer:
            code = self._process.wait()
            raise WorkFailed(
                f"a worker process ended early (code {code}); is there memory for it? "
                "Start again, with smaller blocks: what is done is kept"
            )
        if failure := msgspec.json.decode(answer, type=_Failure | None):
            raise failure.raised()


@contextmanager
def _worker(told: bytes) -> Iterator[_Worker]:
    """A worker process with its task, ended at the end."""
    surroundings = {"POLARS_MAX_THREADS": "1", **MEMORY, **os.environ}
    command = [sys.executable, "-m", "matcher.workers"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=surroundings)  # noqa: S603 - this module
    if process.stdin is None or process.stdout is None:  # they are pipes; this tells the type checker
        raise WorkFailed("a worker process cannot be spoken to")
    try:
        with suppress(BrokenPipeError):
            process.stdin.write(told)
            process.stdin.flush()
        yield _Worker(process, process.stdin, process.stdout)
    finally:
        process.kill()
        with suppress(OSError):
            process.stdin.close()
        process.stdout.close()
        process.wait()


# -- the worker's side --------------------------------------------------------------------------------------------


def main() -> None:
    """Does what the standard input asks for, until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the master's business
    answers = os.fdopen(os.dup(1), "wb")
    task: Task = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by the process that started this one
    gc.freeze()  # the plan outlives every block: the collector need not look at it again and again
    starts: SimpleQueue[int] = SimpleQueue()
    Thread(target=_listen, args=(starts,), daemon=True).start()
    while True:
        answers.write(msgspec.json.encode(_tried(task, starts.get())) + b"\n")
        answers.flush()


def _listen(starts: SimpleQueue[int]) -> None:
    """Hands on what is asked for; ends the process, whatever it is doing, with the one that asks."""
    for line in sys.stdin.buffer:
        starts.put(int(line))
    os._exit(0)


def _tried(task: Task, start: int) -> _Failure | None:
    try:
        task(start)
    except InputRefused as error:
        return _Failure(error.what, error.where, error.do, refused=True)
    except WorkFailed as error:
        return _Failure(str(error))
    except MemoryError:
        return _Failure("there is not enough memory for a block; start again with smaller blocks: what is done is kept")
    return None


if __name__ == "__main__":
    main()
