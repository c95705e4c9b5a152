"""An instance that is a folder: one file a flow, and ``instance.json``.

What lies in the files is what is saved. A flow that is published and then saved again keeps its
published text, and every version, below a hidden folder. A file that ``instance.json`` does not
name is a flow nevertheless, so that people can add, rename and delete files by hand.
"""

from __future__ import annotations

import time
import uuid
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flowport.catalogue.families import FAMILIES, KIND_OF_REFERENCE
from flowport.catalogue.references import REFERENCE_KINDS
from flowport.errors import ConflictError, DocumentError, InstanceError, NotFoundError
from flowport.folder.files import HIDDEN, RECORD, digest
from flowport.folder.lock import locked
from flowport.folder.record import Entry
from flowport.folder.shelf import Shelf
from flowport.model import read_bytes
from flowport.ports import (
    About,
    Alias,
    Content,
    FlowKey,
    FlowSummary,
    NewFlow,
    State,
    Status,
    Version,
    Which,
)
from flowport.refs import Resource, parse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

__all__ = ["FolderInstance"]


class FolderInstance:
    """A folder of flows.

    Attributes:
        root: The folder; it is made with the first write.
    """

    paced = False
    drafts_modules = True

    def __init__(
        self,
        root: Path,
        *,
        values: Mapping[str, Any] | None = None,
        types: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Open a folder.

        Args:
            root: The folder.
            values: What fills placeholders in what is read, by name.
            types: Patterns of file names, each with the type of flows whose files say none.
        """
        self.root = root
        self._shelf = Shelf(root, values, types)
        self._files = self._shelf.files

    # What it is

    @property
    def address(self) -> str:
        """The whole path."""
        return str(self.root.resolve())

    @staticmethod
    def now() -> float:
        """The time of this machine."""
        return time.time()

    def forget(self, kind: str | None = None) -> None:
        """Nothing: every list is read when it is asked for."""

    def unread(self) -> Sequence[str]:
        """Files that are listed and gone, and files that hold no flow that can be read."""
        return self._shelf.unread()

    @property
    def about(self) -> About:
        """The instance that the folder is, or was exported from."""
        record = self._shelf.record
        arn = parse(record.arn)
        if arn is None:
            raise InstanceError(f"{self.root}: {RECORD} has no ARN of an instance")
        name = record.alias or self.root.resolve().name
        return About(
            arn=record.arn,
            account=arn.account,
            region=arn.region,
            id=arn.instance_id or "",
            name=name,
        )

    @property
    def directory(self) -> FolderInstance:
        """Itself: it lists its resources."""
        return self

    @property
    def instance(self) -> str:
        """The instance's ARN."""
        return self._shelf.record.arn

    def resources(self, kind: str) -> Sequence[Resource] | None:
        """Those that ``instance.json`` lists, and every flow; None for a kind it does not name."""
        if kind in KIND_OF_REFERENCE:
            listed = self._shelf.record.resources.get(kind, ())
            own = [s.resource for s in self.flows() if s.key.kind == KIND_OF_REFERENCE[kind]]
            arns = {resource.arn for resource in own}
            return [*own, *(resource for resource in listed if resource.arn not in arns)]
        return self._shelf.record.resources.get(kind)

    # Reading

    def flows(self) -> Sequence[FlowSummary]:
        """All flows and modules, by kind and name."""
        entries = self._shelf.entries()
        found = [self._summary(entry) for entry in entries.values()]
        return sorted(found, key=lambda summary: (summary.key.kind, summary.name, summary.key.id))

    def read(self, key: FlowKey, which: Which | int = Which.SAVED) -> Content:
        """The saved or published content, or a version."""
        entry = self._shelf.entry(key)
        if isinstance(which, int) and not isinstance(which, Which):
            text = self._version_text(entry, which)
        elif which is Which.PUBLISHED:
            text = self._published_text(entry)
        else:
            text = _text(self._files.read(entry.file, remember=True), entry.file)
        return Content(
            summary=self._summary(entry),
            text=self._shelf.filled(text, entry.file),
            description=entry.description,
            settings=entry.settings,
            tags=dict(entry.tags),
            version=which if isinstance(which, int) else None,
            invocation=entry.invocation,
            modified=self._files.modified(entry.file),
        )

    def versions(self, key: FlowKey) -> Sequence[Version]:
        """The versions, the newest first."""
        entry = self._shelf.entry(key)
        return [
            Version(number=number, description=description, modified=modified)
            for number, description, modified in reversed(entry.versions)
        ]

    # Writing

    def create(self, new: NewFlow, *, publish: bool = False) -> FlowSummary:
        """Make a flow or module."""
        with locked(self._shelf.lock):
            self._shelf.free(new.kind, new.name)
            data = new.text.encode()
            entry = Entry(
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
            self._files.write(entry.file, data)
            self._shelf.keep(self._shelf.record.with_entry(entry))
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
            entry = Entry(
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

    def save(self, key: FlowKey, text: str, *, settings: str | None = None) -> None:
        """Replace the draft; a text that was published is kept."""
        with locked(self._shelf.lock):
            entry = self._shelf.entry(key)
            now = self._files.read(entry.file) if self._files.exists(entry.file) else b""
            if entry.published and digest(now) == entry.published and now != text.encode():
                self._files.write(_published(entry), now)
            self._write(entry, text, settings, entry.published)

    def publish(self, key: FlowKey, text: str, *, settings: str | None = None) -> None:
        """Replace the draft and what is published."""
        with locked(self._shelf.lock):
            entry = self._shelf.entry(key)
            self._write(entry, text, settings, digest(text.encode()))
            self._files.remove(_published(entry))

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
            self._files.remove(_published(entry))
            for number, _, _ in entry.versions:
                self._files.remove(_version(entry, number))

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
            self._files.write(_version(entry, made.number), text.encode())
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
            self._files.remove(_version(entry, number))

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

    def _alias(self, entry: Entry, aliases: tuple[Alias, ...]) -> None:
        self._shelf.keep(self._shelf.record.with_entry(replace(entry, aliases=aliases)))

    def _numbered(self, entry: Entry, number: int) -> None:
        """See that there is a version of a number.

        Raises:
            NotFoundError: There is none.
        """
        if number not in {known for known, _, _ in entry.versions}:
            raise NotFoundError(f"{self.root}: {entry.name!r} has no version {number}")

    # Resources that are made here

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

    # How it is kept

    def _summary(self, entry: Entry) -> FlowSummary:
        draft = entry.published is None or (
            not self._files.exists(entry.file)
            or digest(self._files.read(entry.file)) != entry.published
        )
        return FlowSummary(
            key=FlowKey(entry.kind, entry.id),
            arn=f"{self.instance}/{FAMILIES[entry.kind].slug}/{entry.id}",
            name=entry.name,
            type=entry.type,
            state=entry.state,
            status=Status.SAVED if draft else Status.PUBLISHED,
        )

    def _write(self, entry: Entry, text: str, settings: str | None, published: str | None) -> None:
        kept = settings if settings is not None else entry.settings
        self._files.write(entry.file, text.encode())
        self._shelf.keep(
            self._shelf.record.with_entry(replace(entry, settings=kept, published=published))
        )

    def _published_text(self, entry: Entry) -> str:
        if entry.published is None:
            raise NotFoundError(f"{self.root}: {entry.name!r} was never published")
        data = self._files.read(entry.file)
        if digest(data) != entry.published and self._files.exists(_published(entry)):
            data = self._files.read(_published(entry))
        if digest(data) != entry.published:
            raise NotFoundError(
                f"{self.root}: {entry.file} was edited by hand since it was published; publish it"
            )
        return _text(data, entry.file)

    def _version_text(self, entry: Entry, number: int) -> str:
        self._numbered(entry, number)
        return _text(self._files.read(_version(entry, number)), entry.file)


def _published(entry: Entry) -> str:
    return f"{HIDDEN}/published/{entry.id}.json"


def _version(entry: Entry, number: int) -> str:
    return f"{HIDDEN}/versions/{entry.id}/{number}.json"


def _text(data: bytes, file: str) -> str:
    """A file's text; what is no UTF-8, or wrapped in an API answer, is read as a document.

    What can't be read is given as it stands, for whoever opens it to tell what is wrong.
    """
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = ""
    if text.startswith("{") and '"ContactFlow' not in text[:200]:
        return text
    try:
        return read_bytes(data, name=file).content()
    except DocumentError:
        return data.decode(errors="replace")


def _made(instance: str, kind: str, name: str) -> Resource:
    slug = REFERENCE_KINDS[kind].slug if kind in REFERENCE_KINDS else "transfer-destination"
    identifier = str(uuid.uuid4())
    return Resource(kind, name, f"{instance}/{slug}/{identifier}", identifier)
