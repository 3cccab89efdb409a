from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="Filters")


@_attrs_define
class Filters:
    """Which trials are wanted: for each filter that is given, one of its values must fit.

    `condition`: a disease or family of the vocabulary, any name the lexicon knows, or words of conditions or title.
    `target`: an antigen ("CD19") or all of them ("CD19/BCMA"). `modality`: the kind of cell, "CAR-T", "CAR-NK",
    "CAAR-T". `source`: autologous, allogeneic, in vivo. `phase`: "1" or "PHASE1". `status`: "RECRUITING". `country`:
    a name or ISO code. `sponsor_class`: "INDUSTRY". `age_group`: "CHILD", "ADULT", "OLDER_ADULT". "not stated" asks
    for what no record states.

        Attributes:
            condition (list[str] | Unset):
            target (list[str] | Unset):
            modality (list[str] | Unset):
            source (list[str] | Unset):
            phase (list[str] | Unset):
            status (list[str] | Unset):
            country (list[str] | Unset):
            sponsor_class (list[str] | Unset):
            age_group (list[str] | Unset):
    """

    condition: list[str] | Unset = UNSET
    target: list[str] | Unset = UNSET
    modality: list[str] | Unset = UNSET
    source: list[str] | Unset = UNSET
    phase: list[str] | Unset = UNSET
    status: list[str] | Unset = UNSET
    country: list[str] | Unset = UNSET
    sponsor_class: list[str] | Unset = UNSET
    age_group: list[str] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        condition: list[str] | Unset = UNSET
        if not isinstance(self.condition, Unset):
            condition = self.condition

        target: list[str] | Unset = UNSET
        if not isinstance(self.target, Unset):
            target = self.target

        modality: list[str] | Unset = UNSET
        if not isinstance(self.modality, Unset):
            modality = self.modality

        source: list[str] | Unset = UNSET
        if not isinstance(self.source, Unset):
            source = self.source

        phase: list[str] | Unset = UNSET
        if not isinstance(self.phase, Unset):
            phase = self.phase

        status: list[str] | Unset = UNSET
        if not isinstance(self.status, Unset):
            status = self.status

        country: list[str] | Unset = UNSET
        if not isinstance(self.country, Unset):
            country = self.country

        sponsor_class: list[str] | Unset = UNSET
        if not isinstance(self.sponsor_class, Unset):
            sponsor_class = self.sponsor_class

        age_group: list[str] | Unset = UNSET
        if not isinstance(self.age_group, Unset):
            age_group = self.age_group

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if condition is not UNSET:
            field_dict["condition"] = condition
        if target is not UNSET:
            field_dict["target"] = target
        if modality is not UNSET:
            field_dict["modality"] = modality
        if source is not UNSET:
            field_dict["source"] = source
        if phase is not UNSET:
            field_dict["phase"] = phase
        if status is not UNSET:
            field_dict["status"] = status
        if country is not UNSET:
            field_dict["country"] = country
        if sponsor_class is not UNSET:
            field_dict["sponsor_class"] = sponsor_class
        if age_group is not UNSET:
            field_dict["age_group"] = age_group

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        condition = cast(list[str], d.pop("condition", UNSET))

        target = cast(list[str], d.pop("target", UNSET))

        modality = cast(list[str], d.pop("modality", UNSET))

        source = cast(list[str], d.pop("source", UNSET))

        phase = cast(list[str], d.pop("phase", UNSET))

        status = cast(list[str], d.pop("status", UNSET))

        country = cast(list[str], d.pop("country", UNSET))

        sponsor_class = cast(list[str], d.pop("sponsor_class", UNSET))

        age_group = cast(list[str], d.pop("age_group", UNSET))

        filters = cls(
            condition=condition,
            target=target,
            modality=modality,
            source=source,
            phase=phase,
            status=status,
            country=country,
            sponsor_class=sponsor_class,
            age_group=age_group,
        )

        return filters
