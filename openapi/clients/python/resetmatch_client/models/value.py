from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.value_comparator import ValueComparator, check_value_comparator
from ..models.value_node import ValueNode, check_value_node
from ..models.value_relative_type_0 import ValueRelativeType0, check_value_relative_type_0
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.window import Window


T = TypeVar("T", bound="Value")


@_attrs_define
class Value:
    """A number against a limit: "ANC ≥ 1.0 × 10^9/L", "ALT ≤ 3 × ULN" (`relative` "ULN", no unit).

    `unit` is UCUM; None for scores and ratios. A titre 1:80 is 80 with unit "{titer}". `window` overrides freshness.
    `repeats`: the latest so many values must all hold ("two platelet counts, both < 30").

        Attributes:
            node (ValueNode):
            concept (str):
            comparator (ValueComparator):
            value (float):
            unit (None | str | Unset):
            relative (None | Unset | ValueRelativeType0):
            window (None | Unset | Window):
            repeats (int | Unset):  Default: 1.
    """

    node: ValueNode
    concept: str
    comparator: ValueComparator
    value: float
    unit: None | str | Unset = UNSET
    relative: None | Unset | ValueRelativeType0 = UNSET
    window: None | Unset | Window = UNSET
    repeats: int | Unset = 1
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.window import Window  # noqa: PLC0415

        node: str = self.node

        concept = self.concept

        comparator: str = self.comparator

        value = self.value

        unit: None | str | Unset
        if isinstance(self.unit, Unset):
            unit = UNSET
        else:
            unit = self.unit

        relative: None | str | Unset
        if isinstance(self.relative, Unset):
            relative = UNSET
        elif isinstance(self.relative, str):
            relative = self.relative
        else:
            relative = self.relative

        window: dict[str, Any] | None | Unset
        if isinstance(self.window, Unset):
            window = UNSET
        elif isinstance(self.window, Window):
            window = self.window.to_dict()
        else:
            window = self.window

        repeats = self.repeats

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "node": node,
                "concept": concept,
                "comparator": comparator,
                "value": value,
            }
        )
        if unit is not UNSET:
            field_dict["unit"] = unit
        if relative is not UNSET:
            field_dict["relative"] = relative
        if window is not UNSET:
            field_dict["window"] = window
        if repeats is not UNSET:
            field_dict["repeats"] = repeats

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.window import Window  # noqa: PLC0415

        d = dict(src_dict)
        node = check_value_node(d.pop("node"))

        concept = d.pop("concept")

        comparator = check_value_comparator(d.pop("comparator"))

        value = d.pop("value")

        def _parse_unit(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        unit = _parse_unit(d.pop("unit", UNSET))

        def _parse_relative(data: object) -> None | Unset | ValueRelativeType0:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                relative_type_0 = check_value_relative_type_0(data)

                return relative_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | ValueRelativeType0, data)

        relative = _parse_relative(d.pop("relative", UNSET))

        def _parse_window(data: object) -> None | Unset | Window:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                window_type_0 = Window.from_dict(data)

                return window_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | Window, data)

        window = _parse_window(d.pop("window", UNSET))

        repeats = d.pop("repeats", UNSET)

        value = cls(
            node=node,
            concept=concept,
            comparator=comparator,
            value=value,
            unit=unit,
            relative=relative,
            window=window,
            repeats=repeats,
        )

        value.additional_properties = d
        return value

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
