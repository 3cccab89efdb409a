from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.arms_interventions_module import ArmsInterventionsModule
    from ..models.conditions_module import ConditionsModule
    from ..models.contacts_locations_module import ContactsLocationsModule
    from ..models.description_module import DescriptionModule
    from ..models.design_module import DesignModule
    from ..models.eligibility_module import EligibilityModule
    from ..models.identification_module import IdentificationModule
    from ..models.outcomes_module import OutcomesModule
    from ..models.sponsor_collaborators_module import SponsorCollaboratorsModule
    from ..models.status_module import StatusModule


T = TypeVar("T", bound="ProtocolSection")


@_attrs_define
class ProtocolSection:
    """The modules that are read; the registry serves more.

    Attributes:
        identification_module (IdentificationModule): What the trial is called.
        status_module (StatusModule | Unset): How far the trial is: "RECRUITING".
        sponsor_collaborators_module (SponsorCollaboratorsModule | Unset): Who runs the trial.
        description_module (DescriptionModule | Unset): What the trial is about, in sentences.
        conditions_module (ConditionsModule | Unset): What the trial is about, in the sponsor's words.
        design_module (DesignModule | Unset): Study type and phases: "INTERVENTIONAL", "PHASE1".
        arms_interventions_module (ArmsInterventionsModule | Unset): All that is given, and to which arm.
        outcomes_module (OutcomesModule | Unset): All that is measured.
        eligibility_module (EligibilityModule | Unset): Who may take part: the eligibility text as markdown with
            escapes, and the registry's own fields.
        contacts_locations_module (ContactsLocationsModule | Unset): Where the trial is done.
    """

    identification_module: IdentificationModule
    status_module: StatusModule | Unset = UNSET
    sponsor_collaborators_module: SponsorCollaboratorsModule | Unset = UNSET
    description_module: DescriptionModule | Unset = UNSET
    conditions_module: ConditionsModule | Unset = UNSET
    design_module: DesignModule | Unset = UNSET
    arms_interventions_module: ArmsInterventionsModule | Unset = UNSET
    outcomes_module: OutcomesModule | Unset = UNSET
    eligibility_module: EligibilityModule | Unset = UNSET
    contacts_locations_module: ContactsLocationsModule | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        identification_module = self.identification_module.to_dict()

        status_module: dict[str, Any] | Unset = UNSET
        if not isinstance(self.status_module, Unset):
            status_module = self.status_module.to_dict()

        sponsor_collaborators_module: dict[str, Any] | Unset = UNSET
        if not isinstance(self.sponsor_collaborators_module, Unset):
            sponsor_collaborators_module = self.sponsor_collaborators_module.to_dict()

        description_module: dict[str, Any] | Unset = UNSET
        if not isinstance(self.description_module, Unset):
            description_module = self.description_module.to_dict()

        conditions_module: dict[str, Any] | Unset = UNSET
        if not isinstance(self.conditions_module, Unset):
            conditions_module = self.conditions_module.to_dict()

        design_module: dict[str, Any] | Unset = UNSET
        if not isinstance(self.design_module, Unset):
            design_module = self.design_module.to_dict()

        arms_interventions_module: dict[str, Any] | Unset = UNSET
        if not isinstance(self.arms_interventions_module, Unset):
            arms_interventions_module = self.arms_interventions_module.to_dict()

        outcomes_module: dict[str, Any] | Unset = UNSET
        if not isinstance(self.outcomes_module, Unset):
            outcomes_module = self.outcomes_module.to_dict()

        eligibility_module: dict[str, Any] | Unset = UNSET
        if not isinstance(self.eligibility_module, Unset):
            eligibility_module = self.eligibility_module.to_dict()

        contacts_locations_module: dict[str, Any] | Unset = UNSET
        if not isinstance(self.contacts_locations_module, Unset):
            contacts_locations_module = self.contacts_locations_module.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "identificationModule": identification_module,
            }
        )
        if status_module is not UNSET:
            field_dict["statusModule"] = status_module
        if sponsor_collaborators_module is not UNSET:
            field_dict["sponsorCollaboratorsModule"] = sponsor_collaborators_module
        if description_module is not UNSET:
            field_dict["descriptionModule"] = description_module
        if conditions_module is not UNSET:
            field_dict["conditionsModule"] = conditions_module
        if design_module is not UNSET:
            field_dict["designModule"] = design_module
        if arms_interventions_module is not UNSET:
            field_dict["armsInterventionsModule"] = arms_interventions_module
        if outcomes_module is not UNSET:
            field_dict["outcomesModule"] = outcomes_module
        if eligibility_module is not UNSET:
            field_dict["eligibilityModule"] = eligibility_module
        if contacts_locations_module is not UNSET:
            field_dict["contactsLocationsModule"] = contacts_locations_module

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.arms_interventions_module import ArmsInterventionsModule  # noqa: PLC0415
        from ..models.conditions_module import ConditionsModule  # noqa: PLC0415
        from ..models.contacts_locations_module import ContactsLocationsModule  # noqa: PLC0415
        from ..models.description_module import DescriptionModule  # noqa: PLC0415
        from ..models.design_module import DesignModule  # noqa: PLC0415
        from ..models.eligibility_module import EligibilityModule  # noqa: PLC0415
        from ..models.identification_module import IdentificationModule  # noqa: PLC0415
        from ..models.outcomes_module import OutcomesModule  # noqa: PLC0415
        from ..models.sponsor_collaborators_module import SponsorCollaboratorsModule  # noqa: PLC0415
        from ..models.status_module import StatusModule  # noqa: PLC0415

        d = dict(src_dict)
        identification_module = IdentificationModule.from_dict(d.pop("identificationModule"))

        _status_module = d.pop("statusModule", UNSET)
        status_module: StatusModule | Unset
        if isinstance(_status_module, Unset):
            status_module = UNSET
        else:
            status_module = StatusModule.from_dict(_status_module)

        _sponsor_collaborators_module = d.pop("sponsorCollaboratorsModule", UNSET)
        sponsor_collaborators_module: SponsorCollaboratorsModule | Unset
        if isinstance(_sponsor_collaborators_module, Unset):
            sponsor_collaborators_module = UNSET
        else:
            sponsor_collaborators_module = SponsorCollaboratorsModule.from_dict(_sponsor_collaborators_module)

        _description_module = d.pop("descriptionModule", UNSET)
        description_module: DescriptionModule | Unset
        if isinstance(_description_module, Unset):
            description_module = UNSET
        else:
            description_module = DescriptionModule.from_dict(_description_module)

        _conditions_module = d.pop("conditionsModule", UNSET)
        conditions_module: ConditionsModule | Unset
        if isinstance(_conditions_module, Unset):
            conditions_module = UNSET
        else:
            conditions_module = ConditionsModule.from_dict(_conditions_module)

        _design_module = d.pop("designModule", UNSET)
        design_module: DesignModule | Unset
        if isinstance(_design_module, Unset):
            design_module = UNSET
        else:
            design_module = DesignModule.from_dict(_design_module)

        _arms_interventions_module = d.pop("armsInterventionsModule", UNSET)
        arms_interventions_module: ArmsInterventionsModule | Unset
        if isinstance(_arms_interventions_module, Unset):
            arms_interventions_module = UNSET
        else:
            arms_interventions_module = ArmsInterventionsModule.from_dict(_arms_interventions_module)

        _outcomes_module = d.pop("outcomesModule", UNSET)
        outcomes_module: OutcomesModule | Unset
        if isinstance(_outcomes_module, Unset):
            outcomes_module = UNSET
        else:
            outcomes_module = OutcomesModule.from_dict(_outcomes_module)

        _eligibility_module = d.pop("eligibilityModule", UNSET)
        eligibility_module: EligibilityModule | Unset
        if isinstance(_eligibility_module, Unset):
            eligibility_module = UNSET
        else:
            eligibility_module = EligibilityModule.from_dict(_eligibility_module)

        _contacts_locations_module = d.pop("contactsLocationsModule", UNSET)
        contacts_locations_module: ContactsLocationsModule | Unset
        if isinstance(_contacts_locations_module, Unset):
            contacts_locations_module = UNSET
        else:
            contacts_locations_module = ContactsLocationsModule.from_dict(_contacts_locations_module)

        protocol_section = cls(
            identification_module=identification_module,
            status_module=status_module,
            sponsor_collaborators_module=sponsor_collaborators_module,
            description_module=description_module,
            conditions_module=conditions_module,
            design_module=design_module,
            arms_interventions_module=arms_interventions_module,
            outcomes_module=outcomes_module,
            eligibility_module=eligibility_module,
            contacts_locations_module=contacts_locations_module,
        )

        protocol_section.additional_properties = d
        return protocol_section

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
