"""Contents that are compressed, which no version before can read; those that are there stay."""

from __future__ import annotations

import zlib
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_MARK = b"\xff"
_contents: Any = sa.table(
    "contents", sa.column("hash", sa.String), sa.column("data", sa.LargeBinary)
)


def upgrade() -> None:
    """Make the change: none, as contents are compressed when they are written."""


def downgrade() -> None:
    """Undo it."""
    connection = op.get_bind()
    for digest in connection.execute(sa.select(_contents.c.hash)).scalars().all():
        mine = _contents.c.hash == digest
        data = bytes(connection.execute(sa.select(_contents.c.data).where(mine)).scalar_one())
        if data.startswith(_MARK):
            plain = zlib.decompress(data[len(_MARK) :])
            connection.execute(sa.update(_contents).where(mine).values(data=plain))
