"""What happened in a run, a line each in a file, so that any process of the server can tell it."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING, cast

import orjson

if TYPE_CHECKING:
    from pathlib import Path

    from flowport.designer.schema.migration_schema import RunEventJSON

__all__ = ["NAME", "Events", "last", "since"]

#: The file's name within a run's folder.
NAME = "events.jsonl"

_TAIL = 65_536  # bytes in which the last line is looked for
_MOST = 2_000_000  # bytes of one answer


class Events:
    """A run's events, open for adding."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("ab")
        self._lock = threading.Lock()
        if self._file.tell() and not _tail(path, 1).endswith(b"\n"):
            self._file.write(b"\n")

    def add(self, event: RunEventJSON) -> None:
        """Add one; readers see it when this returns."""
        with self._lock:
            self._file.write(orjson.dumps(event) + b"\n")
            self._file.flush()

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def since(path: Path, after: int) -> tuple[list[RunEventJSON], int]:
    """The events behind a place in the file, and the place behind them.

    Lines that a kill cut short are left out.
    """
    try:
        with path.open("rb") as file:
            file.seek(max(0, after))
            data = file.read(_MOST)
    except OSError:
        return [], 0
    whole = data[: data.rfind(b"\n") + 1]
    found = (_event(line) for line in whole.splitlines())
    return [event for event in found if event], max(0, after) + len(whole)


def last(path: Path) -> RunEventJSON | None:
    """The last event; None where there is none."""
    try:
        lines = _tail(path, _TAIL).splitlines()
    except OSError:
        return None
    return next((event for line in reversed(lines) if (event := _event(line))), None)


def _tail(path: Path, most: int) -> bytes:
    with path.open("rb") as file:
        length = file.seek(0, os.SEEK_END)
        file.seek(max(0, length - most))
        return file.read()


def _event(line: bytes) -> RunEventJSON | None:
    try:
        found = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
    return cast("RunEventJSON", found) if isinstance(found, dict) and found else None
