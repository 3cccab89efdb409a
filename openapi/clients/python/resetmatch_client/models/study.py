from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.protocol_section import ProtocolSection


T = TypeVar("T", bound="Study")


@_attrs_define
class Study:
    """A study object as the registry serves it, with the names used here as properties.

    Attributes:
        protocol_section (ProtocolSection): The modules that are read; the registry serves more.
    """

    protocol_section: ProtocolSection
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        protocol_section = self.protocol_section.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "protocolSection": protocol_section,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.protocol_section import ProtocolSection  # noqa: PLC0415

        d = dict(src_dict)
        protocol_section = ProtocolSection.from_dict(d.pop("protocolSection"))

        study = cls(
            protocol_section=protocol_section,
        )

        study.additional_properties = d
        return study

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
