"""The audit log: who did what to the instances, one chain of hashes for the database.

An event is written in the transaction of what it reports, so that neither is there without the
other. Each line's hash covers the hash before it, and the head of the chain is kept beside it: a
line that was changed, taken out, put in or cut off at the end no longer fits. Who may write the
database can write the whole chain again, which a line that was exported before then shows.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import time
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, bindparam, func, insert, inspect, select, update

from flowport.store import schema
from flowport.store.prepared import Prepared

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = [
    "AuditLine",
    "Broken",
    "acting",
    "actor",
    "after",
    "compare",
    "latest",
    "lines",
    "note",
    "parse_line",
    "unnoted",
    "verify",
]

_table, _head = schema.audit, schema.audit_head
_HEAD = Prepared(select(_head.c.number, _head.c.hash).where(_head.c.id == 1))
_LINE = tuple(_table.c[each] for each in ("number", "text", "hash", "instance", "event"))
_ADD = Prepared(insert(_table))
_MOVE = Prepared(
    update(_head)
    .where(_head.c.id == 1)
    .values(number=bindparam("of_number"), hash=bindparam("of_hash"))
)
_PAGE = 1000
#: The longest string of an event that a client chose, in characters.
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class _Actor:
    name: str
    host: str


_COMMAND_LINE = _Actor("command line", "")
_actor: ContextVar[_Actor | None] = ContextVar("actor", default=_COMMAND_LINE)


@contextlib.contextmanager
def acting(name: str, host: str = "") -> Iterator[None]:
    """Say who does what is written within the block, and from which host."""
    token = _actor.set(_Actor(name, host))
    try:
        yield
    finally:
        _actor.reset(token)


def actor() -> str:
    """Who does what is written now; empty where nobody is to be named."""
    by = _actor.get()
    return by.name[:_LONGEST] if by else ""


@contextlib.contextmanager
def unnoted() -> Iterator[None]:
    """Write no events within the block: it is all one event, which its caller notes."""
    token = _actor.set(None)
    try:
        yield
    finally:
        _actor.reset(token)


@dataclass(frozen=True, slots=True)
class AuditLine:
    """An event in the log: its text, which is JSON in one form, and the hash of all up to it.

    The text says ``instance`` and ``event`` too; events are looked up by these columns.
    """

    number: int
    text: str
    hash: str
    instance: str | None
    event: str

    @property
    def facts(self) -> dict[str, Any]:
        """What the text says.

        Raises:
            Broken: It is not in the form in which it was written.
        """
        try:
            facts = json.loads(self.text)
        except (ValueError, TypeError, RecursionError):
            facts = None
        if not isinstance(facts, dict) or facts.get("number") != self.number:
            raise Broken(f"event {self.number} is not in the form in which it was written")
        return facts

    def as_json(self) -> dict[str, Any]:
        """The event with its hash.

        Raises:
            Broken: Its text is not in the form in which it was written.
        """
        return {**self.facts, "hash": self.hash}

    def __str__(self) -> str:
        return _canonical(self.as_json())


class Broken(Exception):  # noqa: N818  a finding, by its name
    """The chain does not hold; the message says where and why."""


def note(
    connection: Connection,
    event: str,
    *,
    instance: str | None = None,
    target: str = "",
    **more: Any,
) -> None:
    """Add an event to the log, in the transaction of the connection.

    Args:
        connection: A transaction that writes.
        event: What happened, such as ``publish``.
        instance: The instance's id, if it happened in one.
        target: What it was done to, such as an ARN or a name.
        more: Further facts: strings, numbers and lists of them.
    """
    by = _actor.get()
    if by is None:
        return
    head = _HEAD.first(connection, {})
    if head is None:  # it was taken out: what follows must not look like the beginning
        connection.execute(insert(_head), {"id": 1, "number": 0, "hash": "missing"})
    number, before = (head[0] + 1, head[1]) if head else (1, "missing")
    facts = {
        "number": number,
        "time": datetime.fromtimestamp(time.time(), UTC).isoformat(timespec="milliseconds"),
        "event": event,
        "instance": instance,
        "by": by.name[:_LONGEST],
        "host": by.host,
        "target": target[:_LONGEST],
    }
    details = {name: _short(value) for name, value in more.items() if value not in (None, "")}
    text = _canonical(facts | ({"details": details} if details else {}))
    made = _chained(before, text)
    values = {"number": number, "instance": instance, "event": event, "text": text, "hash": made}
    _ADD.run(connection, values)
    _MOVE.run(connection, {"of_number": number, "of_hash": made})


def _short(value: Any) -> Any:
    if isinstance(value, str):
        return value[:_LONGEST]
    return [_short(each) for each in value[:100]] if isinstance(value, list | tuple) else value


def _canonical(facts: Mapping[str, Any]) -> str:
    """JSON in one form: sorted, compact, and ASCII, so that no database changes a character."""
    return json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def _chained(before: str, text: str) -> str:
    return hashlib.sha256(f"{before}\n{text}".encode()).hexdigest()


def lines(connection: Connection) -> Iterator[AuditLine]:
    """Every event, the oldest first.

    Raises:
        Broken: The log's tables or columns are gone.
    """
    _want_log(connection)
    number = 0
    while found := after(connection, number, _PAGE):
        yield from found
        number = found[-1].number


def _want_log(connection: Connection) -> None:
    present = inspect(connection)
    for table in (_table, _head):
        name = table.name
        if not present.has_table(name):
            raise Broken(f"the log was taken out: its table {name} is gone")
        gone = {each.name for each in table.columns}
        gone -= {each["name"] for each in present.get_columns(name)}
        if gone:
            raise Broken(f"the log was taken out: {', '.join(sorted(gone))} of {name} is gone")


def after(connection: Connection, number: int, limit: int) -> list[AuditLine]:
    """The events behind a number, the oldest first."""
    wanted = select(*_LINE).where(_table.c.number > number).order_by(_table.c.number).limit(limit)
    return [AuditLine(*row) for row in connection.execute(wanted)]


def latest(
    connection: Connection, instance: str, *, before: int | None = None, limit: int = 100
) -> list[AuditLine]:
    """The events of an instance, the newest first, those before a number if one is given."""
    wanted = select(*_LINE).where(_table.c.instance == instance)
    if before is not None:
        wanted = wanted.where(_table.c.number < before)
    rows = connection.execute(wanted.order_by(_table.c.number.desc()).limit(limit))
    return [AuditLine(*row) for row in rows]


def verify(connection: Connection) -> int:
    """How many events there are, all of which fit into the chain.

    Raises:
        Broken: One does not, or is missing.
    """
    number, before = follow(lines(connection))
    first = connection.execute(select(func.min(_table.c.number))).scalar()
    if first is not None and first < 1:
        raise Broken(f"event {first} was added: the log begins at event 1")
    head = connection.execute(_HEAD.statement).first()
    if head is None:
        raise Broken("the head of the chain is missing: someone deleted it")
    if not isinstance(head.number, int):
        raise Broken(f"the head of the chain was changed: {head.number!r} is not a number")
    if head.number > number:
        raise Broken(f"events {number + 1} to {head.number} are missing at the end")
    if (head.number, head.hash) != (number, before):
        raise Broken(f"the head of the chain does not fit event {number}: someone changed it")
    return number


def follow(found: Iterable[AuditLine]) -> tuple[int, str]:
    """The number and hash of the last of some lines that begin at the first event.

    Raises:
        Broken: One does not fit to the one before it.
    """
    number, before = 0, ""
    for line in found:
        if line.number != number + 1:
            raise Broken(f"event {number + 1} is missing: event {line.number} follows {number}")
        facts = line.facts
        if (facts.get("instance"), facts.get("event")) != (line.instance, line.event):
            raise Broken(f"event {line.number} is listed as another event or of another instance")
        if _chained(before, line.text) != line.hash:
            raise Broken(f"event {line.number} was changed, or the one before it was")
        number, before = line.number, line.hash
    return number, before


def parse_line(text: str) -> AuditLine:
    """A line of an export.

    Raises:
        Broken: It is not one.
    """
    try:
        facts = json.loads(text)
        made = facts.pop("hash")
        written = _canonical(facts)
        return AuditLine(facts["number"], written, made, facts.get("instance"), facts["event"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Broken(f"not a line of an export: {text[:60]!r}") from error


def compare(connection: Connection, exported: Iterable[AuditLine]) -> int:
    """How many lines an export has, all of which the database still has as they were.

    Raises:
        Broken: One does not fit its chain, or differs in the database.
    """
    found, count = iter(lines(connection)), 0

    def both() -> Iterator[AuditLine]:
        nonlocal count
        for line in exported:
            here = next(found, None)
            if here is None or here.hash != line.hash:
                raise Broken(f"event {line.number} of the export is not that of the database")
            count += 1
            yield line

    follow(both())
    return count
