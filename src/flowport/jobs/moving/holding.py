"""Holding a file, so that two processes are never at the same run."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["hold", "is_held"]


def hold(file: BinaryIO) -> bool:
    """Hold an open file until it is closed; False if it is held already, here or elsewhere."""
    try:
        if os.name == "nt":
            import msvcrt  # noqa: PLC0415  only on Windows

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl  # noqa: PLC0415  not on Windows

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def is_held(path: Path) -> bool:
    """Whether someone holds a file now; a file that is not there is held by nobody."""
    try:
        with path.open("rb+") as file:
            return not hold(file)
    except OSError:
        return False
