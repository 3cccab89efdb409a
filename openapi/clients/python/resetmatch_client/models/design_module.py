from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.design_info import DesignInfo
    from ..models.enrollment_info import EnrollmentInfo


T = TypeVar("T", bound="DesignModule")


@_attrs_define
class DesignModule:
    """Study type and phases: "INTERVENTIONAL", "PHASE1".

    Attributes:
        study_type (None | str | Unset):
        phases (list[str] | Unset):
        design_info (DesignInfo | None | Unset):
        target_duration (None | str | Unset):
        enrollment_info (EnrollmentInfo | None | Unset):
    """

    study_type: None | str | Unset = UNSET
    phases: list[str] | Unset = UNSET
    design_info: DesignInfo | None | Unset = UNSET
    target_duration: None | str | Unset = UNSET
    enrollment_info: EnrollmentInfo | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.design_info import DesignInfo  # noqa: PLC0415
        from ..models.enrollment_info import EnrollmentInfo  # noqa: PLC0415

        study_type: None | str | Unset
        if isinstance(self.study_type, Unset):
            study_type = UNSET
        else:
            study_type = self.study_type

        phases: list[str] | Unset = UNSET
        if not isinstance(self.phases, Unset):
            phases = self.phases

        design_info: dict[str, Any] | None | Unset
        if isinstance(self.design_info, Unset):
            design_info = UNSET
        elif isinstance(self.design_info, DesignInfo):
            design_info = self.design_info.to_dict()
        else:
            design_info = self.design_info

        target_duration: None | str | Unset
        if isinstance(self.target_duration, Unset):
            target_duration = UNSET
        else:
            target_duration = self.target_duration

        enrollment_info: dict[str, Any] | None | Unset
        if isinstance(self.enrollment_info, Unset):
            enrollment_info = UNSET
        elif isinstance(self.enrollment_info, EnrollmentInfo):
            enrollment_info = self.enrollment_info.to_dict()
        else:
            enrollment_info = self.enrollment_info

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if study_type is not UNSET:
            field_dict["studyType"] = study_type
        if phases is not UNSET:
            field_dict["phases"] = phases
        if design_info is not UNSET:
            field_dict["designInfo"] = design_info
        if target_duration is not UNSET:
            field_dict["targetDuration"] = target_duration
        if enrollment_info is not UNSET:
            field_dict["enrollmentInfo"] = enrollment_info

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.design_info import DesignInfo  # noqa: PLC0415
        from ..models.enrollment_info import EnrollmentInfo  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_study_type(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        study_type = _parse_study_type(d.pop("studyType", UNSET))

        phases = cast(list[str], d.pop("phases", UNSET))

        def _parse_design_info(data: object) -> DesignInfo | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                design_info_type_0 = DesignInfo.from_dict(data)

                return design_info_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DesignInfo | None | Unset, data)

        design_info = _parse_design_info(d.pop("designInfo", UNSET))

        def _parse_target_duration(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        target_duration = _parse_target_duration(d.pop("targetDuration", UNSET))

        def _parse_enrollment_info(data: object) -> EnrollmentInfo | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                enrollment_info_type_0 = EnrollmentInfo.from_dict(data)

                return enrollment_info_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(EnrollmentInfo | None | Unset, data)

        enrollment_info = _parse_enrollment_info(d.pop("enrollmentInfo", UNSET))

        design_module = cls(
            study_type=study_type,
            phases=phases,
            design_info=design_info,
            target_duration=target_duration,
            enrollment_info=enrollment_info,
        )

        design_module.additional_properties = d
        return design_module

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
