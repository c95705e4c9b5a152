"""Names of flows that are searched by any part of them, and how many flows there are of a type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.exc import DatabaseError

if TYPE_CHECKING:
    from sqlalchemy import Connection

revision = "0005"
down_revision = "0004"

_PAGE = 1000
_flows: Any = sa.table(
    "flows",
    sa.column("instance", sa.String),
    sa.column("id", sa.String),
    sa.column("kind", sa.String),
    sa.column("name", sa.String),
    sa.column("number", sa.Integer),
    sa.column("folded", sa.String),
)

_SQLITE = (
    "CREATE VIRTUAL TABLE flow_names USING fts5 (folded, tokenize = 'trigram case_sensitive 1')",
    "INSERT INTO flow_names (rowid, folded) SELECT number, folded FROM flows",
    (
        "CREATE TRIGGER flow_names_new AFTER INSERT ON flows BEGIN "
        "INSERT INTO flow_names (rowid, folded) VALUES (new.number, new.folded); END"
    ),
    (
        "CREATE TRIGGER flow_names_changed AFTER UPDATE OF folded ON flows BEGIN "
        "UPDATE flow_names SET folded = new.folded WHERE rowid = new.number; END"
    ),
    (
        "CREATE TRIGGER flow_names_gone AFTER DELETE ON flows BEGIN "
        "DELETE FROM flow_names WHERE rowid = old.number; END"
    ),
)
_POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX flow_names ON flows USING gin (folded gin_trgm_ops)",
)


def upgrade() -> None:
    """Make the change."""
    connection = op.get_bind()
    postgresql = connection.dialect.name == "postgresql"
    string = sa.String(collation="C") if postgresql else sa.String()
    op.add_column("flows", sa.Column("number", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("flows", sa.Column("folded", string, nullable=False, server_default=""))
    _fill(connection)
    op.create_index("ix_flows_number", "flows", ["number"])
    op.create_index("ix_flows_folded", "flows", ["instance", "kind", "folded", "id"])
    op.create_index("ix_flows_type", "flows", ["instance", "kind", "type", "name"])
    _create_tallies()
    _create_trigrams(connection, _POSTGRESQL if postgresql else _SQLITE)


def _fill(connection: Connection) -> None:
    of = sa.update(_flows).where(
        _flows.c.instance == sa.bindparam("of_instance"), _flows.c.id == sa.bindparam("of_id")
    )
    rows = connection.execute(sa.select(_flows.c.instance, _flows.c.id, _flows.c.name)).all()
    values = [
        {
            "of_instance": row.instance,
            "of_id": row.id,
            "number": number,
            "folded": row.name.lower(),
        }
        for number, row in enumerate(rows, 1)
    ]
    for start in range(0, len(values), _PAGE):
        connection.execute(of, values[start : start + _PAGE])


def _create_tallies() -> None:
    op.create_table(
        "tallies",
        sa.Column("instance", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["instance"], ["instances.id"], name=op.f("fk_tallies_instance"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("instance", "kind", "type", "state", name=op.f("pk_tallies")),
    )
    op.execute(
        "INSERT INTO tallies SELECT instance, kind, type, state, count(*) FROM flows "
        "GROUP BY instance, kind, type, state"
    )


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
            op.execute(f"DROP TRIGGER IF EXISTS flow_names_{each}")
        op.execute("DROP TABLE IF EXISTS flow_names")
    else:
        op.execute("DROP INDEX IF EXISTS flow_names")
    op.drop_table("tallies")
    for each in ("number", "folded", "type"):
        op.drop_index(f"ix_flows_{each}", table_name="flows")
    op.drop_column("flows", "folded")
    op.drop_column("flows", "number")
