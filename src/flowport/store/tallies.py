"""How many flows and modules an instance has, by type and state: kept, so that nobody counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, select, text

from flowport.store import schema

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["add", "total"]

_table = schema.tallies
_ADD = text(
    "INSERT INTO tallies (instance, kind, type, state, count) "
    "VALUES (:instance, :kind, :type, :state, :step) "
    "ON CONFLICT (instance, kind, type, state) DO UPDATE SET count = tallies.count + excluded.count"
)


def add(
    connection: Connection, instance: str, kind: str, flow_type: str, state: str, *, step: int = 1
) -> None:
    """Count a flow that is new in a type and state, or with a step of -1 one that left it."""
    of = {"instance": instance, "kind": kind, "type": flow_type, "state": state}
    connection.execute(_ADD, {**of, "step": step})


def total(
    connection: Connection,
    instance: str,
    kind: str,
    *,
    types: Sequence[str] = (),
    state: str | None = None,
) -> int:
    """How many flows there are, of some types and a state if those are given."""
    wanted = select(func.coalesce(func.sum(_table.c.count), 0))
    wanted = wanted.where(_table.c.instance == instance, _table.c.kind == kind)
    if types:
        wanted = wanted.where(_table.c.type.in_(types))
    if state:
        wanted = wanted.where(_table.c.state == state)
    return int(connection.execute(wanted).scalar_one())
