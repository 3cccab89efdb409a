"""Which engine answered from when on, so that an answer given again can say whether another one gave it first."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

__all__ = ["down_revision", "revision", "upgrade"]

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "engines",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("lexicon_digest", sa.String(71), nullable=False),
        sa.Column("rules", sa.String(71), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
    )
