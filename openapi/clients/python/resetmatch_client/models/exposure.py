from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.exposure_dose_comparator_type_0 import ExposureDoseComparatorType0, check_exposure_dose_comparator_type_0
from ..models.exposure_node import ExposureNode, check_exposure_node
from ..models.exposure_responses_item import ExposureResponsesItem, check_exposure_responses_item
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.window import Window


T = TypeVar("T", bound="Exposure")


@_attrs_define
class Exposure:
    """A drug or class was given: "rituximab within 24 weeks", "inadequate response to mycophenolate".

    `current` asks for a course still going on. `responses` lists what counts as failure (empty: any response).
    `min_days` is the least duration of one course in days ("for at least 12 weeks"); `min_days_strict` excludes
    equality. `dose` / `dose_unit` bound the dose of the course ("prednisone ≥ 0.5 mg/kg/day"); steroid doses in mg
    per day are prednisone equivalents. `exclude` names kinds that do not count ("steroids other than inhaled").

        Attributes:
            node (ExposureNode):
            concept (str):
            exclude (list[str] | Unset):
            window (None | Unset | Window):
            current (bool | Unset):  Default: False.
            responses (list[ExposureResponsesItem] | Unset):
            min_days (float | None | Unset):
            min_days_strict (bool | Unset):  Default: False.
            dose_comparator (ExposureDoseComparatorType0 | None | Unset):
            dose (float | None | Unset):
            dose_unit (None | str | Unset):
    """

    node: ExposureNode
    concept: str
    exclude: list[str] | Unset = UNSET
    window: None | Unset | Window = UNSET
    current: bool | Unset = False
    responses: list[ExposureResponsesItem] | Unset = UNSET
    min_days: float | None | Unset = UNSET
    min_days_strict: bool | Unset = False
    dose_comparator: ExposureDoseComparatorType0 | None | Unset = UNSET
    dose: float | None | Unset = UNSET
    dose_unit: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.window import Window  # noqa: PLC0415

        node: str = self.node

        concept = self.concept

        exclude: list[str] | Unset = UNSET
        if not isinstance(self.exclude, Unset):
            exclude = self.exclude

        window: dict[str, Any] | None | Unset
        if isinstance(self.window, Unset):
            window = UNSET
        elif isinstance(self.window, Window):
            window = self.window.to_dict()
        else:
            window = self.window

        current = self.current

        responses: list[str] | Unset = UNSET
        if not isinstance(self.responses, Unset):
            responses = []
            for responses_item_data in self.responses:
                responses_item: str = responses_item_data
                responses.append(responses_item)

        min_days: float | None | Unset
        if isinstance(self.min_days, Unset):
            min_days = UNSET
        else:
            min_days = self.min_days

        min_days_strict = self.min_days_strict

        dose_comparator: None | str | Unset
        if isinstance(self.dose_comparator, Unset):
            dose_comparator = UNSET
        elif isinstance(self.dose_comparator, str):
            dose_comparator = self.dose_comparator
        else:
            dose_comparator = self.dose_comparator

        dose: float | None | Unset
        if isinstance(self.dose, Unset):
            dose = UNSET
        else:
            dose = self.dose

        dose_unit: None | str | Unset
        if isinstance(self.dose_unit, Unset):
            dose_unit = UNSET
        else:
            dose_unit = self.dose_unit

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "node": node,
                "concept": concept,
            }
        )
        if exclude is not UNSET:
            field_dict["exclude"] = exclude
        if window is not UNSET:
            field_dict["window"] = window
        if current is not UNSET:
            field_dict["current"] = current
        if responses is not UNSET:
            field_dict["responses"] = responses
        if min_days is not UNSET:
            field_dict["min_days"] = min_days
        if min_days_strict is not UNSET:
            field_dict["min_days_strict"] = min_days_strict
        if dose_comparator is not UNSET:
            field_dict["dose_comparator"] = dose_comparator
        if dose is not UNSET:
            field_dict["dose"] = dose
        if dose_unit is not UNSET:
            field_dict["dose_unit"] = dose_unit

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.window import Window  # noqa: PLC0415

        d = dict(src_dict)
        node = check_exposure_node(d.pop("node"))

        concept = d.pop("concept")

        exclude = cast(list[str], d.pop("exclude", UNSET))

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

        current = d.pop("current", UNSET)

        _responses = d.pop("responses", UNSET)
        responses: list[ExposureResponsesItem] | Unset = UNSET
        if _responses is not UNSET:
            responses = []
            for responses_item_data in _responses:
                responses_item = check_exposure_responses_item(responses_item_data)

                responses.append(responses_item)

        def _parse_min_days(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        min_days = _parse_min_days(d.pop("min_days", UNSET))

        min_days_strict = d.pop("min_days_strict", UNSET)

        def _parse_dose_comparator(data: object) -> ExposureDoseComparatorType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                dose_comparator_type_0 = check_exposure_dose_comparator_type_0(data)

                return dose_comparator_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ExposureDoseComparatorType0 | None | Unset, data)

        dose_comparator = _parse_dose_comparator(d.pop("dose_comparator", UNSET))

        def _parse_dose(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        dose = _parse_dose(d.pop("dose", UNSET))

        def _parse_dose_unit(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        dose_unit = _parse_dose_unit(d.pop("dose_unit", UNSET))

        exposure = cls(
            node=node,
            concept=concept,
            exclude=exclude,
            window=window,
            current=current,
            responses=responses,
            min_days=min_days,
            min_days_strict=min_days_strict,
            dose_comparator=dose_comparator,
            dose=dose,
            dose_unit=dose_unit,
        )

        exposure.additional_properties = d
        return exposure

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
