from typing import Literal

WebhookShownSubjectKind = Literal["disease", "profile", "trial"]

WEBHOOK_SHOWN_SUBJECT_KIND_VALUES: set[WebhookShownSubjectKind] = {
    "disease",
    "profile",
    "trial",
}


def check_webhook_shown_subject_kind(value: str) -> WebhookShownSubjectKind:
    if value in WEBHOOK_SHOWN_SUBJECT_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {WEBHOOK_SHOWN_SUBJECT_KIND_VALUES!r}")
