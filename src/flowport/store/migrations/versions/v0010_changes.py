"""The last change of each table, kind and row, for servers that share a PostgreSQL database."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

#: Tables whose changes are noted, and the expressions of the scopes of one row.
_TABLES = {
    "aliases": (),
    "associations": (),
    "flows": ("{row}.id", "{row}.instance || '/' || {row}.kind"),
    "grants": (),
    "holdings": (),
    "instances": (),
    "keys": (),
    "passwords": (),
    "prompt_audio": (),
    "publications": (),
    "resources": ("{row}.id", "{row}.instance || '/' || {row}.kind"),
    "tags": ("{row}.arn",),
    "tallies": (),
    "uses": (),
    "versions": (),
}

_NOTE = """
CREATE FUNCTION note_change(text) RETURNS void LANGUAGE sql AS $$
  INSERT INTO {schema}.changes AS known (scope, "transaction")
  VALUES ($1, pg_current_xact_id()::text::bigint)
  ON CONFLICT (scope) DO UPDATE SET "transaction" = excluded."transaction"
  WHERE known."transaction" <> excluded."transaction"
$$
"""
_OF_TABLE = """
CREATE FUNCTION note_change_of_table() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM {schema}.note_change(CASE TG_OP WHEN 'TRUNCATE' THEN 'everything' ELSE TG_TABLE_NAME END);
  RETURN NULL;
END $$
"""
_OF_ROW = """
CREATE FUNCTION note_change_of_{table}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN {old} END IF;
  IF TG_OP <> 'DELETE' THEN {new} END IF;
  RETURN NULL;
END $$
"""


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "changes",
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("transaction", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("scope", name=op.f("pk_changes")),
    )
    op.create_index(op.f("ix_changes_transaction"), "changes", ["transaction"])
    if op.get_bind().dialect.name != "postgresql":
        return
    # Named with its schema: who restores or writes may look for names elsewhere.
    schema = op.get_bind().execute(sa.text("SELECT quote_ident(current_schema())")).scalar_one()
    for function in (_NOTE, _OF_TABLE):
        op.execute(function.format(schema=schema))
    for table, scopes in _TABLES.items():
        op.execute(
            f"CREATE TRIGGER changes_of_table AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE "
            f"ON {table} FOR EACH STATEMENT EXECUTE FUNCTION note_change_of_table()"
        )
        if scopes:
            _note_rows(schema, table, scopes)


def _note_rows(schema: str, table: str, scopes: tuple[str, ...]) -> None:
    old, new = (
        " ".join(
            f"PERFORM {schema}.note_change('{table} ' || {each.format(row=row)});"
            for each in scopes
        )
        for row in ("old", "new")
    )
    op.execute(_OF_ROW.format(table=table, old=old, new=new))
    op.execute(
        f"CREATE TRIGGER changes_of_rows AFTER INSERT OR UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION note_change_of_{table}()"
    )


def downgrade() -> None:
    """Undo it."""
    if op.get_bind().dialect.name == "postgresql":
        for table, scopes in _TABLES.items():
            op.execute(f"DROP TRIGGER changes_of_table ON {table}")
            if scopes:
                op.execute(f"DROP TRIGGER changes_of_rows ON {table}")
                op.execute(f"DROP FUNCTION note_change_of_{table}()")
        op.execute("DROP FUNCTION note_change_of_table()")
        op.execute("DROP FUNCTION note_change(text)")
    op.drop_table("changes")
