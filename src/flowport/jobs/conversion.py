"""Convert files and folders of legacy flows: each on its own, so that a bad one stops no other."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import replace
from enum import StrEnum
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flowport.containers import Sort
from flowport.convert import Exactness, Home, Note, convert
from flowport.dataclass import dataclass
from flowport.errors import FlowportError, UnexpectedError, UnwritableError, UsageError
from flowport.files import STDIN, write_bytes
from flowport.input_files import walk
from flowport.jobs.isolation import isolated
from flowport.jobs.reading import claimed_by, read_one
from flowport.jobs.writing_back import WriteBack
from flowport.model import Flow
from flowport.remedies import Remedy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from flowport.jobs.reading import ReadFile
    from flowport.model import LegacyFlow, Place

MANY = 200
"""From this number of files on, starting a second process pays."""


class FileStatus(StrEnum):
    """What became of a file."""

    CONVERTED = "converted"
    NEW = "already new"
    NO_FLOW = "not a flow"
    FAILED = "failed"
    DAMAGED = "damaged"
    UNWRITABLE = "can't be written"


@dataclass(frozen=True, slots=True)
class Task:
    """A file to convert, where its flow is to be written, and whether it was named itself.

    ``root`` is the folder inside which it may name other files.
    """

    path: Path
    out: Path
    named: bool
    root: Path | None = None


@dataclass(frozen=True, slots=True)
class ConversionOptions:
    """How to convert.

    Attributes:
        home: Where the converted flows are to live.
        force: Whether existing files may be overwritten.
        in_place: Whether the files themselves are rewritten.
        strict: Whether a note that is not ``exact`` makes a failure of the conversion.
        places: Whether each doubt's line and column are looked for.
        dry_run: Whether nothing is written.
        values: What fills placeholders, by name.
    """

    home: Home = Home.CONSOLE
    force: bool = False
    in_place: bool = False
    strict: bool = False
    places: bool = False
    dry_run: bool = False
    values: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file: its notes if it was converted, a sentence if it was not.

    ``places`` holds line and column of each doubt, if they were asked for.
    """

    path: Path
    out: Path
    status: FileStatus
    notes: tuple[Note, ...] = ()
    message: str = ""
    places: tuple[Place | None, ...] = ()

    @property
    def doubts(self) -> tuple[Note, ...]:
        """The notes that are not ``exact``."""
        return tuple(note for note in self.notes if note.kind is not Exactness.EXACT)


def plan(paths: Sequence[str], out: Path | None) -> list[Task]:
    """What is to be converted, and to where; ``out`` None means in place.

    Raises:
        UsageError: a path is missing, there is nothing to convert, or two files would become one.
    """
    named = {Path(path) for path in paths}
    former = _former(paths, out)
    claimed = claimed_by(paths)
    found = [
        one
        for one in walk(paths)
        if not any(map(one.path.is_relative_to, former))
        and not (claimed and one.path.resolve() in claimed)
    ]
    if not found:
        message = f"{', '.join(paths)}: it has no files"
        raise UsageError(message)
    single = len(found) == 1 and found[0].path in named
    into_folder = out is not None and not (single and not _is_folder(out))
    roots = [path for path in named if path.is_dir()]
    tasks: dict[Path, Task] = {}
    for one in found:
        target = one.path if out is None else out / one.relative if into_folder else out
        if target in tasks:
            message = f"{tasks[target].path} and {one.path} would both become {target}"
            raise UsageError(message)
        root = next((r for r in roots if one.path.is_relative_to(r)), one.path.parent)
        tasks[target] = Task(one.path, target, named=one.path in named, root=root)
    return list(tasks.values())


def _former(paths: Sequence[str], out: Path | None) -> list[Path]:
    """Where the walk of ``paths`` meets the output folder: it holds a former outcome, no source."""
    if out is None or not out.is_dir():
        return []
    real = out.resolve()
    roots = [(Path(path), Path(path).resolve()) for path in paths]
    return [
        path / real.relative_to(root)
        for path, root in roots
        if real != root and real.is_relative_to(root)
    ]


def _is_folder(path: Path) -> bool:
    return path.is_dir() or str(path).endswith(os.sep)


def run(
    tasks: Sequence[Task], options: ConversionOptions, *, workers: int = 1
) -> Iterator[FileOutcome]:
    """Convert every file, in order; with several workers in as many processes."""
    one = partial(convert_file, options=options)
    if workers < 2 or len(tasks) < MANY:  # noqa: PLR2004  one worker is this process
        yield from chain.from_iterable(map(one, tasks))
        return
    from flowport.jobs.workers import in_processes  # noqa: PLC0415  slow to import, for many files

    yield from chain.from_iterable(in_processes(one, tasks, workers=workers, chunk=50))


def convert_file(task: Task, options: ConversionOptions) -> list[FileOutcome]:
    """Convert the flows of a file; what is wrong with one is reported in its outcome."""
    file = read_one(task.path, task.root, values=options.values, named=task.named)
    outcomes = [
        FileOutcome(task.path, task.out, _status_of(error), message=str(error))
        for error in file.contents.problems
    ]
    if file.contents.own and not task.named:
        return []
    if file.sort is Sort.OTHER:
        message = f"{task.path}: {file.contents.reason}"
        return [FileOutcome(task.path, task.out, FileStatus.NO_FLOW, message=message)]
    if file.is_container:
        return [*outcomes, *_contained(file, task, options)]
    for flow in file.contents.flows:
        try:
            with isolated(str(task.path)):
                outcomes.append(convert_document(flow.document, task, options))
        except FlowportError as error:
            outcomes.append(failed(task, error))
    return outcomes


def _contained(file: ReadFile, task: Task, options: ConversionOptions) -> Iterator[FileOutcome]:
    """Convert the flows of a container: each to a file of its own, or where it is."""
    back = WriteBack()
    found: list[FileOutcome] = []
    for flow in file.contents.flows:
        name = flow.document.name or flow.resource
        own = replace(task, path=file.file_of(flow))
        if not options.in_place:
            own = replace(own, out=task.out.with_suffix("") / f"{_file_safe(name)}.json")
        try:
            with isolated(str(own.path)):
                outcome, made = convert_one(flow.document, own, options)
            if made is not None and options.in_place:
                label = f"{own.path} » {flow.resource}"
                flow_like = replace(flow.document, tree=made.tree)
                if not back.add(own.path, label, flow_like, writable=flow.writable):
                    raise UsageError(back.refused[-1])
            elif made is not None:
                _write(own, made, options)
        except FlowportError as error:
            outcome = failed(own, error)
        found.append(outcome)
    for path, data in back.files().items() if not options.dry_run else ():
        write_bytes(path, data, force=True)
    yield from found


def _status_of(error: FlowportError) -> FileStatus:
    return FileStatus.FAILED if isinstance(error, UnexpectedError) else FileStatus.DAMAGED


def _file_safe(name: str) -> str:
    return re.sub(r"[^\w .()-]+", "_", name).strip(" .") or "flow"


def failed(task: Task, error: FlowportError) -> FileOutcome:
    """The outcome of a file with which something is wrong, in a sentence that names it."""
    message = str(error)
    if str(task.path) not in message:
        message = f"{task.path}: {message}"
    unwritable = isinstance(error, UnwritableError)
    status = FileStatus.UNWRITABLE if unwritable else FileStatus.FAILED
    return FileOutcome(task.path, task.out, status, message=message)


def convert_document(
    document: Flow | LegacyFlow, task: Task, options: ConversionOptions
) -> FileOutcome:
    """Convert a document and write the outcome to the task's place, unless that place is ``-``.

    Raises:
        ConversionError: the flow is damaged so that no conversion would mean the same.
        UsageError: the file exists, or can't be written.
    """
    outcome, made = convert_one(document, task, options)
    if made is not None and not (options.in_place and outcome.status is FileStatus.NEW):
        _write(task, made, options)
    return outcome


def convert_one(
    document: Flow | LegacyFlow, task: Task, options: ConversionOptions
) -> tuple[FileOutcome, Flow | None]:
    """Convert a document: its outcome, and the flow to write, None where nothing is to be.

    Raises:
        ConversionError: the flow is damaged so that no conversion would mean the same.
    """
    if isinstance(document, Flow):
        return FileOutcome(
            task.path, task.out, FileStatus.NEW
        ), None if options.in_place else document
    conversion = convert(document, home=options.home)
    outcome = FileOutcome(task.path, task.out, FileStatus.CONVERTED, conversion.notes)
    if options.places:
        places = tuple(document.place(note.pointer) for note in outcome.doubts)
        outcome = replace(outcome, places=places)
    if options.strict and outcome.doubts:
        first = outcome.doubts[0].message
        message = f"{task.path}: not written, since {Remedy.STRICT} allows no such note: {first}"
        return replace(outcome, status=FileStatus.FAILED, message=message), None
    return outcome, conversion.flow


def _write(task: Task, flow: Flow, options: ConversionOptions) -> None:
    if options.dry_run:
        return
    if task.out == Path(STDIN):
        sys.stdout.buffer.write(flow.to_bytes())
        sys.stdout.buffer.flush()
    else:
        write_bytes(task.out, flow.to_bytes(), force=options.force or options.in_place)
