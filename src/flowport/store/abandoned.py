"""A new SQLite file whose first use failed: nothing of it is left behind."""

from __future__ import annotations

import contextlib
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["not_left_behind"]


@contextlib.contextmanager
def not_left_behind(place: str) -> Iterator[None]:
    """Remove the file of a database that is created within the block, if the block fails.

    A file that was there before, that holds an instance, or that another process has open stays.

    Args:
        place: A path of a SQLite file; an address of a server is left alone.
    """
    path = Path(place)
    new = "://" not in place and place not in {"", ":memory:"} and not path.exists()
    try:
        yield
    except BaseException:
        if new and path.is_file() and _is_unused(path):
            for end in ("", "-wal", "-shm"):
                Path(f"{path}{end}").unlink(missing_ok=True)
        raise


def _is_unused(path: Path) -> bool:
    log = Path(f"{path}-wal")
    if log.exists() and log.stat().st_size:  # another process has it open, and wrote into it
        return False
    address = f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            return connection.execute("SELECT 1 FROM instances").fetchone() is None
    except sqlite3.Error:  # not even its tables were made
        return True
