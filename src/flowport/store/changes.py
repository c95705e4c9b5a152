"""What a read depends on, and what was changed since: how servers that share a database keep up.

On PostgreSQL, triggers keep for each scope the last transaction that changed it, whoever wrote it
and with whatever program. A scope is a table (``flows``), the rows of a kind in an instance
(``flows INSTANCE/KIND``), or one row (``flows ID``). A read depends on the scopes that its
statements name, which are noted as they run. A statement names whole tables, unless it says with
``narrowed`` which of their rows alone it reads.
"""

from __future__ import annotations

import contextlib
import re
from contextvars import ContextVar
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import event

from flowport.store import schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

__all__ = [
    "CHANGED",
    "DROP_BEGUN",
    "DROP_OLD",
    "EVERYTHING",
    "FOREIGN",
    "FORGET_FOREIGN",
    "MANY",
    "MOST_CHANGES",
    "OTHERS",
    "note_reads",
    "of_kind",
    "of_row",
    "reads_noted",
]

#: Changed where a table was emptied, which no row's scope would show.
EVERYTHING = "everything"
#: What a read depends on if a table has no triggers: every commit changes it.
OTHERS = "others"

#: What a query would see, and the scopes that changed since an earlier snapshot, if one is given:
#: those of transactions that it could not see. Where the newest trigger is not the one of then,
#: tables were restored, of which no trigger noted the rows.
CHANGED = """
SELECT pg_postmaster_start_time()::text || ' ' || (
    SELECT coalesce(max(oid)::text, '') FROM pg_trigger WHERE tgname = 'changes_of_table'
  ) || ' ' || pg_current_snapshot()::text,
  CASE WHEN $1::text IS NOT NULL THEN (
    SELECT coalesce(json_agg(scope), '[]')::text FROM changes
    WHERE "transaction" >= pg_snapshot_xmin($1::pg_snapshot)::text::bigint
      AND NOT pg_visible_in_snapshot("transaction"::text::xid8, $1::pg_snapshot)
  ) END
"""

#: Whether there are transactions that are still to come: a database that can only be read has none.
FOREIGN = """
SELECT 1 FROM changes WHERE "transaction" > pg_snapshot_xmax(pg_current_snapshot())::text::bigint
LIMIT 1
"""
#: Forgets transactions that are still to come: those of another server, from where the database was
#: copied. A row that someone changes meanwhile stays: it is compared with what it was.
FORGET_FOREIGN = """
DELETE FROM changes USING changes AS found
WHERE changes.scope = found.scope AND changes."transaction" = found."transaction"
  AND found."transaction" > pg_snapshot_xmax(pg_current_snapshot())::text::bigint
"""

#: From so many scopes on, old ones are dropped.
MOST_CHANGES = 100_000
#: Whether there are that many.
MANY = """
SELECT 1 FROM changes OFFSET %(most)s LIMIT 1
"""
#: Says to every server whose snapshot is older than this transaction that everything changed: it
#: can't see what is dropped within it.
DROP_BEGUN = """
INSERT INTO changes AS known (scope, "transaction")
VALUES ('everything', pg_current_xact_id()::text::bigint)
ON CONFLICT (scope) DO UPDATE SET "transaction" = excluded."transaction"
"""
#: Drops the scopes of transactions that are over. It waits for no writer: rows that one changes
#: stay.
DROP_OLD = """
DELETE FROM changes USING (
  SELECT scope FROM changes
  WHERE "transaction" < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
  FOR UPDATE SKIP LOCKED
) AS old
WHERE changes.scope = old.scope
"""

#: What never changes: the texts of hashes.
_FIXED = frozenset({schema.contents.name})
#: Tables without triggers.
_UNNOTED = frozenset({"audit", "audit_head", "changes", "repeats", "sessions", "settings"})
_TABLE = re.compile(rf"\b({'|'.join(sorted(schema.metadata.tables, key=len, reverse=True))})\b")

_noted: ContextVar[set[str] | None] = ContextVar("noted", default=None)


def of_row(table: str, parameter: str) -> dict[str, Any]:
    """Options of a statement that reads, of a table, the one row of a parameter."""
    return {"narrowed": (table, f"{table} %s", parameter)}


def of_kind(table: str, instance: str, kind: str) -> dict[str, Any]:
    """Options of a statement that reads, of a table, rows of one instance and kind."""
    return {"narrowed": (table, f"{table} {instance}/{kind}", None)}


@contextlib.contextmanager
def reads_noted() -> Iterator[set[str]]:
    """The scopes that the statements within the block depend on, where the engine notes them."""
    found: set[str] = set()
    token = _noted.set(found)
    try:
        yield found
    finally:
        _noted.reset(token)


def note_reads(engine: Engine) -> None:
    """Note for every statement of an engine what it depends on."""
    event.listen(engine, "before_cursor_execute", _note)


def _note(
    _connection: Any, _cursor: Any, statement: str, _given: Any, context: Any, _many: bool
) -> None:
    noted = _noted.get()
    if noted is None:
        return
    tables = _tables(statement)
    options = {} if context is None else context.execution_options
    if "narrowed" in options:
        table, scope, parameter = options["narrowed"]
        values = context.compiled_parameters[0]
        noted.add(scope if parameter is None else scope % values[parameter])
        tables = tables - {table}
    noted |= tables


@lru_cache(maxsize=1000)
def _tables(statement: str) -> frozenset[str]:
    """The tables that a statement names, perhaps some more."""
    named = frozenset(_TABLE.findall(statement)) - _FIXED
    return (named - _UNNOTED) | {OTHERS} if named & _UNNOTED else named
