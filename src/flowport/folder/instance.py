"""An instance that is a folder: one file a flow, and ``instance.json``.

What lies in the files is what is saved. A flow that is published and then saved again keeps its
published text, and every version, below a hidden folder. A file that ``instance.json`` does not
name is a flow nevertheless, so that people can add, rename and delete files by hand.
"""

from __future__ import annotations

import uuid
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from flowport.folder.file_names import RECORD
from flowport.folder.files import digest
from flowport.folder.folder_reading import published_file, version_file
from flowport.folder.lock import locked
from flowport.folder.record import FlowRecord
from flowport.folder.resources import FolderResources
from flowport.folder.versioning import FolderVersions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.ports import (
        Content,
        FlowKey,
        FlowSummary,
        NewFlow,
        State,
    )

__all__ = ["FolderInstance"]


class FolderInstance(FolderVersions, FolderResources):
    """A folder of flows that is written as any other instance."""

    def create(self, new: NewFlow, *, publish: bool = False) -> FlowSummary:
        """Make a flow or module."""
        with locked(self._shelf.lock):
            self._shelf.free(new.kind, new.name)
            data = new.text.encode()
            entry = FlowRecord(
                file=self._shelf.new_file(new.kind, new.name),
                kind=new.kind,
                id=str(uuid.uuid4()),
                name=new.name,
                type=new.type,
                description=new.description,
                settings=new.settings,
                tags=dict(new.tags),
                published=digest(data) if publish else None,
                invocation=new.invocation,
            )
            # The record first: a file without an entry has no type and no description, and an
            # entry without a file is skipped.
            self._shelf.keep(self._shelf.record.with_entry(entry))
            self._files.write(entry.file, data)
            return self._summary(entry)

    def keep(self, content: Content, text: str, *, draft: bool) -> str:
        """Keep a flow of another instance as it is there: its id, name, state and tags.

        Args:
            content: What the instance said.
            text: The file's text.
            draft: Whether it is not what callers hear there.

        Returns:
            The file.
        """
        summary = content.summary
        with locked(self._shelf.lock):
            known = self._shelf.entries(fresh=False)
            same = next(
                (e for e in known.values() if (e.kind, e.id) == (summary.key.kind, summary.key.id)),
                None,
            )
            file = same.file if same and same.name == summary.name else None
            data = text.encode()
            entry = FlowRecord(
                file=file or self._shelf.new_file(summary.key.kind, summary.name),
                kind=summary.key.kind,
                id=summary.key.id,
                name=summary.name,
                type=summary.type,
                description=content.description,
                state=summary.state,
                settings=content.settings,
                tags=dict(content.tags),
                published=None if draft else digest(data),
                versions=same.versions if same else (),
                aliases=same.aliases if same else (),
                invocation=content.invocation,
            )
            record = self._shelf.record
            self._files.write(entry.file, data)
            if same and same.file != entry.file:
                self._files.remove(same.file)
                record = record.without_entry(same.file)
            self._shelf.keep(record.with_entry(entry))
            return entry.file

    def save(self, key: FlowKey, text: str, *, settings: str | None = None) -> None:
        """Replace the draft; a content that was published is kept."""
        with locked(self._shelf.lock):
            entry = self._shelf.entry(key)
            now = self._files.read(entry.file) if self._files.exists(entry.file) else b""
            if entry.published and digest(now) == entry.published and now != text.encode():
                self._files.write(published_file(entry), now)
            self._write(entry, text, settings, entry.published)

    def publish(self, key: FlowKey, text: str, *, settings: str | None = None) -> None:
        """Replace the draft and what is published."""
        with locked(self._shelf.lock):
            entry = self._shelf.entry(key)
            self._write(entry, text, settings, digest(text.encode()))
            self._files.remove(published_file(entry))

    def describe(
        self, key: FlowKey, *, name: str | None = None, description: str | None = None
    ) -> None:
        """Change the name (and with it the file's) or the description."""
        with locked(self._shelf.lock):
            entry = self._shelf.entry(key)
            record = self._shelf.record.without_entry(entry.file)
            changed = replace(
                entry, description=entry.description if description is None else description
            )
            if name is not None and name != entry.name:
                self._shelf.free(entry.kind, name)
                changed = replace(changed, name=name, file=self._shelf.new_file(entry.kind, name))
                self._files.move(entry.file, changed.file)
            self._shelf.keep(record.with_entry(changed))

    def set_state(self, key: FlowKey, state: State) -> None:
        """Archive, or take back."""
        with locked(self._shelf.lock):
            self._shelf.keep(
                self._shelf.record.with_entry(replace(self._shelf.entry(key), state=state))
            )

    def set_tags(self, key: FlowKey, tags: Mapping[str, str]) -> None:
        """Replace all tags."""
        with locked(self._shelf.lock):
            self._shelf.keep(
                self._shelf.record.with_entry(replace(self._shelf.entry(key), tags=dict(tags)))
            )

    def delete(self, key: FlowKey) -> None:
        """Delete a flow's file and all that was kept of it."""
        with locked(self._shelf.lock):
            entry = self._shelf.entry(key)
            self._shelf.keep(self._shelf.record.without_entry(entry.file))
            self._files.remove(entry.file)
            self._files.remove(published_file(entry))
            for number, _, _ in entry.versions:
                self._files.remove(version_file(entry, number))

    def remove_if_empty(self) -> None:
        """Remove the folder, if it has no file but those of Flowport and lists nothing."""
        record = self._shelf.record
        if record.entries or any(record.resources.values()) or self._files.every():
            return
        with locked(self._shelf.lock):
            self._files.remove(RECORD)
        self._shelf.lock.unlink(missing_ok=True)
        for path in sorted(self.root.rglob("*"), reverse=True):
            with suppress(OSError):  # it is not empty
                path.rmdir()
        with suppress(OSError):
            self.root.rmdir()

    def _write(
        self, entry: FlowRecord, text: str, settings: str | None, published: str | None
    ) -> None:
        kept = settings if settings is not None else entry.settings
        self._files.write(entry.file, text.encode())
        self._shelf.keep(
            self._shelf.record.with_entry(replace(entry, settings=kept, published=published))
        )
