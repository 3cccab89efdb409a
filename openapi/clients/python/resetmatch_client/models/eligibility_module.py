from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.eligibility_module_sex_type_0 import EligibilityModuleSexType0, check_eligibility_module_sex_type_0
from ..types import UNSET, Unset

T = TypeVar("T", bound="EligibilityModule")


@_attrs_define
class EligibilityModule:
    """Who may take part: the eligibility text as markdown with escapes, and the registry's own fields.

    Attributes:
        eligibility_criteria (str | Unset):  Default: ''.
        healthy_volunteers (bool | None | Unset):
        sex (EligibilityModuleSexType0 | None | Unset):
        minimum_age (None | str | Unset):
        maximum_age (None | str | Unset):
        std_ages (list[str] | Unset):
    """

    eligibility_criteria: str | Unset = ""
    healthy_volunteers: bool | None | Unset = UNSET
    sex: EligibilityModuleSexType0 | None | Unset = UNSET
    minimum_age: None | str | Unset = UNSET
    maximum_age: None | str | Unset = UNSET
    std_ages: list[str] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        eligibility_criteria = self.eligibility_criteria

        healthy_volunteers: bool | None | Unset
        if isinstance(self.healthy_volunteers, Unset):
            healthy_volunteers = UNSET
        else:
            healthy_volunteers = self.healthy_volunteers

        sex: None | str | Unset
        if isinstance(self.sex, Unset):
            sex = UNSET
        elif isinstance(self.sex, str):
            sex = self.sex
        else:
            sex = self.sex

        minimum_age: None | str | Unset
        if isinstance(self.minimum_age, Unset):
            minimum_age = UNSET
        else:
            minimum_age = self.minimum_age

        maximum_age: None | str | Unset
        if isinstance(self.maximum_age, Unset):
            maximum_age = UNSET
        else:
            maximum_age = self.maximum_age

        std_ages: list[str] | Unset = UNSET
        if not isinstance(self.std_ages, Unset):
            std_ages = self.std_ages

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if eligibility_criteria is not UNSET:
            field_dict["eligibilityCriteria"] = eligibility_criteria
        if healthy_volunteers is not UNSET:
            field_dict["healthyVolunteers"] = healthy_volunteers
        if sex is not UNSET:
            field_dict["sex"] = sex
        if minimum_age is not UNSET:
            field_dict["minimumAge"] = minimum_age
        if maximum_age is not UNSET:
            field_dict["maximumAge"] = maximum_age
        if std_ages is not UNSET:
            field_dict["stdAges"] = std_ages

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        eligibility_criteria = d.pop("eligibilityCriteria", UNSET)

        def _parse_healthy_volunteers(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        healthy_volunteers = _parse_healthy_volunteers(d.pop("healthyVolunteers", UNSET))

        def _parse_sex(data: object) -> EligibilityModuleSexType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                sex_type_0 = check_eligibility_module_sex_type_0(data)

                return sex_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(EligibilityModuleSexType0 | None | Unset, data)

        sex = _parse_sex(d.pop("sex", UNSET))

        def _parse_minimum_age(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        minimum_age = _parse_minimum_age(d.pop("minimumAge", UNSET))

        def _parse_maximum_age(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        maximum_age = _parse_maximum_age(d.pop("maximumAge", UNSET))

        std_ages = cast(list[str], d.pop("stdAges", UNSET))

        eligibility_module = cls(
            eligibility_criteria=eligibility_criteria,
            healthy_volunteers=healthy_volunteers,
            sex=sex,
            minimum_age=minimum_age,
            maximum_age=maximum_age,
            std_ages=std_ages,
        )

        eligibility_module.additional_properties = d
        return eligibility_module

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
