from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.contact_point import ContactPoint


T = TypeVar("T", bound="ContactDetail")


@_attrs_define
class ContactDetail:
    """Whom to ask.

    Attributes:
        name (None | str | Unset):
        telecom (list[ContactPoint] | Unset):
    """

    name: None | str | Unset = UNSET
    telecom: list[ContactPoint] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name: None | str | Unset
        if isinstance(self.name, Unset):
            name = UNSET
        else:
            name = self.name

        telecom: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.telecom, Unset):
            telecom = []
            for telecom_item_data in self.telecom:
                telecom_item = telecom_item_data.to_dict()
                telecom.append(telecom_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if telecom is not UNSET:
            field_dict["telecom"] = telecom

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.contact_point import ContactPoint  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name = _parse_name(d.pop("name", UNSET))

        _telecom = d.pop("telecom", UNSET)
        telecom: list[ContactPoint] | Unset = UNSET
        if _telecom is not UNSET:
            telecom = []
            for telecom_item_data in _telecom:
                telecom_item = ContactPoint.from_dict(telecom_item_data)

                telecom.append(telecom_item)

        contact_detail = cls(
            name=name,
            telecom=telecom,
        )

        contact_detail.additional_properties = d
        return contact_detail

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
