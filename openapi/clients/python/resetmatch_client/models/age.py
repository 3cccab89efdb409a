from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.age_comparator import AgeComparator, check_age_comparator
from ..models.age_node import AgeNode, check_age_node

T = TypeVar("T", bound="Age")


@_attrs_define
class Age:
    """Age in years: "18 years or older".

    Attributes:
        node (AgeNode):
        comparator (AgeComparator):
        years (float):
    """

    node: AgeNode
    comparator: AgeComparator
    years: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        node: str = self.node

        comparator: str = self.comparator

        years = self.years

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "node": node,
                "comparator": comparator,
                "years": years,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        node = check_age_node(d.pop("node"))

        comparator = check_age_comparator(d.pop("comparator"))

        years = d.pop("years")

        age = cls(
            node=node,
            comparator=comparator,
            years=years,
        )

        age.additional_properties = d
        return age

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
