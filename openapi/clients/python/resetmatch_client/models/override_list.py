from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.override_shown import OverrideShown


T = TypeVar("T", bound="OverrideList")


@_attrs_define
class OverrideList:
    """The overrides of a trial, the oldest first, those that hold no longer included.

    Attributes:
        nct_id (str):
        overrides (list[OverrideShown]):
    """

    nct_id: str
    overrides: list[OverrideShown]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        nct_id = self.nct_id

        overrides = []
        for overrides_item_data in self.overrides:
            overrides_item = overrides_item_data.to_dict()
            overrides.append(overrides_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "nct_id": nct_id,
                "overrides": overrides,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.override_shown import OverrideShown  # noqa: PLC0415

        d = dict(src_dict)
        nct_id = d.pop("nct_id")

        overrides = []
        _overrides = d.pop("overrides")
        for overrides_item_data in _overrides:
            overrides_item = OverrideShown.from_dict(overrides_item_data)

            overrides.append(overrides_item)

        override_list = cls(
            nct_id=nct_id,
            overrides=overrides,
        )

        override_list.additional_properties = d
        return override_list

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
