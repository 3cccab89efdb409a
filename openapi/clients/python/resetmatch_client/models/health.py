from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.registry_info import RegistryInfo


T = TypeVar("T", bound="Health")


@_attrs_define
class Health:
    """That the service answers, what it answers from, and how many days ago that was retrieved.

    Attributes:
        status (str):
        version (str):
        lexicon_digest (str):
        registry (RegistryInfo): What was judged: the day the records were retrieved, where that is known, and their
            digest.
        registry_age_days (int | None):
        trials (int):
    """

    status: str
    version: str
    lexicon_digest: str
    registry: RegistryInfo
    registry_age_days: int | None
    trials: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        status = self.status

        version = self.version

        lexicon_digest = self.lexicon_digest

        registry = self.registry.to_dict()

        registry_age_days: int | None
        registry_age_days = self.registry_age_days

        trials = self.trials

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "status": status,
                "version": version,
                "lexicon_digest": lexicon_digest,
                "registry": registry,
                "registry_age_days": registry_age_days,
                "trials": trials,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.registry_info import RegistryInfo  # noqa: PLC0415

        d = dict(src_dict)
        status = d.pop("status")

        version = d.pop("version")

        lexicon_digest = d.pop("lexicon_digest")

        registry = RegistryInfo.from_dict(d.pop("registry"))

        def _parse_registry_age_days(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        registry_age_days = _parse_registry_age_days(d.pop("registry_age_days"))

        trials = d.pop("trials")

        health = cls(
            status=status,
            version=version,
            lexicon_digest=lexicon_digest,
            registry=registry,
            registry_age_days=registry_age_days,
            trials=trials,
        )

        health.additional_properties = d
        return health

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
