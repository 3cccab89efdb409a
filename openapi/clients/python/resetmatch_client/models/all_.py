from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.all_node import AllNode, check_all_node

if TYPE_CHECKING:
    from ..models.age import Age
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


T = TypeVar("T", bound="All")


@_attrs_define
class All:
    """Every part holds: "SpO2 > 92 % and LVEF > 50 %".

    Attributes:
        node (AllNode):
        of (list[Age | All | Any | AtLeast | Attested | Condition | Constant | Discretionary | Distinct | Dose | Elapsed
            | Exposure | Finding | Grade | IfThen | Not | Procedure | Quality | Readings | Sex | Unread | Value]):
    """

    node: AllNode
    of: list[
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
    ]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.age import Age  # noqa: PLC0415
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
        from ..models.value import Value  # noqa: PLC0415

        node: str = self.node

        of = []
        for of_item_data in self.of:
            of_item: dict[str, Any]
            if isinstance(of_item_data, All):
                of_item = of_item_data.to_dict()
            elif isinstance(of_item_data, Any):
                of_item = of_item_data.to_dict()
            elif isinstance(of_item_data, AtLeast):
                of_item = of_item_data.to_dict()
            elif isinstance(of_item_data, Not):
                of_item = of_item_data.to_dict()
            elif isinstance(of_item_data, IfThen):
                of_item = of_item_data.to_dict()
            elif isinstance(of_item_data, Readings):
                of_item = of_item_data.to_dict()
            elif isinstance(of_item_data, Discretionary):
                of_item = of_item_data.to_dict()
            elif isinstance(of_item_data, Constant):
                of_item = of_item_data.to_dict()
            elif isinstance(of_item_data, Age):
                of_item = of_item_data.to_dict()
            elif isinstance(of_item_data, Sex):
                of_item = of_item_data.to_dict()
            elif isinstance(of_item_data, Condition):
                of_item = of_item_data.to_dict()
            elif isinstance(of_item_data, Elapsed):
                of_item = of_item_data.to_dict()
            elif isinstance(of_item_data, Exposure):
                of_item = of_item_data.to_dict()
            elif isinstance(of_item_data, Distinct):
                of_item = of_item_data.to_dict()
            elif isinstance(of_item_data, Dose):
                of_item = of_item_data.to_dict()
            elif isinstance(of_item_data, Procedure):
                of_item = of_item_data.to_dict()
            elif isinstance(of_item_data, Value):
                of_item = of_item_data.to_dict()
            elif isinstance(of_item_data, Finding):
                of_item = of_item_data.to_dict()
            elif isinstance(of_item_data, Grade):
                of_item = of_item_data.to_dict()
            elif isinstance(of_item_data, Attested):
                of_item = of_item_data.to_dict()
            elif isinstance(of_item_data, Quality):
                of_item = of_item_data.to_dict()
            else:
                of_item = of_item_data.to_dict()

            of.append(of_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "node": node,
                "of": of,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.age import Age  # noqa: PLC0415
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
        node = check_all_node(d.pop("node"))

        of = []
        _of = d.pop("of")
        for of_item_data in _of:

            def _parse_of_item(
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
                    of_item_type_0 = All.from_dict(data)

                    return of_item_type_0
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    of_item_type_1 = Any.from_dict(data)

                    return of_item_type_1
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    of_item_type_2 = AtLeast.from_dict(data)

                    return of_item_type_2
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    of_item_type_3 = Not.from_dict(data)

                    return of_item_type_3
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    of_item_type_4 = IfThen.from_dict(data)

                    return of_item_type_4
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    of_item_type_5 = Readings.from_dict(data)

                    return of_item_type_5
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    of_item_type_6 = Discretionary.from_dict(data)

                    return of_item_type_6
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    of_item_type_7 = Constant.from_dict(data)

                    return of_item_type_7
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    of_item_type_8 = Age.from_dict(data)

                    return of_item_type_8
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    of_item_type_9 = Sex.from_dict(data)

                    return of_item_type_9
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    of_item_type_10 = Condition.from_dict(data)

                    return of_item_type_10
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    of_item_type_11 = Elapsed.from_dict(data)

                    return of_item_type_11
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    of_item_type_12 = Exposure.from_dict(data)

                    return of_item_type_12
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    of_item_type_13 = Distinct.from_dict(data)

                    return of_item_type_13
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    of_item_type_14 = Dose.from_dict(data)

                    return of_item_type_14
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    of_item_type_15 = Procedure.from_dict(data)

                    return of_item_type_15
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    of_item_type_16 = Value.from_dict(data)

                    return of_item_type_16
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    of_item_type_17 = Finding.from_dict(data)

                    return of_item_type_17
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    of_item_type_18 = Grade.from_dict(data)

                    return of_item_type_18
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    of_item_type_19 = Attested.from_dict(data)

                    return of_item_type_19
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    of_item_type_20 = Quality.from_dict(data)

                    return of_item_type_20
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                if not isinstance(data, dict):
                    raise TypeError()
                of_item_type_21 = Unread.from_dict(data)

                return of_item_type_21

            of_item = _parse_of_item(of_item_data)

            of.append(of_item)

        all_ = cls(
            node=node,
            of=of,
        )

        all_.additional_properties = d
        return all_

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
