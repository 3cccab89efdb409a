from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.contact import Contact
    from ..models.location import Location


T = TypeVar("T", bound="ContactsLocationsModule")


@_attrs_define
class ContactsLocationsModule:
    """Where the trial is done.

    Attributes:
        central_contacts (list[Contact] | Unset):
        locations (list[Location] | Unset):
    """

    central_contacts: list[Contact] | Unset = UNSET
    locations: list[Location] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        central_contacts: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.central_contacts, Unset):
            central_contacts = []
            for central_contacts_item_data in self.central_contacts:
                central_contacts_item = central_contacts_item_data.to_dict()
                central_contacts.append(central_contacts_item)

        locations: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.locations, Unset):
            locations = []
            for locations_item_data in self.locations:
                locations_item = locations_item_data.to_dict()
                locations.append(locations_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if central_contacts is not UNSET:
            field_dict["centralContacts"] = central_contacts
        if locations is not UNSET:
            field_dict["locations"] = locations

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.contact import Contact  # noqa: PLC0415
        from ..models.location import Location  # noqa: PLC0415

        d = dict(src_dict)
        _central_contacts = d.pop("centralContacts", UNSET)
        central_contacts: list[Contact] | Unset = UNSET
        if _central_contacts is not UNSET:
            central_contacts = []
            for central_contacts_item_data in _central_contacts:
                central_contacts_item = Contact.from_dict(central_contacts_item_data)

                central_contacts.append(central_contacts_item)

        _locations = d.pop("locations", UNSET)
        locations: list[Location] | Unset = UNSET
        if _locations is not UNSET:
            locations = []
            for locations_item_data in _locations:
                locations_item = Location.from_dict(locations_item_data)

                locations.append(locations_item)

        contacts_locations_module = cls(
            central_contacts=central_contacts,
            locations=locations,
        )

        contacts_locations_module.additional_properties = d
        return contacts_locations_module

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
