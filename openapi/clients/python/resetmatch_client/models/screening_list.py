from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.screening_job import ScreeningJob


T = TypeVar("T", bound="ScreeningList")


@_attrs_define
class ScreeningList:
    """The caller's screenings, the latest first.

    Attributes:
        screenings (list[ScreeningJob]):
    """

    screenings: list[ScreeningJob]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        screenings = []
        for screenings_item_data in self.screenings:
            screenings_item = screenings_item_data.to_dict()
            screenings.append(screenings_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "screenings": screenings,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.screening_job import ScreeningJob  # noqa: PLC0415

        d = dict(src_dict)
        screenings = []
        _screenings = d.pop("screenings")
        for screenings_item_data in _screenings:
            screenings_item = ScreeningJob.from_dict(screenings_item_data)

            screenings.append(screenings_item)

        screening_list = cls(
            screenings=screenings,
        )

        screening_list.additional_properties = d
        return screening_list

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
