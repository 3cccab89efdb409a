"""Keeps the screening processes of a server alive: one that dies is begun anew, all end with the server."""

from __future__ import annotations

import subprocess
import sys
import threading
from types import TracebackType
from typing import Self

from matcher.service import ServiceSettings

__all__ = ["Keeper"]

LOOK = 0.5
COMMAND = (sys.executable, "-m", "matcher.screening.worker")


class Keeper:
    """As many processes as the settings allow to screen at once; they read the settings from the environment."""

    def __init__(self, settings: ServiceSettings) -> None:
        self._count, self._patience = settings.screenings_at_once, settings.shutdown_seconds
        self._running: list[subprocess.Popen[bytes]] = []
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="keeper", daemon=True)

    def __enter__(self) -> Self:
        if self._count:
            self._thread.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _where: TracebackType | None
    ) -> None:
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join()

    def _keep(self) -> None:
        while not self._stopped.wait(LOOK):
            self._running = [each for each in self._running if each.poll() is None]
            while len(self._running) < self._count:
                self._running.append(subprocess.Popen(COMMAND, stdin=subprocess.DEVNULL))  # noqa: S603 - our own
        for each in self._running:
            each.terminate()
        for each in self._running:
            self._end(each)

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        """Wait for the block under way; a job that is cut off goes on with the next process."""
        try:
            process.wait(self._patience)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
