from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.arm_group import ArmGroup
    from ..models.intervention import Intervention


T = TypeVar("T", bound="ArmsInterventionsModule")


@_attrs_define
class ArmsInterventionsModule:
    """All that is given, and to which arm.

    Attributes:
        arm_groups (list[ArmGroup] | Unset):
        interventions (list[Intervention] | Unset):
    """

    arm_groups: list[ArmGroup] | Unset = UNSET
    interventions: list[Intervention] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        arm_groups: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.arm_groups, Unset):
            arm_groups = []
            for arm_groups_item_data in self.arm_groups:
                arm_groups_item = arm_groups_item_data.to_dict()
                arm_groups.append(arm_groups_item)

        interventions: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.interventions, Unset):
            interventions = []
            for interventions_item_data in self.interventions:
                interventions_item = interventions_item_data.to_dict()
                interventions.append(interventions_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if arm_groups is not UNSET:
            field_dict["armGroups"] = arm_groups
        if interventions is not UNSET:
            field_dict["interventions"] = interventions

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.arm_group import ArmGroup  # noqa: PLC0415
        from ..models.intervention import Intervention  # noqa: PLC0415

        d = dict(src_dict)
        _arm_groups = d.pop("armGroups", UNSET)
        arm_groups: list[ArmGroup] | Unset = UNSET
        if _arm_groups is not UNSET:
            arm_groups = []
            for arm_groups_item_data in _arm_groups:
                arm_groups_item = ArmGroup.from_dict(arm_groups_item_data)

                arm_groups.append(arm_groups_item)

        _interventions = d.pop("interventions", UNSET)
        interventions: list[Intervention] | Unset = UNSET
        if _interventions is not UNSET:
            interventions = []
            for interventions_item_data in _interventions:
                interventions_item = Intervention.from_dict(interventions_item_data)

                interventions.append(interventions_item)

        arms_interventions_module = cls(
            arm_groups=arm_groups,
            interventions=interventions,
        )

        arms_interventions_module.additional_properties = d
        return arms_interventions_module

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
