"""The audio of prompts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "prompt_audio",
        sa.Column("instance", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["instance", "kind", "id"],
            ["resources.instance", "resources.kind", "resources.id"],
            name=op.f("fk_prompt_audio_resource"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("instance", "kind", "id", name=op.f("pk_prompt_audio")),
    )


def downgrade() -> None:
    """Undo it: every prompt is silent."""
    op.drop_table("prompt_audio")
