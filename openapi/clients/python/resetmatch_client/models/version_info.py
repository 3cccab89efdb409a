from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.record_change import RecordChange


T = TypeVar("T", bound="VersionInfo")


@_attrs_define
class VersionInfo:
    """One wording of a record, the days on which it was first and last seen, and what it changed of the one before.

    Attributes:
        digest (str):
        first_seen (datetime.date):
        last_seen (datetime.date):
        last_update_posted (None | str):
        change (None | RecordChange):
    """

    digest: str
    first_seen: datetime.date
    last_seen: datetime.date
    last_update_posted: None | str
    change: None | RecordChange
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.record_change import RecordChange  # noqa: PLC0415

        digest = self.digest

        first_seen = self.first_seen.isoformat()

        last_seen = self.last_seen.isoformat()

        last_update_posted: None | str
        last_update_posted = self.last_update_posted

        change: dict[str, Any] | None
        if isinstance(self.change, RecordChange):
            change = self.change.to_dict()
        else:
            change = self.change

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "digest": digest,
                "first_seen": first_seen,
                "last_seen": last_seen,
                "last_update_posted": last_update_posted,
                "change": change,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.record_change import RecordChange  # noqa: PLC0415

        d = dict(src_dict)
        digest = d.pop("digest")

        first_seen = datetime.date.fromisoformat(d.pop("first_seen"))

        last_seen = datetime.date.fromisoformat(d.pop("last_seen"))

        def _parse_last_update_posted(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        last_update_posted = _parse_last_update_posted(d.pop("last_update_posted"))

        def _parse_change(data: object) -> None | RecordChange:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                change_type_0 = RecordChange.from_dict(data)

                return change_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RecordChange, data)

        change = _parse_change(d.pop("change"))

        version_info = cls(
            digest=digest,
            first_seen=first_seen,
            last_seen=last_seen,
            last_update_posted=last_update_posted,
            change=change,
        )

        version_info.additional_properties = d
        return version_info

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
