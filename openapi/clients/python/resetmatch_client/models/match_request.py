from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.filters import Filters
    from ..models.profile import Profile
    from ..models.study import Study


T = TypeVar("T", bound="MatchRequest")


@_attrs_define
class MatchRequest:
    """A profile, and the trials to match it to: those named, or the records sent along, else all that are served.

    `profile` is kept raw, to be read as strictly as a profile in a file. `filters` leave out trials before they are
    matched; so does `within_km`, those without a site that near to the profile's location. `stale_days`: the age
    beyond which a measurement decides nothing about now. `radius_km`: what the notes call near; it leaves out no
    trial. `limit`: how many trials are shown in full, null for all; the rest is counted. `next_tests`: how many facts
    to find out next are ranked, by how many trials each would decide.

        Attributes:
            profile (Profile): A de-identified patient; `complete` names the lists in which a missing record means "never".
            nct_ids (list[str] | None | Unset):
            records (list[Study] | None | Unset):
            filters (Filters | None | Unset):
            within_km (float | None | Unset):
            stale_days (float | Unset):  Default: 90.0.
            radius_km (float | Unset):  Default: 200.0.
            limit (int | None | Unset):  Default: 20.
            next_tests (int | Unset):  Default: 0.
    """

    profile: Profile
    nct_ids: list[str] | None | Unset = UNSET
    records: list[Study] | None | Unset = UNSET
    filters: Filters | None | Unset = UNSET
    within_km: float | None | Unset = UNSET
    stale_days: float | Unset = 90.0
    radius_km: float | Unset = 200.0
    limit: int | None | Unset = 20
    next_tests: int | Unset = 0

    def to_dict(self) -> dict[str, Any]:
        from ..models.filters import Filters  # noqa: PLC0415

        profile = self.profile.to_dict()

        nct_ids: list[str] | None | Unset
        if isinstance(self.nct_ids, Unset):
            nct_ids = UNSET
        elif isinstance(self.nct_ids, list):
            nct_ids = self.nct_ids

        else:
            nct_ids = self.nct_ids

        records: list[dict[str, Any]] | None | Unset
        if isinstance(self.records, Unset):
            records = UNSET
        elif isinstance(self.records, list):
            records = []
            for records_type_0_item_data in self.records:
                records_type_0_item = records_type_0_item_data.to_dict()
                records.append(records_type_0_item)

        else:
            records = self.records

        filters: dict[str, Any] | None | Unset
        if isinstance(self.filters, Unset):
            filters = UNSET
        elif isinstance(self.filters, Filters):
            filters = self.filters.to_dict()
        else:
            filters = self.filters

        within_km: float | None | Unset
        if isinstance(self.within_km, Unset):
            within_km = UNSET
        else:
            within_km = self.within_km

        stale_days = self.stale_days

        radius_km = self.radius_km

        limit: int | None | Unset
        if isinstance(self.limit, Unset):
            limit = UNSET
        else:
            limit = self.limit

        next_tests = self.next_tests

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "profile": profile,
            }
        )
        if nct_ids is not UNSET:
            field_dict["nct_ids"] = nct_ids
        if records is not UNSET:
            field_dict["records"] = records
        if filters is not UNSET:
            field_dict["filters"] = filters
        if within_km is not UNSET:
            field_dict["within_km"] = within_km
        if stale_days is not UNSET:
            field_dict["stale_days"] = stale_days
        if radius_km is not UNSET:
            field_dict["radius_km"] = radius_km
        if limit is not UNSET:
            field_dict["limit"] = limit
        if next_tests is not UNSET:
            field_dict["next_tests"] = next_tests

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.filters import Filters  # noqa: PLC0415
        from ..models.profile import Profile  # noqa: PLC0415
        from ..models.study import Study  # noqa: PLC0415

        d = dict(src_dict)
        profile = Profile.from_dict(d.pop("profile"))

        def _parse_nct_ids(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                nct_ids_type_0 = cast(list[str], data)

                return nct_ids_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        nct_ids = _parse_nct_ids(d.pop("nct_ids", UNSET))

        def _parse_records(data: object) -> list[Study] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                records_type_0 = []
                _records_type_0 = data
                for records_type_0_item_data in _records_type_0:
                    records_type_0_item = Study.from_dict(records_type_0_item_data)

                    records_type_0.append(records_type_0_item)

                return records_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[Study] | None | Unset, data)

        records = _parse_records(d.pop("records", UNSET))

        def _parse_filters(data: object) -> Filters | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                filters_type_0 = Filters.from_dict(data)

                return filters_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Filters | None | Unset, data)

        filters = _parse_filters(d.pop("filters", UNSET))

        def _parse_within_km(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        within_km = _parse_within_km(d.pop("within_km", UNSET))

        stale_days = d.pop("stale_days", UNSET)

        radius_km = d.pop("radius_km", UNSET)

        def _parse_limit(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        limit = _parse_limit(d.pop("limit", UNSET))

        next_tests = d.pop("next_tests", UNSET)

        match_request = cls(
            profile=profile,
            nct_ids=nct_ids,
            records=records,
            filters=filters,
            within_km=within_km,
            stale_days=stale_days,
            radius_km=radius_km,
            limit=limit,
            next_tests=next_tests,
        )

        return match_request
