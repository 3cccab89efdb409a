"""Named products: "YTB323" and "rapcabtagene autoleucel" are one, and what is known of it stands in a table."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import msgspec

from criteria.registry.classify.passages import Evidence, Passage
from criteria.registry.classify.tables import ProductRow, product_rows
from criteria.registry.classify.words import Names

__all__ = ["NamedProduct", "products_in"]

_DECIDING = ("title", "given", "condition", "keyword")
_FURTHER = ("arm", "summary")


class NamedProduct(msgspec.Struct, frozen=True, kw_only=True):
    """A product of the table and the words that named it; `source` says where the table has its facts from."""

    product: str
    aliases: tuple[str, ...]
    developer: str | None
    modality: str | None
    targets: tuple[str, ...]
    origin: str | None
    source: str
    evidence: tuple[Evidence, ...]


def products_in(passages: Iterable[Passage]) -> tuple[NamedProduct, ...]:
    """The products that titles and interventions name; where these name none, those of the arms and the summary."""
    passages = tuple(passages)
    return _named(passages, _DECIDING) or _named(passages, _FURTHER)


def _named(passages: tuple[Passage, ...], parts: tuple[str, ...]) -> tuple[NamedProduct, ...]:
    found: dict[ProductRow, list[Evidence]] = {}
    for passage in passages:
        if passage.part in parts:
            for row, words in _names().found(passage):
                found.setdefault(row, []).append(words)
    return tuple(_product(row, words) for row, words in found.items())


def _product(row: ProductRow, words: list[Evidence]) -> NamedProduct:
    return NamedProduct(
        product=row.product,
        aliases=row.aliases,
        developer=row.developer or None,
        modality=row.modality or None,
        targets=row.targets,
        origin=row.origin or None,
        source=row.source,
        evidence=tuple(words),
    )


@cache
def _names() -> Names[ProductRow]:
    return Names((name, row) for row in product_rows() for name in (row.product, *row.aliases))
