from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.if_then_node import IfThenNode, check_if_then_node
from ..types import UNSET, Unset

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
    from ..models.not_ import Not
    from ..models.procedure import Procedure
    from ..models.quality import Quality
    from ..models.readings import Readings
    from ..models.sex import Sex
    from ..models.unread import Unread
    from ..models.value import Value


T = TypeVar("T", bound="IfThen")


@_attrs_define
class IfThen:
    """A limit that depends: "≤ 1.5 × ULN; with Gilbert syndrome ≤ 3 × ULN". `otherwise` None means: holds.

    Attributes:
        node (IfThenNode):
        condition (Age | All | Any | AtLeast | Attested | Condition | Constant | Discretionary | Distinct | Dose |
            Elapsed | Exposure | Finding | Grade | IfThen | Not | Procedure | Quality | Readings | Sex | Unread | Value):
        then (Age | All | Any | AtLeast | Attested | Condition | Constant | Discretionary | Distinct | Dose | Elapsed |
            Exposure | Finding | Grade | IfThen | Not | Procedure | Quality | Readings | Sex | Unread | Value):
        otherwise (Age | All | Any | AtLeast | Attested | Condition | Constant | Discretionary | Distinct | Dose |
            Elapsed | Exposure | Finding | Grade | IfThen | None | Not | Procedure | Quality | Readings | Sex | Unread |
            Unset | Value):
    """

    node: IfThenNode
    condition: (
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
        | Not
        | Procedure
        | Quality
        | Readings
        | Sex
        | Unread
        | Value
    )
    then: (
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
        | Not
        | Procedure
        | Quality
        | Readings
        | Sex
        | Unread
        | Value
    )
    otherwise: (
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
        | Unset
        | Value
    ) = UNSET
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
        from ..models.not_ import Not  # noqa: PLC0415
        from ..models.procedure import Procedure  # noqa: PLC0415
        from ..models.quality import Quality  # noqa: PLC0415
        from ..models.readings import Readings  # noqa: PLC0415
        from ..models.sex import Sex  # noqa: PLC0415
        from ..models.unread import Unread  # noqa: PLC0415
        from ..models.value import Value  # noqa: PLC0415

        node: str = self.node

        condition: dict[str, Any]
        if isinstance(self.condition, All):
            condition = self.condition.to_dict()
        elif isinstance(self.condition, Any):
            condition = self.condition.to_dict()
        elif isinstance(self.condition, AtLeast):
            condition = self.condition.to_dict()
        elif isinstance(self.condition, Not):
            condition = self.condition.to_dict()
        elif isinstance(self.condition, IfThen):
            condition = self.condition.to_dict()
        elif isinstance(self.condition, Readings):
            condition = self.condition.to_dict()
        elif isinstance(self.condition, Discretionary):
            condition = self.condition.to_dict()
        elif isinstance(self.condition, Constant):
            condition = self.condition.to_dict()
        elif isinstance(self.condition, Age):
            condition = self.condition.to_dict()
        elif isinstance(self.condition, Sex):
            condition = self.condition.to_dict()
        elif isinstance(self.condition, Condition):
            condition = self.condition.to_dict()
        elif isinstance(self.condition, Elapsed):
            condition = self.condition.to_dict()
        elif isinstance(self.condition, Exposure):
            condition = self.condition.to_dict()
        elif isinstance(self.condition, Distinct):
            condition = self.condition.to_dict()
        elif isinstance(self.condition, Dose):
            condition = self.condition.to_dict()
        elif isinstance(self.condition, Procedure):
            condition = self.condition.to_dict()
        elif isinstance(self.condition, Value):
            condition = self.condition.to_dict()
        elif isinstance(self.condition, Finding):
            condition = self.condition.to_dict()
        elif isinstance(self.condition, Grade):
            condition = self.condition.to_dict()
        elif isinstance(self.condition, Attested):
            condition = self.condition.to_dict()
        elif isinstance(self.condition, Quality):
            condition = self.condition.to_dict()
        else:
            condition = self.condition.to_dict()

        then: dict[str, Any]
        if isinstance(self.then, All):
            then = self.then.to_dict()
        elif isinstance(self.then, Any):
            then = self.then.to_dict()
        elif isinstance(self.then, AtLeast):
            then = self.then.to_dict()
        elif isinstance(self.then, Not):
            then = self.then.to_dict()
        elif isinstance(self.then, IfThen):
            then = self.then.to_dict()
        elif isinstance(self.then, Readings):
            then = self.then.to_dict()
        elif isinstance(self.then, Discretionary):
            then = self.then.to_dict()
        elif isinstance(self.then, Constant):
            then = self.then.to_dict()
        elif isinstance(self.then, Age):
            then = self.then.to_dict()
        elif isinstance(self.then, Sex):
            then = self.then.to_dict()
        elif isinstance(self.then, Condition):
            then = self.then.to_dict()
        elif isinstance(self.then, Elapsed):
            then = self.then.to_dict()
        elif isinstance(self.then, Exposure):
            then = self.then.to_dict()
        elif isinstance(self.then, Distinct):
            then = self.then.to_dict()
        elif isinstance(self.then, Dose):
            then = self.then.to_dict()
        elif isinstance(self.then, Procedure):
            then = self.then.to_dict()
        elif isinstance(self.then, Value):
            then = self.then.to_dict()
        elif isinstance(self.then, Finding):
            then = self.then.to_dict()
        elif isinstance(self.then, Grade):
            then = self.then.to_dict()
        elif isinstance(self.then, Attested):
            then = self.then.to_dict()
        elif isinstance(self.then, Quality):
            then = self.then.to_dict()
        else:
            then = self.then.to_dict()

        otherwise: dict[str, Any] | None | Unset
        if isinstance(self.otherwise, Unset):
            otherwise = UNSET
        elif isinstance(self.otherwise, All):
            otherwise = self.otherwise.to_dict()
        elif isinstance(self.otherwise, Any):
            otherwise = self.otherwise.to_dict()
        elif isinstance(self.otherwise, AtLeast):
            otherwise = self.otherwise.to_dict()
        elif isinstance(self.otherwise, Not):
            otherwise = self.otherwise.to_dict()
        elif isinstance(self.otherwise, IfThen):
            otherwise = self.otherwise.to_dict()
        elif isinstance(self.otherwise, Readings):
            otherwise = self.otherwise.to_dict()
        elif isinstance(self.otherwise, Discretionary):
            otherwise = self.otherwise.to_dict()
        elif isinstance(self.otherwise, Constant):
            otherwise = self.otherwise.to_dict()
        elif isinstance(self.otherwise, Age):
            otherwise = self.otherwise.to_dict()
        elif isinstance(self.otherwise, Sex):
            otherwise = self.otherwise.to_dict()
        elif isinstance(self.otherwise, Condition):
            otherwise = self.otherwise.to_dict()
        elif isinstance(self.otherwise, Elapsed):
            otherwise = self.otherwise.to_dict()
        elif isinstance(self.otherwise, Exposure):
            otherwise = self.otherwise.to_dict()
        elif isinstance(self.otherwise, Distinct):
            otherwise = self.otherwise.to_dict()
        elif isinstance(self.otherwise, Dose):
            otherwise = self.otherwise.to_dict()
        elif isinstance(self.otherwise, Procedure):
            otherwise = self.otherwise.to_dict()
        elif isinstance(self.otherwise, Value):
            otherwise = self.otherwise.to_dict()
        elif isinstance(self.otherwise, Finding):
            otherwise = self.otherwise.to_dict()
        elif isinstance(self.otherwise, Grade):
            otherwise = self.otherwise.to_dict()
        elif isinstance(self.otherwise, Attested):
            otherwise = self.otherwise.to_dict()
        elif isinstance(self.otherwise, Quality):
            otherwise = self.otherwise.to_dict()
        elif isinstance(self.otherwise, Unread):
            otherwise = self.otherwise.to_dict()
        else:
            otherwise = self.otherwise

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "node": node,
                "condition": condition,
                "then": then,
            }
        )
        if otherwise is not UNSET:
            field_dict["otherwise"] = otherwise

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
        from ..models.not_ import Not  # noqa: PLC0415
        from ..models.procedure import Procedure  # noqa: PLC0415
        from ..models.quality import Quality  # noqa: PLC0415
        from ..models.readings import Readings  # noqa: PLC0415
        from ..models.sex import Sex  # noqa: PLC0415
        from ..models.unread import Unread  # noqa: PLC0415
        from ..models.value import Value  # noqa: PLC0415

        d = dict(src_dict)
        node = check_if_then_node(d.pop("node"))

        def _parse_condition(
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
            | Not
            | Procedure
            | Quality
            | Readings
            | Sex
            | Unread
            | Value
        ):
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                condition_type_0 = All.from_dict(data)

                return condition_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                condition_type_1 = Any.from_dict(data)

                return condition_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                condition_type_2 = AtLeast.from_dict(data)

                return condition_type_2
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                condition_type_3 = Not.from_dict(data)

                return condition_type_3
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                condition_type_4 = IfThen.from_dict(data)

                return condition_type_4
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                condition_type_5 = Readings.from_dict(data)

                return condition_type_5
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                condition_type_6 = Discretionary.from_dict(data)

                return condition_type_6
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                condition_type_7 = Constant.from_dict(data)

                return condition_type_7
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                condition_type_8 = Age.from_dict(data)

                return condition_type_8
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                condition_type_9 = Sex.from_dict(data)

                return condition_type_9
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                condition_type_10 = Condition.from_dict(data)

                return condition_type_10
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                condition_type_11 = Elapsed.from_dict(data)

                return condition_type_11
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                condition_type_12 = Exposure.from_dict(data)

                return condition_type_12
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                condition_type_13 = Distinct.from_dict(data)

                return condition_type_13
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                condition_type_14 = Dose.from_dict(data)

                return condition_type_14
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                condition_type_15 = Procedure.from_dict(data)

                return condition_type_15
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                condition_type_16 = Value.from_dict(data)

                return condition_type_16
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                condition_type_17 = Finding.from_dict(data)

                return condition_type_17
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                condition_type_18 = Grade.from_dict(data)

                return condition_type_18
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                condition_type_19 = Attested.from_dict(data)

                return condition_type_19
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                condition_type_20 = Quality.from_dict(data)

                return condition_type_20
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            condition_type_21 = Unread.from_dict(data)

            return condition_type_21

        condition = _parse_condition(d.pop("condition"))

        def _parse_then(
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
            | Not
            | Procedure
            | Quality
            | Readings
            | Sex
            | Unread
            | Value
        ):
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                then_type_0 = All.from_dict(data)

                return then_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                then_type_1 = Any.from_dict(data)

                return then_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                then_type_2 = AtLeast.from_dict(data)

                return then_type_2
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                then_type_3 = Not.from_dict(data)

                return then_type_3
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                then_type_4 = IfThen.from_dict(data)

                return then_type_4
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                then_type_5 = Readings.from_dict(data)

                return then_type_5
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                then_type_6 = Discretionary.from_dict(data)

                return then_type_6
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                then_type_7 = Constant.from_dict(data)

                return then_type_7
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                then_type_8 = Age.from_dict(data)

                return then_type_8
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                then_type_9 = Sex.from_dict(data)

                return then_type_9
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                then_type_10 = Condition.from_dict(data)

                return then_type_10
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                then_type_11 = Elapsed.from_dict(data)

                return then_type_11
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                then_type_12 = Exposure.from_dict(data)

                return then_type_12
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                then_type_13 = Distinct.from_dict(data)

                return then_type_13
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                then_type_14 = Dose.from_dict(data)

                return then_type_14
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                then_type_15 = Procedure.from_dict(data)

                return then_type_15
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                then_type_16 = Value.from_dict(data)

                return then_type_16
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                then_type_17 = Finding.from_dict(data)

                return then_type_17
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                then_type_18 = Grade.from_dict(data)

                return then_type_18
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                then_type_19 = Attested.from_dict(data)

                return then_type_19
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                then_type_20 = Quality.from_dict(data)

                return then_type_20
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            then_type_21 = Unread.from_dict(data)

            return then_type_21

        then = _parse_then(d.pop("then"))

        def _parse_otherwise(
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
            | Unset
            | Value
        ):
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                otherwise_type_0_type_0 = All.from_dict(data)

                return otherwise_type_0_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                otherwise_type_0_type_1 = Any.from_dict(data)

                return otherwise_type_0_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                otherwise_type_0_type_2 = AtLeast.from_dict(data)

                return otherwise_type_0_type_2
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                otherwise_type_0_type_3 = Not.from_dict(data)

                return otherwise_type_0_type_3
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                otherwise_type_0_type_4 = IfThen.from_dict(data)

                return otherwise_type_0_type_4
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                otherwise_type_0_type_5 = Readings.from_dict(data)

                return otherwise_type_0_type_5
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                otherwise_type_0_type_6 = Discretionary.from_dict(data)

                return otherwise_type_0_type_6
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                otherwise_type_0_type_7 = Constant.from_dict(data)

                return otherwise_type_0_type_7
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                otherwise_type_0_type_8 = Age.from_dict(data)

                return otherwise_type_0_type_8
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                otherwise_type_0_type_9 = Sex.from_dict(data)

                return otherwise_type_0_type_9
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                otherwise_type_0_type_10 = Condition.from_dict(data)

                return otherwise_type_0_type_10
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                otherwise_type_0_type_11 = Elapsed.from_dict(data)

                return otherwise_type_0_type_11
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                otherwise_type_0_type_12 = Exposure.from_dict(data)

                return otherwise_type_0_type_12
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                otherwise_type_0_type_13 = Distinct.from_dict(data)

                return otherwise_type_0_type_13
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                otherwise_type_0_type_14 = Dose.from_dict(data)

                return otherwise_type_0_type_14
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                otherwise_type_0_type_15 = Procedure.from_dict(data)

                return otherwise_type_0_type_15
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                otherwise_type_0_type_16 = Value.from_dict(data)

                return otherwise_type_0_type_16
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                otherwise_type_0_type_17 = Finding.from_dict(data)

                return otherwise_type_0_type_17
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                otherwise_type_0_type_18 = Grade.from_dict(data)

                return otherwise_type_0_type_18
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                otherwise_type_0_type_19 = Attested.from_dict(data)

                return otherwise_type_0_type_19
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                otherwise_type_0_type_20 = Quality.from_dict(data)

                return otherwise_type_0_type_20
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                otherwise_type_0_type_21 = Unread.from_dict(data)

                return otherwise_type_0_type_21
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
                | Unset
                | Value,
                data,
            )

        otherwise = _parse_otherwise(d.pop("otherwise", UNSET))

        if_then = cls(
            node=node,
            condition=condition,
            then=then,
            otherwise=otherwise,
        )

        if_then.additional_properties = d
        return if_then

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
