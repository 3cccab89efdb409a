from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.contact_point_system import ContactPointSystem, check_contact_point_system

T = TypeVar("T", bound="ContactPoint")


@_attrs_define
class ContactPoint:
    """A telephone number or e-mail address.

    Attributes:
        system (ContactPointSystem):
        value (str):
        use (str):
    """

    system: ContactPointSystem
    value: str
    use: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        system: str = self.system

        value = self.value

        use = self.use

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "system": system,
                "value": value,
                "use": use,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        system = check_contact_point_system(d.pop("system"))

        value = d.pop("value")

        use = d.pop("use")

        contact_point = cls(
            system=system,
            value=value,
            use=use,
        )

        contact_point.additional_properties = d
        return contact_point

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
