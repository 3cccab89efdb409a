"""The tables of the store, as its queries see them; the migrations make them.

Days are dates, instants are in UTC; digests are "sha256:" and 64 hexadecimal digits. Documents are JSON as text, so
that what was written comes back to the byte.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypedColumns,
    TypeDecorator,
    UniqueConstraint,
)

__all__ = [
    "Instant",
    "api_keys",
    "audit_head",
    "audit_log",
    "deliveries",
    "jobs",
    "metadata",
    "overrides",
    "parsed_criteria",
    "record_sets",
    "record_versions",
    "set_members",
    "snapshots",
    "staged_pages",
    "webhooks",
]

DIGEST = String(71)
NCT = String(11)
metadata = MetaData()


class Instant(TypeDecorator[dt.datetime]):
    """A point in time in UTC, also in a database that knows no time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, _dialect: Dialect) -> dt.datetime | None:
        """What is written: always in UTC."""
        return None if value is None else value.astimezone(dt.UTC)

    def process_result_value(self, value: dt.datetime | None, _dialect: Dialect) -> dt.datetime | None:
        """What is read: always in UTC, and saying so."""
        return None if value is None else value.replace(tzinfo=value.tzinfo or dt.UTC).astimezone(dt.UTC)


# -- the registry -------------------------------------------------------------------------------------------


class _RecordVersions(TypedColumns):
    id = Column(Integer, primary_key=True)
    digest = Column(DIGEST, nullable=False, unique=True)
    nct_id = Column(NCT, nullable=False, index=True)
    content = Column(LargeBinary, nullable=False)


class _RecordSets(TypedColumns):
    id = Column(Integer, primary_key=True)
    digest = Column(DIGEST, nullable=False, unique=True)
    count = Column(Integer, nullable=False)


class _SetMembers(TypedColumns):
    set_id: Column[int] = Column(ForeignKey("record_sets.id"), primary_key=True)
    version_id: Column[int] = Column(ForeignKey("record_versions.id"), primary_key=True, index=True)


class _Snapshots(TypedColumns):
    number = Column(Integer, primary_key=True)
    retrieved = Column(Date, nullable=False, index=True)
    made = Column(Instant, nullable=False)
    source = Column(Text, nullable=False)
    version = Column(Text, nullable=True)
    complete = Column(Boolean, nullable=False)
    set_id: Column[int] = Column(ForeignKey("record_sets.id"), nullable=False, index=True)


class _StagedPages(TypedColumns):
    run = Column(String(80), primary_key=True)
    number = Column(Integer, primary_key=True, autoincrement=False)
    next_token = Column(Text, nullable=True)
    content = Column(LargeBinary, nullable=False)
    fetched = Column(Instant, nullable=False)


record_versions = Table("record_versions", metadata, _RecordVersions)
record_sets = Table("record_sets", metadata, _RecordSets)
set_members = Table("set_members", metadata, _SetMembers)
snapshots = Table("snapshots", metadata, _Snapshots)
staged_pages = Table("staged_pages", metadata, _StagedPages)


# -- criteria -----------------------------------------------------------------------------------------------


class _ParsedCriteria(TypedColumns):
    text_digest = Column(DIGEST, primary_key=True)
    lexicon_digest = Column(DIGEST, primary_key=True)
    parser = Column(String(80), primary_key=True)
    content = Column(LargeBinary, nullable=False)
    made = Column(Instant, nullable=False)


class _Overrides(TypedColumns):
    id = Column(Integer, primary_key=True)
    text_digest = Column(DIGEST, nullable=False, index=True)
    nct_id = Column(NCT, nullable=True)
    document = Column(Text, nullable=False)
    author = Column(Text, nullable=False)
    reason = Column(Text, nullable=False)
    made = Column(Instant, nullable=False)
    expires = Column(Instant, nullable=True)
    withdrawn = Column(Instant, nullable=True)
    withdrawn_by = Column(Text, nullable=True)


parsed_criteria = Table("parsed_criteria", metadata, _ParsedCriteria)
overrides = Table("overrides", metadata, _Overrides)


# -- work ---------------------------------------------------------------------------------------------------


class _Jobs(TypedColumns):
    id = Column(String(32), primary_key=True)
    kind = Column(String(32), nullable=False)
    owner = Column(Text, nullable=False)
    idempotency_key = Column(String(255), nullable=True)
    request = Column(Text, nullable=False)
    state = Column(String(16), nullable=False)
    done = Column(BigInteger, nullable=False)
    total = Column(BigInteger, nullable=True)
    attempts = Column(Integer, nullable=False)
    made = Column(Instant, nullable=False)
    started = Column(Instant, nullable=True)
    finished = Column(Instant, nullable=True)
    worker = Column(Text, nullable=True)
    lease_until = Column(Instant, nullable=True)
    cancel_asked = Column(Boolean, nullable=False)
    result = Column(Text, nullable=True)
    problem = Column(Text, nullable=True)
    wiped = Column(Instant, nullable=True)


class _Webhooks(TypedColumns):
    id = Column(String(32), primary_key=True)
    owner = Column(Text, nullable=False)
    url = Column(Text, nullable=False)
    secret = Column(Text, nullable=False)
    subject_kind = Column(String(16), nullable=False)
    subject = Column(Text, nullable=False)
    made = Column(Instant, nullable=False)
    ended = Column(Instant, nullable=True)


class _Deliveries(TypedColumns):
    id = Column(String(32), primary_key=True)
    webhook_id: Column[str] = Column(ForeignKey("webhooks.id"), nullable=False)
    event = Column(Text, nullable=False)
    payload = Column(Text, nullable=False)
    made = Column(Instant, nullable=False)
    attempts = Column(Integer, nullable=False)
    due = Column(Instant, nullable=True)
    delivered = Column(Instant, nullable=True)
    status = Column(Integer, nullable=True)
    problem = Column(Text, nullable=True)


jobs = Table(
    "jobs",
    metadata,
    _Jobs,
    UniqueConstraint("owner", "idempotency_key", name="jobs_idempotency"),
    Index("jobs_waiting", "state", "made"),
)
webhooks = Table("webhooks", metadata, _Webhooks)
deliveries = Table(
    "deliveries",
    metadata,
    _Deliveries,
    UniqueConstraint("webhook_id", "event", name="deliveries_once"),
    Index("deliveries_due", "due"),
)


# -- who may do what, and who did ---------------------------------------------------------------------------


class _ApiKeys(TypedColumns):
    id = Column(String(16), primary_key=True)
    name = Column(Text, nullable=False, unique=True)
    secret_digest = Column(DIGEST, nullable=False)
    scopes = Column(Text, nullable=False)
    made = Column(Instant, nullable=False)
    expires = Column(Instant, nullable=True)
    revoked = Column(Instant, nullable=True)


class _AuditLog(TypedColumns):
    number = Column(BigInteger, primary_key=True, autoincrement=False)
    entry = Column(Text, nullable=False)
    chain = Column(DIGEST, nullable=False)


class _AuditHead(TypedColumns):
    id = Column(Integer, primary_key=True, autoincrement=False)
    number = Column(BigInteger, nullable=False)
    chain = Column(DIGEST, nullable=False)


api_keys = Table("api_keys", metadata, _ApiKeys)
audit_log = Table("audit_log", metadata, _AuditLog)
audit_head = Table("audit_head", metadata, _AuditHead)
