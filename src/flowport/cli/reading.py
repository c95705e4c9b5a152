"""How commands read files: the options that all of them share, and what they say at the end."""

from __future__ import annotations

import functools
import sys
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from flowport.cli.printed_lines import notice, say
from flowport.containers import Sort
from flowport.dataclass import dataclass
from flowport.errors import FlowportError, NotAFlowError, UnexpectedError, UsageError
from flowport.files import STDIN
from flowport.jobs.isolation import isolated
from flowport.jobs.reading import ReadFile, read_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

__all__ = ["ReadingSession", "is_stored", "reads_files", "session"]

Command = TypeVar("Command", bound="Callable[..., Any]")
T = TypeVar("T")
U = TypeVar("U")

_KEY = "flowport.cli.reading"


@dataclass(slots=True)
class ReadingSession:
    """What one call of a command read, and what it has to say about it at the end.

    Attributes:
        values: What fills placeholders, by name.
        skip: Whether it is fine that no file is a flow.
        verbose: Whether each file that is not a flow is listed.
        damaged: What could not be read.
        others: Files that are not flows, each with the reason.
        elsewhere: Flows whose content is in no file.
        flows: How many flows were read.
        faults: What went wrong with a flow by a fault in Flowport.
        types: Patterns of file names, each with the type of flows whose files say none.
        remarks: What was taken from beside files.
    """

    values: Mapping[str, Any] | None = None
    skip: bool = False
    verbose: bool = False
    damaged: list[FlowportError] = field(default_factory=list)
    others: list[tuple[Path, str]] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    flows: int = 0
    faults: list[FlowportError] = field(default_factory=list)
    types: Sequence[tuple[str, str]] = ()
    remarks: list[str] = field(default_factory=list)

    def files(
        self,
        paths: Sequence[str],
        excluded: Callable[[Path], bool] | None = None,
        *,
        quiet: bool = False,
    ) -> Iterator[ReadFile]:
        """The files that hold flows; the others are kept for the end.

        Args:
            paths: Files, folders, or ``-``.
            excluded: Files to leave out.
            quiet: Whether the caller says itself what is damaged.

        Raises:
            UsageError: A path does not exist, or none of the files is a flow and that is not
                allowed.
        """
        before = self.flows, len(self.damaged) + len(self.faults)
        only: list[ReadFile] = []
        for each in self._read(paths, excluded):
            for error in each.contents.problems:
                self.fail(error, quiet=quiet)
            self.remarks += each.remarks
            self.elsewhere += [f"{each.path}: {one}" for one in each.contents.elsewhere]
            if each.sort is Sort.OTHER:
                if not each.contents.own:
                    self.others.append((each.path, each.contents.reason))
                only = [each] if each.named and not only else only
            elif each.contents.flows:
                self.flows += len(each.contents.flows)
                yield each
        if (self.flows, len(self.damaged) + len(self.faults)) == before and not (
            self.skip or self.elsewhere
        ):
            raise _no_flow(paths, only if len(paths) == 1 else [])

    def _read(
        self, paths: Sequence[str], excluded: Callable[[Path], bool] | None
    ) -> Iterator[ReadFile]:
        """The files of paths, after the flows of instances."""
        stored = [path for path in paths if is_stored(path)]
        if stored:
            from flowport.cli.stored import stored_files  # noqa: PLC0415  only for instances

            for address in stored:
                yield from stored_files(address)
        others = [path for path in paths if path not in stored]
        if others or not stored:
            yield from read_files(others, values=self.values, excluded=excluded, types=self.types)

    def fail(self, error: FlowportError, *, quiet: bool = False) -> None:
        """Say that a flow can't be read; the command goes on, and ends with exit code 2.

        For a fault in Flowport itself it ends with 1.
        """
        (self.faults if isinstance(error, UnexpectedError) else self.damaged).append(error)
        if not quiet:
            say(f"flowport: {error}", err=True)

    def each(
        self, items: Iterable[T], work: Callable[[T], U], name: Callable[[T], str]
    ) -> Iterator[tuple[T, U]]:
        """What work gives for each item; a fault in Flowport is said, and the others are done."""
        for item in items:
            try:
                with isolated(name(item)):
                    done = work(item)
            except UnexpectedError as error:
                self.fail(error)
            else:
                yield item, done

    def together(
        self, items: Iterable[T], work: Callable[[Sequence[T]], U], name: Callable[[T], str]
    ) -> U:
        """What work makes of all items; one that is a fault also alone is said and left out."""
        every = list(items)
        try:
            return work(every)
        except (FlowportError, OSError):
            raise
        except Exception:  # noqa: BLE001  said for each item that has it
            return work([item for item, _ in self.each(every, lambda one: work([one]), name)])

    def finish(self, code: int) -> int:
        """Say what was skipped; the exit code of the command."""
        for path, reason in self.others if self.verbose else ():
            notice(f"skipped: {path}: {reason}")
        for sentence in self.elsewhere if self.verbose else ():
            notice(f"skipped: {sentence}")
        for sentence in self.remarks if self.verbose else ():
            notice(sentence)
        count = len(self.others)
        if count and not self.verbose:
            files = "1 file that is" if count == 1 else f"{count} files that are"
            notice(f"skipped {files} not a flow; -v lists {_them(count)}")
        count = len(self.elsewhere)
        if count and not self.verbose:
            flows = "1 flow" if count == 1 else f"{count} flows"
            notice(f"skipped {flows} whose content is in no file; -v says why")
        return 2 if self.damaged else max(code, int(bool(self.faults)))


def _them(count: int) -> str:
    return "it" if count == 1 else "them"


def _no_flow(paths: Sequence[str], only: Sequence[ReadFile]) -> FlowportError:
    """The error of a call that names no flow at all."""
    for each in only:
        reason = each.contents.reason
        if reason.startswith("no flow"):
            return NotAFlowError(reason, source=str(each.path))
        return UsageError(f"there is no flow in {each.path}: {reason}")
    return UsageError(f"there is no flow in {', '.join(paths)}")


def is_stored(address: str) -> bool:
    """Whether a word means an instance that is not a folder of files."""
    if address == STDIN or Path(address).exists():
        return False
    from flowport.places import looks_like_instance  # noqa: PLC0415  files need no instance

    return looks_like_instance(address)


def session() -> ReadingSession:
    """The session of the command that runs; a new one outside any."""
    context = click.get_current_context(silent=True)
    if context is None:
        return ReadingSession()
    found: ReadingSession = context.meta.setdefault(_KEY, ReadingSession())
    return found


def reads_files(callback: Command) -> Command:
    """Give a command the options of reading files, and the exit code 2 for damaged ones."""

    @click.option(
        "--values",
        "reading_values",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Fill placeholders from this file (TOML, YAML, JSON or .tfvars).",
    )
    @click.option(
        "--skip-other-files",
        "reading_skip",
        is_flag=True,
        help="Accept that none of the files is a flow.",
    )
    @click.option(
        "-v", "--verbose", "reading_verbose", is_flag=True, help="List files that are skipped."
    )
    @functools.wraps(callback)
    def command(
        *args: Any,
        reading_values: Path | None,
        reading_skip: bool,
        reading_verbose: bool,
        **given: Any,
    ) -> None:
        from flowport.cli.values_files import read_values  # noqa: PLC0415  only where they are given

        now = session()
        now.values = read_values(reading_values) if reading_values else None
        now.skip, now.verbose = reading_skip, reading_verbose
        code: Any = 0
        try:
            callback(*args, **given)
        except SystemExit as end:
            code = end.code
        sys.exit(now.finish(int(code or 0)))

    return command  # type: ignore[return-value]  # the same command with more options
