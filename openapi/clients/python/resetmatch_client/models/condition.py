from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.condition_node import ConditionNode, check_condition_node
from ..models.condition_since import ConditionSince, check_condition_since
from ..models.condition_status import ConditionStatus, check_condition_status
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.window import Window


T = TypeVar("T", bound="Condition")


@_attrs_define
class Condition:
    """A diagnosis, event or state: "stroke within 6 months", "active tuberculosis", "history of epilepsy".

    `status`: "present" (a plain mention), "active", or "any" (history). `count`: at least so many separate
    records ("two or more relapses in 24 months"). `since` "end" takes the window from the abatement.
    `exclude` names kinds that do not count ("malignancy other than basal cell carcinoma").

        Attributes:
            node (ConditionNode):
            concept (str):
            exclude (list[str] | Unset):
            status (ConditionStatus | Unset):  Default: 'present'.
            window (None | Unset | Window):
            count (int | Unset):  Default: 1.
            since (ConditionSince | Unset):  Default: 'onset'.
    """

    node: ConditionNode
    concept: str
    exclude: list[str] | Unset = UNSET
    status: ConditionStatus | Unset = "present"
    window: None | Unset | Window = UNSET
    count: int | Unset = 1
    since: ConditionSince | Unset = "onset"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.window import Window  # noqa: PLC0415

        node: str = self.node

        concept = self.concept

        exclude: list[str] | Unset = UNSET
        if not isinstance(self.exclude, Unset):
            exclude = self.exclude

        status: str | Unset = UNSET
        if not isinstance(self.status, Unset):
            status = self.status

        window: dict[str, Any] | None | Unset
        if isinstance(self.window, Unset):
            window = UNSET
        elif isinstance(self.window, Window):
            window = self.window.to_dict()
        else:
            window = self.window

        count = self.count

        since: str | Unset = UNSET
        if not isinstance(self.since, Unset):
            since = self.since

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "node": node,
                "concept": concept,
            }
        )
        if exclude is not UNSET:
            field_dict["exclude"] = exclude
        if status is not UNSET:
            field_dict["status"] = status
        if window is not UNSET:
            field_dict["window"] = window
        if count is not UNSET:
            field_dict["count"] = count
        if since is not UNSET:
            field_dict["since"] = since

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.window import Window  # noqa: PLC0415

        d = dict(src_dict)
        node = check_condition_node(d.pop("node"))

        concept = d.pop("concept")

        exclude = cast(list[str], d.pop("exclude", UNSET))

        _status = d.pop("status", UNSET)
        status: ConditionStatus | Unset
        if isinstance(_status, Unset):
            status = UNSET
        else:
            status = check_condition_status(_status)

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

        count = d.pop("count", UNSET)

        _since = d.pop("since", UNSET)
        since: ConditionSince | Unset
        if isinstance(_since, Unset):
            since = UNSET
        else:
            since = check_condition_since(_since)

        condition = cls(
            node=node,
            concept=concept,
            exclude=exclude,
            status=status,
            window=window,
            count=count,
            since=since,
        )

        condition.additional_properties = d
        return condition

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
