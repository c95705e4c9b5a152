"""What a run intended and what came of it, durable before each call is made.

One JSON object a line, each with its number and a checksum. A last line that is cut short is a
call that was never made; any other damage is reported, and nothing is done.
"""

from __future__ import annotations

import os
import threading
import zlib
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, BinaryIO

import orjson

from flowport.errors import PlanError
from flowport.files import reason, sync_folder
from flowport.jobs.moving.holding import hold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Journal", "JournalEntry", "StepRecord"]


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """One line: which step, what of it (``intend``, ``done``, ``checked``...), and the facts."""

    step: str
    what: str
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class StepRecord:
    """What a journal says of one step: the first facts of each word, and the last word."""

    first: dict[str, dict[str, Any]] = field(default_factory=dict)
    latest: dict[str, dict[str, Any]] = field(default_factory=dict)
    last: str = ""

    def add(self, entry: JournalEntry) -> None:
        """Take a line in."""
        self.first.setdefault(entry.what, entry.facts)
        self.latest[entry.what] = entry.facts
        self.last = entry.what

    def has(self, what: str) -> bool:
        """Whether such a line is there."""
        return what in self.latest


class Journal:
    """A journal that is open for reading and appending.

    Attributes:
        path: Its file.
        steps: What it says of each step.
    """

    def __init__(self, path: Path) -> None:
        """Open it, or make it; a line that was cut short is cut off.

        Raises:
            PlanError: It is damaged, or can't be written.
        """
        self.path = path
        self.steps: dict[str, StepRecord] = {}
        self._lock = threading.Lock()
        self._count = 0
        self._good = 0
        with self._report_failure():
            new = not path.exists()
            self._file: BinaryIO = path.open("ab", buffering=0)
        try:
            with self._report_failure():
                self._opened(new=new)
        except PlanError:
            self._file.close()
            raise

    def _opened(self, *, new: bool) -> None:
        if new:
            sync_folder(self.path.parent)
        if not hold(self._file):
            raise PlanError(f"{self.path.parent}: another flowport is at this run")
        self._good = self._replayed()
        if self._file.tell() > self._good:
            self._file.truncate(self._good)

    @contextmanager
    def _report_failure(self) -> Iterator[None]:
        """Say in a sentence what the disk refuses."""
        try:
            yield
        except OSError as error:
            raise PlanError(f"{self.path}: the journal can't be written: {reason(error)}") from None

    def _replayed(self) -> int:
        """Read what is there; how many bytes of it are whole."""
        good = 0
        lines = self.path.read_bytes().splitlines(keepends=True)
        for place, line in enumerate(lines, 1):
            entry = _entry(line, place)
            if entry is None and place == len(lines) and _is_cut(line):
                break
            if entry is None:
                raise PlanError(f"{self.path}: line {place} is damaged; restore it from a backup")
            self._take(entry)
            good += len(line)
        return good

    @staticmethod
    def read(path: Path) -> list[tuple[StepRecord, str]]:
        """What a journal says of each step, without holding it; damage ends the reading."""
        steps: dict[str, StepRecord] = {}
        for place, line in enumerate(path.read_bytes().splitlines(keepends=True), 1):
            entry = _entry(line, place)
            if entry is None:
                break
            steps.setdefault(entry.step, StepRecord()).add(entry)
        return [(record, step) for step, record in steps.items()]

    def _take(self, entry: JournalEntry) -> None:
        self._count += 1
        self.steps.setdefault(entry.step, StepRecord()).add(entry)

    def of(self, step: str) -> StepRecord:
        """What it says of a step."""
        return self.steps.get(step) or StepRecord()

    def write(self, step: str, what: str, *, durable: bool = False, **facts: Any) -> None:
        """Append a line; a durable one is on the disk when this returns.

        An outcome need not be: without it the step counts as begun, and is looked up.
        """
        with self._lock:
            entry = JournalEntry(step=step, what=what, facts=facts)
            self._append(_line(entry, self._count + 1), durable=durable)
            self._take(entry)

    def _append(self, line: bytes, *, durable: bool) -> None:
        with self._report_failure():
            try:
                left = line
                while left:
                    left = left[self._file.write(left) :]
                if durable:
                    os.fsync(self._file.fileno())
            except OSError:
                with suppress(OSError):  # what was not written whole was not written
                    self._file.truncate(self._good)
                raise
        self._good += len(line)

    def close(self) -> None:
        """Close the file, with all of it on the disk.

        Raises:
            PlanError: The disk does not take it.
        """
        with self._lock, closing(self._file), self._report_failure():
            os.fsync(self._file.fileno())


def _line(entry: JournalEntry, number: int) -> bytes:
    body = orjson.dumps({"n": number, "step": entry.step, "what": entry.what, "is": entry.facts})
    return b"%08x %s\n" % (zlib.crc32(body), body)


_ZEROS = 8  # in a row; a file system's blocks are longer


def _is_cut(line: bytes) -> bool:
    """Whether a line was not written to its end; after a power cut a part can be zeros."""
    return not line.endswith(b"\n") or bytes(_ZEROS) in line


def _entry(line: bytes, number: int) -> JournalEntry | None:
    """The entry of a line; None if it is damaged."""
    body = line[9:].removesuffix(b"\n")
    if not line.endswith(b"\n") or line[:9] != b"%08x " % zlib.crc32(body):
        return None
    try:
        tree = orjson.loads(body)
        step, what, facts = tree["step"], tree["what"], tree["is"]
    except (ValueError, TypeError, KeyError):
        return None
    words = isinstance(step, str) and isinstance(what, str)
    if not words or not isinstance(facts, dict) or tree.get("n") != number:
        return None
    return JournalEntry(step=step, what=what, facts=facts)
