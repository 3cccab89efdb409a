from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.webhook_shown_subject_kind import WebhookShownSubjectKind, check_webhook_shown_subject_kind

T = TypeVar("T", bound="WebhookShown")


@_attrs_define
class WebhookShown:
    """A webhook: "changes of NCT99000001, to an address"; `subject` is the digest where it is for a profile.

    Attributes:
        id (str):
        url (str):
        subject_kind (WebhookShownSubjectKind):
        subject (str):
        made (str):
        ended (None | str):
    """

    id: str
    url: str
    subject_kind: WebhookShownSubjectKind
    subject: str
    made: str
    ended: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        url = self.url

        subject_kind: str = self.subject_kind

        subject = self.subject

        made = self.made

        ended: None | str
        ended = self.ended

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "url": url,
                "subject_kind": subject_kind,
                "subject": subject,
                "made": made,
                "ended": ended,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        url = d.pop("url")

        subject_kind = check_webhook_shown_subject_kind(d.pop("subject_kind"))

        subject = d.pop("subject")

        made = d.pop("made")

        def _parse_ended(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        ended = _parse_ended(d.pop("ended"))

        webhook_shown = cls(
            id=id,
            url=url,
            subject_kind=subject_kind,
            subject=subject,
            made=made,
            ended=ended,
        )

        webhook_shown.additional_properties = d
        return webhook_shown

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
