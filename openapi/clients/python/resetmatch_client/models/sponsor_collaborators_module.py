from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.sponsor import Sponsor


T = TypeVar("T", bound="SponsorCollaboratorsModule")


@_attrs_define
class SponsorCollaboratorsModule:
    """Who runs the trial.

    Attributes:
        lead_sponsor (None | Sponsor | Unset):
    """

    lead_sponsor: None | Sponsor | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.sponsor import Sponsor  # noqa: PLC0415

        lead_sponsor: dict[str, Any] | None | Unset
        if isinstance(self.lead_sponsor, Unset):
            lead_sponsor = UNSET
        elif isinstance(self.lead_sponsor, Sponsor):
            lead_sponsor = self.lead_sponsor.to_dict()
        else:
            lead_sponsor = self.lead_sponsor

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if lead_sponsor is not UNSET:
            field_dict["leadSponsor"] = lead_sponsor

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.sponsor import Sponsor  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_lead_sponsor(data: object) -> None | Sponsor | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                lead_sponsor_type_0 = Sponsor.from_dict(data)

                return lead_sponsor_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Sponsor | Unset, data)

        lead_sponsor = _parse_lead_sponsor(d.pop("leadSponsor", UNSET))

        sponsor_collaborators_module = cls(
            lead_sponsor=lead_sponsor,
        )

        sponsor_collaborators_module.additional_properties = d
        return sponsor_collaborators_module

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
