from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.line_problem_type import LineProblemType, check_line_problem_type
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.flaw import Flaw


T = TypeVar("T", bound="LineProblem")


@_attrs_define
class LineProblem:
    """Why a line has no match; `line` counts from 1.

    Attributes:
        title (str):
        status (int):
        detail (str):
        instance (str):
        line (int):
        type_ (LineProblemType | Unset):  Default: 'about:blank'.
        errors (list[Flaw] | Unset):
    """

    title: str
    status: int
    detail: str
    instance: str
    line: int
    type_: LineProblemType | Unset = "about:blank"
    errors: list[Flaw] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        title = self.title

        status = self.status

        detail = self.detail

        instance = self.instance

        line = self.line

        type_: str | Unset = UNSET
        if not isinstance(self.type_, Unset):
            type_ = self.type_

        errors: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.errors, Unset):
            errors = []
            for errors_item_data in self.errors:
                errors_item = errors_item_data.to_dict()
                errors.append(errors_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "title": title,
                "status": status,
                "detail": detail,
                "instance": instance,
                "line": line,
            }
        )
        if type_ is not UNSET:
            field_dict["type"] = type_
        if errors is not UNSET:
            field_dict["errors"] = errors

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.flaw import Flaw  # noqa: PLC0415

        d = dict(src_dict)
        title = d.pop("title")

        status = d.pop("status")

        detail = d.pop("detail")

        instance = d.pop("instance")

        line = d.pop("line")

        _type_ = d.pop("type", UNSET)
        type_: LineProblemType | Unset
        if isinstance(_type_, Unset):
            type_ = UNSET
        else:
            type_ = check_line_problem_type(_type_)

        _errors = d.pop("errors", UNSET)
        errors: list[Flaw] | Unset = UNSET
        if _errors is not UNSET:
            errors = []
            for errors_item_data in _errors:
                errors_item = Flaw.from_dict(errors_item_data)

                errors.append(errors_item)

        line_problem = cls(
            title=title,
            status=status,
            detail=detail,
            instance=instance,
            line=line,
            type_=type_,
            errors=errors,
        )

        line_problem.additional_properties = d
        return line_problem

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
