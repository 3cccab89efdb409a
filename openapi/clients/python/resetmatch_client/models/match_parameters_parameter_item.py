from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="MatchParametersParameterItem")


@_attrs_define
class MatchParametersParameterItem:
    """
    Attributes:
        name (str):
        value_string (None | str | Unset):
        value_code (None | str | Unset):
        value_date (None | str | Unset):
        value_decimal (float | None | Unset):
        value_integer (int | None | Unset):
        resource (Any | Unset): A FHIR R4 resource; those that are not read are passed over.
    """

    name: str
    value_string: None | str | Unset = UNSET
    value_code: None | str | Unset = UNSET
    value_date: None | str | Unset = UNSET
    value_decimal: float | None | Unset = UNSET
    value_integer: int | None | Unset = UNSET
    resource: Any | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        value_string: None | str | Unset
        if isinstance(self.value_string, Unset):
            value_string = UNSET
        else:
            value_string = self.value_string

        value_code: None | str | Unset
        if isinstance(self.value_code, Unset):
            value_code = UNSET
        else:
            value_code = self.value_code

        value_date: None | str | Unset
        if isinstance(self.value_date, Unset):
            value_date = UNSET
        else:
            value_date = self.value_date

        value_decimal: float | None | Unset
        if isinstance(self.value_decimal, Unset):
            value_decimal = UNSET
        else:
            value_decimal = self.value_decimal

        value_integer: int | None | Unset
        if isinstance(self.value_integer, Unset):
            value_integer = UNSET
        else:
            value_integer = self.value_integer

        resource = self.resource

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
            }
        )
        if value_string is not UNSET:
            field_dict["valueString"] = value_string
        if value_code is not UNSET:
            field_dict["valueCode"] = value_code
        if value_date is not UNSET:
            field_dict["valueDate"] = value_date
        if value_decimal is not UNSET:
            field_dict["valueDecimal"] = value_decimal
        if value_integer is not UNSET:
            field_dict["valueInteger"] = value_integer
        if resource is not UNSET:
            field_dict["resource"] = resource

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name")

        def _parse_value_string(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        value_string = _parse_value_string(d.pop("valueString", UNSET))

        def _parse_value_code(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        value_code = _parse_value_code(d.pop("valueCode", UNSET))

        def _parse_value_date(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        value_date = _parse_value_date(d.pop("valueDate", UNSET))

        def _parse_value_decimal(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        value_decimal = _parse_value_decimal(d.pop("valueDecimal", UNSET))

        def _parse_value_integer(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        value_integer = _parse_value_integer(d.pop("valueInteger", UNSET))

        resource = d.pop("resource", UNSET)

        match_parameters_parameter_item = cls(
            name=name,
            value_string=value_string,
            value_code=value_code,
            value_date=value_date,
            value_decimal=value_decimal,
            value_integer=value_integer,
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
