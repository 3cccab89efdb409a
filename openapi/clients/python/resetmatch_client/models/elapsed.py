from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.elapsed_comparator import ElapsedComparator, check_elapsed_comparator
from ..models.elapsed_node import ElapsedNode, check_elapsed_node
from ..models.elapsed_since import ElapsedSince, check_elapsed_since
from ..types import UNSET, Unset

T = TypeVar("T", bound="Elapsed")


@_attrs_define
class Elapsed:
    """Time since a condition began or ended: "disease duration of at least 6 months".

    Attributes:
        node (ElapsedNode):
        concept (str):
        comparator (ElapsedComparator):
        days (float):
        since (ElapsedSince | Unset):  Default: 'onset'.
    """

    node: ElapsedNode
    concept: str
    comparator: ElapsedComparator
    days: float
    since: ElapsedSince | Unset = "onset"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        node: str = self.node

        concept = self.concept

        comparator: str = self.comparator

        days = self.days

        since: str | Unset = UNSET
        if not isinstance(self.since, Unset):
            since = self.since

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "node": node,
                "concept": concept,
                "comparator": comparator,
                "days": days,
            }
        )
        if since is not UNSET:
            field_dict["since"] = since

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        node = check_elapsed_node(d.pop("node"))

        concept = d.pop("concept")

        comparator = check_elapsed_comparator(d.pop("comparator"))

        days = d.pop("days")

        _since = d.pop("since", UNSET)
        since: ElapsedSince | Unset
        if isinstance(_since, Unset):
            since = UNSET
        else:
            since = check_elapsed_since(_since)

        elapsed = cls(
            node=node,
            concept=concept,
            comparator=comparator,
            days=days,
            since=since,
        )

        elapsed.additional_properties = d
        return elapsed

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
