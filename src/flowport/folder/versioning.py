"""Versions and aliases of the flows of a folder."""

from __future__ import annotations

import time
import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

from flowport.errors import ConflictError, NotFoundError
from flowport.folder.folder_reading import FolderReading, version_file
from flowport.folder.lock import locked
from flowport.ports import (
    Alias,
    FlowKey,
    Version,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowport.folder.record import FlowRecord

__all__ = ["FolderVersions"]


class FolderVersions(FolderReading):
    """A folder whose flows have versions and aliases."""

    def versions(self, key: FlowKey) -> Sequence[Version]:
        """The versions, the newest first."""
        entry = self._shelf.entry(key)
        return [
            Version(number=number, description=description, modified=modified)
            for number, description, modified in reversed(entry.versions)
        ]

    def make_version(self, key: FlowKey, description: str = "") -> Version:
        """Keep the published text as a version."""
        with locked(self._shelf.lock):
            entry = self._shelf.entry(key)
            text = self._published_text(entry)
            made = Version(
                number=max((number for number, _, _ in entry.versions), default=0) + 1,
                description=description,
                modified=round(time.time(), 3),
            )
            line = (made.number, made.description, made.modified)
            self._files.write(version_file(entry, made.number), text.encode())
            self._shelf.keep(
                self._shelf.record.with_entry(replace(entry, versions=(*entry.versions, line)))
            )
            return made

    def delete_version(self, key: FlowKey, number: int) -> None:
        """Delete a version that no alias names."""
        with locked(self._shelf.lock):
            entry = self._shelf.entry(key)
            self._numbered(entry, number)
            named = next((a.name for a in entry.aliases if a.version == number), None)
            if named is not None:
                raise ConflictError(
                    f"{self.root}: version {number} of {entry.name!r} has the alias {named!r}"
                )
            left = tuple(each for each in entry.versions if each[0] != number)
            self._shelf.keep(self._shelf.record.with_entry(replace(entry, versions=left)))
            self._files.remove(version_file(entry, number))

    def aliases(self, key: FlowKey) -> Sequence[Alias]:
        """The aliases, by name."""
        return sorted(self._shelf.entry(key).aliases, key=lambda alias: alias.name)

    def create_alias(self, key: FlowKey, name: str, version: int, description: str = "") -> Alias:
        """Name a version."""
        with locked(self._shelf.lock):
            entry = self._shelf.entry(key)
            self._numbered(entry, version)
            if any(known.name == name for known in entry.aliases):
                raise ConflictError(f"{self.root}: {entry.name!r} has an alias {name!r} already")
            made = Alias(id=str(uuid.uuid4()), name=name, version=version, description=description)
            self._alias(entry, (*entry.aliases, made))
            return made

    def delete_alias(self, key: FlowKey, alias: str) -> None:
        """Delete an alias."""
        with locked(self._shelf.lock):
            entry = self._shelf.entry(key)
            left = tuple(known for known in entry.aliases if known.id != alias)
            if len(left) == len(entry.aliases):
                raise NotFoundError(f"{self.root}: {entry.name!r} has no alias {alias}")
            self._alias(entry, left)

    def _alias(self, entry: FlowRecord, aliases: tuple[Alias, ...]) -> None:
        self._shelf.keep(self._shelf.record.with_entry(replace(entry, aliases=aliases)))
