"""What a folder holds: the record and the files, brought together into one entry a flow."""

from __future__ import annotations

import uuid
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from flowport.errors import ConflictError, DocumentError, NotAFlowError, NotFoundError
from flowport.folder.files import HIDDEN, RECORD, Files, digest
from flowport.folder.names import file_name, folded
from flowport.folder.record import Entry, Record, dump, load
from flowport.model import read_bytes, seems_flow
from flowport.ports import MODULE, FlowKey, FlowKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["Shelf"]

_FOLDERS = {FlowKind.FLOW: "flows", FlowKind.MODULE: "modules"}
_WORDS = {FlowKind.FLOW: "flow", FlowKind.MODULE: "flow module"}

#: How the names of files end that may hold a flow.
_PLAIN = {".json", ""}
_SUFFIXES = _PLAIN | {".jsonl", ".template", ".tf", ".tftpl", ".txt", ".yaml", ".yml"}

Stamp = tuple[int, int]


class Shelf:
    """The record and the files of one folder.

    Attributes:
        files: The folder's files.
        lock: The file to lock while something is written.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files = Files(root)
        self.lock = root / HIDDEN / "lock"
        self._loaded: tuple[Stamp | None, Record] | None = None
        self._strangers: dict[str, tuple[Stamp, Entry | None]] = {}

    @property
    def record(self) -> Record:
        """What ``instance.json`` says now, or would say if there were one."""
        stamp = self._stamp(RECORD)
        if self._loaded is None or self._loaded[0] != stamp:
            name = str(self.root / RECORD)
            record = load(self.files.read(RECORD), name) if stamp else self._unwritten()
            self._loaded = stamp, record
        return self._loaded[1]

    def _unwritten(self) -> Record:
        name = self.root.resolve().name
        identifier = uuid.uuid5(uuid.NAMESPACE_URL, f"flowport:folder:{name}")
        arn = f"arn:aws:connect:us-east-1:000000000000:instance/{identifier}"
        return Record(arn=arn, alias=name)

    def _stamp(self, file: str) -> Stamp | None:
        try:
            stat = self.files.path(file).stat()
        except OSError:
            return None
        return stat.st_mtime_ns, stat.st_size

    def keep(self, record: Record) -> None:
        """Write ``instance.json``."""
        if self._loaded is None or self._loaded[0] is None or self._loaded[1] != record:
            self.files.write(RECORD, dump(record))
        self._loaded = self._stamp(RECORD), record

    def entries(self, *, fresh: bool = True) -> Mapping[str, Entry]:
        """Every flow: what the record says of the files that are there, and the other files."""
        known = self.record.entries
        found: dict[str, Entry] = {}
        for file in self.files.every(fresh=fresh):
            entry = known.get(file) or self._stranger(file)
            if entry:
                found[file] = entry
        return found

    def entry(self, key: FlowKey) -> Entry:
        """The flow of a key.

        Raises:
            NotFoundError: There is none.
        """
        known = self._known(self.record.entries, key)
        if known and self.files.exists(known.file):
            return known
        found = self._known(self.entries(), key)
        if found is None:
            raise NotFoundError(f"{self.root}: there is no {_WORDS[key.kind]} {key.id}")
        return found

    @staticmethod
    def _known(entries: Mapping[str, Entry], key: FlowKey) -> Entry | None:
        return next((e for e in entries.values() if e.id == key.id and e.kind is key.kind), None)

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
        if path.suffix.lower() not in _SUFFIXES and file not in self.record.entries:
            return ""
        try:
            data = path.read_bytes()
            read_bytes(data, name=str(path))
        except OSError as error:
            return f"{path}: {error.strerror or error}"
        except NotAFlowError:
            return f"{path}: it may hold a flow that can't be read" if seems_flow(data) else ""
        except DocumentError as error:
            plain = path.suffix.lower() in _PLAIN
            return str(error) if plain or seems_flow(data) else ""
        return ""

    def _stranger(self, file: str) -> Entry | None:
        """A file that nobody recorded, as a flow; None for one that is none.

        One that was meant as a flow and is damaged counts, so that whoever reads it is told.
        """
        stamp = self._stamp(file)
        if stamp is None:
            return None
        if file not in self._strangers or self._strangers[file][0] != stamp:
            self._strangers[file] = stamp, self._recognized(file)
        return self._strangers[file][1]

    def _recognized(self, file: str) -> Entry | None:
        path = self.files.path(file)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        try:
            document = read_bytes(data, name=file)
        except NotAFlowError:
            return None
        except DocumentError:
            return _damaged(file) if seems_flow(data) else None
        module = getattr(document, "is_module", False) or file.startswith("modules/")
        kind = FlowKind.MODULE if module else FlowKind.FLOW
        status = str(document.metadata.get("status") or "published").lower()
        return Entry(
            file=file,
            kind=kind,
            id=_id_of(kind, file),
            name=document.name or path.stem,
            type=MODULE if module else document.type or "",
            description=getattr(document, "description", ""),
            published=digest(data) if status == "published" else None,
        )


def _damaged(file: str) -> Entry:
    kind = FlowKind.MODULE if file.startswith("modules/") else FlowKind.FLOW
    type_ = MODULE if kind is FlowKind.MODULE else ""
    name = PurePosixPath(file).stem
    return Entry(file=file, kind=kind, id=_id_of(kind, file), name=name, type=type_)


def _id_of(kind: FlowKind, file: str) -> str:
    """The id of a flow that nobody recorded: the same in every process."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"flowport:{kind}:{file}"))
