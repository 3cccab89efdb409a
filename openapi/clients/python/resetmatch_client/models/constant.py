from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.constant_node import ConstantNode, check_constant_node

T = TypeVar("T", bound="Constant")


@_attrs_define
class Constant:
    """Words that ask nothing of the patient: "either sex", "may continue".

    Attributes:
        node (ConstantNode):
        value (bool):
        why (str):
    """

    node: ConstantNode
    value: bool
    why: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        node: str = self.node

        value = self.value

        why = self.why

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "node": node,
                "value": value,
                "why": why,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        node = check_constant_node(d.pop("node"))

        value = d.pop("value")

        why = d.pop("why")

        constant = cls(
            node=node,
            value=value,
            why=why,
        )

        constant.additional_properties = d
        return constant

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
