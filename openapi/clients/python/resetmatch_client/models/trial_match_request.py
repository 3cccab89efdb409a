from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.profile import Profile


T = TypeVar("T", bound="TrialMatchRequest")


@_attrs_define
class TrialMatchRequest:
    """A profile to be matched to the trial of the path; `stale_days` as in a match to several.

    Attributes:
        profile (Profile): A de-identified patient; `complete` names the lists in which a missing record means "never".
        stale_days (float | Unset):  Default: 90.0.
    """

    profile: Profile
    stale_days: float | Unset = 90.0

    def to_dict(self) -> dict[str, Any]:
        profile = self.profile.to_dict()

        stale_days = self.stale_days

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "profile": profile,
            }
        )
        if stale_days is not UNSET:
            field_dict["stale_days"] = stale_days

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.profile import Profile  # noqa: PLC0415

        d = dict(src_dict)
        profile = Profile.from_dict(d.pop("profile"))

        stale_days = d.pop("stale_days", UNSET)

        trial_match_request = cls(
            profile=profile,
            stale_days=stale_days,
        )

        return trial_match_request
