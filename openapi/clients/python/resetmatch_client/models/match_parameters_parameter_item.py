from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.match_parameters_parameter_item_resource import MatchParametersParameterItemResource


T = TypeVar("T", bound="MatchParametersParameterItem")


@_attrs_define
class MatchParametersParameterItem:
    """
    Attributes:
        name (str):
        value_string (str | Unset):
        value_date (str | Unset):
        resource (MatchParametersParameterItemResource | Unset): A FHIR R4 resource; elements that are not read are
            passed over.
    """

    name: str
    value_string: str | Unset = UNSET
    value_date: str | Unset = UNSET
    resource: MatchParametersParameterItemResource | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        value_string = self.value_string

        value_date = self.value_date

        resource: dict[str, Any] | Unset = UNSET
        if not isinstance(self.resource, Unset):
            resource = self.resource.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
            }
        )
        if value_string is not UNSET:
            field_dict["valueString"] = value_string
        if value_date is not UNSET:
            field_dict["valueDate"] = value_date
        if resource is not UNSET:
            field_dict["resource"] = resource

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.match_parameters_parameter_item_resource import MatchParametersParameterItemResource  # noqa: PLC0415

        d = dict(src_dict)
        name = d.pop("name")

        value_string = d.pop("valueString", UNSET)

        value_date = d.pop("valueDate", UNSET)

        _resource = d.pop("resource", UNSET)
        resource: MatchParametersParameterItemResource | Unset
        if isinstance(_resource, Unset):
            resource = UNSET
        else:
            resource = MatchParametersParameterItemResource.from_dict(_resource)

        match_parameters_parameter_item = cls(
            name=name,
            value_string=value_string,
            value_date=value_date,
            resource=resource,
        )

        match_parameters_parameter_item.additional_properties = d
        return match_parameters_parameter_item

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
