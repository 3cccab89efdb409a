from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.dose_comparator import DoseComparator, check_dose_comparator
from ..models.dose_node import DoseNode, check_dose_node
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.window import Window


T = TypeVar("T", bound="Dose")


@_attrs_define
class Dose:
    """The daily dose now, or the highest within the window: "prednisone ≤ 30 mg/day". Steroids: prednisone equivalent.

    `when_absent`: what the sentence means for one who does not take the drug ("if taken, at most 400 mg": holds).

        Attributes:
            node (DoseNode):
            concept (str):
            comparator (DoseComparator):
            value (float):
            unit (str):
            window (None | Unset | Window):
            when_absent (bool | Unset):  Default: False.
    """

    node: DoseNode
    concept: str
    comparator: DoseComparator
    value: float
    unit: str
    window: None | Unset | Window = UNSET
    when_absent: bool | Unset = False
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.window import Window  # noqa: PLC0415

        node: str = self.node

        concept = self.concept

        comparator: str = self.comparator

        value = self.value

        unit = self.unit

        window: dict[str, Any] | None | Unset
        if isinstance(self.window, Unset):
            window = UNSET
        elif isinstance(self.window, Window):
            window = self.window.to_dict()
        else:
            window = self.window

        when_absent = self.when_absent

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "node": node,
                "concept": concept,
                "comparator": comparator,
                "value": value,
                "unit": unit,
            }
        )
        if window is not UNSET:
            field_dict["window"] = window
        if when_absent is not UNSET:
            field_dict["when_absent"] = when_absent

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.window import Window  # noqa: PLC0415

        d = dict(src_dict)
        node = check_dose_node(d.pop("node"))

        concept = d.pop("concept")

        comparator = check_dose_comparator(d.pop("comparator"))

        value = d.pop("value")

        unit = d.pop("unit")

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

        when_absent = d.pop("when_absent", UNSET)

        dose = cls(
            node=node,
            concept=concept,
            comparator=comparator,
            value=value,
            unit=unit,
            window=window,
            when_absent=when_absent,
        )

        dose.additional_properties = d
        return dose

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
