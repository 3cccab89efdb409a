"""One patient against many trials at once: each distinct test is judged and worded once, whoever asks for it."""

from __future__ import annotations

from matcher.single.matching import Matching

__all__ = ["Matching"]
