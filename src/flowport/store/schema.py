"""The tables: one schema for SQLite and PostgreSQL.

Times are seconds since 1970 with their fraction, as the Connect API gives them. Contents stand
once, by their hash, whoever uses them.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

__all__ = [
    "aliases",
    "associations",
    "audit",
    "audit_head",
    "changes",
    "contents",
    "flows",
    "grants",
    "holdings",
    "instances",
    "keys",
    "metadata",
    "passwords",
    "prompt_audio",
    "publications",
    "repeats",
    "resources",
    "sessions",
    "settings",
    "tags",
    "tallies",
    "uses",
    "versions",
]

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


#: Strings in the order of their code points on both engines, so that a prefix is a range.
_CODE_POINTS = String().with_variant(String(collation="C"), "postgresql")


def _within_instance() -> Column[str]:
    return Column(
        "instance", String, ForeignKey("instances.id", ondelete="CASCADE"), primary_key=True
    )


def _of_flow() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["instance", "flow"],
        ["flows.instance", "flows.id"],
        name="fk_%(table_name)s_flow",
        ondelete="CASCADE",
    )


settings = Table(
    "settings",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", Text, nullable=False),
)

instances = Table(
    "instances",
    metadata,
    Column("id", String, primary_key=True),
    Column("account", String, nullable=False),
    Column("region", String, nullable=False),
    Column("arn", String, nullable=False, unique=True),
    Column("alias", String, unique=True),
    Column("body", JSON, nullable=False),
    Column("created", Double, nullable=False),
)

contents = Table(
    "contents",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

flows = Table(
    "flows",
    metadata,
    _within_instance(),
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("arn", String, nullable=False, unique=True),
    Column("name", String, nullable=False),
    Column("type", String, nullable=False),
    Column("description", Text),
    Column("state", String, nullable=False),
    Column("fixed", Boolean, nullable=False),
    Column("saved", String(64), ForeignKey("contents.hash"), nullable=False, index=True),
    Column("published", String(64), ForeignKey("contents.hash"), index=True),
    Column("body", JSON, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("last_version", Integer, nullable=False),
    Column("created", Double, nullable=False),
    Column("modified", Double, nullable=False),
    Column("number", Integer, nullable=False, server_default="0", index=True),
    Column("folded", _CODE_POINTS, nullable=False, server_default=""),
    UniqueConstraint("instance", "kind", "name"),
    Index("ix_flows_folded", "instance", "kind", "folded", "id"),
    Index("ix_flows_type", "instance", "kind", "type", "name"),
)

tallies = Table(
    "tallies",
    metadata,
    _within_instance(),
    Column("kind", String, primary_key=True),
    Column("type", String, primary_key=True),
    Column("state", String, primary_key=True),
    Column("count", Integer, nullable=False),
)

versions = Table(
    "versions",
    metadata,
    Column("instance", String, primary_key=True),
    Column("flow", String, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("content", String(64), ForeignKey("contents.hash"), nullable=False, index=True),
    Column("description", Text),
    Column("body", JSON, nullable=False),
    Column("created", Double, nullable=False),
    _of_flow(),
)

publications = Table(
    "publications",
    metadata,
    Column("instance", String, primary_key=True),
    Column("flow", String, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("content", String(64), ForeignKey("contents.hash"), nullable=False, index=True),
    Column("by", String, nullable=False),
    Column("note", Text, nullable=False),
    Column("body", JSON, nullable=False),
    Column("created", Double, nullable=False),
    _of_flow(),
)

aliases = Table(
    "aliases",
    metadata,
    Column("instance", String, primary_key=True),
    Column("flow", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("description", Text),
    Column("modified", Double, nullable=False),
    _of_flow(),
    UniqueConstraint("instance", "flow", "name"),
)

uses = Table(
    "uses",
    metadata,
    Column("instance", String, primary_key=True),
    Column("flow", String, primary_key=True),
    Column("draft", Boolean, primary_key=True),
    Column("place", String, primary_key=True),
    Column("target", String, nullable=False),
    Column("kind", String, nullable=False),
    _of_flow(),
    Index("ix_uses_target", "instance", "target"),
)

resources = Table(
    "resources",
    metadata,
    _within_instance(),
    Column("kind", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("arn", String, nullable=False, index=True),
    Column("parent", String, nullable=False),
    Column("name", String, nullable=False),
    Column("body", JSON, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("created", Double, nullable=False),
    Column("modified", Double, nullable=False),
    Column("number", Integer, nullable=False, server_default="0", index=True),
    Column("folded", _CODE_POINTS, nullable=False, server_default=""),
    Index("ix_resources_name", "instance", "kind", "parent", "name"),
    Index("ix_resources_folded", "instance", "kind", "folded", "id"),
)

prompt_audio = Table(
    "prompt_audio",
    metadata,
    Column("instance", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("data", LargeBinary, nullable=False),
    ForeignKeyConstraint(
        ["instance", "kind", "id"],
        ["resources.instance", "resources.kind", "resources.id"],
        name="fk_%(table_name)s_resource",
        ondelete="CASCADE",
    ),
)

holdings = Table(
    "holdings",
    metadata,
    Column("instance", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("target", String, primary_key=True),
    ForeignKeyConstraint(
        ["instance", "kind", "id"],
        ["resources.instance", "resources.kind", "resources.id"],
        name="fk_%(table_name)s_resource",
        onupdate="CASCADE",
        ondelete="CASCADE",
    ),
    Index("ix_holdings_target", "instance", "target", "kind"),
)

associations = Table(
    "associations",
    metadata,
    _within_instance(),
    Column("resource", String, primary_key=True),
    Column("type", String, primary_key=True),
    Column("flow", String, nullable=False),
)

tags = Table(
    "tags",
    metadata,
    _within_instance(),
    Column("arn", String, primary_key=True, index=True),
    Column("key", String, primary_key=True),
    Column("value", String, nullable=False),
)

keys = Table(
    "keys",
    metadata,
    Column("id", String, primary_key=True),
    Column("secret", String, nullable=False),
    Column("account", String, nullable=False),
    Column("instance", String, ForeignKey("instances.id", ondelete="CASCADE")),
    Column("user", String),
    Column("created", Double, nullable=False),
    Column("whole_account", Boolean, nullable=False, server_default=false()),
)

passwords = Table(
    "passwords",
    metadata,
    _within_instance(),
    Column("user", String, primary_key=True),
    Column("hash", String, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token", String(64), primary_key=True),
    Column("instance", String, ForeignKey("instances.id", ondelete="CASCADE"), nullable=False),
    Column("user", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("csrf", String, nullable=False),
    Column("expires", Double, nullable=False),
    Column("id", String, nullable=False, server_default=""),
    Column("began", Double, nullable=False, server_default="0"),
    Column("used", Double, nullable=False, server_default="0"),
    Column("host", String, nullable=False, server_default=""),
    Column("browser", String, nullable=False, server_default=""),
)

grants = Table(
    "grants",
    metadata,
    _within_instance(),
    Column("user", String, primary_key=True),
    Column("permission", String, primary_key=True),
)

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("instance", String),
    Column("event", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("hash", String(64), nullable=False),
    Index("ix_audit_instance", "instance", "number"),
)

audit_head = Table(
    "audit_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
)

repeats = Table(
    "repeats",
    metadata,
    Column("token", String(64), primary_key=True),
    Column("params", String(64), nullable=False),
    Column("answer", LargeBinary, nullable=False),
    Column("created", Double, nullable=False, index=True),
)

changes = Table(
    "changes",
    metadata,
    Column("scope", String, primary_key=True),
    Column("transaction", BigInteger, nullable=False, index=True),
)
