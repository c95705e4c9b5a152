"""What a folder of flows says: which instance it is, its flows, their contents and resources."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Self

from flowport.catalogue.families import FAMILIES, KIND_OF_REFERENCE
from flowport.errors import DocumentError, InstanceError, NotFoundError
from flowport.folder.file_names import RECORD
from flowport.folder.files import HIDDEN, digest
from flowport.folder.folder_files import FolderFiles
from flowport.model import read_bytes
from flowport.ports import (
    About,
    Content,
    FlowKey,
    FlowSummary,
    Status,
    Which,
)
from flowport.refs.arn import parse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from flowport.folder.record import FlowRecord
    from flowport.refs.resource import Resource

__all__ = ["FolderReading", "published_file", "version_file"]


class FolderReading:
    """A folder of flows that is read.

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
        self._shelf = FolderFiles(root, values, types)
        self._files = self._shelf.files

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
    def directory(self) -> Self:
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

    def _summary(self, entry: FlowRecord) -> FlowSummary:
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

    def _published_text(self, entry: FlowRecord) -> str:
        if entry.published is None:
            raise NotFoundError(f"{self.root}: {entry.name!r} was never published")
        data = self._files.read(entry.file)
        if digest(data) != entry.published and self._files.exists(published_file(entry)):
            data = self._files.read(published_file(entry))
        if digest(data) != entry.published:
            raise NotFoundError(
                f"{self.root}: {entry.file} was edited by hand since it was published; publish it"
            )
        return _text(data, entry.file)

    def _version_text(self, entry: FlowRecord, number: int) -> str:
        self._numbered(entry, number)
        return _text(self._files.read(version_file(entry, number)), entry.file)

    def _numbered(self, entry: FlowRecord, number: int) -> None:
        """See that there is a version of a number.

        Raises:
            NotFoundError: There is none.
        """
        if number not in {known for known, _, _ in entry.versions}:
            raise NotFoundError(f"{self.root}: {entry.name!r} has no version {number}")


def published_file(entry: FlowRecord) -> str:
    """Where the published text of a flow is kept while its draft differs."""
    return f"{HIDDEN}/published/{entry.id}.json"


def version_file(entry: FlowRecord, number: int) -> str:
    """Where a version of a flow is kept."""
    return f"{HIDDEN}/versions/{entry.id}/{number}.json"


def _text(data: bytes, file: str) -> str:
    """A file's text; what is not UTF-8, or is wrapped in an API answer, is read as a document.

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
