"""Names of resources are searched by how they begin and by any part of them, as those of flows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.exc import DatabaseError

if TYPE_CHECKING:
    from sqlalchemy import Connection

revision = "0012"
down_revision = "0011"

_PAGE = 1000
_resources: Any = sa.table(
    "resources",
    sa.column("instance", sa.String),
    sa.column("kind", sa.String),
    sa.column("id", sa.String),
    sa.column("name", sa.String),
    sa.column("number", sa.Integer),
    sa.column("folded", sa.String),
)

_SQLITE = (
    (
        "CREATE VIRTUAL TABLE resource_names "
        "USING fts5 (folded, tokenize = 'trigram case_sensitive 1')"
    ),
    "INSERT INTO resource_names (rowid, folded) SELECT number, folded FROM resources",
    (
        "CREATE TRIGGER resource_names_new AFTER INSERT ON resources BEGIN "
        "INSERT INTO resource_names (rowid, folded) VALUES (new.number, new.folded); END"
    ),
    (
        "CREATE TRIGGER resource_names_changed AFTER UPDATE OF folded ON resources BEGIN "
        "UPDATE resource_names SET folded = new.folded WHERE rowid = new.number; END"
    ),
    (
        "CREATE TRIGGER resource_names_gone AFTER DELETE ON resources BEGIN "
        "DELETE FROM resource_names WHERE rowid = old.number; END"
    ),
)
_POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX resource_names ON resources USING gin (folded gin_trgm_ops)",
)


def upgrade() -> None:
    """Make the change."""
    connection = op.get_bind()
    postgresql = connection.dialect.name == "postgresql"
    string = sa.String(collation="C") if postgresql else sa.String()
    number = sa.Column("number", sa.Integer(), nullable=False, server_default="0")
    op.add_column("resources", number)
    op.add_column("resources", sa.Column("folded", string, nullable=False, server_default=""))
    _fill(connection)
    op.create_index("ix_resources_number", "resources", ["number"])
    op.create_index("ix_resources_folded", "resources", ["instance", "kind", "folded", "id"])
    _create_trigrams(connection, _POSTGRESQL if postgresql else _SQLITE)


def _fill(connection: Connection) -> None:
    of = sa.update(_resources).where(
        _resources.c.instance == sa.bindparam("of_instance"),
        _resources.c.kind == sa.bindparam("of_kind"),
        _resources.c.id == sa.bindparam("of_id"),
    )
    columns = _resources.c
    rows = connection.execute(
        sa.select(columns.instance, columns.kind, columns.id, columns.name)
    ).all()
    values = [
        {
            "of_instance": row.instance,
            "of_kind": row.kind,
            "of_id": row.id,
            "number": number,
            "folded": row.name.lower(),
        }
        for number, row in enumerate(rows, 1)
    ]
    for start in range(0, len(values), _PAGE):
        connection.execute(of, values[start : start + _PAGE])


def _create_trigrams(connection: Connection, statements: tuple[str, ...]) -> None:
    """Make the index of trigrams; an engine that has none searches without."""
    connection.exec_driver_sql("SAVEPOINT trigrams")
    try:
        for each in statements:
            connection.exec_driver_sql(each)
    except DatabaseError:
        connection.exec_driver_sql("ROLLBACK TO SAVEPOINT trigrams")
    connection.exec_driver_sql("RELEASE SAVEPOINT trigrams")


def downgrade() -> None:
    """Undo it."""
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        for each in ("new", "changed", "gone"):
            op.execute(f"DROP TRIGGER IF EXISTS resource_names_{each}")
        op.execute("DROP TABLE IF EXISTS resource_names")
    else:
        op.execute("DROP INDEX IF EXISTS resource_names")
    for each in ("number", "folded"):
        op.drop_index(f"ix_resources_{each}", table_name="resources")
        op.drop_column("resources", each)
