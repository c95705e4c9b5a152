"""Convert files and folders of legacy flows: each on its own, so that a bad one stops no other."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from flowport.convert import Home, Kind, Note, convert
from flowport.errors import FlowportError, UsageError
from flowport.files import STDIN, read_path, walk, write_bytes
from flowport.jobs.isolation import isolated
from flowport.jobs.workers import in_processes
from flowport.model import Flow, seems_flow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flowport.model import LegacyFlow, Place

MANY = 200
"""From this number of files on, starting a second process pays."""


class Status(StrEnum):
    """What became of a file."""

    CONVERTED = "converted"
    NEW = "already new"
    NO_FLOW = "no flow"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Task:
    """A file to convert, where its flow is to be written, and whether it was named itself."""

    path: Path
    out: Path
    named: bool


@dataclass(frozen=True, slots=True)
class Options:
    """How to convert.

    Attributes:
        home: Where the converted flows are to live.
        force: Whether existing files may be overwritten.
        in_place: Whether the files themselves are rewritten.
        strict: Whether a note that is not ``exact`` makes a failure of the conversion.
        places: Whether each doubt's line and column are looked for.
        dry_run: Whether nothing is written.
    """

    home: Home = Home.CONSOLE
    force: bool = False
    in_place: bool = False
    strict: bool = False
    places: bool = False
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: its notes if it was converted, a sentence if it was not.

    ``places`` holds line and column of each doubt, if they were asked for.
    """

    path: Path
    out: Path
    status: Status
    notes: tuple[Note, ...] = ()
    message: str = ""
    places: tuple[Place | None, ...] = ()

    @property
    def doubts(self) -> tuple[Note, ...]:
        """The notes that are not ``exact``."""
        return tuple(note for note in self.notes if note.kind is not Kind.EXACT)


def plan(paths: Sequence[str], out: Path | None) -> list[Task]:
    """What is to be converted, and to where; ``out`` None means in place.

    Raises:
        UsageError: a path is missing, there is nothing to convert, or two files would become one.
    """
    named = {Path(path) for path in paths}
    former = _former(paths, out)
    found = [one for one in walk(paths) if not any(map(one.path.is_relative_to, former))]
    if not found:
        message = f"{', '.join(paths)}: there is no file in it"
        raise UsageError(message)
    single = len(found) == 1 and found[0].path in named
    into_folder = out is not None and not (single and not _is_folder(out))
    tasks: dict[Path, Task] = {}
    for one in found:
        target = one.path if out is None else out / one.relative if into_folder else out
        if target in tasks:
            message = f"{tasks[target].path} and {one.path} would both become {target}"
            raise UsageError(message)
        tasks[target] = Task(one.path, target, named=one.path in named)
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


def run(tasks: Sequence[Task], options: Options, *, workers: int = 1) -> Iterator[Outcome]:
    """Convert every file, in order; with several workers in as many processes."""
    one = partial(convert_file, options=options)
    if workers < 2 or len(tasks) < MANY:  # noqa: PLR2004  one worker is this process
        yield from map(one, tasks)
        return
    yield from in_processes(one, tasks, workers=workers, chunk=50)


def convert_file(task: Task, options: Options) -> Outcome:
    """Convert one file; whatever is wrong with it is told in the outcome."""
    try:
        with isolated(str(task.path)):
            document = read_path(task.path)
    except FlowportError as error:
        return Outcome(task.path, task.out, _fault(task), message=str(error))
    try:
        with isolated(str(task.path)):
            return convert_document(document, task, options)
    except FlowportError as error:
        return failed(task, error)


def failed(task: Task, error: FlowportError) -> Outcome:
    """The outcome of a file with which something is wrong, in a sentence that names it."""
    message = str(error)
    if str(task.path) not in message:
        message = f"{task.path}: {message}"
    return Outcome(task.path, task.out, Status.FAILED, message=message)


def convert_document(document: Flow | LegacyFlow, task: Task, options: Options) -> Outcome:
    """Convert a document and write the outcome to the task's place, unless that place is ``-``.

    Raises:
        ConversionError: the flow is damaged so that no conversion would mean the same.
        UsageError: the file exists, or can't be written.
    """
    if isinstance(document, Flow):
        if not options.in_place:
            _write(task, document, options)
        return Outcome(task.path, task.out, Status.NEW)
    conversion = convert(document, home=options.home)
    outcome = Outcome(task.path, task.out, Status.CONVERTED, conversion.notes)
    if options.places:
        places = tuple(document.place(note.pointer) for note in outcome.doubts)
        outcome = replace(outcome, places=places)
    if options.strict and outcome.doubts:
        first = outcome.doubts[0].message
        message = f"{task.path}: not written, since --strict allows no such note: {first}"
        return replace(outcome, status=Status.FAILED, message=message)
    _write(task, conversion.flow, options)
    return outcome


def _write(task: Task, flow: Flow, options: Options) -> None:
    if options.dry_run:
        return
    if task.out == Path(STDIN):
        sys.stdout.buffer.write(flow.to_bytes())
        sys.stdout.buffer.flush()
    else:
        write_bytes(task.out, flow.to_bytes(), force=options.force or options.in_place)


def _fault(task: Task) -> Status:
    """A file that could not be read: damaged, or (found in a folder) just no flow."""
    if task.named:
        return Status.FAILED
    try:
        data = task.path.read_bytes()
    except OSError:
        return Status.FAILED
    return Status.FAILED if seems_flow(data) else Status.NO_FLOW
