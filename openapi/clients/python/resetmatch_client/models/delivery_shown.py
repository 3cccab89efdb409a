from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="DeliveryShown")


@_attrs_define
class DeliveryShown:
    """A message and what became of it; `due` is when it is tried again, null for never.

    Attributes:
        id (str):
        event (str):
        made (str):
        attempts (int):
        due (None | str):
        delivered (None | str):
        status (int | None):
        problem (None | str):
    """

    id: str
    event: str
    made: str
    attempts: int
    due: None | str
    delivered: None | str
    status: int | None
    problem: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        event = self.event

        made = self.made

        attempts = self.attempts

        due: None | str
        due = self.due

        delivered: None | str
        delivered = self.delivered

        status: int | None
        status = self.status

        problem: None | str
        problem = self.problem

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "event": event,
                "made": made,
                "attempts": attempts,
                "due": due,
                "delivered": delivered,
                "status": status,
                "problem": problem,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        event = d.pop("event")

        made = d.pop("made")

        attempts = d.pop("attempts")

        def _parse_due(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        due = _parse_due(d.pop("due"))

        def _parse_delivered(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        delivered = _parse_delivered(d.pop("delivered"))

        def _parse_status(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        status = _parse_status(d.pop("status"))

        def _parse_problem(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        problem = _parse_problem(d.pop("problem"))

        delivery_shown = cls(
            id=id,
            event=event,
            made=made,
            attempts=attempts,
            due=due,
            delivered=delivered,
            status=status,
            problem=problem,
        )

        delivery_shown.additional_properties = d
        return delivery_shown

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
