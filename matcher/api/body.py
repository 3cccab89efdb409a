"""Request bodies, read as strictly as files are, and refused without repeating a value."""

from __future__ import annotations

import re
from typing import TypeVar

import msgspec

from criteria.errors import InputRefused, ProfileRefused
from matcher.population.facts import Patient
from matcher.population.files import single
from matcher.population.guard import unknown_field
from matcher.population.resolve import parse_profile
from matcher.population.schema import Profile

__all__ = ["decode", "decode_profile"]

T = TypeVar("T")
PLACE = re.compile(r" - at `\$(?P<place>[^`]*)`$")
QUOTES_A_VALUE = re.compile(r"^Invalid (enum )?value\b.*")
UNKNOWN = re.compile(r"Object contains unknown field `(?P<field>.*)`", re.DOTALL)


def decode(body: bytes, kind: type[T]) -> T:
    """The body as a value of this type; InputRefused points at the field that is wrong."""
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _refused(error, kind) from None


def decode_profile(body: bytes, where: str) -> Patient:
    """The patient of a profile at this place of the body, kept to the same rules as profiles in files."""
    try:
        return parse_profile(single(body))
    except ProfileRefused as refused:
        raise ProfileRefused(refused.what, where=where + refused.where.rstrip("/"), do=refused.do) from None


def _refused(error: Exception, kind: type) -> InputRefused:
    message = str(error) if isinstance(error, msgspec.DecodeError) else f"not JSON ({type(error).__name__})"
    found = PLACE.search(message)
    place, what = _pointer(found["place"]) if found else "body", PLACE.sub("", message)
    if unknown := UNKNOWN.fullmatch(what):
        return _unknown(unknown["field"], kind, place)
    return InputRefused(QUOTES_A_VALUE.sub("not one of the values allowed here", what), where=place)


def _unknown(field: str, kind: type, place: str) -> InputRefused:
    """A field too many: a profile sent bare is the likeliest of slips."""
    names, own = (tuple(each.name for each in msgspec.structs.fields(schema)) for schema in (kind, Profile))
    if "profile" in names and field in own:
        return InputRefused(f"the field {field} belongs to a profile", where=place, do="put the profile under profile")
    return unknown_field(field, [*names], place)


def _pointer(path: str) -> str:
    """A path of the decoder as a JSON pointer: ".records[0].protocolSection" is "/records/0/protocolSection"."""
    return re.sub(r"[.\[]", "/", path).replace("]", "")
