from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.distinct_node import DistinctNode, check_distinct_node
from ..models.distinct_responses_item import DistinctResponsesItem, check_distinct_responses_item
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.window import Window


T = TypeVar("T", bound="Distinct")


@_attrs_define
class Distinct:
    """At least `k` different drugs of the classes named: "two or more immunosuppressants failed".

    Drugs of one group in `once` count as one ("tacrolimus and ciclosporin together count as one").
    `exclude` names drugs or classes that do not count ("two other agents"). `responses`, `min_days`, `window`
    as in `Exposure`, for each drug.

        Attributes:
            node (DistinctNode):
            k (int):
            concepts (list[str]):
            once (list[list[str]] | Unset):
            exclude (list[str] | Unset):
            responses (list[DistinctResponsesItem] | Unset):
            min_days (float | None | Unset):
            min_days_strict (bool | Unset):  Default: False.
            window (None | Unset | Window):
    """

    node: DistinctNode
    k: int
    concepts: list[str]
    once: list[list[str]] | Unset = UNSET
    exclude: list[str] | Unset = UNSET
    responses: list[DistinctResponsesItem] | Unset = UNSET
    min_days: float | None | Unset = UNSET
    min_days_strict: bool | Unset = False
    window: None | Unset | Window = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.window import Window  # noqa: PLC0415

        node: str = self.node

        k = self.k

        concepts = self.concepts

        once: list[list[str]] | Unset = UNSET
        if not isinstance(self.once, Unset):
            once = []
            for once_item_data in self.once:
                once_item = once_item_data

                once.append(once_item)

        exclude: list[str] | Unset = UNSET
        if not isinstance(self.exclude, Unset):
            exclude = self.exclude

        responses: list[str] | Unset = UNSET
        if not isinstance(self.responses, Unset):
            responses = []
            for responses_item_data in self.responses:
                responses_item: str = responses_item_data
                responses.append(responses_item)

        min_days: float | None | Unset
        if isinstance(self.min_days, Unset):
            min_days = UNSET
        else:
            min_days = self.min_days

        min_days_strict = self.min_days_strict

        window: dict[str, Any] | None | Unset
        if isinstance(self.window, Unset):
            window = UNSET
        elif isinstance(self.window, Window):
            window = self.window.to_dict()
        else:
            window = self.window

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "node": node,
                "k": k,
                "concepts": concepts,
            }
        )
        if once is not UNSET:
            field_dict["once"] = once
        if exclude is not UNSET:
            field_dict["exclude"] = exclude
        if responses is not UNSET:
            field_dict["responses"] = responses
        if min_days is not UNSET:
            field_dict["min_days"] = min_days
        if min_days_strict is not UNSET:
            field_dict["min_days_strict"] = min_days_strict
        if window is not UNSET:
            field_dict["window"] = window

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.window import Window  # noqa: PLC0415

        d = dict(src_dict)
        node = check_distinct_node(d.pop("node"))

        k = d.pop("k")

        concepts = cast(list[str], d.pop("concepts"))

        _once = d.pop("once", UNSET)
        once: list[list[str]] | Unset = UNSET
        if _once is not UNSET:
            once = []
            for once_item_data in _once:
                once_item = cast(list[str], once_item_data)

                once.append(once_item)

        exclude = cast(list[str], d.pop("exclude", UNSET))

        _responses = d.pop("responses", UNSET)
        responses: list[DistinctResponsesItem] | Unset = UNSET
        if _responses is not UNSET:
            responses = []
            for responses_item_data in _responses:
                responses_item = check_distinct_responses_item(responses_item_data)

                responses.append(responses_item)

        def _parse_min_days(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        min_days = _parse_min_days(d.pop("min_days", UNSET))

        min_days_strict = d.pop("min_days_strict", UNSET)

        def _parse_window(data: object) -> None | Unset | Window:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                window_type_0 = Window.from_dict(data)

                return window_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | Window, data)

        window = _parse_window(d.pop("window", UNSET))

        distinct = cls(
            node=node,
            k=k,
            concepts=concepts,
            once=once,
            exclude=exclude,
            responses=responses,
            min_days=min_days,
            min_days_strict=min_days_strict,
            window=window,
        )

        distinct.additional_properties = d
        return distinct

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
