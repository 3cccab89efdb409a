from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.window_pick_type_0 import WindowPickType0, check_window_pick_type_0
from ..types import UNSET, Unset

T = TypeVar("T", bound="Window")


@_attrs_define
class Window:
    """How far back a fact may lie: "within 4 weeks or 5 half-lives, whichever is longer".

    `days` is a length in days, `half_lives` a multiple of the half-life of the drug concerned; with both,
    `pick` says which counts. `strict` excludes the far end ("less than 12 months before").

        Attributes:
            days (float | None | Unset):
            half_lives (float | None | Unset):
            pick (None | Unset | WindowPickType0):
            strict (bool | Unset):  Default: False.
    """

    days: float | None | Unset = UNSET
    half_lives: float | None | Unset = UNSET
    pick: None | Unset | WindowPickType0 = UNSET
    strict: bool | Unset = False
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        days: float | None | Unset
        if isinstance(self.days, Unset):
            days = UNSET
        else:
            days = self.days

        half_lives: float | None | Unset
        if isinstance(self.half_lives, Unset):
            half_lives = UNSET
        else:
            half_lives = self.half_lives

        pick: None | str | Unset
        if isinstance(self.pick, Unset):
            pick = UNSET
        elif isinstance(self.pick, str):
            pick = self.pick
        else:
            pick = self.pick

        strict = self.strict

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if days is not UNSET:
            field_dict["days"] = days
        if half_lives is not UNSET:
            field_dict["half_lives"] = half_lives
        if pick is not UNSET:
            field_dict["pick"] = pick
        if strict is not UNSET:
            field_dict["strict"] = strict

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_days(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        days = _parse_days(d.pop("days", UNSET))

        def _parse_half_lives(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        half_lives = _parse_half_lives(d.pop("half_lives", UNSET))

        def _parse_pick(data: object) -> None | Unset | WindowPickType0:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                pick_type_0 = check_window_pick_type_0(data)

                return pick_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | WindowPickType0, data)

        pick = _parse_pick(d.pop("pick", UNSET))

        strict = d.pop("strict", UNSET)

        window = cls(
            days=days,
            half_lives=half_lives,
            pick=pick,
            strict=strict,
        )

        window.additional_properties = d
        return window

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
