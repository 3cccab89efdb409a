from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="Site")


@_attrs_define
class Site:
    """A site: "Charité, Berlin, Germany, recruiting, 12 km".

    `status` is the site's own, else that of the trial (`status_is_own` false). `distance_km` counts from the
    profile's location to the site's town, for the registry gives no closer place; None where either is not known.

        Attributes:
            facility (None | str):
            city (None | str):
            state (None | str):
            country (None | str):
            status (str):
            status_is_own (bool):
            distance_km (int | None | Unset):
    """

    facility: None | str
    city: None | str
    state: None | str
    country: None | str
    status: str
    status_is_own: bool
    distance_km: int | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        facility: None | str
        facility = self.facility

        city: None | str
        city = self.city

        state: None | str
        state = self.state

        country: None | str
        country = self.country

        status = self.status

        status_is_own = self.status_is_own

        distance_km: int | None | Unset
        if isinstance(self.distance_km, Unset):
            distance_km = UNSET
        else:
            distance_km = self.distance_km

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "facility": facility,
                "city": city,
                "state": state,
                "country": country,
                "status": status,
                "status_is_own": status_is_own,
            }
        )
        if distance_km is not UNSET:
            field_dict["distance_km"] = distance_km

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_facility(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        facility = _parse_facility(d.pop("facility"))

        def _parse_city(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        city = _parse_city(d.pop("city"))

        def _parse_state(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        state = _parse_state(d.pop("state"))

        def _parse_country(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        country = _parse_country(d.pop("country"))

        status = d.pop("status")

        status_is_own = d.pop("status_is_own")

        def _parse_distance_km(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        distance_km = _parse_distance_km(d.pop("distance_km", UNSET))

        site = cls(
            facility=facility,
            city=city,
            state=state,
            country=country,
            status=status,
            status_is_own=status_is_own,
            distance_km=distance_km,
        )

        site.additional_properties = d
        return site

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
