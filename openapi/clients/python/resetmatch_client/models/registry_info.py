from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="RegistryInfo")


@_attrs_define
class RegistryInfo:
    """What was judged: the day the records were retrieved, where that is known, and their digest.

    Attributes:
        retrieved (None | str):
        digest (str):
    """

    retrieved: None | str
    digest: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        retrieved: None | str
        retrieved = self.retrieved

        digest = self.digest

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "retrieved": retrieved,
                "digest": digest,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_retrieved(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        retrieved = _parse_retrieved(d.pop("retrieved"))

        digest = d.pop("digest")

        registry_info = cls(
            retrieved=retrieved,
            digest=digest,
        )

        registry_info.additional_properties = d
        return registry_info

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
