from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.overridden_decided_by import OverriddenDecidedBy, check_overridden_decided_by

T = TypeVar("T", bound="Overridden")


@_attrs_define
class Overridden:
    """Who has put a reading right, why, since when and until when (days in UTC), and what stood there before.

    Attributes:
        number (int):
        decided_by (OverriddenDecidedBy):
        reason (str):
        made (str):
        expires (None | str):
        replaces (str):
    """

    number: int
    decided_by: OverriddenDecidedBy
    reason: str
    made: str
    expires: None | str
    replaces: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        number = self.number

        decided_by: str = self.decided_by

        reason = self.reason

        made = self.made

        expires: None | str
        expires = self.expires

        replaces = self.replaces

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "number": number,
                "decided_by": decided_by,
                "reason": reason,
                "made": made,
                "expires": expires,
                "replaces": replaces,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        number = d.pop("number")

        decided_by = check_overridden_decided_by(d.pop("decided_by"))

        reason = d.pop("reason")

        made = d.pop("made")

        def _parse_expires(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        expires = _parse_expires(d.pop("expires"))

        replaces = d.pop("replaces")

        overridden = cls(
            number=number,
            decided_by=decided_by,
            reason=reason,
            made=made,
            expires=expires,
            replaces=replaces,
        )

        overridden.additional_properties = d
        return overridden

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
