from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.criterion_category import CriterionCategory, check_criterion_category
from ..models.criterion_kind import CriterionKind, check_criterion_kind
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
    from ..models.if_then import IfThen
    from ..models.not_ import Not
    from ..models.overridden import Overridden
    from ..models.procedure import Procedure
    from ..models.quality import Quality
    from ..models.readings import Readings
    from ..models.sex import Sex
    from ..models.span import Span
    from ..models.unread import Unread
    from ..models.value import Value


T = TypeVar("T", bound="Criterion")


@_attrs_define
class Criterion:
    """One criterion as a reader would count it: a bullet with its sub-bullets.

    `text` is the source text of `span`; `span` is None for the registry's own fields (minimum age, sex) and for
    what a cohort's heading implies. `tree` states the proposition of its section: what includes, or what excludes.
    `cohort` is a label of `Trial.cohorts`, None where the criterion is for all. `override` is there where a curator's
    reading stands in place of the parser's; text and span stay those of the source.

        Attributes:
            criterion_id (str):
            category (CriterionCategory):
            cohort (None | str):
            text (str):
            span (None | Span):
            kind (CriterionKind):
            expression (str):
            flags (list[str]):
            tree (Age | All | Any | AtLeast | Attested | Condition | Constant | Discretionary | Distinct | Dose | Elapsed |
                Exposure | Finding | Grade | IfThen | Not | Procedure | Quality | Readings | Sex | Unread | Value):
            override (Overridden | Unset): Who has put a reading right, why, since when and until when (days in UTC), and
                what stood there before.
    """

    criterion_id: str
    category: CriterionCategory
    cohort: None | str
    text: str
    span: None | Span
    kind: CriterionKind
    expression: str
    flags: list[str]
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
        | Not
        | Procedure
        | Quality
        | Readings
        | Sex
        | Unread
        | Value
    )
    override: Overridden | Unset = UNSET
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
        from ..models.span import Span  # noqa: PLC0415
        from ..models.value import Value  # noqa: PLC0415

        criterion_id = self.criterion_id

        category: str = self.category

        cohort: None | str
        cohort = self.cohort

        text = self.text

        span: dict[str, Any] | None
        if isinstance(self.span, Span):
            span = self.span.to_dict()
        else:
            span = self.span

        kind: str = self.kind

        expression = self.expression

        flags = self.flags

        tree: dict[str, Any]
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
        else:
            tree = self.tree.to_dict()

        override: dict[str, Any] | Unset = UNSET
        if not isinstance(self.override, Unset):
            override = self.override.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "criterion_id": criterion_id,
                "category": category,
                "cohort": cohort,
                "text": text,
                "span": span,
                "kind": kind,
                "expression": expression,
                "flags": flags,
                "tree": tree,
            }
        )
        if override is not UNSET:
            field_dict["override"] = override

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
        from ..models.overridden import Overridden  # noqa: PLC0415
        from ..models.procedure import Procedure  # noqa: PLC0415
        from ..models.quality import Quality  # noqa: PLC0415
        from ..models.readings import Readings  # noqa: PLC0415
        from ..models.sex import Sex  # noqa: PLC0415
        from ..models.span import Span  # noqa: PLC0415
        from ..models.unread import Unread  # noqa: PLC0415
        from ..models.value import Value  # noqa: PLC0415

        d = dict(src_dict)
        criterion_id = d.pop("criterion_id")

        category = check_criterion_category(d.pop("category"))

        def _parse_cohort(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        cohort = _parse_cohort(d.pop("cohort"))

        text = d.pop("text")

        def _parse_span(data: object) -> None | Span:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                span_type_0 = Span.from_dict(data)

                return span_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Span, data)

        span = _parse_span(d.pop("span"))

        kind = check_criterion_kind(d.pop("kind"))

        expression = d.pop("expression")

        flags = cast(list[str], d.pop("flags"))

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
                tree_type_0 = All.from_dict(data)

                return tree_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tree_type_1 = Any.from_dict(data)

                return tree_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tree_type_2 = AtLeast.from_dict(data)

                return tree_type_2
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tree_type_3 = Not.from_dict(data)

                return tree_type_3
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tree_type_4 = IfThen.from_dict(data)

                return tree_type_4
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tree_type_5 = Readings.from_dict(data)

                return tree_type_5
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tree_type_6 = Discretionary.from_dict(data)

                return tree_type_6
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tree_type_7 = Constant.from_dict(data)

                return tree_type_7
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tree_type_8 = Age.from_dict(data)

                return tree_type_8
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tree_type_9 = Sex.from_dict(data)

                return tree_type_9
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tree_type_10 = Condition.from_dict(data)

                return tree_type_10
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tree_type_11 = Elapsed.from_dict(data)

                return tree_type_11
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tree_type_12 = Exposure.from_dict(data)

                return tree_type_12
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tree_type_13 = Distinct.from_dict(data)

                return tree_type_13
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tree_type_14 = Dose.from_dict(data)

                return tree_type_14
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tree_type_15 = Procedure.from_dict(data)

                return tree_type_15
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tree_type_16 = Value.from_dict(data)

                return tree_type_16
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tree_type_17 = Finding.from_dict(data)

                return tree_type_17
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tree_type_18 = Grade.from_dict(data)

                return tree_type_18
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tree_type_19 = Attested.from_dict(data)

                return tree_type_19
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tree_type_20 = Quality.from_dict(data)

                return tree_type_20
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            tree_type_21 = Unread.from_dict(data)

            return tree_type_21

        tree = _parse_tree(d.pop("tree"))

        _override = d.pop("override", UNSET)
        override: Overridden | Unset
        if isinstance(_override, Unset):
            override = UNSET
        else:
            override = Overridden.from_dict(_override)

        criterion = cls(
            criterion_id=criterion_id,
            category=category,
            cohort=cohort,
            text=text,
            span=span,
            kind=kind,
            expression=expression,
            flags=flags,
            tree=tree,
            override=override,
        )

        criterion.additional_properties = d
        return criterion

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
