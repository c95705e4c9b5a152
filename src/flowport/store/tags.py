"""Tags, by the ARN of what carries them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, bindparam, delete, insert, select

from flowport.store import changes, schema

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy import Select

__all__ = ["add", "carriers", "every", "of", "of_each", "of_some", "take_off"]

_tags = schema.tags
_MOST_ARNS = 500
_OF = select(_tags.c.key, _tags.c.value).where(_tags.c.arn == bindparam("arn"))
_OF = _OF.execution_options(**changes.of_row("tags", "arn"))


def of(connection: Connection, arn: str) -> dict[str, str]:
    """The tags of one thing."""
    rows = connection.execute(_OF, {"arn": arn})
    return {row.key: row.value for row in rows}


def of_each(connection: Connection, arns: Collection[str]) -> dict[str, dict[str, str]]:
    """The tags of some things, by ARN."""
    found: dict[str, dict[str, str]] = {}
    statement = select(_tags.c.arn, _tags.c.key, _tags.c.value)
    for arn, key, value in connection.execute(statement.where(_tags.c.arn.in_(list(arns)))):
        found.setdefault(arn, {})[key] = value
    return found


def carriers(instance: str, key: str, value: str | None) -> Select[tuple[str]]:
    """The ARNs of what has a tag, of some value if one is given."""
    found = select(_tags.c.arn).where(_tags.c.instance == instance, _tags.c.key == key)
    return found if value is None else found.where(_tags.c.value == value)


def of_some(
    connection: Connection, instance: str, arns: Sequence[str]
) -> dict[str, dict[str, str]]:
    """The tags of things of one instance, by ARN: those of all where the things are many."""
    if len(arns) > _MOST_ARNS:
        return every(connection, instance)
    return of_each(connection, arns) if arns else {}


def every(connection: Connection, instance: str) -> dict[str, dict[str, str]]:
    """All tags of an instance, by ARN."""
    found: dict[str, dict[str, str]] = {}
    statement = select(_tags.c.arn, _tags.c.key, _tags.c.value)
    for arn, key, value in connection.execute(statement.where(_tags.c.instance == instance)):
        found.setdefault(arn, {})[key] = value
    return found


def add(connection: Connection, instance: str, arn: str, new: Mapping[str, str]) -> None:
    """Set tags; a key that is there already gets the new value."""
    take_off(connection, arn, new)
    rows = [
        {"instance": instance, "arn": arn, "key": key, "value": value} for key, value in new.items()
    ]
    if rows:
        connection.execute(insert(_tags), rows)


def take_off(connection: Connection, arn: str, keys: Collection[str]) -> None:
    """Remove tags; keys that are not there don't matter."""
    connection.execute(delete(_tags).where(_tags.c.arn == arn, _tags.c.key.in_(list(keys))))
