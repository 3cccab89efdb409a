from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.quantity_comparator_type_0 import QuantityComparatorType0, check_quantity_comparator_type_0
from ..types import UNSET, Unset

T = TypeVar("T", bound="Quantity")


@_attrs_define
class Quantity:
    """A limit: ≥ 18 years.

    Attributes:
        value (float):
        comparator (None | QuantityComparatorType0 | Unset):
        unit (None | str | Unset):
        system (None | str | Unset):
        code (None | str | Unset):
    """

    value: float
    comparator: None | QuantityComparatorType0 | Unset = UNSET
    unit: None | str | Unset = UNSET
    system: None | str | Unset = UNSET
    code: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        value = self.value

        comparator: None | str | Unset
        if isinstance(self.comparator, Unset):
            comparator = UNSET
        elif isinstance(self.comparator, str):
            comparator = self.comparator
        else:
            comparator = self.comparator

        unit: None | str | Unset
        if isinstance(self.unit, Unset):
            unit = UNSET
        else:
            unit = self.unit

        system: None | str | Unset
        if isinstance(self.system, Unset):
            system = UNSET
        else:
            system = self.system

        code: None | str | Unset
        if isinstance(self.code, Unset):
            code = UNSET
        else:
            code = self.code

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "value": value,
            }
        )
        if comparator is not UNSET:
            field_dict["comparator"] = comparator
        if unit is not UNSET:
            field_dict["unit"] = unit
        if system is not UNSET:
            field_dict["system"] = system
        if code is not UNSET:
            field_dict["code"] = code

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        value = d.pop("value")

        def _parse_comparator(data: object) -> None | QuantityComparatorType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                comparator_type_0 = check_quantity_comparator_type_0(data)

                return comparator_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | QuantityComparatorType0 | Unset, data)

        comparator = _parse_comparator(d.pop("comparator", UNSET))

        def _parse_unit(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        unit = _parse_unit(d.pop("unit", UNSET))

        def _parse_system(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        system = _parse_system(d.pop("system", UNSET))

        def _parse_code(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        code = _parse_code(d.pop("code", UNSET))

        quantity = cls(
            value=value,
            comparator=comparator,
            unit=unit,
            system=system,
            code=code,
        )

        quantity.additional_properties = d
        return quantity

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
