from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.date_struct import DateStruct


T = TypeVar("T", bound="StatusModule")


@_attrs_define
class StatusModule:
    """How far the trial is: "RECRUITING".

    Attributes:
        overall_status (str | Unset):  Default: 'UNKNOWN'.
        status_verified_date (None | str | Unset):
        why_stopped (None | str | Unset):
        start_date_struct (DateStruct | None | Unset):
        completion_date_struct (DateStruct | None | Unset):
        last_update_post_date_struct (DateStruct | None | Unset):
    """

    overall_status: str | Unset = "UNKNOWN"
    status_verified_date: None | str | Unset = UNSET
    why_stopped: None | str | Unset = UNSET
    start_date_struct: DateStruct | None | Unset = UNSET
    completion_date_struct: DateStruct | None | Unset = UNSET
    last_update_post_date_struct: DateStruct | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.date_struct import DateStruct  # noqa: PLC0415

        overall_status = self.overall_status

        status_verified_date: None | str | Unset
        if isinstance(self.status_verified_date, Unset):
            status_verified_date = UNSET
        else:
            status_verified_date = self.status_verified_date

        why_stopped: None | str | Unset
        if isinstance(self.why_stopped, Unset):
            why_stopped = UNSET
        else:
            why_stopped = self.why_stopped

        start_date_struct: dict[str, Any] | None | Unset
        if isinstance(self.start_date_struct, Unset):
            start_date_struct = UNSET
        elif isinstance(self.start_date_struct, DateStruct):
            start_date_struct = self.start_date_struct.to_dict()
        else:
            start_date_struct = self.start_date_struct

        completion_date_struct: dict[str, Any] | None | Unset
        if isinstance(self.completion_date_struct, Unset):
            completion_date_struct = UNSET
        elif isinstance(self.completion_date_struct, DateStruct):
            completion_date_struct = self.completion_date_struct.to_dict()
        else:
            completion_date_struct = self.completion_date_struct

        last_update_post_date_struct: dict[str, Any] | None | Unset
        if isinstance(self.last_update_post_date_struct, Unset):
            last_update_post_date_struct = UNSET
        elif isinstance(self.last_update_post_date_struct, DateStruct):
            last_update_post_date_struct = self.last_update_post_date_struct.to_dict()
        else:
            last_update_post_date_struct = self.last_update_post_date_struct

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if overall_status is not UNSET:
            field_dict["overallStatus"] = overall_status
        if status_verified_date is not UNSET:
            field_dict["statusVerifiedDate"] = status_verified_date
        if why_stopped is not UNSET:
            field_dict["whyStopped"] = why_stopped
        if start_date_struct is not UNSET:
            field_dict["startDateStruct"] = start_date_struct
        if completion_date_struct is not UNSET:
            field_dict["completionDateStruct"] = completion_date_struct
        if last_update_post_date_struct is not UNSET:
            field_dict["lastUpdatePostDateStruct"] = last_update_post_date_struct

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.date_struct import DateStruct  # noqa: PLC0415

        d = dict(src_dict)
        overall_status = d.pop("overallStatus", UNSET)

        def _parse_status_verified_date(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        status_verified_date = _parse_status_verified_date(d.pop("statusVerifiedDate", UNSET))

        def _parse_why_stopped(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        why_stopped = _parse_why_stopped(d.pop("whyStopped", UNSET))

        def _parse_start_date_struct(data: object) -> DateStruct | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                start_date_struct_type_0 = DateStruct.from_dict(data)

                return start_date_struct_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DateStruct | None | Unset, data)

        start_date_struct = _parse_start_date_struct(d.pop("startDateStruct", UNSET))

        def _parse_completion_date_struct(data: object) -> DateStruct | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                completion_date_struct_type_0 = DateStruct.from_dict(data)

                return completion_date_struct_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DateStruct | None | Unset, data)

        completion_date_struct = _parse_completion_date_struct(d.pop("completionDateStruct", UNSET))

        def _parse_last_update_post_date_struct(data: object) -> DateStruct | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                last_update_post_date_struct_type_0 = DateStruct.from_dict(data)

                return last_update_post_date_struct_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DateStruct | None | Unset, data)

        last_update_post_date_struct = _parse_last_update_post_date_struct(d.pop("lastUpdatePostDateStruct", UNSET))

        status_module = cls(
            overall_status=overall_status,
            status_verified_date=status_verified_date,
            why_stopped=why_stopped,
            start_date_struct=start_date_struct,
            completion_date_struct=completion_date_struct,
            last_update_post_date_struct=last_update_post_date_struct,
        )

        status_module.additional_properties = d
        return status_module

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
