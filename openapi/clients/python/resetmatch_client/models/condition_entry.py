from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.condition_entry_status_type_0 import ConditionEntryStatusType0, check_condition_entry_status_type_0
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.coded_concept import CodedConcept


T = TypeVar("T", bound="ConditionEntry")


@_attrs_define
class ConditionEntry:
    """A diagnosis, an event or a state; `negated`: asked and known absent.

    Attributes:
        concept (CodedConcept | str):
        status (ConditionEntryStatusType0 | None | Unset):
        onset_days_before (float | None | Unset):
        abatement_days_before (float | None | Unset):
        negated (bool | Unset):  Default: False.
    """

    concept: CodedConcept | str
    status: ConditionEntryStatusType0 | None | Unset = UNSET
    onset_days_before: float | None | Unset = UNSET
    abatement_days_before: float | None | Unset = UNSET
    negated: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        from ..models.coded_concept import CodedConcept  # noqa: PLC0415

        concept: dict[str, Any] | str
        if isinstance(self.concept, CodedConcept):
            concept = self.concept.to_dict()
        else:
            concept = self.concept

        status: None | str | Unset
        if isinstance(self.status, Unset):
            status = UNSET
        elif isinstance(self.status, str):
            status = self.status
        else:
            status = self.status

        onset_days_before: float | None | Unset
        if isinstance(self.onset_days_before, Unset):
            onset_days_before = UNSET
        else:
            onset_days_before = self.onset_days_before

        abatement_days_before: float | None | Unset
        if isinstance(self.abatement_days_before, Unset):
            abatement_days_before = UNSET
        else:
            abatement_days_before = self.abatement_days_before

        negated = self.negated

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "concept": concept,
            }
        )
        if status is not UNSET:
            field_dict["status"] = status
        if onset_days_before is not UNSET:
            field_dict["onset_days_before"] = onset_days_before
        if abatement_days_before is not UNSET:
            field_dict["abatement_days_before"] = abatement_days_before
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

        def _parse_status(data: object) -> ConditionEntryStatusType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                status_type_0 = check_condition_entry_status_type_0(data)

                return status_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ConditionEntryStatusType0 | None | Unset, data)

        status = _parse_status(d.pop("status", UNSET))

        def _parse_onset_days_before(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        onset_days_before = _parse_onset_days_before(d.pop("onset_days_before", UNSET))

        def _parse_abatement_days_before(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        abatement_days_before = _parse_abatement_days_before(d.pop("abatement_days_before", UNSET))

        negated = d.pop("negated", UNSET)

        condition_entry = cls(
            concept=concept,
            status=status,
            onset_days_before=onset_days_before,
            abatement_days_before=abatement_days_before,
            negated=negated,
        )

        return condition_entry
