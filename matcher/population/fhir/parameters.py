"""What a caller asks for besides the record: FHIR's Parameters, as far as they are read."""

from __future__ import annotations

import msgspec

__all__ = ["Parameter", "Parameters"]


class Parameter(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One named value of a request."""

    name: str
    value_string: str | None = None
    value_code: str | None = None
    value_date: str | None = None
    value_decimal: float | None = None
    value_integer: int | None = None
    resource: msgspec.Raw = msgspec.Raw()


class Parameters(msgspec.Struct, frozen=True, kw_only=True):
    """What a caller asks for besides the record."""

    parameter: tuple[Parameter, ...] = ()
