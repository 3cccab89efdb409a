from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.profile import Profile


T = TypeVar("T", bound="WebhookRequest")


@_attrs_define
class WebhookRequest:
    """Where to send changes, and of what: of one `trial`, of a `disease` and its kinds, or what concerns a `profile`.

    Of a profile only the digest of its bytes and the trials that do not rule it out are kept.

        Attributes:
            url (str):
            trial (None | str | Unset):
            disease (None | str | Unset):
            profile (Profile | Unset): A de-identified patient; `complete` names the lists in which a missing record means
                "never".
    """

    url: str
    trial: None | str | Unset = UNSET
    disease: None | str | Unset = UNSET
    profile: Profile | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        url = self.url

        trial: None | str | Unset
        if isinstance(self.trial, Unset):
            trial = UNSET
        else:
            trial = self.trial

        disease: None | str | Unset
        if isinstance(self.disease, Unset):
            disease = UNSET
        else:
            disease = self.disease

        profile: dict[str, Any] | Unset = UNSET
        if not isinstance(self.profile, Unset):
            profile = self.profile.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "url": url,
            }
        )
        if trial is not UNSET:
            field_dict["trial"] = trial
        if disease is not UNSET:
            field_dict["disease"] = disease
        if profile is not UNSET:
            field_dict["profile"] = profile

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.profile import Profile  # noqa: PLC0415

        d = dict(src_dict)
        url = d.pop("url")

        def _parse_trial(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        trial = _parse_trial(d.pop("trial", UNSET))

        def _parse_disease(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        disease = _parse_disease(d.pop("disease", UNSET))

        _profile = d.pop("profile", UNSET)
        profile: Profile | Unset
        if isinstance(_profile, Unset):
            profile = UNSET
        else:
            profile = Profile.from_dict(_profile)

        webhook_request = cls(
            url=url,
            trial=trial,
            disease=disease,
            profile=profile,
        )

        return webhook_request
