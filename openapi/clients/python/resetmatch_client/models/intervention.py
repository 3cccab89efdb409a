from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="Intervention")


@_attrs_define
class Intervention:
    """What is given: "KYV-101".

    Attributes:
        name (str | Unset):  Default: ''.
        type_ (None | str | Unset):
        description (str | Unset):  Default: ''.
        other_names (list[str] | Unset):
    """

    name: str | Unset = ""
    type_: None | str | Unset = UNSET
    description: str | Unset = ""
    other_names: list[str] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        type_: None | str | Unset
        if isinstance(self.type_, Unset):
            type_ = UNSET
        else:
            type_ = self.type_

        description = self.description

        other_names: list[str] | Unset = UNSET
        if not isinstance(self.other_names, Unset):
            other_names = self.other_names

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if type_ is not UNSET:
            field_dict["type"] = type_
        if description is not UNSET:
            field_dict["description"] = description
        if other_names is not UNSET:
            field_dict["otherNames"] = other_names

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name", UNSET)

        def _parse_type_(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        type_ = _parse_type_(d.pop("type", UNSET))

        description = d.pop("description", UNSET)

        other_names = cast(list[str], d.pop("otherNames", UNSET))

        intervention = cls(
            name=name,
            type_=type_,
            description=description,
            other_names=other_names,
        )

        intervention.additional_properties = d
        return intervention

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
