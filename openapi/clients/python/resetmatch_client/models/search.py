from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.search_mode import SearchMode, check_search_mode
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.extension import Extension


T = TypeVar("T", bound="Search")


@_attrs_define
class Search:
    """Why an entry is here, and how well it fits, from 0 to 1.

    Attributes:
        mode (SearchMode):
        extension (list[Extension] | Unset):
        score (float | None | Unset):
    """

    mode: SearchMode
    extension: list[Extension] | Unset = UNSET
    score: float | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        mode: str = self.mode

        extension: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.extension, Unset):
            extension = []
            for extension_item_data in self.extension:
                extension_item = extension_item_data.to_dict()
                extension.append(extension_item)

        score: float | None | Unset
        if isinstance(self.score, Unset):
            score = UNSET
        else:
            score = self.score

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "mode": mode,
            }
        )
        if extension is not UNSET:
            field_dict["extension"] = extension
        if score is not UNSET:
            field_dict["score"] = score

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.extension import Extension  # noqa: PLC0415

        d = dict(src_dict)
        mode = check_search_mode(d.pop("mode"))

        _extension = d.pop("extension", UNSET)
        extension: list[Extension] | Unset = UNSET
        if _extension is not UNSET:
            extension = []
            for extension_item_data in _extension:
                extension_item = Extension.from_dict(extension_item_data)

                extension.append(extension_item)

        def _parse_score(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        score = _parse_score(d.pop("score", UNSET))

        search = cls(
            mode=mode,
            extension=extension,
            score=score,
        )

        search.additional_properties = d
        return search

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
