from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.criterion_result_category import CriterionResultCategory, check_criterion_result_category
from ..models.criterion_result_kind import CriterionResultKind, check_criterion_result_kind
from ..models.criterion_result_verdict import CriterionResultVerdict, check_criterion_result_verdict
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.missing_fact import MissingFact
    from ..models.overridden import Overridden
    from ..models.span import Span


T = TypeVar("T", bound="CriterionResult")


@_attrs_define
class CriterionResult:
    """One criterion for one patient. `facts` are JSON pointers into the profile.

    `eligible_in_days`: when time alone would turn a fail into something else. `override`: by whom and why the reading
    was put right, where it was.

        Attributes:
            criterion_id (str):
            category (CriterionResultCategory):
            cohort (None | str):
            text (str):
            span (None | Span):
            kind (CriterionResultKind):
            verdict (CriterionResultVerdict):
            expression (str):
            reason (str):
            facts (list[str]):
            missing (list[MissingFact]):
            flags (list[str]):
            eligible_in_days (int | None):
            override (Overridden | Unset): Who has put a reading right, why, since when and until when (days in UTC), and
                what stood there before.
    """

    criterion_id: str
    category: CriterionResultCategory
    cohort: None | str
    text: str
    span: None | Span
    kind: CriterionResultKind
    verdict: CriterionResultVerdict
    expression: str
    reason: str
    facts: list[str]
    missing: list[MissingFact]
    flags: list[str]
    eligible_in_days: int | None
    override: Overridden | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.span import Span  # noqa: PLC0415

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

        verdict: str = self.verdict

        expression = self.expression

        reason = self.reason

        facts = self.facts

        missing = []
        for missing_item_data in self.missing:
            missing_item = missing_item_data.to_dict()
            missing.append(missing_item)

        flags = self.flags

        eligible_in_days: int | None
        eligible_in_days = self.eligible_in_days

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
                "verdict": verdict,
                "expression": expression,
                "reason": reason,
                "facts": facts,
                "missing": missing,
                "flags": flags,
                "eligible_in_days": eligible_in_days,
            }
        )
        if override is not UNSET:
            field_dict["override"] = override

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.missing_fact import MissingFact  # noqa: PLC0415
        from ..models.overridden import Overridden  # noqa: PLC0415
        from ..models.span import Span  # noqa: PLC0415

        d = dict(src_dict)
        criterion_id = d.pop("criterion_id")

        category = check_criterion_result_category(d.pop("category"))

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

        kind = check_criterion_result_kind(d.pop("kind"))

        verdict = check_criterion_result_verdict(d.pop("verdict"))

        expression = d.pop("expression")

        reason = d.pop("reason")

        facts = cast(list[str], d.pop("facts"))

        missing = []
        _missing = d.pop("missing")
        for missing_item_data in _missing:
            missing_item = MissingFact.from_dict(missing_item_data)

            missing.append(missing_item)

        flags = cast(list[str], d.pop("flags"))

        def _parse_eligible_in_days(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        eligible_in_days = _parse_eligible_in_days(d.pop("eligible_in_days"))

        _override = d.pop("override", UNSET)
        override: Overridden | Unset
        if isinstance(_override, Unset):
            override = UNSET
        else:
            override = Overridden.from_dict(_override)

        criterion_result = cls(
            criterion_id=criterion_id,
            category=category,
            cohort=cohort,
            text=text,
            span=span,
            kind=kind,
            verdict=verdict,
            expression=expression,
            reason=reason,
            facts=facts,
            missing=missing,
            flags=flags,
            eligible_in_days=eligible_in_days,
            override=override,
        )

        criterion_result.additional_properties = d
        return criterion_result

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
