"""The resources of an instance in the database, where flows are looked up one at a time.

An instance may have 100,000 flows, and a flow refers to a few of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue.families import KIND_OF_REFERENCE
from flowport.errors import NotFoundError
from flowport.refs.arn import parse
from flowport.refs.resource import Index, Resource
from flowport.store import flows
from flowport.store.instance import StoredInstance

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from flowport.store.database import Store
    from flowport.store.flows import Stored
    from flowport.store.instances import InstanceRow

__all__ = ["StoredIndex"]


class StoredIndex(Index):
    """An index that reads all flows only to suggest one."""

    def __init__(self, store: Store, instance: InstanceRow, connection: Connection) -> None:
        super().__init__(StoredInstance(store, instance))
        self._connection = connection
        self._id = instance.id

    def knows(self, kind: str) -> bool:
        """Whether the instance can say which resources of the kind there are."""
        return kind in KIND_OF_REFERENCE or super().knows(kind)

    def by_arn(self, kind: str, arn: str) -> Resource | None:
        """The resource of an ARN; a version or alias behind it does not matter."""
        if kind not in KIND_OF_REFERENCE:
            return super().by_arn(kind, arn)
        parsed = parse(arn)
        plain = str(parsed.plain) if parsed else arn
        found = self.by_id(kind, plain.rpartition("/")[2])
        return found if found is not None and found.arn == plain else None

    def by_id(self, kind: str, identifier: str) -> Resource | None:
        """The resource of a bare id."""
        if kind not in KIND_OF_REFERENCE or "\0" in identifier:
            return super().by_id(kind, identifier)
        try:
            row = flows.get(self._connection, self._id, str(KIND_OF_REFERENCE[kind]), identifier)
        except NotFoundError:
            return None
        return _resource(kind, row)

    def by_name(self, kind: str, name: str) -> tuple[Resource, ...]:
        """The flow of exactly that name, or resources of it."""
        if kind not in KIND_OF_REFERENCE or "\0" in name:
            return super().by_name(kind, name)
        row = flows.find(self._connection, self._id, str(KIND_OF_REFERENCE[kind]), name)
        return (_resource(kind, row),) if row else ()


def _resource(kind: str, row: Stored) -> Resource:
    return Resource(kind, row.name, row.arn, row.id, row.type)
