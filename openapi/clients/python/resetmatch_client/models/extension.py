from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="Extension")


@_attrs_define
class Extension:
    """What FHIR has no element for: the match grade, an absent status, a reading that was put right by hand.

    Attributes:
        url (str):
        value_code (None | str | Unset):
        value_string (None | str | Unset):
    """

    url: str
    value_code: None | str | Unset = UNSET
    value_string: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        url = self.url

        value_code: None | str | Unset
        if isinstance(self.value_code, Unset):
            value_code = UNSET
        else:
            value_code = self.value_code

        value_string: None | str | Unset
        if isinstance(self.value_string, Unset):
            value_string = UNSET
        else:
            value_string = self.value_string

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "url": url,
            }
        )
        if value_code is not UNSET:
            field_dict["valueCode"] = value_code
        if value_string is not UNSET:
            field_dict["valueString"] = value_string

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        url = d.pop("url")

        def _parse_value_code(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        value_code = _parse_value_code(d.pop("valueCode", UNSET))

        def _parse_value_string(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        value_string = _parse_value_string(d.pop("valueString", UNSET))

        extension = cls(
            url=url,
            value_code=value_code,
            value_string=value_string,
        )

        extension.additional_properties = d
        return extension

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
