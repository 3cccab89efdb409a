from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.evidence import Evidence


T = TypeVar("T", bound="NamedProduct")


@_attrs_define
class NamedProduct:
    """A product of the table and the words that named it; `source` says where the table has its facts from.

    Attributes:
        product (str):
        aliases (list[str]):
        developer (None | str):
        modality (None | str):
        targets (list[str]):
        origin (None | str):
        source (str):
        evidence (list[Evidence]):
    """

    product: str
    aliases: list[str]
    developer: None | str
    modality: None | str
    targets: list[str]
    origin: None | str
    source: str
    evidence: list[Evidence]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        product = self.product

        aliases = self.aliases

        developer: None | str
        developer = self.developer

        modality: None | str
        modality = self.modality

        targets = self.targets

        origin: None | str
        origin = self.origin

        source = self.source

        evidence = []
        for evidence_item_data in self.evidence:
            evidence_item = evidence_item_data.to_dict()
            evidence.append(evidence_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "product": product,
                "aliases": aliases,
                "developer": developer,
                "modality": modality,
                "targets": targets,
                "origin": origin,
                "source": source,
                "evidence": evidence,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.evidence import Evidence  # noqa: PLC0415

        d = dict(src_dict)
        product = d.pop("product")

        aliases = cast(list[str], d.pop("aliases"))

        def _parse_developer(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        developer = _parse_developer(d.pop("developer"))

        def _parse_modality(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        modality = _parse_modality(d.pop("modality"))

        targets = cast(list[str], d.pop("targets"))

        def _parse_origin(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        origin = _parse_origin(d.pop("origin"))

        source = d.pop("source")

        evidence = []
        _evidence = d.pop("evidence")
        for evidence_item_data in _evidence:
            evidence_item = Evidence.from_dict(evidence_item_data)

            evidence.append(evidence_item)

        named_product = cls(
            product=product,
            aliases=aliases,
            developer=developer,
            modality=modality,
            targets=targets,
            origin=origin,
            source=source,
            evidence=evidence,
        )

        named_product.additional_properties = d
        return named_product

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
