from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="DesignInfo")


@_attrs_define
class DesignInfo:
    """How the trial is built: "NON_RANDOMIZED", "SEQUENTIAL", "TREATMENT".

    Attributes:
        allocation (None | str | Unset):
        intervention_model (None | str | Unset):
        intervention_model_description (None | str | Unset):
        primary_purpose (None | str | Unset):
    """

    allocation: None | str | Unset = UNSET
    intervention_model: None | str | Unset = UNSET
    intervention_model_description: None | str | Unset = UNSET
    primary_purpose: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        allocation: None | str | Unset
        if isinstance(self.allocation, Unset):
            allocation = UNSET
        else:
            allocation = self.allocation

        intervention_model: None | str | Unset
        if isinstance(self.intervention_model, Unset):
            intervention_model = UNSET
        else:
            intervention_model = self.intervention_model

        intervention_model_description: None | str | Unset
        if isinstance(self.intervention_model_description, Unset):
            intervention_model_description = UNSET
        else:
            intervention_model_description = self.intervention_model_description

        primary_purpose: None | str | Unset
        if isinstance(self.primary_purpose, Unset):
            primary_purpose = UNSET
        else:
            primary_purpose = self.primary_purpose

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if allocation is not UNSET:
            field_dict["allocation"] = allocation
        if intervention_model is not UNSET:
            field_dict["interventionModel"] = intervention_model
        if intervention_model_description is not UNSET:
            field_dict["interventionModelDescription"] = intervention_model_description
        if primary_purpose is not UNSET:
            field_dict["primaryPurpose"] = primary_purpose

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_allocation(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        allocation = _parse_allocation(d.pop("allocation", UNSET))

        def _parse_intervention_model(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        intervention_model = _parse_intervention_model(d.pop("interventionModel", UNSET))

        def _parse_intervention_model_description(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        intervention_model_description = _parse_intervention_model_description(
            d.pop("interventionModelDescription", UNSET)
        )

        def _parse_primary_purpose(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        primary_purpose = _parse_primary_purpose(d.pop("primaryPurpose", UNSET))

        design_info = cls(
            allocation=allocation,
            intervention_model=intervention_model,
            intervention_model_description=intervention_model_description,
            primary_purpose=primary_purpose,
        )

        design_info.additional_properties = d
        return design_info

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
