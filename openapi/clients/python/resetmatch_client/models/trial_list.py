from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.facets import Facets
    from ..models.trial_summary import TrialSummary


T = TypeVar("T", bound="TrialList")


@_attrs_define
class TrialList:
    """One page of the trials that answer the query, how many answer it in all, and what those are counted under.

    Attributes:
        total (int):
        limit (int):
        offset (int):
        trials (list[TrialSummary]):
        facets (Facets): The values of each question with their counts, the most frequent first; a trial may count under
            several.
    """

    total: int
    limit: int
    offset: int
    trials: list[TrialSummary]
    facets: Facets
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        total = self.total

        limit = self.limit

        offset = self.offset

        trials = []
        for trials_item_data in self.trials:
            trials_item = trials_item_data.to_dict()
            trials.append(trials_item)

        facets = self.facets.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "total": total,
                "limit": limit,
                "offset": offset,
                "trials": trials,
                "facets": facets,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.facets import Facets  # noqa: PLC0415
        from ..models.trial_summary import TrialSummary  # noqa: PLC0415

        d = dict(src_dict)
        total = d.pop("total")

        limit = d.pop("limit")

        offset = d.pop("offset")

        trials = []
        _trials = d.pop("trials")
        for trials_item_data in _trials:
            trials_item = TrialSummary.from_dict(trials_item_data)

            trials.append(trials_item)

        facets = Facets.from_dict(d.pop("facets"))

        trial_list = cls(
            total=total,
            limit=limit,
            offset=offset,
            trials=trials,
            facets=facets,
        )

        trial_list.additional_properties = d
        return trial_list

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
