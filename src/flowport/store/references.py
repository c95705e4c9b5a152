"""Which flow uses what: filled as flows are stored, it answers "who uses this queue"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, bindparam, delete, insert, select

from flowport.store import schema
from flowport.store.prepared import Prepared

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["StoredReference", "User", "replace", "users_of", "uses_of"]

_uses = schema.uses
_ALL = delete(_uses).where(
    _uses.c.instance == bindparam("in_instance"), _uses.c.flow == bindparam("of_flow")
)
_CLEAR = Prepared(_ALL)
_CLEAR_DRAFT = Prepared(_ALL.where(_uses.c.draft))
_ADD = insert(_uses)


@dataclass(frozen=True, slots=True, order=True)
class StoredReference:
    """A reference: the JSON pointer where it stands, the ARN or id it names, and its kind."""

    place: str
    target: str
    kind: str


@dataclass(frozen=True, slots=True, order=True)
class User:
    """A flow that uses something: its name, id, kind, whether in the draft, and where."""

    name: str
    id: str
    kind: str
    draft: bool
    place: str


def replace(
    connection: Connection,
    instance: str,
    flow: str,
    *,
    publish: bool,
    uses: Sequence[StoredReference],
) -> None:
    """Put the references of a flow's new draft in place of the old ones, if published for both."""
    drafts = [True, False] if publish else [True]
    clear = _CLEAR if publish else _CLEAR_DRAFT
    clear.run(connection, {"in_instance": instance, "of_flow": flow})
    rows = [
        {
            "instance": instance,
            "flow": flow,
            "draft": draft,
            "place": use.place,
            "target": use.target,
            "kind": use.kind,
        }
        for draft in drafts
        for use in uses
    ]
    if rows:
        connection.execute(_ADD, rows)


def uses_of(
    connection: Connection, instance: str, flow: str, *, draft: bool
) -> list[StoredReference]:
    """What a flow's draft or published text refers to, by place."""
    found = connection.execute(
        select(_uses.c.place, _uses.c.target, _uses.c.kind)
        .where(_uses.c.instance == instance, _uses.c.flow == flow, _uses.c.draft == draft)
        .order_by(_uses.c.place)
    )
    return [StoredReference(*row) for row in found]


def users_of(connection: Connection, instance: str, *targets: str) -> list[User]:
    """The flows that use any of the targets (an ARN, an id, or both spellings of one thing)."""
    flows = schema.flows
    found = connection.execute(
        select(flows.c.name, flows.c.id, flows.c.kind, _uses.c.draft, _uses.c.place)
        .join(flows, (flows.c.instance == _uses.c.instance) & (flows.c.id == _uses.c.flow))
        .where(_uses.c.instance == instance, _uses.c.target.in_(targets))
    )
    return sorted(User(*row) for row in found)
