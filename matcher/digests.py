"""Digests, named by how they are made."""

from __future__ import annotations

import hashlib

__all__ = ["digest_of"]


def digest_of(content: bytes) -> str:
    """The SHA-256 of the bytes, named as such: "sha256:9f86d0..."."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"
