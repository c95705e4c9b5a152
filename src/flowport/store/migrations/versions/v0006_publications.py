"""A history of what was published, which begins with what is published now."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_COLUMNS = ("instance", "flow", "number", "content", "by", "note", "body", "created")


def upgrade() -> None:
    """Make the change."""
    made = op.create_table(
        "publications",
        sa.Column("instance", sa.String(), nullable=False),
        sa.Column("flow", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("content", sa.String(length=64), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("created", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["content"], ["contents.hash"], name=op.f("fk_publications_content")
        ),
        sa.ForeignKeyConstraint(
            ["instance", "flow"],
            ["flows.instance", "flows.id"],
            name=op.f("fk_publications_flow"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("instance", "flow", "number", name=op.f("pk_publications")),
    )
    op.create_index(op.f("ix_publications_content"), "publications", ["content"])
    flows = sa.table(
        "flows",
        *(sa.column(name) for name in ("instance", "id", "published", "body", "modified")),
    )
    present = sa.select(
        flows.c.instance,
        flows.c.id,
        sa.literal(1),
        flows.c.published,
        sa.literal(""),
        sa.literal(""),
        flows.c.body,
        flows.c.modified,
    ).where(flows.c.published.is_not(None))
    op.execute(sa.insert(made).from_select(_COLUMNS, present))


def downgrade() -> None:
    """Undo it; texts that only the history had stay until they are used again."""
    op.drop_index(op.f("ix_publications_content"), table_name="publications")
    op.drop_table("publications")
