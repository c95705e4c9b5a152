"""``flowport convert``: legacy exports become flows that import."""

from __future__ import annotations

import os
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flowport.cli.printed_lines import is_terminal, notice, notice_written, say
from flowport.cli.reading import is_stored, reads_files, session
from flowport.convert import Home
from flowport.errors import FlowportError, UsageError
from flowport.files import STDIN, refuse_existing, write_bytes
from flowport.jobs.conversion import (
    ConversionOptions,
    FileStatus,
    Task,
    convert_document,
    failed,
    plan,
    run,
)
from flowport.model.document import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from flowport.convert import Note
    from flowport.jobs.conversion import FileOutcome
    from flowport.model import Place

_FEW = 3
"""Up to this many files, each note is printed; for more, the report has them."""


@click.command("convert")
@click.argument("paths", nargs=-1, required=True, type=click.Path(readable=False))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="The file or folder to write."
)
@click.option("--in-place", is_flag=True, help="Rewrite the files themselves.")
@click.option(
    "--for",
    "home",
    type=click.Choice([home.value for home in Home]),
    default=Home.CONSOLE.value,
    show_default=True,
    help="Where the flows go: the designer's import, or the API's content.",
)
@click.option("--strict", is_flag=True, help="Fail flows with a note that is not exact.")
@click.option("--dry-run", is_flag=True, help="Show the notes, and write nothing.")
@click.option("--force", is_flag=True, help="Overwrite files that exist.")
@click.option("--report", type=click.Path(path_type=Path), help="Write all notes to a JSON file.")
@click.option("--workers", type=click.IntRange(1), default=os.cpu_count() or 1, hidden=True)
@reads_files
def command(  # noqa: PLR0917  one argument an option, as click gives them
    paths: tuple[str, ...],
    output: Path | None,
    in_place: bool,
    home: str,
    strict: bool,
    dry_run: bool,
    force: bool,
    report: Path | None,
    workers: int,
) -> None:
    """Convert legacy flows (files, folders, or - for standard input) to the flow language.

    One file without -o is written to standard output. Folders are walked and keep their structure;
    files that are not flows are counted and left alone, and flows that are already new are copied.

    Each note says how sure the conversion is and what to do about it. With --strict, flows without
    such notes are written, and the others are not.

    Exit code 0: all is well; 1: some flows can't be converted; 2: a flow is damaged, a
    file can't be written, or the call was wrong.
    """
    options = ConversionOptions(
        Home(home),
        force=force,
        in_place=in_place,
        strict=strict,
        dry_run=dry_run,
        values=session().values,
    )
    _check_call(paths, output, options)
    if report:
        refuse_existing(report, force=force)
    to_stdout = output is None and not in_place
    if STDIN in paths or to_stdout:
        task = Task(Path(paths[0]), Path(STDIN) if output is None else output, named=True)
        _check_report(report, [task])
        outcomes = [_alone(task, replace(options, places=True))]
    else:
        stored = [path for path in paths if is_stored(path)]
        files = [path for path in paths if path not in stored]
        tasks = plan(files, output) if files else []
        _check_report(report, tasks)
        options = replace(options, places=len(tasks) <= _FEW or report is not None)
        outcomes = list(_watched(run(tasks, options, workers=workers), len(tasks)))
        outcomes += _of_instances(stored, output, options)
    _say(outcomes, report, file=sys.stderr if to_stdout else sys.stdout)
    if dry_run:
        notice("Nothing was written.")
    elif output is not None and output != Path(STDIN):
        written = {FileStatus.CONVERTED, FileStatus.NEW}
        notice_written([each.out for each in outcomes if each.status in written], output)
    if report and not dry_run:
        _write_report(report, outcomes, force=force)
    sys.exit(_exit_code(paths, outcomes))


def _exit_code(paths: Sequence[str], outcomes: Sequence[FileOutcome]) -> int:
    """The exit code for what became of the files.

    Raises:
        UsageError: None of them is a flow.
    """
    statuses = {outcome.status for outcome in outcomes}
    if statuses <= {FileStatus.NO_FLOW} and not session().skip:
        message = f"there is no flow in {', '.join(paths)}"
        message += f": {outcomes[0].message}" if len(outcomes) == 1 else ""
        raise UsageError(message)
    bad = statuses & {FileStatus.DAMAGED, FileStatus.UNWRITABLE}
    return 2 if bad else int(FileStatus.FAILED in statuses)


def _of_instances(
    addresses: Sequence[str], output: Path | None, options: ConversionOptions
) -> Iterator[FileOutcome]:
    """Convert the flows of instances into a folder."""
    for file in session().files(addresses) if addresses else ():
        document = file.contents.flows[0].document
        task = Task(file.path, (output or Path()) / file.relative, named=True)
        try:
            yield convert_document(document, task, options)
        except FlowportError as error:
            yield failed(task, error)


def _alone(task: Task, options: ConversionOptions) -> FileOutcome:
    """Convert the one file that goes to standard output, or standard input."""
    flows = [each for file in session().files([str(task.path)]) for each in file.contents.flows]
    if not flows:
        sys.exit(0)  # what is wrong with it was said, and makes it 2
    if len(flows) > 1:
        message = f"{task.path} holds {len(flows)} flows; say where they go: -o FOLDER"
        raise UsageError(message)
    document = flows[0].document
    try:
        return convert_document(document, task, options)
    except FlowportError as error:
        return failed(task, error)


def _check_call(paths: tuple[str, ...], output: Path | None, options: ConversionOptions) -> None:
    message = None
    if output and options.in_place:
        message = "say either -o or --in-place, not both"
    elif options.in_place and any(map(is_stored, paths)):
        message = "the flows of an instance are no files; use -o FOLDER, or flowport opt-in"
    elif STDIN in paths and (len(paths) > 1 or options.in_place):
        message = "standard input (-) goes alone, and to -o or standard output"
    elif output is None and not options.in_place and (len(paths) > 1 or Path(paths[0]).is_dir()):
        message = "say where the flows go: -o FOLDER, or --in-place"
    if message:
        raise UsageError(message)


def _check_report(report: Path | None, tasks: Sequence[Task]) -> None:
    """Refuse a report that would take the place of a flow, before anything is written.

    Raises:
        UsageError: a task reads or writes the report's file.
    """
    for task in tasks if report else ():
        for path in (task.path, task.out):
            if report and path.name == report.name and path.resolve() == report.resolve():
                message = f"{report} is a flow of this call; choose another name for the report"
                raise UsageError(message)


def _watched(outcomes: Iterator[FileOutcome], total: int) -> Iterator[FileOutcome]:
    """The outcomes, with a progress bar once they take more than a second before a terminal."""
    if not is_terminal(sys.stderr):
        yield from outcomes
        return
    from flowport.cli.progress import after_a_second  # noqa: PLC0415  only before a terminal

    yield from after_a_second(outcomes, total, "Converting")


def _say(outcomes: Sequence[FileOutcome], report: Path | None, *, file: Any) -> None:
    for outcome in outcomes:
        if outcome.message and (outcome.status is not FileStatus.NO_FLOW or session().verbose):
            say(f"{outcome.status}: {outcome.message}", file=file)
    few = len(outcomes) <= _FEW
    for outcome in outcomes if few else ():
        for note, place in zip(outcome.doubts, outcome.places, strict=False):
            say(_line(outcome, note, place), file=file)
    click.echo(_summary(outcomes), file=file)
    if not few and any(outcome.doubts for outcome in outcomes):
        read = f"They are in {report}." if report else "To read them, use --report FILE."
        say(read, file=file)


def _line(outcome: FileOutcome, note: Note, place: Place | None) -> str:
    """A doubt as compilers print theirs: where, what, and the block that it is about."""
    at = f":{place.line}:{place.column}" if place else ""
    about = " ".join(filter(None, (note.block, note.pointer)))
    return f"{outcome.path}{at}: {note.kind}: {note.message} [{about}]. {note.advice}"


def _summary(outcomes: Iterable[FileOutcome]) -> str:
    """The closing table: a count and a word a line."""
    counts = Counter(str(outcome.status) for outcome in outcomes)
    noted = sum(1 for outcome in outcomes if outcome.doubts)
    rows = [(counts[status], str(status)) for status in FileStatus if counts[status]]
    if noted:
        rows.insert(1, (noted, "with notes to read"))
    width = max((len(str(count)) for count, _ in rows), default=0)
    return "\n".join(f"{count:>{width}} {word}" for count, word in rows)


def _place(outcome: FileOutcome, note: Note) -> dict[str, int]:
    """Line and column of a doubt; nothing for an exact note."""
    for doubt, place in zip(outcome.doubts, outcome.places, strict=False):
        if doubt is note and place:
            return {"line": place.line, "column": place.column}
    return {}


def _write_report(path: Path, outcomes: Sequence[FileOutcome], *, force: bool) -> None:
    files = [
        {
            "path": str(outcome.path),
            "output": str(outcome.out),
            "status": str(outcome.status),
            "message": outcome.message,
            "notes": [
                {
                    **_place(outcome, note),
                    "kind": str(note.kind),
                    "block": note.block,
                    "pointer": note.pointer,
                    "message": note.message,
                    "advice": note.advice,
                    "level": str(note.level),
                    "value": note.value,
                }
                for note in outcome.notes
            ],
        }
        for outcome in outcomes
    ]
    write_bytes(path, PLAIN.document({"files": files}) + b"\n", force=force)
    notice_written([path])
