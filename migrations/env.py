"""Alembic's environment: runs on the connection, and inside the transaction, that the archive hands in.

No `alembic.ini`: a developer runs `alembic revision` with `[tool.alembic]` of `pyproject.toml`, the
program calls Alembic from `archive/store/schema.py`.
"""

from __future__ import annotations

from alembic import context
from sqlalchemy import create_engine

FULL_TEXT = ("search_index", "search_pair", "search_place", "search_term")


def is_ours(name: str | None, kind: str, parents: object) -> bool:  # noqa: ARG001 - Alembic's signature
    """Leave the full-text indexes and their shadow tables alone: autogenerate would drop them."""
    return not (kind == "table" and name is not None and name.startswith(FULL_TEXT))


config = context.config
connection = config.attributes.get("connection")
if connection is None:
    connection = create_engine(context.get_x_argument(as_dictionary=True)["url"]).connect()
context.configure(
    connection=connection,
    target_metadata=config.attributes.get("metadata"),
    include_name=is_ours,
    transaction_per_migration=False,
)
context.run_migrations()
