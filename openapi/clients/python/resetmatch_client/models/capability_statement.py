from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.capability_statement_resource_type import (
    CapabilityStatementResourceType,
    check_capability_statement_resource_type,
)

if TYPE_CHECKING:
    from ..models.implementation import Implementation
    from ..models.rest import Rest
    from ..models.software import Software


T = TypeVar("T", bound="CapabilityStatement")


@_attrs_define
class CapabilityStatement:
    """What this service can do.

    Attributes:
        resource_type (CapabilityStatementResourceType):
        status (str):
        date (str):
        kind (str):
        software (Software): What answers.
        implementation (Implementation): What it serves.
        fhir_version (str):
        format_ (list[str]):
        rest (list[Rest]):
    """

    resource_type: CapabilityStatementResourceType
    status: str
    date: str
    kind: str
    software: Software
    implementation: Implementation
    fhir_version: str
    format_: list[str]
    rest: list[Rest]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        resource_type: str = self.resource_type

        status = self.status

        date = self.date

        kind = self.kind

        software = self.software.to_dict()

        implementation = self.implementation.to_dict()

        fhir_version = self.fhir_version

        format_ = self.format_

        rest = []
        for rest_item_data in self.rest:
            rest_item = rest_item_data.to_dict()
            rest.append(rest_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "resourceType": resource_type,
                "status": status,
                "date": date,
                "kind": kind,
                "software": software,
                "implementation": implementation,
                "fhirVersion": fhir_version,
                "format": format_,
                "rest": rest,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.implementation import Implementation  # noqa: PLC0415
        from ..models.rest import Rest  # noqa: PLC0415
        from ..models.software import Software  # noqa: PLC0415

        d = dict(src_dict)
        resource_type = check_capability_statement_resource_type(d.pop("resourceType"))

        status = d.pop("status")

        date = d.pop("date")

        kind = d.pop("kind")

        software = Software.from_dict(d.pop("software"))

        implementation = Implementation.from_dict(d.pop("implementation"))

        fhir_version = d.pop("fhirVersion")

        format_ = cast(list[str], d.pop("format"))

        rest = []
        _rest = d.pop("rest")
        for rest_item_data in _rest:
            rest_item = Rest.from_dict(rest_item_data)

            rest.append(rest_item)

        capability_statement = cls(
            resource_type=resource_type,
            status=status,
            date=date,
            kind=kind,
            software=software,
            implementation=implementation,
            fhir_version=fhir_version,
            format_=format_,
            rest=rest,
        )

        capability_statement.additional_properties = d
        return capability_statement

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
