"""What was published before: each content that callers heard, with who, when and a note.

It is apart from numbered versions, which only CreateContactFlowVersion makes. A content is stored
once, by its hash; the last 100 a flow are kept.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, bindparam, delete, insert, select

from flowport.errors import NotFoundError
from flowport.store import audit, contents, schema
from flowport.store.prepared import Prepared

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.store.stored_flow import Stored

__all__ = ["KEPT", "LONGEST_NOTE", "Publication", "digests", "get", "newest_first", "record"]

#: How many a flow keeps.
KEPT = 100
_AT_ONCE = 10  # older ones are dropped, so that few publishes have to
#: The most characters of a note.
LONGEST_NOTE = 500

_table = schema.publications
_OF_FLOW = (_table.c.instance == bindparam("of_instance"), _table.c.flow == bindparam("of_flow"))
_ALL = select(_table).where(*_OF_FLOW).order_by(_table.c.number.desc())
_LAST = Prepared(
    select(_table.c.number, _table.c.content)
    .where(*_OF_FLOW)
    .order_by(_table.c.number.desc())
    .limit(1)
)
_OLD = select(_table.c.content).where(*_OF_FLOW, _table.c.number <= bindparam("of_number"))
_ADD = Prepared(insert(_table))
_PRUNE = delete(_table).where(*_OF_FLOW, _table.c.number <= bindparam("of_number"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One publish; ``content`` is the hash of its text, ``by`` who did it, ``created`` when."""

    instance: str
    flow: str
    number: int
    content: str
    by: str
    note: str
    body: Mapping[str, Any]
    created: float


def record(connection: Connection, flow: Stored, note: str = "") -> str | None:
    """Keep what a flow has published now; the same content again only if it has a note.

    Gives the hash of the text that it had published before and that is kept, if there is one.
    """
    key = {"of_instance": flow.instance, "of_flow": flow.id}
    last, before = _LAST.first(connection, key) or (0, None)
    if before == flow.published and not note:
        return before
    number = last + 1
    values = {
        "instance": flow.instance,
        "flow": flow.id,
        "number": number,
        "content": flow.published,
        "by": audit.actor(),
        "note": note[:LONGEST_NOTE],
        "body": dict(flow.body),
        "created": time.time(),
    }
    _ADD.run(connection, values)
    if number > KEPT and number % _AT_ONCE == 0:
        key["of_number"] = number - KEPT  # type: ignore[assignment]  # numbers beside ids
        old = connection.execute(_OLD, key).scalars().all()
        connection.execute(_PRUNE, key)
        contents.drop_unused(connection, *old)
    return before


def newest_first(connection: Connection, flow: Stored) -> list[Publication]:
    """What a flow had published, the newest first."""
    rows = connection.execute(_ALL.limit(KEPT), {"of_instance": flow.instance, "of_flow": flow.id})
    return [Publication(**row._asdict()) for row in rows]


def get(connection: Connection, flow: Stored, number: int) -> Publication:
    """One of them.

    Raises:
        NotFoundError: There is none of that number, or no longer.
    """
    key = {"of_instance": flow.instance, "of_flow": flow.id}
    row = connection.execute(_ALL.where(_table.c.number == number), key).first()
    if row is None:
        raise NotFoundError(f"{flow.name!r} has no publish {number} in its history")
    return Publication(**row._asdict())


def digests(connection: Connection, flow: Stored) -> list[str]:
    """The hashes of all that a flow had published."""
    key = {"of_instance": flow.instance, "of_flow": flow.id}
    return list(connection.execute(select(_table.c.content).where(*_OF_FLOW), key).scalars())
