"""Resources that a folder lists, with what they were created from."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flowport.catalogue.families import KIND_OF_REFERENCE
from flowport.catalogue.references import slug_of
from flowport.errors import ConflictError
from flowport.folder.folder_reading import FolderReading
from flowport.folder.lock import locked
from flowport.refs.resource import Resource

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flowport.ports import (
        About,
    )

__all__ = ["FolderResources"]


class FolderResources(FolderReading):
    """A folder whose resources are created and deleted."""

    def keep_resources(
        self,
        about: About,
        resources: Sequence[Resource],
        details: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> None:
        """Say which instance the folder is a copy of, and list resources of it.

        Args:
            about: The instance.
            resources: The resources.
            details: By ARN, what they would be created from.
        """
        with locked(self._shelf.lock):
            record = replace(self._shelf.record, arn=about.arn, alias=about.name)
            listed = [r for r in resources if r.kind not in KIND_OF_REFERENCE or r.arn]
            record = replace(record, details={**record.details, **(details or {})})
            self._shelf.keep(record.with_resources(*listed))

    def details(self, resource: Resource) -> Mapping[str, Any]:
        """What a resource was made from."""
        return self._shelf.record.details.get(resource.arn or resource.id, {"Name": resource.name})

    def modified(self, resource: Resource) -> float | None:
        """None: a folder does not keep when a resource was changed."""
        del resource
        return None

    def create_resource(self, kind: str, details: Mapping[str, Any]) -> Resource:
        """List a new resource."""
        with locked(self._shelf.lock):
            record, name = self._shelf.record, str(details["Name"])
            if any(known.name == name for known in record.resources.get(kind, ())):
                raise ConflictError(f"{self.root}: a {kind} named {name!r} exists already")
            made = _made(record.arn, kind, name)
            self._shelf.keep(
                replace(
                    record.with_resources(made), details={**record.details, made.arn: dict(details)}
                )
            )
            return made

    def complete_resource(self, resource: Resource, details: Mapping[str, Any]) -> None:
        """Give one what its creation does not take."""
        with locked(self._shelf.lock):
            key = resource.arn or resource.id
            held = {"Name": resource.name, **self._shelf.record.details.get(key, {})}
            changed = {**self._shelf.record.details, key: {**held, **details}}
            self._shelf.keep(replace(self._shelf.record, details=changed))

    def delete_resource(self, resource: Resource) -> None:
        """Take a resource off the list."""
        with locked(self._shelf.lock):
            record = self._shelf.record
            these = tuple(r for r in record.resources.get(resource.kind, ()) if r != resource)
            key = resource.arn or resource.id
            details = {k: value for k, value in record.details.items() if k != key}
            listed = {**record.resources, resource.kind: these}
            self._shelf.keep(replace(record, resources=listed, details=details))


def _made(instance: str, kind: str, name: str) -> Resource:
    identifier = str(uuid.uuid4())
    return Resource(kind, name, f"{instance}/{slug_of(kind)}/{identifier}", identifier)
