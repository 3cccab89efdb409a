from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.next_test_domain import NextTestDomain, check_next_test_domain

T = TypeVar("T", bound="NextTest")


@_attrs_define
class NextTest:
    """A fact that is missing: "LVEF, last 90 days"; how recent it must be is what the strictest trial asks.

    `missing` counts the undetermined trials in which it is missing, `only_missing` those in which nothing else is,
    `decides` those in which nothing else at all is open: its answer decides them, one way or the other. `trials` names
    the latter.

        Attributes:
            domain (NextTestDomain):
            concept (str):
            within_days (float | None):
            missing (int):
            only_missing (int):
            decides (int):
            trials (list[str]):
    """

    domain: NextTestDomain
    concept: str
    within_days: float | None
    missing: int
    only_missing: int
    decides: int
    trials: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        domain: str = self.domain

        concept = self.concept

        within_days: float | None
        within_days = self.within_days

        missing = self.missing

        only_missing = self.only_missing

        decides = self.decides

        trials = self.trials

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "domain": domain,
                "concept": concept,
                "within_days": within_days,
                "missing": missing,
                "only_missing": only_missing,
                "decides": decides,
                "trials": trials,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        domain = check_next_test_domain(d.pop("domain"))

        concept = d.pop("concept")

        def _parse_within_days(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        within_days = _parse_within_days(d.pop("within_days"))

        missing = d.pop("missing")

        only_missing = d.pop("only_missing")

        decides = d.pop("decides")

        trials = cast(list[str], d.pop("trials"))

        next_test = cls(
            domain=domain,
            concept=concept,
            within_days=within_days,
            missing=missing,
            only_missing=only_missing,
            decides=decides,
            trials=trials,
        )

        next_test.additional_properties = d
        return next_test

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
