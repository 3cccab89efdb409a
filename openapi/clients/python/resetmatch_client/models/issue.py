from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.issue_severity import IssueSeverity, check_issue_severity
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.text import Text


T = TypeVar("T", bound="Issue")


@_attrs_define
class Issue:
    """One thing to say of a request: how grave, of which kind, in words, and where in the body.

    Attributes:
        severity (IssueSeverity):
        code (str):
        details (None | Text | Unset):
        diagnostics (None | str | Unset):
        expression (list[str] | Unset):
    """

    severity: IssueSeverity
    code: str
    details: None | Text | Unset = UNSET
    diagnostics: None | str | Unset = UNSET
    expression: list[str] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.text import Text  # noqa: PLC0415

        severity: str = self.severity

        code = self.code

        details: dict[str, Any] | None | Unset
        if isinstance(self.details, Unset):
            details = UNSET
        elif isinstance(self.details, Text):
            details = self.details.to_dict()
        else:
            details = self.details

        diagnostics: None | str | Unset
        if isinstance(self.diagnostics, Unset):
            diagnostics = UNSET
        else:
            diagnostics = self.diagnostics

        expression: list[str] | Unset = UNSET
        if not isinstance(self.expression, Unset):
            expression = self.expression

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "severity": severity,
                "code": code,
            }
        )
        if details is not UNSET:
            field_dict["details"] = details
        if diagnostics is not UNSET:
            field_dict["diagnostics"] = diagnostics
        if expression is not UNSET:
            field_dict["expression"] = expression

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.text import Text  # noqa: PLC0415

        d = dict(src_dict)
        severity = check_issue_severity(d.pop("severity"))

        code = d.pop("code")

        def _parse_details(data: object) -> None | Text | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                details_type_0 = Text.from_dict(data)

                return details_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Text | Unset, data)

        details = _parse_details(d.pop("details", UNSET))

        def _parse_diagnostics(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        diagnostics = _parse_diagnostics(d.pop("diagnostics", UNSET))

        expression = cast(list[str], d.pop("expression", UNSET))

        issue = cls(
            severity=severity,
            code=code,
            details=details,
            diagnostics=diagnostics,
            expression=expression,
        )

        issue.additional_properties = d
        return issue

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
