"""Request bodies, read as strictly as files are, and refused without repeating a value."""

from __future__ import annotations

import re
from typing import TypeVar

import msgspec

from criteria.errors import InputRefused, ProfileRefused
from matcher.population.facts import Patient
from matcher.population.files import split
from matcher.population.resolve import parse_profile

__all__ = ["decode", "decode_profile"]

T = TypeVar("T")
PLACE = re.compile(r" - at `\$(?P<place>[^`]*)`$")
QUOTES_A_VALUE = re.compile(r"^Invalid (enum )?value\b.*")


def decode(body: bytes, kind: type[T]) -> T:
    """The body as a value of this type; InputRefused points at the field that is wrong."""
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _refused(error) from None


def decode_profile(body: bytes, where: str) -> Patient:
    """The patient of a profile at this place of the body, kept to the same rules as profiles in files."""
    ((_, raw),) = split([body])
    try:
        if isinstance(raw, ProfileRefused):
            raise raw
        return parse_profile(raw)
    except ProfileRefused as refused:
        raise ProfileRefused(refused.what, where=where + refused.where.rstrip("/"), do=refused.do) from None


def _refused(error: Exception) -> InputRefused:
    message = str(error) if isinstance(error, msgspec.DecodeError) else f"not JSON ({type(error).__name__})"
    place = PLACE.search(message)
    what = QUOTES_A_VALUE.sub("not one of the values allowed here", PLACE.sub("", message))
    return InputRefused(what, where=_pointer(place["place"]) if place else "body")


def _pointer(path: str) -> str:
    """A path of the decoder as a JSON pointer: ".records[0].protocolSection" is "/records/0/protocolSection"."""
    return re.sub(r"[.\[]", "/", path).replace("]", "")
