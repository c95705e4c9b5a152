"""Texts of flows, kept once by their hash, and compressed where that makes them shorter.

Flows shrink to a sixth and less, and what a commit puts on the disk is most of its time.
"""

from __future__ import annotations

import hashlib
import zlib

from sqlalchemy import (
    Connection,
    LargeBinary,
    String,
    bindparam,
    delete,
    exists,
    insert,
    or_,
    select,
)
from sqlalchemy.exc import NoResultFound

from flowport.store import schema
from flowport.store.content_memory import ContentMemory
from flowport.store.prepared import Prepared

__all__ = ["drop_every_unused", "drop_unused", "keep", "packed", "read", "within"]

_READ = Prepared(select(schema.contents.c.data).where(schema.contents.c.hash == bindparam("hash")))
_KEEP = Prepared(
    insert(schema.contents).from_select(
        ["hash", "data"],
        select(bindparam("hash", type_=String), bindparam("data", type_=LargeBinary)).where(
            ~exists().where(schema.contents.c.hash == bindparam("hash"))
        ),
    )
)
_USERS = (
    schema.flows.c.saved,
    schema.flows.c.published,
    schema.versions.c.content,
    schema.publications.c.content,
)
_UNUSED = tuple(~exists().where(column == schema.contents.c.hash) for column in _USERS)
_DROP_ALL = delete(schema.contents).where(*_UNUSED)
_DROP = Prepared(_DROP_ALL.where(schema.contents.c.hash == bindparam("digest")))

#: What compressed data begins with; UTF-8 has no such byte.
_MARK = b"\xff"
_LEVEL = 1  # the fastest; the next ones save a tenth


def _packed(text: str) -> tuple[str, bytes]:
    """A text's SHA-256 as 64 hexadecimal digits, and the bytes that are stored."""
    data = text.encode()
    shorter = _MARK + zlib.compress(data, _LEVEL)
    return hashlib.sha256(data).hexdigest(), shorter if len(shorter) < len(data) else data


packed = ContentMemory(_packed, 64)


def keep(connection: Connection, text: str) -> str:
    """Store a text if it is new, and give its SHA-256 as 64 hexadecimal digits."""
    digest, data = packed(text)
    _KEEP.run(connection, {"hash": digest, "data": data})
    return digest


def read(connection: Connection, digest: str) -> str:
    """The text of a hash that a flow, version or publish names."""
    row = _READ.first(connection, {"hash": digest})
    if row is None:
        raise NoResultFound(f"the database has no content {digest}")
    data = bytes(row[0])
    return (zlib.decompress(data[1:]) if data.startswith(_MARK) else data).decode()


def within(connection: Connection, digest: str, instance: str, kind: str) -> bool:
    """Whether a flow or module of an instance has, or had kept, the text of a hash."""
    flows = schema.flows
    own = (flows.c.instance == instance, flows.c.kind == kind)
    direct = exists().where(*own, (flows.c.saved == digest) | (flows.c.published == digest))
    older = (
        exists().where(
            *own,
            table.c.instance == flows.c.instance,
            table.c.flow == flows.c.id,
            table.c.content == digest,
        )
        for table in (schema.versions, schema.publications)
    )
    return bool(connection.execute(select(or_(direct, *older))).scalar())


def drop_unused(connection: Connection, *digests: str | None) -> None:
    """Remove those of the texts that no flow, version or publish uses any more."""
    for digest in sorted({found for found in digests if found}):
        _DROP.run(connection, {"digest": digest})


def drop_every_unused(connection: Connection) -> None:
    """Remove all texts that no flow, version or publish uses any more."""
    connection.execute(_DROP_ALL)
