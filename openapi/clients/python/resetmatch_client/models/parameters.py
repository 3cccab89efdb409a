from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.parameters_resource_type import ParametersResourceType, check_parameters_resource_type

if TYPE_CHECKING:
    from ..models.parameter import Parameter


T = TypeVar("T", bound="Parameters")


@_attrs_define
class Parameters:
    """The answer of an operation.

    Attributes:
        resource_type (ParametersResourceType):
        parameter (list[Parameter]):
    """

    resource_type: ParametersResourceType
    parameter: list[Parameter]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        resource_type: str = self.resource_type

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
        from ..models.parameter import Parameter  # noqa: PLC0415

        d = dict(src_dict)
        resource_type = check_parameters_resource_type(d.pop("resourceType"))

        parameter = []
        _parameter = d.pop("parameter")
        for parameter_item_data in _parameter:
            parameter_item = Parameter.from_dict(parameter_item_data)

            parameter.append(parameter_item)

        parameters = cls(
            resource_type=resource_type,
            parameter=parameter,
        )

        parameters.additional_properties = d
        return parameters

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
