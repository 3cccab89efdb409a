from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.fact_kind import FactKind, check_fact_kind

T = TypeVar("T", bound="Fact")


@_attrs_define
class Fact:
    """A statement with its source and the day, month or year of that source: it may have changed since.

    Attributes:
        kind (FactKind):
        statement (str):
        source (str):
        dated (str):
    """

    kind: FactKind
    statement: str
    source: str
    dated: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind: str = self.kind

        statement = self.statement

        source = self.source

        dated = self.dated

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "statement": statement,
                "source": source,
                "dated": dated,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        kind = check_fact_kind(d.pop("kind"))

        statement = d.pop("statement")

        source = d.pop("source")

        dated = d.pop("dated")

        fact = cls(
            kind=kind,
            statement=statement,
            source=source,
            dated=dated,
        )

        fact.additional_properties = d
        return fact

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
