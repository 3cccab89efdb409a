from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="Flaw")


@_attrs_define
class Flaw:
    """One thing that is wrong with a request: where ("/profile/age_years", "query limit"), what, and what to do.

    Attributes:
        where (str):
        what (str):
        do (str | Unset):  Default: ''.
    """

    where: str
    what: str
    do: str | Unset = ""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        where = self.where

        what = self.what

        do = self.do

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "where": where,
                "what": what,
            }
        )
        if do is not UNSET:
            field_dict["do"] = do

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        where = d.pop("where")

        what = d.pop("what")

        do = d.pop("do", UNSET)

        flaw = cls(
            where=where,
            what=what,
            do=do,
        )

        flaw.additional_properties = d
        return flaw

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
