from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.engine_info import EngineInfo
    from ..models.flip import Flip
    from ..models.record_change import RecordChange
    from ..models.registry_info import RegistryInfo


T = TypeVar("T", bound="ChangeReport")


@_attrs_define
class ChangeReport:
    """All that differs between two states of the registry, as this engine reads them.

    `before` is the state on the day asked for, or the first that is known where that is later.

        Attributes:
            since (datetime.date):
            before (RegistryInfo): What was judged: the day the records were retrieved, where that is known, and their
                digest.
            after (RegistryInfo): What was judged: the day the records were retrieved, where that is known, and their
                digest.
            engine (EngineInfo): What judged: the version of the program and the digest of its lexicon.
            records (list[RecordChange]):
            flips (list[Flip] | None | Unset):
    """

    since: datetime.date
    before: RegistryInfo
    after: RegistryInfo
    engine: EngineInfo
    records: list[RecordChange]
    flips: list[Flip] | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        since = self.since.isoformat()

        before = self.before.to_dict()

        after = self.after.to_dict()

        engine = self.engine.to_dict()

        records = []
        for records_item_data in self.records:
            records_item = records_item_data.to_dict()
            records.append(records_item)

        flips: list[dict[str, Any]] | None | Unset
        if isinstance(self.flips, Unset):
            flips = UNSET
        elif isinstance(self.flips, list):
            flips = []
            for flips_type_0_item_data in self.flips:
                flips_type_0_item = flips_type_0_item_data.to_dict()
                flips.append(flips_type_0_item)

        else:
            flips = self.flips

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "since": since,
                "before": before,
                "after": after,
                "engine": engine,
                "records": records,
            }
        )
        if flips is not UNSET:
            field_dict["flips"] = flips

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.engine_info import EngineInfo  # noqa: PLC0415
        from ..models.flip import Flip  # noqa: PLC0415
        from ..models.record_change import RecordChange  # noqa: PLC0415
        from ..models.registry_info import RegistryInfo  # noqa: PLC0415

        d = dict(src_dict)
        since = datetime.date.fromisoformat(d.pop("since"))

        before = RegistryInfo.from_dict(d.pop("before"))

        after = RegistryInfo.from_dict(d.pop("after"))

        engine = EngineInfo.from_dict(d.pop("engine"))

        records = []
        _records = d.pop("records")
        for records_item_data in _records:
            records_item = RecordChange.from_dict(records_item_data)

            records.append(records_item)

        def _parse_flips(data: object) -> list[Flip] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                flips_type_0 = []
                _flips_type_0 = data
                for flips_type_0_item_data in _flips_type_0:
                    flips_type_0_item = Flip.from_dict(flips_type_0_item_data)

                    flips_type_0.append(flips_type_0_item)

                return flips_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[Flip] | None | Unset, data)

        flips = _parse_flips(d.pop("flips", UNSET))

        change_report = cls(
            since=since,
            before=before,
            after=after,
            engine=engine,
            records=records,
            flips=flips,
        )

        change_report.additional_properties = d
        return change_report

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
