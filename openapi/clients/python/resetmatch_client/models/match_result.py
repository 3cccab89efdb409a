from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.engine_info import EngineInfo
    from ..models.registry_info import RegistryInfo
    from ..models.trial_match import TrialMatch
    from ..models.unresolved_fact import UnresolvedFact


T = TypeVar("T", bound="MatchResult")


@_attrs_define
class MatchResult:
    """One patient against all trials, ranked.

    Attributes:
        profile_id (str):
        engine (EngineInfo): What judged: the version of the program and the digest of its lexicon.
        registry (RegistryInfo): What was judged: the day the records were retrieved, where that is known, and their
            digest.
        unresolved_facts (list[UnresolvedFact]):
        matches (list[TrialMatch]):
    """

    profile_id: str
    engine: EngineInfo
    registry: RegistryInfo
    unresolved_facts: list[UnresolvedFact]
    matches: list[TrialMatch]
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

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "profile_id": profile_id,
                "engine": engine,
                "registry": registry,
                "unresolved_facts": unresolved_facts,
                "matches": matches,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.engine_info import EngineInfo  # noqa: PLC0415
        from ..models.registry_info import RegistryInfo  # noqa: PLC0415
        from ..models.trial_match import TrialMatch  # noqa: PLC0415
        from ..models.unresolved_fact import UnresolvedFact  # noqa: PLC0415

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

        match_result = cls(
            profile_id=profile_id,
            engine=engine,
            registry=registry,
            unresolved_facts=unresolved_facts,
            matches=matches,
        )

        match_result.additional_properties = d
        return match_result

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
