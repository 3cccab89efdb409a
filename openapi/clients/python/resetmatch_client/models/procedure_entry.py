from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.coded_concept import CodedConcept


T = TypeVar("T", bound="ProcedureEntry")


@_attrs_define
class ProcedureEntry:
    """An operation, transplantation, apheresis or other procedure; `negated`: known never done.

    Attributes:
        concept (CodedConcept | str):
        days_before (float | None | Unset):
        negated (bool | Unset):  Default: False.
    """

    concept: CodedConcept | str
    days_before: float | None | Unset = UNSET
    negated: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        from ..models.coded_concept import CodedConcept  # noqa: PLC0415

        concept: dict[str, Any] | str
        if isinstance(self.concept, CodedConcept):
            concept = self.concept.to_dict()
        else:
            concept = self.concept

        days_before: float | None | Unset
        if isinstance(self.days_before, Unset):
            days_before = UNSET
        else:
            days_before = self.days_before

        negated = self.negated

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "concept": concept,
            }
        )
        if days_before is not UNSET:
            field_dict["days_before"] = days_before
        if negated is not UNSET:
            field_dict["negated"] = negated

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.coded_concept import CodedConcept  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_concept(data: object) -> CodedConcept | str:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                concept_type_1 = CodedConcept.from_dict(data)

                return concept_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CodedConcept | str, data)

        concept = _parse_concept(d.pop("concept"))

        def _parse_days_before(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        days_before = _parse_days_before(d.pop("days_before", UNSET))

        negated = d.pop("negated", UNSET)

        procedure_entry = cls(
            concept=concept,
            days_before=days_before,
            negated=negated,
        )

        return procedure_entry
