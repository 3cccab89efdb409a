"""Countries by any of their names or codes: "US", "USA" and "United States" are one."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

import msgspec

__all__ = ["Country", "countries", "country_of"]


class Country(msgspec.Struct, frozen=True):
    """A country: its ISO 3166-1 alpha-2 code and its name as the registry writes it."""

    code: str
    name: str
    aliases: tuple[str, ...]


@cache
def countries() -> tuple[Country, ...]:
    """All countries of the table, by code."""
    text = (files("matcher.geo") / "countries.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple(Country(row["code"], row["name"], tuple(filter(None, row["aliases"].split("|")))) for row in rows)


def country_of(name: str) -> Country | None:
    """The country of a name or a code, in any case; None for one that the table does not hold."""
    return _by_name().get(name.strip().casefold())


@cache
def _by_name() -> dict[str, Country]:
    return {name.casefold(): each for each in countries() for name in (*each.aliases, each.name, each.code)}
