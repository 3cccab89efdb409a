from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.flipped_criterion_after_type_0 import FlippedCriterionAfterType0, check_flipped_criterion_after_type_0
from ..models.flipped_criterion_before_type_0 import FlippedCriterionBeforeType0, check_flipped_criterion_before_type_0
from ..models.flipped_criterion_kind import FlippedCriterionKind, check_flipped_criterion_kind

T = TypeVar("T", bound="FlippedCriterion")


@_attrs_define
class FlippedCriterion:
    """A criterion that says something else of a patient: "e03, tightened, was pass, is fail"; None: not there.

    Attributes:
        kind (FlippedCriterionKind):
        before_id (None | str):
        after_id (None | str):
        before (FlippedCriterionBeforeType0 | None):
        after (FlippedCriterionAfterType0 | None):
    """

    kind: FlippedCriterionKind
    before_id: None | str
    after_id: None | str
    before: FlippedCriterionBeforeType0 | None
    after: FlippedCriterionAfterType0 | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind: str = self.kind

        before_id: None | str
        before_id = self.before_id

        after_id: None | str
        after_id = self.after_id

        before: None | str
        if isinstance(self.before, str):
            before = self.before
        else:
            before = self.before

        after: None | str
        if isinstance(self.after, str):
            after = self.after
        else:
            after = self.after

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "before_id": before_id,
                "after_id": after_id,
                "before": before,
                "after": after,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        kind = check_flipped_criterion_kind(d.pop("kind"))

        def _parse_before_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        before_id = _parse_before_id(d.pop("before_id"))

        def _parse_after_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        after_id = _parse_after_id(d.pop("after_id"))

        def _parse_before(data: object) -> FlippedCriterionBeforeType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                before_type_0 = check_flipped_criterion_before_type_0(data)

                return before_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(FlippedCriterionBeforeType0 | None, data)

        before = _parse_before(d.pop("before"))

        def _parse_after(data: object) -> FlippedCriterionAfterType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                after_type_0 = check_flipped_criterion_after_type_0(data)

                return after_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(FlippedCriterionAfterType0 | None, data)

        after = _parse_after(d.pop("after"))

        flipped_criterion = cls(
            kind=kind,
            before_id=before_id,
            after_id=after_id,
            before=before,
            after=after,
        )

        flipped_criterion.additional_properties = d
        return flipped_criterion

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
