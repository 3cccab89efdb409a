from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.concept_summary import ConceptSummary


T = TypeVar("T", bound="ConceptList")


@_attrs_define
class ConceptList:
    """One page of the concepts that answer, the likest first, and how many answer in all.

    Attributes:
        total (int):
        limit (int):
        offset (int):
        concepts (list[ConceptSummary]):
    """

    total: int
    limit: int
    offset: int
    concepts: list[ConceptSummary]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        total = self.total

        limit = self.limit

        offset = self.offset

        concepts = []
        for concepts_item_data in self.concepts:
            concepts_item = concepts_item_data.to_dict()
            concepts.append(concepts_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "total": total,
                "limit": limit,
                "offset": offset,
                "concepts": concepts,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.concept_summary import ConceptSummary  # noqa: PLC0415

        d = dict(src_dict)
        total = d.pop("total")

        limit = d.pop("limit")

        offset = d.pop("offset")

        concepts = []
        _concepts = d.pop("concepts")
        for concepts_item_data in _concepts:
            concepts_item = ConceptSummary.from_dict(concepts_item_data)

            concepts.append(concepts_item)

        concept_list = cls(
            total=total,
            limit=limit,
            offset=offset,
            concepts=concepts,
        )

        concept_list.additional_properties = d
        return concept_list

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
