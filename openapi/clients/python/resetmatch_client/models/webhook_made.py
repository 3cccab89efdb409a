from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.webhook_made_subject_kind import WebhookMadeSubjectKind, check_webhook_made_subject_kind

T = TypeVar("T", bound="WebhookMade")


@_attrs_define
class WebhookMade:
    """A new webhook with the `secret` that signs what is sent. It is shown this once.

    Attributes:
        id (str):
        url (str):
        subject_kind (WebhookMadeSubjectKind):
        subject (str):
        made (str):
        ended (None | str):
        secret (str):
    """

    id: str
    url: str
    subject_kind: WebhookMadeSubjectKind
    subject: str
    made: str
    ended: None | str
    secret: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        url = self.url

        subject_kind: str = self.subject_kind

        subject = self.subject

        made = self.made

        ended: None | str
        ended = self.ended

        secret = self.secret

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
                "secret": secret,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        url = d.pop("url")

        subject_kind = check_webhook_made_subject_kind(d.pop("subject_kind"))

        subject = d.pop("subject")

        made = d.pop("made")

        def _parse_ended(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        ended = _parse_ended(d.pop("ended"))

        secret = d.pop("secret")

        webhook_made = cls(
            id=id,
            url=url,
            subject_kind=subject_kind,
            subject=subject,
            made=made,
            ended=ended,
            secret=secret,
        )

        webhook_made.additional_properties = d
        return webhook_made

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
