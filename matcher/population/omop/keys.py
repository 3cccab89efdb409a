"""Profile ids that say nothing of the persons behind them.

A profile id is "p-" and the first 32 hexadecimal digits of the HMAC-SHA256 of the person_id, as decimal text, under a
secret key. Who holds the key and the persons' numbers can find a person again; from the id alone nobody can.
"""

from __future__ import annotations

import hmac
import os
import secrets
from pathlib import Path

from criteria.errors import InputRefused, WorkFailed

__all__ = ["default_key", "key_from", "profile_id"]

_BYTES = 32
_LEAST = 16


def profile_id(person_id: int, key: bytes) -> str:
    """The profile id of a person: "p-3f0c...", always the same under the same key."""
    return f"p-{hmac.digest(key, str(person_id).encode(), 'sha256').hex()[:32]}"


def default_key() -> Path:
    """Where the key lies unless it is named: in the user's data folder."""
    data = os.environ.get("XDG_DATA_HOME")
    return (Path(data) if data else Path.home() / ".local" / "share") / "resetmatch" / "omop.key"


def key_from(path: Path) -> bytes:
    """The key in a file; a file that is not there is made, for its owner only."""
    try:
        if not path.exists():
            _make(path)
        key = path.read_bytes().strip()
    except OSError as error:
        raise WorkFailed(f"the key cannot be read or made: {path}: {error.strerror}") from error
    if len(key) < _LEAST:
        raise InputRefused(f"holds no key of at least {_LEAST} bytes", where=str(path))
    return key


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(secrets.token_hex(_BYTES) + "\n")
