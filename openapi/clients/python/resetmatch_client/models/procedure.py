from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.procedure_node import ProcedureNode, check_procedure_node
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.window import Window


T = TypeVar("T", bound="Procedure")


@_attrs_define
class Procedure:
    """A procedure was done: "splenectomy", "thymectomy within 12 months". `exclude` as in `Condition`.

    Attributes:
        node (ProcedureNode):
        concept (str):
        exclude (list[str] | Unset):
        window (None | Unset | Window):
        current (bool | Unset):  Default: False.
    """

    node: ProcedureNode
    concept: str
    exclude: list[str] | Unset = UNSET
    window: None | Unset | Window = UNSET
    current: bool | Unset = False
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.window import Window  # noqa: PLC0415

        node: str = self.node

        concept = self.concept

        exclude: list[str] | Unset = UNSET
        if not isinstance(self.exclude, Unset):
            exclude = self.exclude

        window: dict[str, Any] | None | Unset
        if isinstance(self.window, Unset):
            window = UNSET
        elif isinstance(self.window, Window):
            window = self.window.to_dict()
        else:
            window = self.window

        current = self.current

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "node": node,
                "concept": concept,
            }
        )
        if exclude is not UNSET:
            field_dict["exclude"] = exclude
        if window is not UNSET:
            field_dict["window"] = window
        if current is not UNSET:
            field_dict["current"] = current

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.window import Window  # noqa: PLC0415

        d = dict(src_dict)
        node = check_procedure_node(d.pop("node"))

        concept = d.pop("concept")

        exclude = cast(list[str], d.pop("exclude", UNSET))

        def _parse_window(data: object) -> None | Unset | Window:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                window_type_0 = Window.from_dict(data)

                return window_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | Window, data)

        window = _parse_window(d.pop("window", UNSET))

        current = d.pop("current", UNSET)

        procedure = cls(
            node=node,
            concept=concept,
            exclude=exclude,
            window=window,
            current=current,
        )

        procedure.additional_properties = d
        return procedure

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
