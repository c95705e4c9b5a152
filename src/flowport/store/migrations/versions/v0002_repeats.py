"""Answers that are kept for retries."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "repeats",
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("params", sa.String(length=64), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=False),
        sa.Column("created", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_repeats")),
    )
    op.create_index(op.f("ix_repeats_created"), "repeats", ["created"])


def downgrade() -> None:
    """Undo it."""
    op.drop_index(op.f("ix_repeats_created"), table_name="repeats")
    op.drop_table("repeats")
