"""What Alembic runs: the migrations that are missing, on the connection and in the transaction it is given."""

from __future__ import annotations

from alembic import context

__all__ = ["run"]


def run() -> None:
    """Run them; a change of the schema is part of the transaction on both databases."""
    context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
    with context.begin_transaction():
        context.run_migrations()


run()
