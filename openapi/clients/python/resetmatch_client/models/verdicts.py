from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="Verdicts")


@_attrs_define
class Verdicts:
    """How many pairs of a person and a trial came out how.

    Attributes:
        eligible (int | Unset):  Default: 0.
        undetermined (int | Unset):  Default: 0.
        ineligible (int | Unset):  Default: 0.
    """

    eligible: int | Unset = 0
    undetermined: int | Unset = 0
    ineligible: int | Unset = 0
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        eligible = self.eligible

        undetermined = self.undetermined

        ineligible = self.ineligible

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if eligible is not UNSET:
            field_dict["eligible"] = eligible
        if undetermined is not UNSET:
            field_dict["undetermined"] = undetermined
        if ineligible is not UNSET:
            field_dict["ineligible"] = ineligible

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        eligible = d.pop("eligible", UNSET)

        undetermined = d.pop("undetermined", UNSET)

        ineligible = d.pop("ineligible", UNSET)

        verdicts = cls(
            eligible=eligible,
            undetermined=undetermined,
            ineligible=ineligible,
        )

        verdicts.additional_properties = d
        return verdicts

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
