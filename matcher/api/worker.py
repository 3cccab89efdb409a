"""A worker process: builds its application from the settings that the command has left in the environment."""

from __future__ import annotations

import gc
import os
import threading
import time

import msgspec

from matcher.api.app import create_app
from matcher.api.outer import Outer
from matcher.api.runtime import start
from matcher.logs import set_up_logs
from matcher.service import ServiceSettings

__all__ = ["create"]

LOOK = 0.25


def create() -> Outer:
    """The application of this process."""
    settings = msgspec.json.decode(os.environ["RESETMATCH_SERVICE"], type=ServiceSettings)
    set_up_logs()
    threading.Thread(target=_end_with, args=(int(os.environ["RESETMATCH_PARENT"]),), name="parent", daemon=True).start()
    runtime = start(settings)
    app = Outer(create_app(runtime.catalogue, runtime), settings)
    gc.collect()
    gc.freeze()  # trials and lexicon stay: looking through them again and again for garbage would hold requests up
    return app


def _end_with(parent: int) -> None:
    """A server that was killed cannot end its workers: they would hold its port, and the next could not begin."""
    while os.getppid() == parent:
        time.sleep(LOOK)
    os._exit(1)
