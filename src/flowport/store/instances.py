"""Instances: where flows and resources live, in some account and Region."""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from flowport.catalogue.partitions import arn_in
from flowport.errors import ConflictError, NotFoundError
from flowport.store import audit, contents, schema
from flowport.store.prepared import Prepared
from flowport.suggestions import suggestion

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["InstanceRow", "change", "create", "every", "find", "get", "remove"]

_instances = schema.instances
_GET = Prepared(select(_instances).where(_instances.c.id == bindparam("id")))


@dataclass(frozen=True, slots=True)
class InstanceRow:
    """An instance; its body holds what the API says of it beside its names."""

    id: str
    account: str
    region: str
    arn: str
    alias: str | None
    body: Mapping[str, Any]
    created: float


def _instance(row: Sequence[Any]) -> InstanceRow:
    return InstanceRow(*row)


def create(
    connection: Connection,
    *,
    account: str,
    region: str,
    alias: str | None = None,
    body: Mapping[str, Any] | None = None,
) -> InstanceRow:
    """Make an instance, empty.

    Raises:
        ConflictError: The alias is taken (aliases are unique in all of Connect).
    """
    if alias is not None and any(found.alias == alias for found in every(connection)):
        raise ConflictError(f"an instance with the alias {alias!r} exists already")
    made = str(uuid.uuid4())
    values: dict[str, Any] = {
        "id": made,
        "account": account,
        "region": region,
        "arn": arn_in(region, "connect", account, f"instance/{made}"),
        "alias": alias,
        "body": dict(body or {}),
        "created": time.time(),
    }
    connection.execute(insert(_instances), values)
    return InstanceRow(**values)


def get(connection: Connection, instance_id: str) -> InstanceRow:
    """The instance of an id.

    Raises:
        NotFoundError: There is none.
    """
    row = _GET.first(connection, {"id": instance_id})
    if row is None:
        raise NotFoundError(f"there is no instance {instance_id}")
    return _instance(row)


def find(connection: Connection, name: str) -> InstanceRow:
    """The instance of an id, an ARN or an alias.

    Raises:
        NotFoundError: There is none.
    """
    known = every(connection)
    for found in known:
        if name in {found.id, found.arn, found.alias}:
            return found
    meant = suggestion(name.removeprefix("local:"), [each.alias or each.id for each in known])
    raise NotFoundError(f"there is no instance {name!r}{meant}")


def every(
    connection: Connection, *, account: str | None = None, region: str | None = None
) -> list[InstanceRow]:
    """The instances of an account and Region, or all, in the order they were made."""
    statement = select(_instances).order_by(_instances.c.created, _instances.c.id)
    if account is not None:
        statement = statement.where(_instances.c.account == account)
    if region is not None:
        statement = statement.where(_instances.c.region == region)
    return [_instance(row) for row in connection.execute(statement)]


def change(connection: Connection, instance: InstanceRow, body: Mapping[str, Any]) -> None:
    """Replace an instance's body."""
    statement = update(_instances).where(_instances.c.id == instance.id)
    connection.execute(statement.values(body=dict(body)))


def remove(connection: Connection, instance: InstanceRow) -> None:
    """Delete an instance and all that is in it; contents that nobody else uses go too."""
    audit.note(connection, "instance-deleted", instance=instance.id, target=instance.arn)
    connection.execute(delete(_instances).where(_instances.c.id == instance.id))
    contents.drop_every_unused(connection)
