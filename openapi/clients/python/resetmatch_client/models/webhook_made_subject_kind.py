from typing import Literal

WebhookMadeSubjectKind = Literal["disease", "profile", "trial"]

WEBHOOK_MADE_SUBJECT_KIND_VALUES: set[WebhookMadeSubjectKind] = {
    "disease",
    "profile",
    "trial",
}


def check_webhook_made_subject_kind(value: str) -> WebhookMadeSubjectKind:
    if value in WEBHOOK_MADE_SUBJECT_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {WEBHOOK_MADE_SUBJECT_KIND_VALUES!r}")
