from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.rest_resource import RestResource


T = TypeVar("T", bound="Rest")


@_attrs_define
class Rest:
    """What is served over HTTP.

    Attributes:
        mode (str):
        documentation (None | str | Unset):
        resource (list[RestResource] | Unset):
    """

    mode: str
    documentation: None | str | Unset = UNSET
    resource: list[RestResource] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        mode = self.mode

        documentation: None | str | Unset
        if isinstance(self.documentation, Unset):
            documentation = UNSET
        else:
            documentation = self.documentation

        resource: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.resource, Unset):
            resource = []
            for resource_item_data in self.resource:
                resource_item = resource_item_data.to_dict()
                resource.append(resource_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "mode": mode,
            }
        )
        if documentation is not UNSET:
            field_dict["documentation"] = documentation
        if resource is not UNSET:
            field_dict["resource"] = resource

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.rest_resource import RestResource  # noqa: PLC0415

        d = dict(src_dict)
        mode = d.pop("mode")

        def _parse_documentation(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        documentation = _parse_documentation(d.pop("documentation", UNSET))

        _resource = d.pop("resource", UNSET)
        resource: list[RestResource] | Unset = UNSET
        if _resource is not UNSET:
            resource = []
            for resource_item_data in _resource:
                resource_item = RestResource.from_dict(resource_item_data)

                resource.append(resource_item)

        rest = cls(
            mode=mode,
            documentation=documentation,
            resource=resource,
        )

        rest.additional_properties = d
        return rest

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
