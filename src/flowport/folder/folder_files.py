"""What a folder holds: the record and the files, brought together into one entry a flow."""

from __future__ import annotations

import posixpath
import uuid
from itertools import chain
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from flowport.containers.forms.candidate import tags_of
from flowport.errors import ConflictError, NotFoundError
from flowport.folder.file_names import RECORD, file_name, folded
from flowport.folder.files import HIDDEN, Files, digest
from flowport.folder.record import FlowRecord, InstanceRecord, dump, load
from flowport.jobs.implied_names import Surroundings
from flowport.jobs.reading import read_data, read_one
from flowport.model import seems_flow
from flowport.ports import MODULE, FlowKey, FlowKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from flowport.containers import Embedded
    from flowport.jobs.reading import ReadFile

__all__ = ["FolderFiles"]

_FOLDERS = {FlowKind.FLOW: "flows", FlowKind.MODULE: "modules"}
_WORDS = {FlowKind.FLOW: "flow", FlowKind.MODULE: "flow module"}

Stamp = tuple[int, int]


class FolderFiles:
    """The record and the files of one folder.

    Attributes:
        files: The folder's files.
        lock: The file to lock while something is written.
    """

    def __init__(
        self,
        root: Path,
        values: Mapping[str, Any] | None = None,
        types: Sequence[tuple[str, str]] = (),
    ) -> None:
        self.root = root
        self.files = Files(root)
        self._values = values
        self.lock = root / HIDDEN / "lock"
        self._loaded: tuple[Stamp | None, InstanceRecord] | None = None
        self._strangers: dict[str, tuple[Stamp, tuple[FlowRecord, ...]]] = {}
        self._claimed: dict[str, set[str]] = {}
        self._surroundings = Surroundings(types)
        self._places: dict[tuple[FlowKind, str], str] = {}

    @property
    def record(self) -> InstanceRecord:
        """What ``instance.json`` says now, or would say if there were one."""
        stamp = self._stamp(RECORD)
        if self._loaded is None or self._loaded[0] != stamp:
            name = str(self.root / RECORD)
            record = load(self.files.read(RECORD), name) if stamp else self._unwritten()
            self._loaded = stamp, record
        return self._loaded[1]

    def _unwritten(self) -> InstanceRecord:
        name = self.root.resolve().name
        identifier = uuid.uuid5(uuid.NAMESPACE_URL, f"flowport:folder:{name}")
        arn = f"arn:aws:connect:us-east-1:000000000000:instance/{identifier}"
        return InstanceRecord(arn=arn, alias=name)

    def _stamp(self, file: str) -> Stamp | None:
        try:
            stat = self.files.path(file).stat()
        except OSError:
            return None
        return stat.st_mtime_ns, stat.st_size

    def keep(self, record: InstanceRecord) -> None:
        """Write ``instance.json``."""
        if self._loaded is None or self._loaded[0] is None or self._loaded[1] != record:
            self.files.write(RECORD, dump(record))
        self._loaded = self._stamp(RECORD), record

    def entries(self, *, fresh: bool = True) -> Mapping[str, FlowRecord]:
        """Every flow: what the record says of the files that are there, and the other files."""
        known = self.record.entries
        found: dict[str, FlowRecord] = {}
        places: dict[tuple[FlowKind, str], str] = {}
        for file in self.files.every(fresh=fresh):
            for entry in self._within(file):
                found[entry.file] = entry
                places[entry.kind, entry.id] = file
        for file in chain.from_iterable(self._claimed.values()):
            if file not in known:
                left = found.pop(file, None)
                places.pop((left.kind, left.id) if left else (FlowKind.FLOW, ""), None)
        self._places = places
        return found

    def entry(self, key: FlowKey) -> FlowRecord:
        """The flow of a key.

        Raises:
            NotFoundError: There is none.
        """
        found = self._last(key)
        if found is None:
            listed = self._known(self.record.entries, key)
            if listed and self.files.exists(listed.file):
                return listed
            self.entries()
            found = self._last(key)
        if found is None:
            raise NotFoundError(f"{self.root}: there is no {_WORDS[key.kind]} {key.id}")
        return found

    @staticmethod
    def _known(entries: Mapping[str, FlowRecord], key: FlowKey) -> FlowRecord | None:
        return next((e for e in entries.values() if e.id == key.id and e.kind is key.kind), None)

    def _last(self, key: FlowKey) -> FlowRecord | None:
        """The flow of a key in the file where it was when all were last looked for."""
        file = self._places.get((key.kind, key.id))
        if file is None or not self.files.exists(file):
            return None
        return self._known({each.file: each for each in self._within(file)}, key)

    def _within(self, file: str) -> tuple[FlowRecord, ...]:
        """The flows of a file: what the record says of it, or else what it says itself."""
        known = self.record.entries.get(file)
        return (known,) if known else self._stranger(file)

    def free(self, kind: FlowKind, name: str) -> None:
        """See that a name is free.

        Raises:
            ConflictError: It is taken.
        """
        if any(e.name == name and e.kind is kind for e in self.entries(fresh=False).values()):
            raise ConflictError(f"{self.root}: a {_WORDS[kind]} named {name!r} exists already")

    def new_file(self, kind: FlowKind, name: str) -> str:
        """A file for a new flow of that name."""
        prefix = f"{_FOLDERS[kind]}/"
        files = self.files.every(fresh=False)
        taken = {folded(f.removeprefix(prefix)) for f in files if f.startswith(prefix)}
        found = prefix + file_name(name, taken)
        while self.files.exists(found):
            taken.add(folded(found.removeprefix(prefix)))
            found = prefix + file_name(name, taken)
        return found

    def filled(self, text: str, file: str) -> str:
        """A text of a file that the record knows, with its placeholders filled."""
        if not self._values:
            return text
        found = read_data(
            text.encode(errors="surrogatepass"), file, values=self._values, named=True
        )
        return found.flows[0].document.content() if found.flows else text

    def unread(self) -> list[str]:
        """What may be a flow and can't be read: files that are listed and gone, or are damaged."""
        files = self.files.every()
        found = [
            f"{self.root}: {file} is listed in {RECORD}, and is not there"
            for file in sorted(set(self.record.entries) - set(files))
        ]
        return found + [problem for file in files if (problem := self._problem(file))]

    def _problem(self, file: str) -> str:
        """Why a file can't be read as a flow or as anything else; empty where it can."""
        path = self.files.path(file)
        found = read_one(path, self.root, values=self._values, named=False).contents
        if found.problems:
            return str(found.problems[0])
        try:
            lost = not found.flows and path.suffix != ".md" and seems_flow(path.read_bytes())
        except OSError as error:
            return f"{path}: {error.strerror or error}"
        return f"{path}: it may hold a flow that can't be read" if lost else ""

    def _stranger(self, file: str) -> tuple[FlowRecord, ...]:
        """The flows of a file that nobody recorded; none for one that is not a flow.

        One that was meant as a flow and is damaged counts, so that reading it reports the damage.
        """
        stamp = self._stamp(file)
        if stamp is None:
            return ()
        if file not in self._strangers or self._strangers[file][0] != stamp:
            self._strangers[file] = stamp, self._recognized(file)
        return self._strangers[file][1]

    def _recognized(self, file: str) -> tuple[FlowRecord, ...]:
        path = self.files.path(file)
        found = read_one(path, self.root, values=self._values, named=False)
        folder = PurePosixPath(file).parent
        self._claimed[file] = {posixpath.normpath(folder / f) for f in found.contents.files}
        entries = [self._entry_of(found, each, file) for each in found.contents.flows]
        if found.contents.problems:
            entries.append(_damaged(file))
        return tuple(entries)

    def _entry_of(self, found: ReadFile, each: Embedded, file: str) -> FlowRecord:
        path = self.files.path(file)
        document, _ = self._surroundings.completed(each.document, path, PurePosixPath(file))
        own = file
        data = document.content().encode(errors="surrogatepass")
        if each.origin is not None or self._values:
            own = f"{file} » {each.resource}" if found.is_container else file
            self.files.inside[own] = data
        module = document.about.get("kind") == "module" or (
            getattr(document, "is_module", False) or file.startswith("modules/")
        )
        kind = FlowKind.MODULE if module else FlowKind.FLOW
        status = str(document.metadata.get("status") or "published").lower()
        published = self.files.read(own) if status == "published" else b""
        return FlowRecord(
            file=own,
            kind=kind,
            id=_id_of(kind, own),
            name=document.name or (each.resource if found.is_container else path.stem),
            type=MODULE if module else document.type or "",
            description=getattr(document, "description", ""),
            published=digest(published) if published else None,
            tags=tags_of(document.about.get("Tags")),
        )


def _damaged(file: str) -> FlowRecord:
    kind = FlowKind.MODULE if file.startswith("modules/") else FlowKind.FLOW
    type_ = MODULE if kind is FlowKind.MODULE else ""
    name = PurePosixPath(file).stem
    return FlowRecord(file=file, kind=kind, id=_id_of(kind, file), name=name, type=type_)


def _id_of(kind: FlowKind, file: str) -> str:
    """The id of a flow that nobody recorded: the same in every process."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"flowport:{kind}:{file}"))
