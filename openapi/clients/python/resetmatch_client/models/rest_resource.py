from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.operation import Operation


T = TypeVar("T", bound="RestResource")


@_attrs_define
class RestResource:
    """A kind of resource.

    Attributes:
        type_ (str):
        operation (list[Operation] | Unset):
    """

    type_: str
    operation: list[Operation] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_

        operation: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.operation, Unset):
            operation = []
            for operation_item_data in self.operation:
                operation_item = operation_item_data.to_dict()
                operation.append(operation_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
            }
        )
        if operation is not UNSET:
            field_dict["operation"] = operation

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.operation import Operation  # noqa: PLC0415

        d = dict(src_dict)
        type_ = d.pop("type")

        _operation = d.pop("operation", UNSET)
        operation: list[Operation] | Unset = UNSET
        if _operation is not UNSET:
            operation = []
            for operation_item_data in _operation:
                operation_item = Operation.from_dict(operation_item_data)

                operation.append(operation_item)

        rest_resource = cls(
            type_=type_,
            operation=operation,
        )

        rest_resource.additional_properties = d
        return rest_resource

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
