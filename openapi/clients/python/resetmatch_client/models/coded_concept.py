from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="CodedConcept")


@_attrs_define
class CodedConcept:
    """A concept by code: SNOMED CT, LOINC, RxNorm, ICD-10-CM or CVX, by that name or by its address in FHIR.

    Attributes:
        system (str):
        code (str):
    """

    system: str
    code: str

    def to_dict(self) -> dict[str, Any]:
        system = self.system

        code = self.code

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "system": system,
                "code": code,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        system = d.pop("system")

        code = d.pop("code")

        coded_concept = cls(
            system=system,
            code=code,
        )

        return coded_concept
