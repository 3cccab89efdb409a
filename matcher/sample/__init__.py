"""The bundled sample: made-up trials in the registry's shape, and made-up patients. No person is described."""

from __future__ import annotations

from pathlib import Path

__all__ = ["PROFILES", "TRIALS"]

TRIALS = Path(__file__).parent / "trials"
"""A folder of study objects."""

PROFILES = Path(__file__).parent / "profiles.ndjson"
"""Patient profiles, one a line."""
