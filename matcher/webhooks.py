"""Telling others of changes: what concerns whom, what is said, and how it is signed.

A webhook is for a trial, for a disease (and its kinds), or for a saved profile. Of a profile only its digest is kept,
and the trials that did not rule it out when it was saved: whoever saved it is told of changes there, of new trials, and
of trials that may have opened, and matches it again.
"""

from __future__ import annotations

import hashlib
import hmac
import itertools
from collections.abc import Iterable, Sequence

import msgspec

from criteria.changes.model import CriterionKind, RecordChange
from criteria.criterion import Trial
from criteria.errors import InputRefused
from criteria.lexicon import lexicon
from criteria.parse.vocabulary import vocabulary
from criteria.reading import diseases_of
from matcher.digests import digest_of
from matcher.evaluate import engine_info, match_trial
from matcher.flips import Amendment
from matcher.history import amendments_between, registry_info
from matcher.population.facts import Patient
from matcher.results import EngineInfo, RegistryInfo
from matcher.settings import Context
from matcher.store import Store
from matcher.store.snapshots import Snapshot
from matcher.store.webhooks import Webhook

__all__ = [
    "Message",
    "SavedProfile",
    "announce",
    "concerns",
    "disease_subject",
    "profile_subject",
    "signature",
    "subject_shown",
]

MAY_OPEN: frozenset[CriterionKind] = frozenset({"removed", "loosened", "changed", "changed_not_understood"})
LATEST = 5


class SavedProfile(msgspec.Struct, frozen=True):
    """What is kept of a profile: its digest, and the trials that did not rule it out."""

    digest: str
    trials: tuple[str, ...]


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """What is sent: a change of one record, and for which subject. It informs; it recommends nothing."""

    event: str
    subject_kind: str
    subject: str
    before: RegistryInfo
    after: RegistryInfo
    engine: EngineInfo
    record: RecordChange


def signature(secret: str, at: int, body: bytes) -> str:
    """What the receiver checks: "t=1789372800,v1=" and the HMAC-SHA256 of time, full stop and body, in hexadecimal."""
    mac = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={mac}"


# -- subjects -------------------------------------------------------------------------------------------------


def disease_subject(name: str) -> str:
    """The lexicon's name of a disease; raises InputRefused where it holds none."""
    found = lexicon().resolve(name)
    if found is None or found.concept.domain != "condition":
        known = lexicon()
        near = ", ".join(each for each in known.suggest(name) if known.concepts[each].domain == "condition")
        raise InputRefused("the lexicon does not hold this disease", do=f"near it: {near}" if near else "")
    return found.concept.id


def profile_subject(raw: bytes, patient: Patient, trials: Iterable[Trial], context: Context) -> str:
    """What is kept of a profile: its digest and the trials that do not rule it out."""
    left = (trial.nct_id for trial in trials if match_trial(patient, trial, context).verdict != "ineligible")
    return msgspec.json.encode(SavedProfile(digest_of(raw), tuple(left))).decode()


def concerns(hook: Webhook, amendment: Amendment) -> bool:
    """Whether a change is what a webhook is for."""
    change = amendment.change
    if hook.subject_kind == "trial":
        return hook.subject == change.nct_id
    if hook.subject_kind == "disease":
        return hook.subject in _diseases(amendment)
    opened = change.kind == "added" or any(each.kind in MAY_OPEN for each in change.criteria)
    return opened or change.nct_id in msgspec.json.decode(hook.subject, type=SavedProfile).trials


def _diseases(amendment: Amendment) -> frozenset[str]:
    """The diseases of a record on either side, with all that they are kinds of."""
    studies = [side.study for side in (amendment.before, amendment.after) if side]
    named = {each for study in studies for each in diseases_of(study.conditions, vocabulary())}
    return frozenset[str]().union(*map(lexicon().ancestors, named))


# -- messages -------------------------------------------------------------------------------------------------


def announce(store: Store, context: Context) -> None:
    """Put up for delivery what the latest snapshots changed, for each webhook that it concerns.

    A message is put up once, however often it is announced, so that what was cut off before is made good the next time.
    """
    hooks = store.webhooks.all()
    latest = store.snapshots.all()[-LATEST:] if hooks else ()
    for before, after in itertools.pairwise(latest):
        if before.digest != after.digest:
            _announced(store, hooks, before, after, engine_info(context))


def _announced(store: Store, hooks: Sequence[Webhook], before: Snapshot, after: Snapshot, engine: EngineInfo) -> None:
    """A webhook is told of snapshots that came after it."""
    asked = [hook for hook in hooks if hook.made <= after.made]
    for amendment in amendments_between(store, before, after) if asked else ():
        for hook in asked:
            if not amendment.change.is_empty and concerns(hook, amendment):
                message = _message(hook, amendment.change, before, after, engine)
                store.webhooks.send(hook.id, message.event, msgspec.json.encode(message).decode())


def _message(hook: Webhook, change: RecordChange, before: Snapshot, after: Snapshot, engine: EngineInfo) -> Message:
    return Message(
        event=f"snapshot {after.number} {change.nct_id}",
        subject_kind=hook.subject_kind,
        subject=subject_shown(hook),
        before=registry_info(before),
        after=registry_info(after),
        engine=engine,
        record=change,
    )


def subject_shown(hook: Webhook) -> str:
    """What a webhook is for, as it is told: of a profile the digest alone."""
    if hook.subject_kind != "profile":
        return hook.subject
    return msgspec.json.decode(hook.subject, type=SavedProfile).digest
