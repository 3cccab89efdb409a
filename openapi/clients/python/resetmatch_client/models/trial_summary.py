from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="TrialSummary")


@_attrs_define
class TrialSummary:
    """A trial in a list: "NCT01234567, recruiting, 2 cohorts, 31 criteria".

    `in_scope`: whether it is an autoimmune CAR-T trial. `diseases` to `products` are how the record is classified,
    "not stated" where it does not say; `GET /v1/trials/{nct_id}` shows the words that decided.

        Attributes:
            nct_id (str):
            brief_title (str):
            overall_status (str):
            phases (list[str]):
            conditions (list[str]):
            countries (list[str]):
            cohorts (list[str]):
            criteria_count (int):
            in_scope (bool):
            diseases (list[str]):
            modality (str):
            target (str):
            source (str):
            products (list[str]):
            sponsor_class (None | str):
            age_groups (list[str]):
    """

    nct_id: str
    brief_title: str
    overall_status: str
    phases: list[str]
    conditions: list[str]
    countries: list[str]
    cohorts: list[str]
    criteria_count: int
    in_scope: bool
    diseases: list[str]
    modality: str
    target: str
    source: str
    products: list[str]
    sponsor_class: None | str
    age_groups: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        nct_id = self.nct_id

        brief_title = self.brief_title

        overall_status = self.overall_status

        phases = self.phases

        conditions = self.conditions

        countries = self.countries

        cohorts = self.cohorts

        criteria_count = self.criteria_count

        in_scope = self.in_scope

        diseases = self.diseases

        modality = self.modality

        target = self.target

        source = self.source

        products = self.products

        sponsor_class: None | str
        sponsor_class = self.sponsor_class

        age_groups = self.age_groups

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "nct_id": nct_id,
                "brief_title": brief_title,
                "overall_status": overall_status,
                "phases": phases,
                "conditions": conditions,
                "countries": countries,
                "cohorts": cohorts,
                "criteria_count": criteria_count,
                "in_scope": in_scope,
                "diseases": diseases,
                "modality": modality,
                "target": target,
                "source": source,
                "products": products,
                "sponsor_class": sponsor_class,
                "age_groups": age_groups,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        nct_id = d.pop("nct_id")

        brief_title = d.pop("brief_title")

        overall_status = d.pop("overall_status")

        phases = cast(list[str], d.pop("phases"))

        conditions = cast(list[str], d.pop("conditions"))

        countries = cast(list[str], d.pop("countries"))

        cohorts = cast(list[str], d.pop("cohorts"))

        criteria_count = d.pop("criteria_count")

        in_scope = d.pop("in_scope")

        diseases = cast(list[str], d.pop("diseases"))

        modality = d.pop("modality")

        target = d.pop("target")

        source = d.pop("source")

        products = cast(list[str], d.pop("products"))

        def _parse_sponsor_class(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        sponsor_class = _parse_sponsor_class(d.pop("sponsor_class"))

        age_groups = cast(list[str], d.pop("age_groups"))

        trial_summary = cls(
            nct_id=nct_id,
            brief_title=brief_title,
            overall_status=overall_status,
            phases=phases,
            conditions=conditions,
            countries=countries,
            cohorts=cohorts,
            criteria_count=criteria_count,
            in_scope=in_scope,
            diseases=diseases,
            modality=modality,
            target=target,
            source=source,
            products=products,
            sponsor_class=sponsor_class,
            age_groups=age_groups,
        )

        trial_summary.additional_properties = d
        return trial_summary

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
