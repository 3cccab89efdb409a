from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.quality_node import QualityNode, check_quality_node

T = TypeVar("T", bound="Quality")


@_attrs_define
class Quality:
    """What a text asks of a condition or treatment beyond its name, and no fact can tell: "relapsed or refractory".

    `concept` is what it is asked of; without a name it is the disease under study ("at least two prior lines"). It
    stands beside the condition; kinds of it that carry the word in their own names ("chronic lymphocytic leukemia"
    for chronic leukemia) stand as its alternatives.

        Attributes:
            node (QualityNode):
            concept (str):
            text (str):
    """

    node: QualityNode
    concept: str
    text: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        node: str = self.node

        concept = self.concept

        text = self.text

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "node": node,
                "concept": concept,
                "text": text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        node = check_quality_node(d.pop("node"))

        concept = d.pop("concept")

        text = d.pop("text")

        quality = cls(
            node=node,
            concept=concept,
            text=text,
        )

        quality.additional_properties = d
        return quality

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
