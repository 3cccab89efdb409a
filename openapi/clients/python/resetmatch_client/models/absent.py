from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.extension import Extension


T = TypeVar("T", bound="Absent")


@_attrs_define
class Absent:
    """Why an element is not there.

    Attributes:
        extension (list[Extension]):
    """

    extension: list[Extension]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        extension = []
        for extension_item_data in self.extension:
            extension_item = extension_item_data.to_dict()
            extension.append(extension_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "extension": extension,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.extension import Extension  # noqa: PLC0415

        d = dict(src_dict)
        extension = []
        _extension = d.pop("extension")
        for extension_item_data in _extension:
            extension_item = Extension.from_dict(extension_item_data)

            extension.append(extension_item)

        absent = cls(
            extension=extension,
        )

        absent.additional_properties = d
        return absent

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
