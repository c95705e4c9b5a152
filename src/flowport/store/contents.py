"""Texts of flows, kept once by their hash."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, LargeBinary, String, bindparam, delete, exists, insert, select

from flowport.store import schema

__all__ = ["drop_unused", "keep", "read", "within"]

_READ = select(schema.contents.c.data).where(schema.contents.c.hash == bindparam("hash"))
_KEEP = insert(schema.contents).from_select(
    ["hash", "data"],
    select(bindparam("hash", type_=String), bindparam("data", type_=LargeBinary)).where(
        ~exists().where(schema.contents.c.hash == bindparam("hash"))
    ),
)
_USERS = (schema.flows.c.saved, schema.flows.c.published, schema.versions.c.content)
_DROP = delete(schema.contents).where(
    schema.contents.c.hash == bindparam("digest"),
    *(~exists().where(column == schema.contents.c.hash) for column in _USERS),
)


def keep(connection: Connection, text: str) -> str:
    """Store a text if it is new, and give its SHA-256 as 64 hexadecimal digits."""
    data = text.encode()
    digest = hashlib.sha256(data).hexdigest()
    connection.execute(_KEEP, {"hash": digest, "data": data})
    return digest


def read(connection: Connection, digest: str) -> str:
    """The text of a hash that a flow or version names."""
    return bytes(connection.execute(_READ, {"hash": digest}).scalar_one()).decode()


def within(connection: Connection, digest: str, instance: str, kind: str) -> bool:
    """Whether a flow or module of an instance has, or a version of it had, the text of a hash."""
    flows, versions = schema.flows, schema.versions
    own = (flows.c.instance == instance, flows.c.kind == kind)
    direct = exists().where(*own, (flows.c.saved == digest) | (flows.c.published == digest))
    older = exists().where(
        *own,
        versions.c.instance == flows.c.instance,
        versions.c.flow == flows.c.id,
        versions.c.content == digest,
    )
    return bool(connection.execute(select(direct | older)).scalar())


def drop_unused(connection: Connection, *digests: str | None) -> None:
    """Remove those of the texts that no flow and no version uses any more."""
    for digest in {found for found in digests if found}:
        connection.execute(_DROP, {"digest": digest})
