from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.side_category import SideCategory, check_side_category

T = TypeVar("T", bound="Side")


@_attrs_define
class Side:
    """A criterion on one side of an amendment: "e03", its words, and what was understood of them.

    Attributes:
        criterion_id (str):
        category (SideCategory):
        cohort (None | str):
        text (str):
        expression (str):
    """

    criterion_id: str
    category: SideCategory
    cohort: None | str
    text: str
    expression: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        criterion_id = self.criterion_id

        category: str = self.category

        cohort: None | str
        cohort = self.cohort

        text = self.text

        expression = self.expression

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "criterion_id": criterion_id,
                "category": category,
                "cohort": cohort,
                "text": text,
                "expression": expression,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        criterion_id = d.pop("criterion_id")

        category = check_side_category(d.pop("category"))

        def _parse_cohort(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        cohort = _parse_cohort(d.pop("cohort"))

        text = d.pop("text")

        expression = d.pop("expression")

        side = cls(
            criterion_id=criterion_id,
            category=category,
            cohort=cohort,
            text=text,
            expression=expression,
        )

        side.additional_properties = d
        return side

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
