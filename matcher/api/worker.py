"""A worker process: builds its application from the settings that the command has left in the environment."""

from __future__ import annotations

import gc
import os

import msgspec

from matcher.api.app import create_app
from matcher.api.logs import set_up_logs
from matcher.api.outer import Outer
from matcher.api.runtime import start
from matcher.service import ServiceSettings

__all__ = ["create"]


def create() -> Outer:
    """The application of this process."""
    settings = msgspec.json.decode(os.environ["RESETMATCH_SERVICE"], type=ServiceSettings)
    set_up_logs()
    runtime = start(settings)
    app = Outer(create_app(runtime.catalogue, runtime), settings)
    gc.collect()
    gc.freeze()  # trials and lexicon stay: looking through them again and again for garbage would hold requests up
    return app
