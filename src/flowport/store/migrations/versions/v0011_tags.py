"""Tags are looked up by the ARN alone."""

from __future__ import annotations

from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Make the change."""
    op.create_index("ix_tags_arn", "tags", ["arn"])


def downgrade() -> None:
    """Undo it."""
    op.drop_index("ix_tags_arn", table_name="tags")
