"""One writer at a time: a lock that the system gives back when its holder dies."""

from __future__ import annotations

import contextlib
import os
import time
from typing import TYPE_CHECKING

from flowport.errors import ConflictError, InstanceError
from flowport.files import make_folder, reason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["locked"]

_PATIENCE = 10.0
_PAUSE = 0.05


@contextlib.contextmanager
def locked(path: Path, patience: float = _PATIENCE) -> Iterator[None]:
    """Hold a lock file while the block runs; ``patience`` in seconds.

    Raises:
        ConflictError: Someone else held it all that time.
        InstanceError: The file can't be made.
    """
    try:
        make_folder(path.parent, durable=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise InstanceError(f"{path.parent}: can't write here: {reason(error)}") from None
    try:
        _wait(handle, path, patience)
        yield
    finally:
        os.close(handle)


def _wait(handle: int, path: Path, patience: float) -> None:
    end = time.monotonic() + patience
    while not _taken(handle):
        if time.monotonic() >= end:
            where = path.parent.parent
            raise ConflictError(f"{where}: another flowport is writing here; try again later")
        time.sleep(_PAUSE)


def _taken(handle: int) -> bool:
    try:
        if os.name == "nt":
            import msvcrt  # noqa: PLC0415  only on Windows

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl  # noqa: PLC0415  not on Windows

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
