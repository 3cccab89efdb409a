from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.filters import Filters


T = TypeVar("T", bound="Asked")


@_attrs_define
class Asked:
    """What the caller chose: which trials, as in a match; `all_pairs` keeps ineligible pairs as well.

    Attributes:
        filters (Filters | Unset): Which trials are wanted: for each filter that is given, one of its values must fit.

            `condition`: a disease or family of the vocabulary, any name the lexicon knows, or words of conditions or title.
            `target`: an antigen ("CD19") or all of them ("CD19/BCMA"). `modality`: the kind of cell, "CAR-T", "CAR-NK",
            "CAAR-T". `source`: autologous, allogeneic, in vivo. `phase`: "1" or "PHASE1". `status`: "RECRUITING".
            `country`:
            a name or ISO code. `sponsor_class`: "INDUSTRY". `age_group`: "CHILD", "ADULT", "OLDER_ADULT". "not stated" asks
            for what no record states.
        nct_ids (list[str] | Unset):
        stale_days (float | Unset):  Default: 90.0.
        all_pairs (bool | Unset):  Default: False.
        as_of (datetime.date | None | Unset):
    """

    filters: Filters | Unset = UNSET
    nct_ids: list[str] | Unset = UNSET
    stale_days: float | Unset = 90.0
    all_pairs: bool | Unset = False
    as_of: datetime.date | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        filters: dict[str, Any] | Unset = UNSET
        if not isinstance(self.filters, Unset):
            filters = self.filters.to_dict()

        nct_ids: list[str] | Unset = UNSET
        if not isinstance(self.nct_ids, Unset):
            nct_ids = self.nct_ids

        stale_days = self.stale_days

        all_pairs = self.all_pairs

        as_of: None | str | Unset
        if isinstance(self.as_of, Unset):
            as_of = UNSET
        elif isinstance(self.as_of, datetime.date):
            as_of = self.as_of.isoformat()
        else:
            as_of = self.as_of

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if filters is not UNSET:
            field_dict["filters"] = filters
        if nct_ids is not UNSET:
            field_dict["nct_ids"] = nct_ids
        if stale_days is not UNSET:
            field_dict["stale_days"] = stale_days
        if all_pairs is not UNSET:
            field_dict["all_pairs"] = all_pairs
        if as_of is not UNSET:
            field_dict["as_of"] = as_of

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.filters import Filters  # noqa: PLC0415

        d = dict(src_dict)
        _filters = d.pop("filters", UNSET)
        filters: Filters | Unset
        if isinstance(_filters, Unset):
            filters = UNSET
        else:
            filters = Filters.from_dict(_filters)

        nct_ids = cast(list[str], d.pop("nct_ids", UNSET))

        stale_days = d.pop("stale_days", UNSET)

        all_pairs = d.pop("all_pairs", UNSET)

        def _parse_as_of(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                as_of_type_0 = datetime.date.fromisoformat(data)

                return as_of_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        as_of = _parse_as_of(d.pop("as_of", UNSET))

        asked = cls(
            filters=filters,
            nct_ids=nct_ids,
            stale_days=stale_days,
            all_pairs=all_pairs,
            as_of=as_of,
        )

        asked.additional_properties = d
        return asked

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
