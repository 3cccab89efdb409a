"""The real command on the loopback."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import httpx
import pytest

COMMAND = str(Path(sys.executable).with_name("resetmatch"))
PATIENCE = 60.0


@contextmanager
def serving(store: Path, *options: str, **settings: str) -> Iterator[str]:
    """A server over the bundled sample, or over what the options say; its address."""
    port = free_port()
    with tempfile.TemporaryFile() as log:  # a pipe that nobody reads would stop the server when it is full
        process = subprocess.Popen(
            [COMMAND, "serve", "--port", str(port), *options],
            env={**os.environ, "RESETMATCH_STORE": str(store), **settings},
            stdout=log,
            stderr=log,
        )
        root = f"http://127.0.0.1:{port}"
        try:
            wait_for(root, process, log)
            yield root
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(root: str, process: subprocess.Popen[bytes], log: IO[bytes], patience: float = PATIENCE) -> None:
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if process.poll() is not None:
            log.seek(0)
            pytest.fail(f"the server ended with {process.returncode}: {log.read().decode()}")
        try:
            httpx.get(f"{root}/health", timeout=2)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server does not answer")
