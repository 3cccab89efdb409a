from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.registry_info import RegistryInfo


T = TypeVar("T", bound="Ready")


@_attrs_define
class Ready:
    """That requests can be served, and over which snapshot.

    Attributes:
        status (str):
        registry (RegistryInfo): What was judged: the day the records were retrieved, where that is known, and their
            digest.
    """

    status: str
    registry: RegistryInfo
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        status = self.status

        registry = self.registry.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "status": status,
                "registry": registry,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.registry_info import RegistryInfo  # noqa: PLC0415

        d = dict(src_dict)
        status = d.pop("status")

        registry = RegistryInfo.from_dict(d.pop("registry"))

        ready = cls(
            status=status,
            registry=registry,
        )

        ready.additional_properties = d
        return ready

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
