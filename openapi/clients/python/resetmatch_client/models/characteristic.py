from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.codeable_concept import CodeableConcept
    from ..models.extension import Extension
    from ..models.quantity import Quantity


T = TypeVar("T", bound="Characteristic")


@_attrs_define
class Characteristic:
    """One thing that is asked of a patient; `exclude`: whoever has it is not included. `id` names the criterion.

    An extension `urn:resetmatch:override` says that a curator's reading stands in place of the parser's, and why.

        Attributes:
            id (str):
            code (CodeableConcept): Words, with a code where there is one.
            exclude (bool):
            extension (list[Extension] | Unset):
            value_codeable_concept (CodeableConcept | None | Unset):
            value_quantity (None | Quantity | Unset):
    """

    id: str
    code: CodeableConcept
    exclude: bool
    extension: list[Extension] | Unset = UNSET
    value_codeable_concept: CodeableConcept | None | Unset = UNSET
    value_quantity: None | Quantity | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.codeable_concept import CodeableConcept  # noqa: PLC0415
        from ..models.quantity import Quantity  # noqa: PLC0415

        id = self.id

        code = self.code.to_dict()

        exclude = self.exclude

        extension: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.extension, Unset):
            extension = []
            for extension_item_data in self.extension:
                extension_item = extension_item_data.to_dict()
                extension.append(extension_item)

        value_codeable_concept: dict[str, Any] | None | Unset
        if isinstance(self.value_codeable_concept, Unset):
            value_codeable_concept = UNSET
        elif isinstance(self.value_codeable_concept, CodeableConcept):
            value_codeable_concept = self.value_codeable_concept.to_dict()
        else:
            value_codeable_concept = self.value_codeable_concept

        value_quantity: dict[str, Any] | None | Unset
        if isinstance(self.value_quantity, Unset):
            value_quantity = UNSET
        elif isinstance(self.value_quantity, Quantity):
            value_quantity = self.value_quantity.to_dict()
        else:
            value_quantity = self.value_quantity

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "code": code,
                "exclude": exclude,
            }
        )
        if extension is not UNSET:
            field_dict["extension"] = extension
        if value_codeable_concept is not UNSET:
            field_dict["valueCodeableConcept"] = value_codeable_concept
        if value_quantity is not UNSET:
            field_dict["valueQuantity"] = value_quantity

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.codeable_concept import CodeableConcept  # noqa: PLC0415
        from ..models.extension import Extension  # noqa: PLC0415
        from ..models.quantity import Quantity  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        code = CodeableConcept.from_dict(d.pop("code"))

        exclude = d.pop("exclude")

        _extension = d.pop("extension", UNSET)
        extension: list[Extension] | Unset = UNSET
        if _extension is not UNSET:
            extension = []
            for extension_item_data in _extension:
                extension_item = Extension.from_dict(extension_item_data)

                extension.append(extension_item)

        def _parse_value_codeable_concept(data: object) -> CodeableConcept | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                value_codeable_concept_type_0 = CodeableConcept.from_dict(data)

                return value_codeable_concept_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CodeableConcept | None | Unset, data)

        value_codeable_concept = _parse_value_codeable_concept(d.pop("valueCodeableConcept", UNSET))

        def _parse_value_quantity(data: object) -> None | Quantity | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                value_quantity_type_0 = Quantity.from_dict(data)

                return value_quantity_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Quantity | Unset, data)

        value_quantity = _parse_value_quantity(d.pop("valueQuantity", UNSET))

        characteristic = cls(
            id=id,
            code=code,
            exclude=exclude,
            extension=extension,
            value_codeable_concept=value_codeable_concept,
            value_quantity=value_quantity,
        )

        characteristic.additional_properties = d
        return characteristic

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
