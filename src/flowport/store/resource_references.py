"""Which resources name which others, so that nobody reads them all to learn who holds one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from flowport.patterns import pattern
from flowport.store import schema

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

__all__ = ["KINDS", "counts", "ids_in", "of", "replace"]

#: The kinds whose bodies are read for ids.
KINDS = frozenset(
    {"hierarchy-group", "hours-of-operation", "quick-connect", "routing-profile", "user"}
)

_table = schema.holdings
_ID = pattern(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ADD = insert(_table)
_CLEAR = delete(_table).where(
    _table.c.instance == bindparam("of_instance"),
    _table.c.kind == bindparam("of_kind"),
    _table.c.id == bindparam("of_id"),
)


def ids_in(body: Any) -> set[str]:
    """The ids in the strings of a body, bare or at the end of an ARN."""
    return {tail for each in _strings(body) if _ID.fullmatch(tail := each.rpartition("/")[2])}


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)


def replace(
    connection: Connection, instance: str, kind: str, holder: str, body: Mapping[str, Any]
) -> None:
    """Put what a resource names now in place of what it named before."""
    if kind not in KINDS:
        return
    connection.execute(_CLEAR, {"of_instance": instance, "of_kind": kind, "of_id": holder})
    rows = [
        {"instance": instance, "kind": kind, "id": holder, "target": each}
        for each in sorted(ids_in(body))
    ]
    if rows:
        connection.execute(_ADD, rows)


def of(
    connection: Connection,
    instance: str,
    target: str,
    kinds: Sequence[str],
    *,
    limit: int | None = None,
) -> list[tuple[str, str]]:
    """The kind and id of resources of some kinds that name one, except itself."""
    rows = connection.execute(
        select(_table.c.kind, _table.c.id)
        .where(
            _table.c.instance == instance,
            _table.c.target == target,
            _table.c.kind.in_(kinds),
            _table.c.id != target,
        )
        .order_by(_table.c.kind, _table.c.id)
        .limit(limit)
    )
    return [(row.kind, row.id) for row in rows]


def counts(
    connection: Connection, instance: str, targets: Collection[str], kind: str
) -> dict[str, int]:
    """How many resources of a kind name each of some; those that none names are left out."""
    rows = connection.execute(
        select(_table.c.target, func.count())
        .where(
            _table.c.instance == instance,
            _table.c.target.in_(list(targets)),
            _table.c.kind == kind,
        )
        .group_by(_table.c.target)
    )
    return {target: number for target, number in rows}  # noqa: C416  a row is not a pair
