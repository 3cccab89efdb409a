from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.trial_match_verdict import TrialMatchVerdict, check_trial_match_verdict
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.cohort_verdict import CohortVerdict
    from ..models.criterion_result import CriterionResult
    from ..models.missing_fact import MissingFact
    from ..models.sites import Sites


T = TypeVar("T", bound="TrialMatch")


@_attrs_define
class TrialMatch:
    """One trial for one patient: verdict first, then what blocks, what is missing, what a person must confirm.

    `sites` are the trial's as seen from the profile's location; `notes` say in plain words what to know of the record
    and its sites before counting on them. Neither takes part in verdict, score or order.

        Attributes:
            nct_id (str):
            brief_title (str):
            overall_status (str):
            phases (list[str]):
            verdict (TrialMatchVerdict):
            score (float):
            cohorts (list[CohortVerdict]):
            criteria (list[CriterionResult]):
            blockers (list[str]):
            missing_facts (list[MissingFact]):
            confirm_before_referral (list[str]):
            earliest_eligible_in_days (int | None):
            sites (None | Sites | Unset):
            notes (list[str] | Unset):
    """

    nct_id: str
    brief_title: str
    overall_status: str
    phases: list[str]
    verdict: TrialMatchVerdict
    score: float
    cohorts: list[CohortVerdict]
    criteria: list[CriterionResult]
    blockers: list[str]
    missing_facts: list[MissingFact]
    confirm_before_referral: list[str]
    earliest_eligible_in_days: int | None
    sites: None | Sites | Unset = UNSET
    notes: list[str] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.sites import Sites  # noqa: PLC0415

        nct_id = self.nct_id

        brief_title = self.brief_title

        overall_status = self.overall_status

        phases = self.phases

        verdict: str = self.verdict

        score = self.score

        cohorts = []
        for cohorts_item_data in self.cohorts:
            cohorts_item = cohorts_item_data.to_dict()
            cohorts.append(cohorts_item)

        criteria = []
        for criteria_item_data in self.criteria:
            criteria_item = criteria_item_data.to_dict()
            criteria.append(criteria_item)

        blockers = self.blockers

        missing_facts = []
        for missing_facts_item_data in self.missing_facts:
            missing_facts_item = missing_facts_item_data.to_dict()
            missing_facts.append(missing_facts_item)

        confirm_before_referral = self.confirm_before_referral

        earliest_eligible_in_days: int | None
        earliest_eligible_in_days = self.earliest_eligible_in_days

        sites: dict[str, Any] | None | Unset
        if isinstance(self.sites, Unset):
            sites = UNSET
        elif isinstance(self.sites, Sites):
            sites = self.sites.to_dict()
        else:
            sites = self.sites

        notes: list[str] | Unset = UNSET
        if not isinstance(self.notes, Unset):
            notes = self.notes

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "nct_id": nct_id,
                "brief_title": brief_title,
                "overall_status": overall_status,
                "phases": phases,
                "verdict": verdict,
                "score": score,
                "cohorts": cohorts,
                "criteria": criteria,
                "blockers": blockers,
                "missing_facts": missing_facts,
                "confirm_before_referral": confirm_before_referral,
                "earliest_eligible_in_days": earliest_eligible_in_days,
            }
        )
        if sites is not UNSET:
            field_dict["sites"] = sites
        if notes is not UNSET:
            field_dict["notes"] = notes

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.cohort_verdict import CohortVerdict  # noqa: PLC0415
        from ..models.criterion_result import CriterionResult  # noqa: PLC0415
        from ..models.missing_fact import MissingFact  # noqa: PLC0415
        from ..models.sites import Sites  # noqa: PLC0415

        d = dict(src_dict)
        nct_id = d.pop("nct_id")

        brief_title = d.pop("brief_title")

        overall_status = d.pop("overall_status")

        phases = cast(list[str], d.pop("phases"))

        verdict = check_trial_match_verdict(d.pop("verdict"))

        score = d.pop("score")

        cohorts = []
        _cohorts = d.pop("cohorts")
        for cohorts_item_data in _cohorts:
            cohorts_item = CohortVerdict.from_dict(cohorts_item_data)

            cohorts.append(cohorts_item)

        criteria = []
        _criteria = d.pop("criteria")
        for criteria_item_data in _criteria:
            criteria_item = CriterionResult.from_dict(criteria_item_data)

            criteria.append(criteria_item)

        blockers = cast(list[str], d.pop("blockers"))

        missing_facts = []
        _missing_facts = d.pop("missing_facts")
        for missing_facts_item_data in _missing_facts:
            missing_facts_item = MissingFact.from_dict(missing_facts_item_data)

            missing_facts.append(missing_facts_item)

        confirm_before_referral = cast(list[str], d.pop("confirm_before_referral"))

        def _parse_earliest_eligible_in_days(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        earliest_eligible_in_days = _parse_earliest_eligible_in_days(d.pop("earliest_eligible_in_days"))

        def _parse_sites(data: object) -> None | Sites | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                sites_type_0 = Sites.from_dict(data)

                return sites_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Sites | Unset, data)

        sites = _parse_sites(d.pop("sites", UNSET))

        notes = cast(list[str], d.pop("notes", UNSET))

        trial_match = cls(
            nct_id=nct_id,
            brief_title=brief_title,
            overall_status=overall_status,
            phases=phases,
            verdict=verdict,
            score=score,
            cohorts=cohorts,
            criteria=criteria,
            blockers=blockers,
            missing_facts=missing_facts,
            confirm_before_referral=confirm_before_referral,
            earliest_eligible_in_days=earliest_eligible_in_days,
            sites=sites,
            notes=notes,
        )

        trial_match.additional_properties = d
        return trial_match

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
