"""The real command on the loopback."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

COMMAND = str(Path(sys.executable).with_name("resetmatch"))
PATIENCE = 60.0


@contextmanager
def serving(store: Path, *options: str) -> Iterator[str]:
    """A server over the bundled sample, or over what the options say; its address."""
    port = free_port()
    process = subprocess.Popen(
        [COMMAND, "serve", "--port", str(port), *options],
        env={**os.environ, "RESETMATCH_STORE": str(store)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    root = f"http://127.0.0.1:{port}"
    try:
        wait_for(root, process)
        yield root
    finally:
        process.terminate()
        process.communicate(timeout=20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(root: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            pytest.fail(f"the server ended with {process.returncode}: {process.communicate()[1].decode()}")
        try:
            httpx.get(f"{root}/health", timeout=2)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server does not answer")
