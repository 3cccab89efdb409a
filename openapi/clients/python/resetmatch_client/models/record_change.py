from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.record_change_kind import RecordChangeKind, check_record_change_kind
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.criterion_change import CriterionChange
    from ..models.field_change import FieldChange
    from ..models.site_change import SiteChange


T = TypeVar("T", bound="RecordChange")


@_attrs_define
class RecordChange:
    """All that differs between two versions of a record; `kind` tells of records that came into view or left it.

    Attributes:
        nct_id (str):
        brief_title (str):
        kind (RecordChangeKind):
        fields (list[FieldChange] | Unset):
        sites (list[SiteChange] | Unset):
        criteria (list[CriterionChange] | Unset):
    """

    nct_id: str
    brief_title: str
    kind: RecordChangeKind
    fields: list[FieldChange] | Unset = UNSET
    sites: list[SiteChange] | Unset = UNSET
    criteria: list[CriterionChange] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        nct_id = self.nct_id

        brief_title = self.brief_title

        kind: str = self.kind

        fields: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.fields, Unset):
            fields = []
            for fields_item_data in self.fields:
                fields_item = fields_item_data.to_dict()
                fields.append(fields_item)

        sites: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.sites, Unset):
            sites = []
            for sites_item_data in self.sites:
                sites_item = sites_item_data.to_dict()
                sites.append(sites_item)

        criteria: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.criteria, Unset):
            criteria = []
            for criteria_item_data in self.criteria:
                criteria_item = criteria_item_data.to_dict()
                criteria.append(criteria_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "nct_id": nct_id,
                "brief_title": brief_title,
                "kind": kind,
            }
        )
        if fields is not UNSET:
            field_dict["fields"] = fields
        if sites is not UNSET:
            field_dict["sites"] = sites
        if criteria is not UNSET:
            field_dict["criteria"] = criteria

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.criterion_change import CriterionChange  # noqa: PLC0415
        from ..models.field_change import FieldChange  # noqa: PLC0415
        from ..models.site_change import SiteChange  # noqa: PLC0415

        d = dict(src_dict)
        nct_id = d.pop("nct_id")

        brief_title = d.pop("brief_title")

        kind = check_record_change_kind(d.pop("kind"))

        _fields = d.pop("fields", UNSET)
        fields: list[FieldChange] | Unset = UNSET
        if _fields is not UNSET:
            fields = []
            for fields_item_data in _fields:
                fields_item = FieldChange.from_dict(fields_item_data)

                fields.append(fields_item)

        _sites = d.pop("sites", UNSET)
        sites: list[SiteChange] | Unset = UNSET
        if _sites is not UNSET:
            sites = []
            for sites_item_data in _sites:
                sites_item = SiteChange.from_dict(sites_item_data)

                sites.append(sites_item)

        _criteria = d.pop("criteria", UNSET)
        criteria: list[CriterionChange] | Unset = UNSET
        if _criteria is not UNSET:
            criteria = []
            for criteria_item_data in _criteria:
                criteria_item = CriterionChange.from_dict(criteria_item_data)

                criteria.append(criteria_item)

        record_change = cls(
            nct_id=nct_id,
            brief_title=brief_title,
            kind=kind,
            fields=fields,
            sites=sites,
            criteria=criteria,
        )

        record_change.additional_properties = d
        return record_change

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
