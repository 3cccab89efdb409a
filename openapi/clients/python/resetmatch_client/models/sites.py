from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.site import Site


T = TypeVar("T", bound="Sites")


@_attrs_define
class Sites:
    """A trial's sites as seen from a profile's location.

    `near` holds the nearest recruiting sites, or those in the patient's country where only that is known;
    `near_closed` the nearest site, if it does not recruit and lies nearer than any that does.

        Attributes:
            total (int):
            recruiting (int):
            recruiting_in_country (int | None):
            near (list[Site]):
            near_closed (None | Site | Unset):
    """

    total: int
    recruiting: int
    recruiting_in_country: int | None
    near: list[Site]
    near_closed: None | Site | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.site import Site  # noqa: PLC0415

        total = self.total

        recruiting = self.recruiting

        recruiting_in_country: int | None
        recruiting_in_country = self.recruiting_in_country

        near = []
        for near_item_data in self.near:
            near_item = near_item_data.to_dict()
            near.append(near_item)

        near_closed: dict[str, Any] | None | Unset
        if isinstance(self.near_closed, Unset):
            near_closed = UNSET
        elif isinstance(self.near_closed, Site):
            near_closed = self.near_closed.to_dict()
        else:
            near_closed = self.near_closed

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "total": total,
                "recruiting": recruiting,
                "recruiting_in_country": recruiting_in_country,
                "near": near,
            }
        )
        if near_closed is not UNSET:
            field_dict["near_closed"] = near_closed

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.site import Site  # noqa: PLC0415

        d = dict(src_dict)
        total = d.pop("total")

        recruiting = d.pop("recruiting")

        def _parse_recruiting_in_country(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        recruiting_in_country = _parse_recruiting_in_country(d.pop("recruiting_in_country"))

        near = []
        _near = d.pop("near")
        for near_item_data in _near:
            near_item = Site.from_dict(near_item_data)

            near.append(near_item)

        def _parse_near_closed(data: object) -> None | Site | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                near_closed_type_0 = Site.from_dict(data)

                return near_closed_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Site | Unset, data)

        near_closed = _parse_near_closed(d.pop("near_closed", UNSET))

        sites = cls(
            total=total,
            recruiting=recruiting,
            recruiting_in_country=recruiting_in_country,
            near=near,
            near_closed=near_closed,
        )

        sites.additional_properties = d
        return sites

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
