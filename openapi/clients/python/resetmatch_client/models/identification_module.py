from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="IdentificationModule")


@_attrs_define
class IdentificationModule:
    """What the trial is called.

    Attributes:
        nct_id (str):
        brief_title (str | Unset):  Default: ''.
        official_title (None | str | Unset):
        acronym (None | str | Unset):
    """

    nct_id: str
    brief_title: str | Unset = ""
    official_title: None | str | Unset = UNSET
    acronym: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        nct_id = self.nct_id

        brief_title = self.brief_title

        official_title: None | str | Unset
        if isinstance(self.official_title, Unset):
            official_title = UNSET
        else:
            official_title = self.official_title

        acronym: None | str | Unset
        if isinstance(self.acronym, Unset):
            acronym = UNSET
        else:
            acronym = self.acronym

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "nctId": nct_id,
            }
        )
        if brief_title is not UNSET:
            field_dict["briefTitle"] = brief_title
        if official_title is not UNSET:
            field_dict["officialTitle"] = official_title
        if acronym is not UNSET:
            field_dict["acronym"] = acronym

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        nct_id = d.pop("nctId")

        brief_title = d.pop("briefTitle", UNSET)

        def _parse_official_title(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        official_title = _parse_official_title(d.pop("officialTitle", UNSET))

        def _parse_acronym(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        acronym = _parse_acronym(d.pop("acronym", UNSET))

        identification_module = cls(
            nct_id=nct_id,
            brief_title=brief_title,
            official_title=official_title,
            acronym=acronym,
        )

        identification_module.additional_properties = d
        return identification_module

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
