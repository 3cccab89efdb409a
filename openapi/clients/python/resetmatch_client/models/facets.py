from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.facet_count import FacetCount


T = TypeVar("T", bound="Facets")


@_attrs_define
class Facets:
    """The values of each question with their counts, the most frequent first; a trial may count under several.

    Attributes:
        condition (list[FacetCount]):
        family (list[FacetCount]):
        target (list[FacetCount]):
        modality (list[FacetCount]):
        source (list[FacetCount]):
        phase (list[FacetCount]):
        status (list[FacetCount]):
        country (list[FacetCount]):
        sponsor_class (list[FacetCount]):
        age_group (list[FacetCount]):
    """

    condition: list[FacetCount]
    family: list[FacetCount]
    target: list[FacetCount]
    modality: list[FacetCount]
    source: list[FacetCount]
    phase: list[FacetCount]
    status: list[FacetCount]
    country: list[FacetCount]
    sponsor_class: list[FacetCount]
    age_group: list[FacetCount]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        condition = []
        for condition_item_data in self.condition:
            condition_item = condition_item_data.to_dict()
            condition.append(condition_item)

        family = []
        for family_item_data in self.family:
            family_item = family_item_data.to_dict()
            family.append(family_item)

        target = []
        for target_item_data in self.target:
            target_item = target_item_data.to_dict()
            target.append(target_item)

        modality = []
        for modality_item_data in self.modality:
            modality_item = modality_item_data.to_dict()
            modality.append(modality_item)

        source = []
        for source_item_data in self.source:
            source_item = source_item_data.to_dict()
            source.append(source_item)

        phase = []
        for phase_item_data in self.phase:
            phase_item = phase_item_data.to_dict()
            phase.append(phase_item)

        status = []
        for status_item_data in self.status:
            status_item = status_item_data.to_dict()
            status.append(status_item)

        country = []
        for country_item_data in self.country:
            country_item = country_item_data.to_dict()
            country.append(country_item)

        sponsor_class = []
        for sponsor_class_item_data in self.sponsor_class:
            sponsor_class_item = sponsor_class_item_data.to_dict()
            sponsor_class.append(sponsor_class_item)

        age_group = []
        for age_group_item_data in self.age_group:
            age_group_item = age_group_item_data.to_dict()
            age_group.append(age_group_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "condition": condition,
                "family": family,
                "target": target,
                "modality": modality,
                "source": source,
                "phase": phase,
                "status": status,
                "country": country,
                "sponsor_class": sponsor_class,
                "age_group": age_group,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.facet_count import FacetCount  # noqa: PLC0415

        d = dict(src_dict)
        condition = []
        _condition = d.pop("condition")
        for condition_item_data in _condition:
            condition_item = FacetCount.from_dict(condition_item_data)

            condition.append(condition_item)

        family = []
        _family = d.pop("family")
        for family_item_data in _family:
            family_item = FacetCount.from_dict(family_item_data)

            family.append(family_item)

        target = []
        _target = d.pop("target")
        for target_item_data in _target:
            target_item = FacetCount.from_dict(target_item_data)

            target.append(target_item)

        modality = []
        _modality = d.pop("modality")
        for modality_item_data in _modality:
            modality_item = FacetCount.from_dict(modality_item_data)

            modality.append(modality_item)

        source = []
        _source = d.pop("source")
        for source_item_data in _source:
            source_item = FacetCount.from_dict(source_item_data)

            source.append(source_item)

        phase = []
        _phase = d.pop("phase")
        for phase_item_data in _phase:
            phase_item = FacetCount.from_dict(phase_item_data)

            phase.append(phase_item)

        status = []
        _status = d.pop("status")
        for status_item_data in _status:
            status_item = FacetCount.from_dict(status_item_data)

            status.append(status_item)

        country = []
        _country = d.pop("country")
        for country_item_data in _country:
            country_item = FacetCount.from_dict(country_item_data)

            country.append(country_item)

        sponsor_class = []
        _sponsor_class = d.pop("sponsor_class")
        for sponsor_class_item_data in _sponsor_class:
            sponsor_class_item = FacetCount.from_dict(sponsor_class_item_data)

            sponsor_class.append(sponsor_class_item)

        age_group = []
        _age_group = d.pop("age_group")
        for age_group_item_data in _age_group:
            age_group_item = FacetCount.from_dict(age_group_item_data)

            age_group.append(age_group_item)

        facets = cls(
            condition=condition,
            family=family,
            target=target,
            modality=modality,
            source=source,
            phase=phase,
            status=status,
            country=country,
            sponsor_class=sponsor_class,
            age_group=age_group,
        )

        facets.additional_properties = d
        return facets

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
