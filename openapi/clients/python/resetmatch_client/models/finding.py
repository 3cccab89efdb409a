from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.finding_node import FindingNode, check_finding_node
from ..models.finding_outcome import FindingOutcome, check_finding_outcome
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.window import Window


T = TypeVar("T", bound="Finding")


@_attrs_define
class Finding:
    """A result in words: "HBsAg positive", "2019 EULAR/ACR criteria met", "HCV RNA undetectable".

    `ever`: a result at any time counts, so that a negative one now does not answer the question.
    For a class of tests ("myositis-specific antibody") a positive member is enough.

        Attributes:
            node (FindingNode):
            concept (str):
            outcome (FindingOutcome | Unset):  Default: 'positive'.
            ever (bool | Unset):  Default: False.
            window (None | Unset | Window):
    """

    node: FindingNode
    concept: str
    outcome: FindingOutcome | Unset = "positive"
    ever: bool | Unset = False
    window: None | Unset | Window = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.window import Window  # noqa: PLC0415

        node: str = self.node

        concept = self.concept

        outcome: str | Unset = UNSET
        if not isinstance(self.outcome, Unset):
            outcome = self.outcome

        ever = self.ever

        window: dict[str, Any] | None | Unset
        if isinstance(self.window, Unset):
            window = UNSET
        elif isinstance(self.window, Window):
            window = self.window.to_dict()
        else:
            window = self.window

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "node": node,
                "concept": concept,
            }
        )
        if outcome is not UNSET:
            field_dict["outcome"] = outcome
        if ever is not UNSET:
            field_dict["ever"] = ever
        if window is not UNSET:
            field_dict["window"] = window

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.window import Window  # noqa: PLC0415

        d = dict(src_dict)
        node = check_finding_node(d.pop("node"))

        concept = d.pop("concept")

        _outcome = d.pop("outcome", UNSET)
        outcome: FindingOutcome | Unset
        if isinstance(_outcome, Unset):
            outcome = UNSET
        else:
            outcome = check_finding_outcome(_outcome)

        ever = d.pop("ever", UNSET)

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

        finding = cls(
            node=node,
            concept=concept,
            outcome=outcome,
            ever=ever,
            window=window,
        )

        finding.additional_properties = d
        return finding

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
