"""Which flow answers for a phone number, an address and so on."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from flowport.errors import NotFoundError
from flowport.store import schema

__all__ = ["Association", "every", "forget_flow", "get", "put", "remove"]

_table = schema.associations


@dataclass(frozen=True, slots=True, order=True)
class Association:
    """A resource's ARN, its type (as the API names it), and its flow's ARN."""

    resource: str
    type: str
    flow: str


def put(connection: Connection, instance: str, found: Association) -> None:
    """Let a flow answer for a resource, in place of another if there was one."""
    of = (_table.c.instance == instance, _table.c.resource == found.resource)
    connection.execute(delete(_table).where(*of, _table.c.type == found.type))
    values = {"resource": found.resource, "type": found.type, "flow": found.flow}
    connection.execute(insert(_table), {"instance": instance, **values})


def every(connection: Connection, instance: str, kind: str | None = None) -> list[Association]:
    """The associations of an instance, of one type or all, by resource."""
    statement = select(_table.c.resource, _table.c.type, _table.c.flow)
    statement = statement.where(_table.c.instance == instance)
    if kind is not None:
        statement = statement.where(_table.c.type == kind)
    return sorted(Association(*row) for row in connection.execute(statement))


def get(connection: Connection, instance: str, resource: str, kind: str) -> Association:
    """The association of a resource.

    Raises:
        NotFoundError: It has none.
    """
    row = connection.execute(
        select(_table.c.resource, _table.c.type, _table.c.flow).where(
            _table.c.instance == instance,
            _table.c.resource == resource,
            _table.c.type == kind,
        )
    ).first()
    if row is None:
        raise NotFoundError(f"no flow is associated with {resource}")
    return Association(*row)


def remove(connection: Connection, instance: str, resource: str, kind: str) -> None:
    """End an association.

    Raises:
        NotFoundError: There is none.
    """
    get(connection, instance, resource, kind)
    connection.execute(
        delete(_table).where(
            _table.c.instance == instance,
            _table.c.resource == resource,
            _table.c.type == kind,
        )
    )


def forget_flow(connection: Connection, instance: str, flow: str) -> None:
    """End all associations of a flow, by its ARN."""
    connection.execute(delete(_table).where(_table.c.instance == instance, _table.c.flow == flow))
