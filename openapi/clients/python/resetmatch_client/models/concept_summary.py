from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.concept_code import ConceptCode


T = TypeVar("T", bound="ConceptSummary")


@_attrs_define
class ConceptSummary:
    """A concept as a profile may name it: by its own name, by any of its other names, by a code.

    `list` is its home in a profile, `exact` whether the words asked for are one of its names. `codes` are its own
    ICD-10-CM prefixes or LOINC codes, `codings` further codes of any system, also of its kinds. `unit` is UCUM;
    `grades` are the classes that a result may be, in order.

        Attributes:
            concept (str):
            list_ (str):
            exact (bool):
            names (list[str]):
            parents (list[str]):
            codes (list[str]):
            codings (list[ConceptCode]):
            unit (None | str):
            grades (list[str]):
    """

    concept: str
    list_: str
    exact: bool
    names: list[str]
    parents: list[str]
    codes: list[str]
    codings: list[ConceptCode]
    unit: None | str
    grades: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        concept = self.concept

        list_ = self.list_

        exact = self.exact

        names = self.names

        parents = self.parents

        codes = self.codes

        codings = []
        for codings_item_data in self.codings:
            codings_item = codings_item_data.to_dict()
            codings.append(codings_item)

        unit: None | str
        unit = self.unit

        grades = self.grades

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "concept": concept,
                "list": list_,
                "exact": exact,
                "names": names,
                "parents": parents,
                "codes": codes,
                "codings": codings,
                "unit": unit,
                "grades": grades,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.concept_code import ConceptCode  # noqa: PLC0415

        d = dict(src_dict)
        concept = d.pop("concept")

        list_ = d.pop("list")

        exact = d.pop("exact")

        names = cast(list[str], d.pop("names"))

        parents = cast(list[str], d.pop("parents"))

        codes = cast(list[str], d.pop("codes"))

        codings = []
        _codings = d.pop("codings")
        for codings_item_data in _codings:
            codings_item = ConceptCode.from_dict(codings_item_data)

            codings.append(codings_item)

        def _parse_unit(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        unit = _parse_unit(d.pop("unit"))

        grades = cast(list[str], d.pop("grades"))

        concept_summary = cls(
            concept=concept,
            list_=list_,
            exact=exact,
            names=names,
            parents=parents,
            codes=codes,
            codings=codings,
            unit=unit,
            grades=grades,
        )

        concept_summary.additional_properties = d
        return concept_summary

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
