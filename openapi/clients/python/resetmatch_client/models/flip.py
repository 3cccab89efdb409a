from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.flip_after_type_0 import FlipAfterType0, check_flip_after_type_0
from ..models.flip_before_type_0 import FlipBeforeType0, check_flip_before_type_0

if TYPE_CHECKING:
    from ..models.flipped_criterion import FlippedCriterion


T = TypeVar("T", bound="Flip")


@_attrs_define
class Flip:
    """A patient whose verdict for a trial is another than before; None where the trial was or is not there.

    Attributes:
        profile_id (str):
        nct_id (str):
        before (FlipBeforeType0 | None):
        after (FlipAfterType0 | None):
        criteria (list[FlippedCriterion]):
    """

    profile_id: str
    nct_id: str
    before: FlipBeforeType0 | None
    after: FlipAfterType0 | None
    criteria: list[FlippedCriterion]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        profile_id = self.profile_id

        nct_id = self.nct_id

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

        criteria = []
        for criteria_item_data in self.criteria:
            criteria_item = criteria_item_data.to_dict()
            criteria.append(criteria_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "profile_id": profile_id,
                "nct_id": nct_id,
                "before": before,
                "after": after,
                "criteria": criteria,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.flipped_criterion import FlippedCriterion  # noqa: PLC0415

        d = dict(src_dict)
        profile_id = d.pop("profile_id")

        nct_id = d.pop("nct_id")

        def _parse_before(data: object) -> FlipBeforeType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                before_type_0 = check_flip_before_type_0(data)

                return before_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(FlipBeforeType0 | None, data)

        before = _parse_before(d.pop("before"))

        def _parse_after(data: object) -> FlipAfterType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                after_type_0 = check_flip_after_type_0(data)

                return after_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(FlipAfterType0 | None, data)

        after = _parse_after(d.pop("after"))

        criteria = []
        _criteria = d.pop("criteria")
        for criteria_item_data in _criteria:
            criteria_item = FlippedCriterion.from_dict(criteria_item_data)

            criteria.append(criteria_item)

        flip = cls(
            profile_id=profile_id,
            nct_id=nct_id,
            before=before,
            after=after,
            criteria=criteria,
        )

        flip.additional_properties = d
        return flip

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
