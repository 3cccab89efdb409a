from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.engine_info import EngineInfo
    from ..models.next_test import NextTest
    from ..models.registry_info import RegistryInfo
    from ..models.trial_match import TrialMatch
    from ..models.unresolved_fact import UnresolvedFact
    from ..models.verdict_counts import VerdictCounts


T = TypeVar("T", bound="MatchPage")


@_attrs_define
class MatchPage:
    """The best ranked trials in full; `counts` are over all trials judged, `rest` over those that are not shown.

    `next_tests`, on request, are the missing facts over all trials judged that would decide most of them.

        Attributes:
            profile_id (str):
            engine (EngineInfo): What judged: the version of the program and the digest of its lexicon.
            registry (RegistryInfo): What was judged: the day the records were retrieved, where that is known, and their
                digest.
            unresolved_facts (list[UnresolvedFact]):
            matches (list[TrialMatch]):
            counts (VerdictCounts): How many trials came out how.
            rest (VerdictCounts): How many trials came out how.
            next_tests (list[NextTest] | Unset):
    """

    profile_id: str
    engine: EngineInfo
    registry: RegistryInfo
    unresolved_facts: list[UnresolvedFact]
    matches: list[TrialMatch]
    counts: VerdictCounts
    rest: VerdictCounts
    next_tests: list[NextTest] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        profile_id = self.profile_id

        engine = self.engine.to_dict()

        registry = self.registry.to_dict()

        unresolved_facts = []
        for unresolved_facts_item_data in self.unresolved_facts:
            unresolved_facts_item = unresolved_facts_item_data.to_dict()
            unresolved_facts.append(unresolved_facts_item)

        matches = []
        for matches_item_data in self.matches:
            matches_item = matches_item_data.to_dict()
            matches.append(matches_item)

        counts = self.counts.to_dict()

        rest = self.rest.to_dict()

        next_tests: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.next_tests, Unset):
            next_tests = []
            for next_tests_item_data in self.next_tests:
                next_tests_item = next_tests_item_data.to_dict()
                next_tests.append(next_tests_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "profile_id": profile_id,
                "engine": engine,
                "registry": registry,
                "unresolved_facts": unresolved_facts,
                "matches": matches,
                "counts": counts,
                "rest": rest,
            }
        )
        if next_tests is not UNSET:
            field_dict["next_tests"] = next_tests

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.engine_info import EngineInfo  # noqa: PLC0415
        from ..models.next_test import NextTest  # noqa: PLC0415
        from ..models.registry_info import RegistryInfo  # noqa: PLC0415
        from ..models.trial_match import TrialMatch  # noqa: PLC0415
        from ..models.unresolved_fact import UnresolvedFact  # noqa: PLC0415
        from ..models.verdict_counts import VerdictCounts  # noqa: PLC0415

        d = dict(src_dict)
        profile_id = d.pop("profile_id")

        engine = EngineInfo.from_dict(d.pop("engine"))

        registry = RegistryInfo.from_dict(d.pop("registry"))

        unresolved_facts = []
        _unresolved_facts = d.pop("unresolved_facts")
        for unresolved_facts_item_data in _unresolved_facts:
            unresolved_facts_item = UnresolvedFact.from_dict(unresolved_facts_item_data)

            unresolved_facts.append(unresolved_facts_item)

        matches = []
        _matches = d.pop("matches")
        for matches_item_data in _matches:
            matches_item = TrialMatch.from_dict(matches_item_data)

            matches.append(matches_item)

        counts = VerdictCounts.from_dict(d.pop("counts"))

        rest = VerdictCounts.from_dict(d.pop("rest"))

        _next_tests = d.pop("next_tests", UNSET)
        next_tests: list[NextTest] | Unset = UNSET
        if _next_tests is not UNSET:
            next_tests = []
            for next_tests_item_data in _next_tests:
                next_tests_item = NextTest.from_dict(next_tests_item_data)

                next_tests.append(next_tests_item)

        match_page = cls(
            profile_id=profile_id,
            engine=engine,
            registry=registry,
            unresolved_facts=unresolved_facts,
            matches=matches,
            counts=counts,
            rest=rest,
            next_tests=next_tests,
        )

        match_page.additional_properties = d
        return match_page

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
