from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.sex_node import SexNode, check_sex_node
from ..models.sex_sex import SexSex, check_sex_sex

T = TypeVar("T", bound="Sex")


@_attrs_define
class Sex:
    """Sex: "female".

    Attributes:
        node (SexNode):
        sex (SexSex):
    """

    node: SexNode
    sex: SexSex
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        node: str = self.node

        sex: str = self.sex

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "node": node,
                "sex": sex,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        node = check_sex_node(d.pop("node"))

        sex = check_sex_sex(d.pop("sex"))

        sex = cls(
            node=node,
            sex=sex,
        )

        sex.additional_properties = d
        return sex

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
