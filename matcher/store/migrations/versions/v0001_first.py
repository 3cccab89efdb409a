"""The first schema. The audit log takes rows and gives none back: triggers refuse to change or to remove one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

__all__ = ["down_revision", "revision", "upgrade"]

revision = "0001"
down_revision = None

DIGEST = sa.String(71)
NCT = sa.String(11)
INSTANT = sa.DateTime(timezone=True)
NO_ENTRY = "sha256:" + "0" * 64


def upgrade() -> None:
    """Make every table."""
    _registry()
    _criteria()
    _jobs()
    _webhooks()
    _access()


def _registry() -> None:
    op.create_table(
        "record_versions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("digest", DIGEST, nullable=False, unique=True),
        sa.Column("nct_id", NCT, nullable=False, index=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "record_sets",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("digest", DIGEST, nullable=False, unique=True),
        sa.Column("count", sa.Integer, nullable=False),
    )
    op.create_table(
        "set_members",
        sa.Column("set_id", sa.Integer, sa.ForeignKey("record_sets.id"), primary_key=True),
        sa.Column("version_id", sa.Integer, sa.ForeignKey("record_versions.id"), primary_key=True, index=True),
    )
    op.create_table(
        "snapshots",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("retrieved", sa.Date, nullable=False, index=True),
        sa.Column("made", INSTANT, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("version", sa.Text),
        sa.Column("complete", sa.Boolean, nullable=False),
        sa.Column("set_id", sa.Integer, sa.ForeignKey("record_sets.id"), nullable=False, index=True),
    )
    op.create_table(
        "staged_pages",
        sa.Column("run", sa.String(80), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("next_token", sa.Text),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("fetched", INSTANT, nullable=False),
    )


def _criteria() -> None:
    op.create_table(
        "parsed_criteria",
        sa.Column("text_digest", DIGEST, primary_key=True),
        sa.Column("lexicon_digest", DIGEST, primary_key=True),
        sa.Column("parser", sa.String(80), primary_key=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("made", INSTANT, nullable=False),
    )
    op.create_table(
        "overrides",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("text_digest", DIGEST, nullable=False, index=True),
        sa.Column("nct_id", NCT),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("made", INSTANT, nullable=False),
        sa.Column("expires", INSTANT),
        sa.Column("withdrawn", INSTANT),
        sa.Column("withdrawn_by", sa.Text),
    )


def _jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("idempotency_key", sa.String(255)),
        sa.Column("request", sa.Text, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("done", sa.BigInteger, nullable=False),
        sa.Column("total", sa.BigInteger),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("made", INSTANT, nullable=False),
        sa.Column("started", INSTANT),
        sa.Column("finished", INSTANT),
        sa.Column("worker", sa.Text),
        sa.Column("lease_until", INSTANT),
        sa.Column("cancel_asked", sa.Boolean, nullable=False),
        sa.Column("result", sa.Text),
        sa.Column("problem", sa.Text),
        sa.Column("wiped", INSTANT),
        sa.UniqueConstraint("owner", "idempotency_key", name="jobs_idempotency"),
    )
    op.create_index("jobs_waiting", "jobs", ["state", "made"])


def _webhooks() -> None:
    op.create_table(
        "webhooks",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("secret", sa.Text, nullable=False),
        sa.Column("subject_kind", sa.String(16), nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("made", INSTANT, nullable=False),
        sa.Column("ended", INSTANT),
    )
    op.create_table(
        "deliveries",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("webhook_id", sa.String(32), sa.ForeignKey("webhooks.id"), nullable=False),
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("made", INSTANT, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("due", INSTANT),
        sa.Column("delivered", INSTANT),
        sa.Column("status", sa.Integer),
        sa.Column("problem", sa.Text),
        sa.UniqueConstraint("webhook_id", "event", name="deliveries_once"),
    )
    op.create_index("deliveries_due", "deliveries", ["due"])


def _access() -> None:
    op.create_table(
        "api_keys",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        sa.Column("secret_digest", DIGEST, nullable=False),
        sa.Column("scopes", sa.Text, nullable=False),
        sa.Column("made", INSTANT, nullable=False),
        sa.Column("expires", INSTANT),
        sa.Column("revoked", INSTANT),
    )
    op.create_table(
        "audit_log",
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("entry", sa.Text, nullable=False),
        sa.Column("chain", DIGEST, nullable=False),
    )
    head = op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("chain", DIGEST, nullable=False),
    )
    op.bulk_insert(head, [{"id": 1, "number": 0, "chain": NO_ENTRY}])
    for statement in APPEND_ONLY[op.get_context().dialect.name]:
        op.execute(statement)


APPEND_ONLY = {
    "sqlite": [
        f"CREATE TRIGGER audit_log_keeps_{verb} BEFORE {verb} ON audit_log "
        "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
        for verb in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        """CREATE FUNCTION audit_log_keeps() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$""",
        """CREATE TRIGGER audit_log_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
        FOR EACH STATEMENT EXECUTE FUNCTION audit_log_keeps()""",
    ],
}
