from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.operation_outcome import OperationOutcome
    from ..models.research_study import ResearchStudy
    from ..models.search import Search


T = TypeVar("T", bound="BundleEntry")


@_attrs_define
class BundleEntry:
    """A resource of an answer.

    Attributes:
        resource (OperationOutcome | ResearchStudy):
        search (Search): Why an entry is here, and how well it fits, from 0 to 1.
        full_url (None | str | Unset):
    """

    resource: OperationOutcome | ResearchStudy
    search: Search
    full_url: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.research_study import ResearchStudy  # noqa: PLC0415

        resource: dict[str, Any]
        if isinstance(self.resource, ResearchStudy):
            resource = self.resource.to_dict()
        else:
            resource = self.resource.to_dict()

        search = self.search.to_dict()

        full_url: None | str | Unset
        if isinstance(self.full_url, Unset):
            full_url = UNSET
        else:
            full_url = self.full_url

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "resource": resource,
                "search": search,
            }
        )
        if full_url is not UNSET:
            field_dict["fullUrl"] = full_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.operation_outcome import OperationOutcome  # noqa: PLC0415
        from ..models.research_study import ResearchStudy  # noqa: PLC0415
        from ..models.search import Search  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_resource(data: object) -> OperationOutcome | ResearchStudy:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                resource_type_0 = ResearchStudy.from_dict(data)

                return resource_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            resource_type_1 = OperationOutcome.from_dict(data)

            return resource_type_1

        resource = _parse_resource(d.pop("resource"))

        search = Search.from_dict(d.pop("search"))

        def _parse_full_url(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        full_url = _parse_full_url(d.pop("fullUrl", UNSET))

        bundle_entry = cls(
            resource=resource,
            search=search,
            full_url=full_url,
        )

        bundle_entry.additional_properties = d
        return bundle_entry

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
