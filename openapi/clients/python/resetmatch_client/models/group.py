from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.group_resource_type import GroupResourceType, check_group_resource_type
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.characteristic import Characteristic


T = TypeVar("T", bound="Group")


@_attrs_define
class Group:
    """Who may take part, criterion by criterion; of a cohort where the trial has several.

    Attributes:
        resource_type (GroupResourceType):
        id (str):
        type_ (str):
        actual (bool):
        name (None | str | Unset):
        characteristic (list[Characteristic] | Unset):
    """

    resource_type: GroupResourceType
    id: str
    type_: str
    actual: bool
    name: None | str | Unset = UNSET
    characteristic: list[Characteristic] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        resource_type: str = self.resource_type

        id = self.id

        type_ = self.type_

        actual = self.actual

        name: None | str | Unset
        if isinstance(self.name, Unset):
            name = UNSET
        else:
            name = self.name

        characteristic: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.characteristic, Unset):
            characteristic = []
            for characteristic_item_data in self.characteristic:
                characteristic_item = characteristic_item_data.to_dict()
                characteristic.append(characteristic_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "resourceType": resource_type,
                "id": id,
                "type": type_,
                "actual": actual,
            }
        )
        if name is not UNSET:
            field_dict["name"] = name
        if characteristic is not UNSET:
            field_dict["characteristic"] = characteristic

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.characteristic import Characteristic  # noqa: PLC0415

        d = dict(src_dict)
        resource_type = check_group_resource_type(d.pop("resourceType"))

        id = d.pop("id")

        type_ = d.pop("type")

        actual = d.pop("actual")

        def _parse_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name = _parse_name(d.pop("name", UNSET))

        _characteristic = d.pop("characteristic", UNSET)
        characteristic: list[Characteristic] | Unset = UNSET
        if _characteristic is not UNSET:
            characteristic = []
            for characteristic_item_data in _characteristic:
                characteristic_item = Characteristic.from_dict(characteristic_item_data)

                characteristic.append(characteristic_item)

        group = cls(
            resource_type=resource_type,
            id=id,
            type_=type_,
            actual=actual,
            name=name,
            characteristic=characteristic,
        )

        group.additional_properties = d
        return group

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
