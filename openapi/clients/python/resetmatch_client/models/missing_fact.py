from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.missing_fact_domain import MissingFactDomain, check_missing_fact_domain
from ..types import UNSET, Unset

T = TypeVar("T", bound="MissingFact")


@_attrs_define
class MissingFact:
    """A fact that could still change a verdict, and how recent it must be: "platelets, last 90 days".

    Attributes:
        domain (MissingFactDomain):
        concept (str):
        within_days (float | None | Unset):
    """

    domain: MissingFactDomain
    concept: str
    within_days: float | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        domain: str = self.domain

        concept = self.concept

        within_days: float | None | Unset
        if isinstance(self.within_days, Unset):
            within_days = UNSET
        else:
            within_days = self.within_days

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "domain": domain,
                "concept": concept,
            }
        )
        if within_days is not UNSET:
            field_dict["within_days"] = within_days

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        domain = check_missing_fact_domain(d.pop("domain"))

        concept = d.pop("concept")

        def _parse_within_days(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        within_days = _parse_within_days(d.pop("within_days", UNSET))

        missing_fact = cls(
            domain=domain,
            concept=concept,
            within_days=within_days,
        )

        missing_fact.additional_properties = d
        return missing_fact

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
