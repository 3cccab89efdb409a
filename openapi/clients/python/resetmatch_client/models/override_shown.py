from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.override_shown_decided_by import OverrideShownDecidedBy, check_override_shown_decided_by
from ..models.override_shown_state import OverrideShownState, check_override_shown_state

if TYPE_CHECKING:
    from ..models.age import Age
    from ..models.all_ import All
    from ..models.any_ import Any
    from ..models.at_least import AtLeast
    from ..models.attested import Attested
    from ..models.condition import Condition
    from ..models.constant import Constant
    from ..models.discretionary import Discretionary
    from ..models.distinct import Distinct
    from ..models.dose import Dose
    from ..models.elapsed import Elapsed
    from ..models.exposure import Exposure
    from ..models.finding import Finding
    from ..models.grade import Grade
    from ..models.if_then import IfThen
    from ..models.not_ import Not
    from ..models.procedure import Procedure
    from ..models.quality import Quality
    from ..models.readings import Readings
    from ..models.sex import Sex
    from ..models.unread import Unread
    from ..models.value import Value


T = TypeVar("T", bound="OverrideShown")


@_attrs_define
class OverrideShown:
    """An override: "in force, for e01, since 2026-09-15".

    `stale`: no criterion of the trial has the words any more that it was made for; it is not applied. `criterion_ids`
    are those that it changes now. `tree` is null where it was written for another form of trees, and so is stale.

        Attributes:
            nct_id (str):
            number (int):
            state (OverrideShownState):
            criterion_ids (list[str]):
            text_digest (str):
            tree (Age | All | Any | AtLeast | Attested | Condition | Constant | Discretionary | Distinct | Dose | Elapsed |
                Exposure | Finding | Grade | IfThen | None | Not | Procedure | Quality | Readings | Sex | Unread | Value):
            expression (str):
            reason (str):
            decided_by (OverrideShownDecidedBy):
            made (str):
            expires (None | str):
            withdrawn (None | str):
    """

    nct_id: str
    number: int
    state: OverrideShownState
    criterion_ids: list[str]
    text_digest: str
    tree: (
        Age
        | All
        | Any
        | AtLeast
        | Attested
        | Condition
        | Constant
        | Discretionary
        | Distinct
        | Dose
        | Elapsed
        | Exposure
        | Finding
        | Grade
        | IfThen
        | None
        | Not
        | Procedure
        | Quality
        | Readings
        | Sex
        | Unread
        | Value
    )
    expression: str
    reason: str
    decided_by: OverrideShownDecidedBy
    made: str
    expires: None | str
    withdrawn: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.age import Age  # noqa: PLC0415
        from ..models.all_ import All  # noqa: PLC0415
        from ..models.any_ import Any  # noqa: PLC0415
        from ..models.at_least import AtLeast  # noqa: PLC0415
        from ..models.attested import Attested  # noqa: PLC0415
        from ..models.condition import Condition  # noqa: PLC0415
        from ..models.constant import Constant  # noqa: PLC0415
        from ..models.discretionary import Discretionary  # noqa: PLC0415
        from ..models.distinct import Distinct  # noqa: PLC0415
        from ..models.dose import Dose  # noqa: PLC0415
        from ..models.elapsed import Elapsed  # noqa: PLC0415
        from ..models.exposure import Exposure  # noqa: PLC0415
        from ..models.finding import Finding  # noqa: PLC0415
        from ..models.grade import Grade  # noqa: PLC0415
        from ..models.if_then import IfThen  # noqa: PLC0415
        from ..models.not_ import Not  # noqa: PLC0415
        from ..models.procedure import Procedure  # noqa: PLC0415
        from ..models.quality import Quality  # noqa: PLC0415
        from ..models.readings import Readings  # noqa: PLC0415
        from ..models.sex import Sex  # noqa: PLC0415
        from ..models.unread import Unread  # noqa: PLC0415
        from ..models.value import Value  # noqa: PLC0415

        nct_id = self.nct_id

        number = self.number

        state: str = self.state

        criterion_ids = self.criterion_ids

        text_digest = self.text_digest

        tree: dict[str, Any] | None
        if isinstance(self.tree, All):
            tree = self.tree.to_dict()
        elif isinstance(self.tree, Any):
            tree = self.tree.to_dict()
        elif isinstance(self.tree, AtLeast):
            tree = self.tree.to_dict()
        elif isinstance(self.tree, Not):
            tree = self.tree.to_dict()
        elif isinstance(self.tree, IfThen):
            tree = self.tree.to_dict()
        elif isinstance(self.tree, Readings):
            tree = self.tree.to_dict()
        elif isinstance(self.tree, Discretionary):
            tree = self.tree.to_dict()
        elif isinstance(self.tree, Constant):
            tree = self.tree.to_dict()
        elif isinstance(self.tree, Age):
            tree = self.tree.to_dict()
        elif isinstance(self.tree, Sex):
            tree = self.tree.to_dict()
        elif isinstance(self.tree, Condition):
            tree = self.tree.to_dict()
        elif isinstance(self.tree, Elapsed):
            tree = self.tree.to_dict()
        elif isinstance(self.tree, Exposure):
            tree = self.tree.to_dict()
        elif isinstance(self.tree, Distinct):
            tree = self.tree.to_dict()
        elif isinstance(self.tree, Dose):
            tree = self.tree.to_dict()
        elif isinstance(self.tree, Procedure):
            tree = self.tree.to_dict()
        elif isinstance(self.tree, Value):
            tree = self.tree.to_dict()
        elif isinstance(self.tree, Finding):
            tree = self.tree.to_dict()
        elif isinstance(self.tree, Grade):
            tree = self.tree.to_dict()
        elif isinstance(self.tree, Attested):
            tree = self.tree.to_dict()
        elif isinstance(self.tree, Quality):
            tree = self.tree.to_dict()
        elif isinstance(self.tree, Unread):
            tree = self.tree.to_dict()
        else:
            tree = self.tree

        expression = self.expression

        reason = self.reason

        decided_by: str = self.decided_by

        made = self.made

        expires: None | str
        expires = self.expires

        withdrawn: None | str
        withdrawn = self.withdrawn

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "nct_id": nct_id,
                "number": number,
                "state": state,
                "criterion_ids": criterion_ids,
                "text_digest": text_digest,
                "tree": tree,
                "expression": expression,
                "reason": reason,
                "decided_by": decided_by,
                "made": made,
                "expires": expires,
                "withdrawn": withdrawn,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.age import Age  # noqa: PLC0415
        from ..models.all_ import All  # noqa: PLC0415
        from ..models.any_ import Any  # noqa: PLC0415
        from ..models.at_least import AtLeast  # noqa: PLC0415
        from ..models.attested import Attested  # noqa: PLC0415
        from ..models.condition import Condition  # noqa: PLC0415
        from ..models.constant import Constant  # noqa: PLC0415
        from ..models.discretionary import Discretionary  # noqa: PLC0415
        from ..models.distinct import Distinct  # noqa: PLC0415
        from ..models.dose import Dose  # noqa: PLC0415
        from ..models.elapsed import Elapsed  # noqa: PLC0415
        from ..models.exposure import Exposure  # noqa: PLC0415
        from ..models.finding import Finding  # noqa: PLC0415
        from ..models.grade import Grade  # noqa: PLC0415
        from ..models.if_then import IfThen  # noqa: PLC0415
        from ..models.not_ import Not  # noqa: PLC0415
        from ..models.procedure import Procedure  # noqa: PLC0415
        from ..models.quality import Quality  # noqa: PLC0415
        from ..models.readings import Readings  # noqa: PLC0415
        from ..models.sex import Sex  # noqa: PLC0415
        from ..models.unread import Unread  # noqa: PLC0415
        from ..models.value import Value  # noqa: PLC0415

        d = dict(src_dict)
        nct_id = d.pop("nct_id")

        number = d.pop("number")

        state = check_override_shown_state(d.pop("state"))

        criterion_ids = cast(list[str], d.pop("criterion_ids"))

        text_digest = d.pop("text_digest")

        def _parse_tree(
            data: object,
        ) -> (
            Age
            | All
            | Any
            | AtLeast
            | Attested
            | Condition
            | Constant
            | Discretionary
            | Distinct
            | Dose
            | Elapsed
            | Exposure
            | Finding
            | Grade
            | IfThen
            | None
            | Not
            | Procedure
            | Quality
            | Readings
            | Sex
            | Unread
            | Value
        ):
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tree_type_0_type_0 = All.from_dict(data)

                return tree_type_0_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tree_type_0_type_1 = Any.from_dict(data)

                return tree_type_0_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tree_type_0_type_2 = AtLeast.from_dict(data)

                return tree_type_0_type_2
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tree_type_0_type_3 = Not.from_dict(data)

                return tree_type_0_type_3
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tree_type_0_type_4 = IfThen.from_dict(data)

                return tree_type_0_type_4
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tree_type_0_type_5 = Readings.from_dict(data)

                return tree_type_0_type_5
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tree_type_0_type_6 = Discretionary.from_dict(data)

                return tree_type_0_type_6
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tree_type_0_type_7 = Constant.from_dict(data)

                return tree_type_0_type_7
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tree_type_0_type_8 = Age.from_dict(data)

                return tree_type_0_type_8
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tree_type_0_type_9 = Sex.from_dict(data)

                return tree_type_0_type_9
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tree_type_0_type_10 = Condition.from_dict(data)

                return tree_type_0_type_10
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tree_type_0_type_11 = Elapsed.from_dict(data)

                return tree_type_0_type_11
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tree_type_0_type_12 = Exposure.from_dict(data)

                return tree_type_0_type_12
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tree_type_0_type_13 = Distinct.from_dict(data)

                return tree_type_0_type_13
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tree_type_0_type_14 = Dose.from_dict(data)

                return tree_type_0_type_14
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tree_type_0_type_15 = Procedure.from_dict(data)

                return tree_type_0_type_15
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tree_type_0_type_16 = Value.from_dict(data)

                return tree_type_0_type_16
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tree_type_0_type_17 = Finding.from_dict(data)

                return tree_type_0_type_17
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tree_type_0_type_18 = Grade.from_dict(data)

                return tree_type_0_type_18
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tree_type_0_type_19 = Attested.from_dict(data)

                return tree_type_0_type_19
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tree_type_0_type_20 = Quality.from_dict(data)

                return tree_type_0_type_20
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tree_type_0_type_21 = Unread.from_dict(data)

                return tree_type_0_type_21
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                Age
                | All
                | Any
                | AtLeast
                | Attested
                | Condition
                | Constant
                | Discretionary
                | Distinct
                | Dose
                | Elapsed
                | Exposure
                | Finding
                | Grade
                | IfThen
                | None
                | Not
                | Procedure
                | Quality
                | Readings
                | Sex
                | Unread
                | Value,
                data,
            )

        tree = _parse_tree(d.pop("tree"))

        expression = d.pop("expression")

        reason = d.pop("reason")

        decided_by = check_override_shown_decided_by(d.pop("decided_by"))

        made = d.pop("made")

        def _parse_expires(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        expires = _parse_expires(d.pop("expires"))

        def _parse_withdrawn(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        withdrawn = _parse_withdrawn(d.pop("withdrawn"))

        override_shown = cls(
            nct_id=nct_id,
            number=number,
            state=state,
            criterion_ids=criterion_ids,
            text_digest=text_digest,
            tree=tree,
            expression=expression,
            reason=reason,
            decided_by=decided_by,
            made=made,
            expires=expires,
            withdrawn=withdrawn,
        )

        override_shown.additional_properties = d
        return override_shown

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
