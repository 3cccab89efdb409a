from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.fhir_location_resource_type import FhirLocationResourceType, check_fhir_location_resource_type
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.address import Address
    from ..models.contact_point import ContactPoint
    from ..models.position import Position


T = TypeVar("T", bound="FhirLocation")


@_attrs_define
class FhirLocation:
    """A site.

    Attributes:
        resource_type (FhirLocationResourceType):
        id (str):
        name (None | str | Unset):
        telecom (list[ContactPoint] | Unset):
        address (Address | None | Unset):
        position (None | Position | Unset):
    """

    resource_type: FhirLocationResourceType
    id: str
    name: None | str | Unset = UNSET
    telecom: list[ContactPoint] | Unset = UNSET
    address: Address | None | Unset = UNSET
    position: None | Position | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.address import Address  # noqa: PLC0415
        from ..models.position import Position  # noqa: PLC0415

        resource_type: str = self.resource_type

        id = self.id

        name: None | str | Unset
        if isinstance(self.name, Unset):
            name = UNSET
        else:
            name = self.name

        telecom: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.telecom, Unset):
            telecom = []
            for telecom_item_data in self.telecom:
                telecom_item = telecom_item_data.to_dict()
                telecom.append(telecom_item)

        address: dict[str, Any] | None | Unset
        if isinstance(self.address, Unset):
            address = UNSET
        elif isinstance(self.address, Address):
            address = self.address.to_dict()
        else:
            address = self.address

        position: dict[str, Any] | None | Unset
        if isinstance(self.position, Unset):
            position = UNSET
        elif isinstance(self.position, Position):
            position = self.position.to_dict()
        else:
            position = self.position

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "resourceType": resource_type,
                "id": id,
            }
        )
        if name is not UNSET:
            field_dict["name"] = name
        if telecom is not UNSET:
            field_dict["telecom"] = telecom
        if address is not UNSET:
            field_dict["address"] = address
        if position is not UNSET:
            field_dict["position"] = position

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.address import Address  # noqa: PLC0415
        from ..models.contact_point import ContactPoint  # noqa: PLC0415
        from ..models.position import Position  # noqa: PLC0415

        d = dict(src_dict)
        resource_type = check_fhir_location_resource_type(d.pop("resourceType"))

        id = d.pop("id")

        def _parse_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name = _parse_name(d.pop("name", UNSET))

        _telecom = d.pop("telecom", UNSET)
        telecom: list[ContactPoint] | Unset = UNSET
        if _telecom is not UNSET:
            telecom = []
            for telecom_item_data in _telecom:
                telecom_item = ContactPoint.from_dict(telecom_item_data)

                telecom.append(telecom_item)

        def _parse_address(data: object) -> Address | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                address_type_0 = Address.from_dict(data)

                return address_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Address | None | Unset, data)

        address = _parse_address(d.pop("address", UNSET))

        def _parse_position(data: object) -> None | Position | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                position_type_0 = Position.from_dict(data)

                return position_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Position | Unset, data)

        position = _parse_position(d.pop("position", UNSET))

        fhir_location = cls(
            resource_type=resource_type,
            id=id,
            name=name,
            telecom=telecom,
            address=address,
            position=position,
        )

        fhir_location.additional_properties = d
        return fhir_location

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
