from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.cohort import Cohort
    from ..models.criterion import Criterion
    from ..models.span import Span


T = TypeVar("T", bound="Trial")


@_attrs_define
class Trial:
    """A registry record, read: `text_digest` is the SHA-256 of its eligibility text.

    `headings` are the spans of the text that are no criteria.

        Attributes:
            nct_id (str):
            brief_title (str):
            overall_status (str):
            phases (list[str]):
            conditions (list[str]):
            countries (list[str]):
            text_digest (str):
            cohorts (list[Cohort]):
            criteria (list[Criterion]):
            headings (list[Span] | Unset):
    """

    nct_id: str
    brief_title: str
    overall_status: str
    phases: list[str]
    conditions: list[str]
    countries: list[str]
    text_digest: str
    cohorts: list[Cohort]
    criteria: list[Criterion]
    headings: list[Span] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        nct_id = self.nct_id

        brief_title = self.brief_title

        overall_status = self.overall_status

        phases = self.phases

        conditions = self.conditions

        countries = self.countries

        text_digest = self.text_digest

        cohorts = []
        for cohorts_item_data in self.cohorts:
            cohorts_item = cohorts_item_data.to_dict()
            cohorts.append(cohorts_item)

        criteria = []
        for criteria_item_data in self.criteria:
            criteria_item = criteria_item_data.to_dict()
            criteria.append(criteria_item)

        headings: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.headings, Unset):
            headings = []
            for headings_item_data in self.headings:
                headings_item = headings_item_data.to_dict()
                headings.append(headings_item)

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
                "text_digest": text_digest,
                "cohorts": cohorts,
                "criteria": criteria,
            }
        )
        if headings is not UNSET:
            field_dict["headings"] = headings

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.cohort import Cohort  # noqa: PLC0415
        from ..models.criterion import Criterion  # noqa: PLC0415
        from ..models.span import Span  # noqa: PLC0415

        d = dict(src_dict)
        nct_id = d.pop("nct_id")

        brief_title = d.pop("brief_title")

        overall_status = d.pop("overall_status")

        phases = cast(list[str], d.pop("phases"))

        conditions = cast(list[str], d.pop("conditions"))

        countries = cast(list[str], d.pop("countries"))

        text_digest = d.pop("text_digest")

        cohorts = []
        _cohorts = d.pop("cohorts")
        for cohorts_item_data in _cohorts:
            cohorts_item = Cohort.from_dict(cohorts_item_data)

            cohorts.append(cohorts_item)

        criteria = []
        _criteria = d.pop("criteria")
        for criteria_item_data in _criteria:
            criteria_item = Criterion.from_dict(criteria_item_data)

            criteria.append(criteria_item)

        _headings = d.pop("headings", UNSET)
        headings: list[Span] | Unset = UNSET
        if _headings is not UNSET:
            headings = []
            for headings_item_data in _headings:
                headings_item = Span.from_dict(headings_item_data)

                headings.append(headings_item)

        trial = cls(
            nct_id=nct_id,
            brief_title=brief_title,
            overall_status=overall_status,
            phases=phases,
            conditions=conditions,
            countries=countries,
            text_digest=text_digest,
            cohorts=cohorts,
            criteria=criteria,
            headings=headings,
        )

        trial.additional_properties = d
        return trial

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
