from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.match_parameters_parameter_item import MatchParametersParameterItem


T = TypeVar("T", bound="MatchParameters")


@_attrs_define
class MatchParameters:
    """A FHIR R4 Parameters resource that holds the Bundle as trialMatchClinicalData.

    Attributes:
        resource_type (Literal['Parameters']):
        parameter (list[MatchParametersParameterItem]):
    """

    resource_type: Literal["Parameters"]
    parameter: list[MatchParametersParameterItem]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        resource_type = self.resource_type

        parameter = []
        for parameter_item_data in self.parameter:
            parameter_item = parameter_item_data.to_dict()
            parameter.append(parameter_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "resourceType": resource_type,
                "parameter": parameter,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.match_parameters_parameter_item import MatchParametersParameterItem  # noqa: PLC0415

        d = dict(src_dict)
        resource_type = cast(Literal["Parameters"], d.pop("resourceType"))
        if resource_type != "Parameters":
            raise ValueError(f"resourceType must match const 'Parameters', got '{resource_type}'")

        parameter = []
        _parameter = d.pop("parameter")
        for parameter_item_data in _parameter:
            parameter_item = MatchParametersParameterItem.from_dict(parameter_item_data)

            parameter.append(parameter_item)

        match_parameters = cls(
            resource_type=resource_type,
            parameter=parameter,
        )

        match_parameters.additional_properties = d
        return match_parameters

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
