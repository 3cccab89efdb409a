from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.fact_seen import FactSeen
    from ..models.flaw import Flaw
    from ..models.unresolved_fact import UnresolvedFact


T = TypeVar("T", bound="ProfileCheck")


@_attrs_define
class ProfileCheck:
    """Whether a profile would be taken, what its facts were understood as, and which could not be used.

    Attributes:
        valid (bool):
        errors (list[Flaw] | Unset):
        facts (list[FactSeen] | Unset):
        unresolved_facts (list[UnresolvedFact] | Unset):
    """

    valid: bool
    errors: list[Flaw] | Unset = UNSET
    facts: list[FactSeen] | Unset = UNSET
    unresolved_facts: list[UnresolvedFact] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        valid = self.valid

        errors: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.errors, Unset):
            errors = []
            for errors_item_data in self.errors:
                errors_item = errors_item_data.to_dict()
                errors.append(errors_item)

        facts: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.facts, Unset):
            facts = []
            for facts_item_data in self.facts:
                facts_item = facts_item_data.to_dict()
                facts.append(facts_item)

        unresolved_facts: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.unresolved_facts, Unset):
            unresolved_facts = []
            for unresolved_facts_item_data in self.unresolved_facts:
                unresolved_facts_item = unresolved_facts_item_data.to_dict()
                unresolved_facts.append(unresolved_facts_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "valid": valid,
            }
        )
        if errors is not UNSET:
            field_dict["errors"] = errors
        if facts is not UNSET:
            field_dict["facts"] = facts
        if unresolved_facts is not UNSET:
            field_dict["unresolved_facts"] = unresolved_facts

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.fact_seen import FactSeen  # noqa: PLC0415
        from ..models.flaw import Flaw  # noqa: PLC0415
        from ..models.unresolved_fact import UnresolvedFact  # noqa: PLC0415

        d = dict(src_dict)
        valid = d.pop("valid")

        _errors = d.pop("errors", UNSET)
        errors: list[Flaw] | Unset = UNSET
        if _errors is not UNSET:
            errors = []
            for errors_item_data in _errors:
                errors_item = Flaw.from_dict(errors_item_data)

                errors.append(errors_item)

        _facts = d.pop("facts", UNSET)
        facts: list[FactSeen] | Unset = UNSET
        if _facts is not UNSET:
            facts = []
            for facts_item_data in _facts:
                facts_item = FactSeen.from_dict(facts_item_data)

                facts.append(facts_item)

        _unresolved_facts = d.pop("unresolved_facts", UNSET)
        unresolved_facts: list[UnresolvedFact] | Unset = UNSET
        if _unresolved_facts is not UNSET:
            unresolved_facts = []
            for unresolved_facts_item_data in _unresolved_facts:
                unresolved_facts_item = UnresolvedFact.from_dict(unresolved_facts_item_data)

                unresolved_facts.append(unresolved_facts_item)

        profile_check = cls(
            valid=valid,
            errors=errors,
            facts=facts,
            unresolved_facts=unresolved_facts,
        )

        profile_check.additional_properties = d
        return profile_check

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
