"""What the files are that a command was given: one policy for every command and the page.

A file is a flow, a damaged flow, a template, a container, or not a flow; see
docs/reference/files.md. A file that a container fills or names is read once, with the container.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flowport.containers import Contents, Sort, read
from flowport.containers.reading import MAX_CONTAINER
from flowport.dataclass import dataclass
from flowport.errors import DocumentError, UnexpectedError
from flowport.files import STDIN, read_whole
from flowport.input_files import InputFile, walk
from flowport.jobs.implied_names import Surroundings
from flowport.jobs.isolation import isolated
from flowport.jobs.unpacking import is_archive, members

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from flowport.containers import Embedded

__all__ = ["ReadFile", "claimed_by", "read_again", "read_data", "read_files", "read_one"]

#: Endings of files that may name other files, so that they are read before those.
_NAMING = (".tf", ".tofu", ".tf.json", ".tofu.json", ".yaml", ".yml")
_NAMING_WORDS = (b"filename", b"file(", b"readFile")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """A file, and what it holds.

    Attributes:
        path: Where it is; for a member of a zip file, behind the zip file's own path.
        relative: Where it belongs below an output folder.
        named: Whether it was named itself, not found in a folder.
        contents: What it is, and its flows.
        root: The folder that it may name files of.
        remarks: What was taken from beside the file, each in a sentence.
    """

    path: Path
    relative: Path
    named: bool
    contents: Contents
    root: Path | None = None
    remarks: tuple[str, ...] = ()

    @property
    def sort(self) -> Sort:
        """What it is."""
        return self.contents.sort

    @property
    def is_container(self) -> bool:
        """Whether its flows are named by their resources."""
        return self.sort is Sort.CONTAINER

    def file_of(self, flow: Embedded) -> Path:
        """The file that holds a flow's text: this one, or one that it names."""
        name = flow.document.file
        return Path(name) if flow.origin and name and name != _STDIN_NAME else self.path


_STDIN_NAME = "standard input"


def read_files(
    paths: Sequence[str],
    *,
    values: Mapping[str, Any] | None = None,
    excluded: Callable[[Path], bool] | None = None,
    types: Sequence[tuple[str, str]] = (),
) -> Iterator[ReadFile]:
    """Everything that paths hold, each file once, in the order of a walk.

    Args:
        paths: Files, folders, or ``-`` for standard input.
        values: What fills placeholders, by name.
        excluded: Files to leave out.
        types: Patterns of file names, each with the type of flows whose files say none.

    Raises:
        UsageError: A path does not exist.
    """
    found = [
        each for path in paths for each in _found(path) if not (excluded and excluded(each[0].path))
    ]
    beside = Surroundings(types)
    ahead: dict[Path, list[ReadFile]] = {}
    claimed: set[Path] = set()
    for one, root, named in found:
        if one.path.name.lower().endswith(_NAMING):
            ahead[one.path] = list(_of(one, root, named, values, _bytes(one)))
            for each in ahead[one.path]:
                if each.contents.files:
                    claimed |= _claims(one, each)
    for one, root, named in found:
        if claimed and one.path.resolve() in claimed:
            continue
        files = ahead.pop(one.path, None) or _of(one, root, named, values, _bytes(one))
        for each in files:
            yield _completed(each, beside)


def claimed_by(paths: Sequence[str]) -> set[Path]:
    """The files that containers among paths fill or name."""
    claimed: set[Path] = set()
    for path in paths:
        for one, root, named in _found(path) if path != STDIN else ():
            data = _naming(one)
            if data is not None:
                for each in _of(one, root, named, None, data):
                    claimed |= _claims(one, each)
    return claimed


def _claims(found: InputFile, file: ReadFile) -> set[Path]:
    return {(found.path.parent / each).resolve() for each in file.contents.files}


def _naming(found: InputFile) -> bytes | None:
    """The bytes of a file that may name others; None for any other."""
    if not found.path.name.lower().endswith(_NAMING):
        return None
    data = _bytes(found)
    known = isinstance(data, bytes) and any(word in data for word in _NAMING_WORDS)
    return data if known and isinstance(data, bytes) else None


def read_one(
    path: Path,
    root: Path | None = None,
    *,
    values: Mapping[str, Any] | None = None,
    named: bool = True,
) -> ReadFile:
    """One file; a zip file as a container of all that is in it."""
    found = InputFile(path, Path(path.name))
    files = list(_of(found, root or path.parent, named, values, _bytes(found)))
    return files[0] if len(files) == 1 and files[0].path == path else _joined(files, path, named)


def _joined(files: Sequence[ReadFile], path: Path, named: bool) -> ReadFile:
    """The members of a zip file as one container."""
    flows = [
        replace(
            flow,
            resource=" » ".join(filter(None, (str(file.path.relative_to(path)), flow.resource))),
            writable=False,
        )
        for file in files
        for flow in file.contents.flows
    ]
    problems = tuple(problem for file in files for problem in file.contents.problems)
    contents = Contents(
        sort=Sort.CONTAINER if flows else Sort.DAMAGED if problems else Sort.OTHER,
        flows=tuple(flows),
        problems=problems,
        reason="" if flows else "a zip file without a flow",
    )
    return ReadFile(path=path, relative=Path(path.name), named=named, contents=contents)


def _completed(file: ReadFile, beside: Surroundings) -> ReadFile:
    """A flow's own file with the name and type that are said beside it."""
    if file.sort not in {Sort.FLOW, Sort.TEMPLATE} or not file.contents.flows:
        return file
    flow = file.contents.flows[0]
    document, remarks = beside.completed(flow.document, file.path, file.relative)
    if not remarks:
        return file
    contents = replace(file.contents, flows=(replace(flow, document=document),))
    return replace(file, contents=contents, remarks=remarks)


def _found(path: str) -> Iterator[tuple[InputFile, Path | None, bool]]:
    if path == STDIN:
        yield InputFile(Path(STDIN), Path("flow.json")), None, True
        return
    folder = Path(path) if Path(path).is_dir() else None
    for each in walk([path]):
        yield each, folder or each.path.parent, folder is None


def _bytes(found: InputFile) -> bytes | DocumentError:
    if str(found.path) == STDIN:
        return sys.stdin.buffer.read(MAX_CONTAINER + 1)
    try:
        return read_whole(found.path, MAX_CONTAINER)
    except DocumentError as error:
        return error


def _of(
    found: InputFile,
    root: Path | None,
    named: bool,
    values: Mapping[str, Any] | None,
    data: bytes | DocumentError,
) -> Iterator[ReadFile]:
    """A file, or for a zip file its members."""
    name = str(found.path)
    name = _STDIN_NAME if name == STDIN else name
    if isinstance(data, DocumentError):
        contents = Contents(sort=Sort.DAMAGED, problems=(data,))
        yield ReadFile(path=found.path, relative=found.relative, named=named, contents=contents)
        return
    if is_archive(data):
        try:
            inside = list(members(data, name))
        except DocumentError as error:
            contents = Contents(sort=Sort.DAMAGED, problems=(error,))
            yield ReadFile(path=found.path, relative=found.relative, named=named, contents=contents)
            return
        if not inside:
            contents = Contents(sort=Sort.OTHER, reason="an empty zip file")
            yield ReadFile(path=found.path, relative=found.relative, named=named, contents=contents)
        for member, text in inside:
            path = found.path / member
            relative = found.relative.with_suffix("") / member
            contents = read_data(text, str(path), values=values)
            yield ReadFile(path=path, relative=relative, named=False, contents=contents)
        return
    beside = _beside(found.path, root) if root is not None else None
    contents = read_data(data, name, values=values, beside=beside, named=named)
    yield ReadFile(
        path=found.path, relative=found.relative, named=named, contents=contents, root=root
    )


def read_again(file: ReadFile, values: Mapping[str, Any] | None = None) -> ReadFile:
    """A file as it is now, after it was written.

    Raises:
        DocumentError: It can't be read any more.
    """
    return read_one(file.path, file.root, values=values, named=file.named)


def read_data(
    data: bytes,
    name: str,
    *,
    values: Mapping[str, Any] | None = None,
    beside: Callable[[str], tuple[bytes, str]] | None = None,
    named: bool = False,
) -> Contents:
    """What one file is, by its bytes; errors name it by ``name``."""
    try:
        with isolated(name):
            return read(data, name=name, values=values, beside=beside, named=named)
    except UnexpectedError as error:
        return Contents(sort=Sort.DAMAGED, problems=(error,))


def _beside(path: Path, root: Path) -> Callable[[str], tuple[bytes, str]]:
    """Reads files by their path from the folder of ``path``, inside ``root`` only."""

    def reading(file: str) -> tuple[bytes, str]:
        inside, other = root.resolve(), path.parent / file
        name = os.path.normpath(other)
        if not other.resolve().is_relative_to(inside):
            message = f"names {file}, which is outside {root}"
            raise DocumentError(message, source=str(path))
        if not other.is_file():
            raise DocumentError(f"names {file}, which does not exist", source=str(path))
        return read_whole(other, MAX_CONTAINER), name

    return reading
