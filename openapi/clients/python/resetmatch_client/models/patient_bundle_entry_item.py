from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.patient_bundle_entry_item_resource import PatientBundleEntryItemResource


T = TypeVar("T", bound="PatientBundleEntryItem")


@_attrs_define
class PatientBundleEntryItem:
    """
    Attributes:
        resource (PatientBundleEntryItemResource): A FHIR R4 resource; elements that are not read are passed over.
        full_url (str | Unset):
    """

    resource: PatientBundleEntryItemResource
    full_url: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        resource = self.resource.to_dict()

        full_url = self.full_url

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "resource": resource,
            }
        )
        if full_url is not UNSET:
            field_dict["fullUrl"] = full_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.patient_bundle_entry_item_resource import PatientBundleEntryItemResource  # noqa: PLC0415

        d = dict(src_dict)
        resource = PatientBundleEntryItemResource.from_dict(d.pop("resource"))

        full_url = d.pop("fullUrl", UNSET)

        patient_bundle_entry_item = cls(
            resource=resource,
            full_url=full_url,
        )

        patient_bundle_entry_item.additional_properties = d
        return patient_bundle_entry_item

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
