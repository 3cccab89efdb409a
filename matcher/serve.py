"""The server: worker processes behind one port, each with a whole application."""

from __future__ import annotations

import ipaddress
import os
import socket
import tempfile
import time
from pathlib import Path

import msgspec
from granian.constants import Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server import Server

from criteria.errors import WorkFailed
from matcher.screening.keeper import Keeper
from matcher.service import ServiceSettings

__all__ = ["bound", "is_loopback", "run"]

LOOPBACK = "127.0.0.1"
TRIES, AGAIN = 10, 0.25


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def bound(settings: ServiceSettings, *, guarded: bool) -> ServiceSettings:
    """The settings with the address that is really listened on: without keys only the loopback, a port that is free."""
    open_to_all = not guarded and not is_loopback(settings.host)
    host = LOOPBACK if open_to_all else settings.host
    return msgspec.structs.replace(settings, host=host, port=_free(host, settings.port))


def run(settings: ServiceSettings) -> None:
    """Serve until a signal comes; requests under way are then brought to their end."""
    with tempfile.TemporaryDirectory(prefix="resetmatch-metrics-") as metrics:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = metrics
        os.environ["RESETMATCH_PARENT"] = str(os.getpid())
        os.environ["RESETMATCH_SERVICE"] = msgspec.json.encode(settings).decode()
        server = Server(
            "matcher.api.worker:create",
            address=settings.host,
            port=settings.port,
            interface=Interfaces.ASGI,
            factory=True,
            workers=settings.workers,
            backlog=settings.connections,
            backpressure=settings.connections,
            websockets=False,
            http1_settings=HTTP1Settings(
                header_read_timeout=round(settings.header_seconds * 1000), max_buffer_size=settings.header_bytes
            ),
            log_level=LogLevels.warning,
            respawn_failed_workers=True,
            workers_kill_timeout=settings.shutdown_seconds,
            working_dir=Path.cwd(),
        )
        with Keeper(settings):
            server.serve()


def _free(host: str, port: int) -> int:
    """The port, if nobody listens there; for 0, one that is free. The server itself would share it without a word.

    The workers of a server that was killed need a moment to end.
    """
    for left in range(TRIES, 0, -1):
        try:
            return _bound(host, port)
        except OSError as error:
            if left == 1:
                where = f"{host}:{port}"
                raise WorkFailed(f"cannot listen at {where}: {(error.strerror or str(error)).lower()}") from None
            time.sleep(AGAIN)
    return port


def _bound(host: str, port: int) -> int:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((host, port))
        return int(probe.getsockname()[1])
