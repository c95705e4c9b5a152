"""Which resources name which others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from alembic import op

if TYPE_CHECKING:
    from collections.abc import Iterator

revision = "0008"
down_revision = "0007"

_PAGE = 1000
_KINDS = ("hierarchy-group", "hours-of-operation", "quick-connect", "routing-profile", "user")
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_resources: Any = sa.table(
    "resources",
    sa.column("instance", sa.String),
    sa.column("kind", sa.String),
    sa.column("id", sa.String),
    sa.column("body", sa.JSON),
)


def upgrade() -> None:
    """Make the change."""
    made = op.create_table(
        "holdings",
        sa.Column("instance", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["instance", "kind", "id"],
            ["resources.instance", "resources.kind", "resources.id"],
            name=op.f("fk_holdings_resource"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("instance", "kind", "id", "target", name=op.f("pk_holdings")),
    )
    op.create_index("ix_holdings_target", "holdings", ["instance", "target", "kind"])
    connection = op.get_bind()
    known = sa.select(_resources).where(_resources.c.kind.in_(_KINDS))
    rows = [
        {"instance": row.instance, "kind": row.kind, "id": row.id, "target": each}
        for row in connection.execute(known).all()
        for each in sorted(_ids(row.body))
    ]
    for start in range(0, len(rows), _PAGE):
        connection.execute(sa.insert(made), rows[start : start + _PAGE])


def _ids(body: Any) -> set[str]:
    return {tail for each in _strings(body) if _ID.fullmatch(tail := each.rpartition("/")[2])}


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)


def downgrade() -> None:
    """Undo it: bodies are read to learn who names whom."""
    op.drop_table("holdings")
