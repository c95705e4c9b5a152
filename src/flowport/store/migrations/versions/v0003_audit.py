"""The audit log, sessions that are listed and end when idle, and the server's own permissions."""

from __future__ import annotations

import time

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_SESSION = ("id", "host", "browser")


def upgrade() -> None:
    """Make the change; sessions that are open stay so."""
    for name in _SESSION:
        op.add_column("sessions", sa.Column(name, sa.String(), nullable=False, server_default=""))
    for name in ("began", "used"):
        op.add_column("sessions", sa.Column(name, sa.Double(), nullable=False, server_default="0"))
    sessions = sa.table("sessions", sa.column("id"), sa.column("token"), sa.column("used"))
    now = time.time()
    op.execute(sa.update(sessions).values(id=sa.func.substr(sessions.c.token, 1, 16), used=now))
    op.create_table(
        "grants",
        sa.Column("instance", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("permission", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["instance"],
            ["instances.id"],
            name=op.f("fk_grants_instance"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("instance", "user", "permission", name=op.f("pk_grants")),
    )
    _create_log()


def _create_log() -> None:
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("instance", sa.String(), nullable=True),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit")),
    )
    op.create_index("ix_audit_instance", "audit", ["instance", "number"])
    head = op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )
    op.execute(sa.insert(head).values(id=1, number=0, hash=""))


def downgrade() -> None:
    """Undo it."""
    op.drop_table("audit_head")
    op.drop_index("ix_audit_instance", table_name="audit")
    op.drop_table("audit")
    op.drop_table("grants")
    for name in ("used", "began", *reversed(_SESSION)):
        op.drop_column("sessions", name)
