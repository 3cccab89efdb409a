from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.coded_concept import CodedConcept


T = TypeVar("T", bound="ObservationEntry")


@_attrs_define
class ObservationEntry:
    """A laboratory value, score, antibody, class or other result; the range is the laboratory's own.

    Attributes:
        concept (CodedConcept | str):
        value (float | None | str | Unset):
        unit (None | str | Unset):
        range_low (float | None | Unset):
        range_high (float | None | Unset):
        days_before (float | None | Unset):
        negated (bool | Unset):  Default: False.
    """

    concept: CodedConcept | str
    value: float | None | str | Unset = UNSET
    unit: None | str | Unset = UNSET
    range_low: float | None | Unset = UNSET
    range_high: float | None | Unset = UNSET
    days_before: float | None | Unset = UNSET
    negated: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        from ..models.coded_concept import CodedConcept  # noqa: PLC0415

        concept: dict[str, Any] | str
        if isinstance(self.concept, CodedConcept):
            concept = self.concept.to_dict()
        else:
            concept = self.concept

        value: float | None | str | Unset
        if isinstance(self.value, Unset):
            value = UNSET
        else:
            value = self.value

        unit: None | str | Unset
        if isinstance(self.unit, Unset):
            unit = UNSET
        else:
            unit = self.unit

        range_low: float | None | Unset
        if isinstance(self.range_low, Unset):
            range_low = UNSET
        else:
            range_low = self.range_low

        range_high: float | None | Unset
        if isinstance(self.range_high, Unset):
            range_high = UNSET
        else:
            range_high = self.range_high

        days_before: float | None | Unset
        if isinstance(self.days_before, Unset):
            days_before = UNSET
        else:
            days_before = self.days_before

        negated = self.negated

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "concept": concept,
            }
        )
        if value is not UNSET:
            field_dict["value"] = value
        if unit is not UNSET:
            field_dict["unit"] = unit
        if range_low is not UNSET:
            field_dict["range_low"] = range_low
        if range_high is not UNSET:
            field_dict["range_high"] = range_high
        if days_before is not UNSET:
            field_dict["days_before"] = days_before
        if negated is not UNSET:
            field_dict["negated"] = negated

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.coded_concept import CodedConcept  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_concept(data: object) -> CodedConcept | str:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                concept_type_1 = CodedConcept.from_dict(data)

                return concept_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CodedConcept | str, data)

        concept = _parse_concept(d.pop("concept"))

        def _parse_value(data: object) -> float | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | str | Unset, data)

        value = _parse_value(d.pop("value", UNSET))

        def _parse_unit(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        unit = _parse_unit(d.pop("unit", UNSET))

        def _parse_range_low(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        range_low = _parse_range_low(d.pop("range_low", UNSET))

        def _parse_range_high(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        range_high = _parse_range_high(d.pop("range_high", UNSET))

        def _parse_days_before(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        days_before = _parse_days_before(d.pop("days_before", UNSET))

        negated = d.pop("negated", UNSET)

        observation_entry = cls(
            concept=concept,
            value=value,
            unit=unit,
            range_low=range_low,
            range_high=range_high,
            days_before=days_before,
            negated=negated,
        )

        return observation_entry
