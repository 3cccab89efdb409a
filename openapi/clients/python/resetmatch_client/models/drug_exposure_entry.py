from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.drug_exposure_entry_response_type_0 import (
    DrugExposureEntryResponseType0,
    check_drug_exposure_entry_response_type_0,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.coded_concept import CodedConcept
    from ..models.dose_entry import DoseEntry


T = TypeVar("T", bound="DrugExposureEntry")


@_attrs_define
class DrugExposureEntry:
    """A course of a drug; `end_days_before` 0: still taken at the index date; `negated`: known never given.

    Attributes:
        concept (CodedConcept | str):
        start_days_before (float | None | Unset):
        end_days_before (float | None | Unset):
        response (DrugExposureEntryResponseType0 | None | Unset):
        dose (DoseEntry | None | Unset):
        negated (bool | Unset):  Default: False.
    """

    concept: CodedConcept | str
    start_days_before: float | None | Unset = UNSET
    end_days_before: float | None | Unset = UNSET
    response: DrugExposureEntryResponseType0 | None | Unset = UNSET
    dose: DoseEntry | None | Unset = UNSET
    negated: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        from ..models.coded_concept import CodedConcept  # noqa: PLC0415
        from ..models.dose_entry import DoseEntry  # noqa: PLC0415

        concept: dict[str, Any] | str
        if isinstance(self.concept, CodedConcept):
            concept = self.concept.to_dict()
        else:
            concept = self.concept

        start_days_before: float | None | Unset
        if isinstance(self.start_days_before, Unset):
            start_days_before = UNSET
        else:
            start_days_before = self.start_days_before

        end_days_before: float | None | Unset
        if isinstance(self.end_days_before, Unset):
            end_days_before = UNSET
        else:
            end_days_before = self.end_days_before

        response: None | str | Unset
        if isinstance(self.response, Unset):
            response = UNSET
        elif isinstance(self.response, str):
            response = self.response
        else:
            response = self.response

        dose: dict[str, Any] | None | Unset
        if isinstance(self.dose, Unset):
            dose = UNSET
        elif isinstance(self.dose, DoseEntry):
            dose = self.dose.to_dict()
        else:
            dose = self.dose

        negated = self.negated

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "concept": concept,
            }
        )
        if start_days_before is not UNSET:
            field_dict["start_days_before"] = start_days_before
        if end_days_before is not UNSET:
            field_dict["end_days_before"] = end_days_before
        if response is not UNSET:
            field_dict["response"] = response
        if dose is not UNSET:
            field_dict["dose"] = dose
        if negated is not UNSET:
            field_dict["negated"] = negated

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.coded_concept import CodedConcept  # noqa: PLC0415
        from ..models.dose_entry import DoseEntry  # noqa: PLC0415

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

        def _parse_start_days_before(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        start_days_before = _parse_start_days_before(d.pop("start_days_before", UNSET))

        def _parse_end_days_before(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        end_days_before = _parse_end_days_before(d.pop("end_days_before", UNSET))

        def _parse_response(data: object) -> DrugExposureEntryResponseType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                response_type_0 = check_drug_exposure_entry_response_type_0(data)

                return response_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DrugExposureEntryResponseType0 | None | Unset, data)

        response = _parse_response(d.pop("response", UNSET))

        def _parse_dose(data: object) -> DoseEntry | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                dose_type_0 = DoseEntry.from_dict(data)

                return dose_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DoseEntry | None | Unset, data)

        dose = _parse_dose(d.pop("dose", UNSET))

        negated = d.pop("negated", UNSET)

        drug_exposure_entry = cls(
            concept=concept,
            start_days_before=start_days_before,
            end_days_before=end_days_before,
            response=response,
            dose=dose,
            negated=negated,
        )

        return drug_exposure_entry
