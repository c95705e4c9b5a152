"""What a database says when it can't go on, in a sentence that says what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.exc import IntegrityError

from flowport.errors import StorageError
from flowport.remedies import Remedy

if TYPE_CHECKING:
    from sqlalchemy.exc import DatabaseError

__all__ = ["meaning", "storage_error"]

#: Words of SQLite's and PostgreSQL's messages, and what they mean for a person.
_MEANINGS = (
    (
        ("is full", "No space left", "could not extend file"),
        "the disk is full, nothing was written",
    ),
    (("not a database",), f"the file is not a database, or it is damaged; {Remedy.RESTORE}"),
    (
        ("malformed", "disk image", "invalid page", "could not read block"),
        f"it is damaged; {Remedy.CHECK_DATABASE}, and {Remedy.RESTORE}",
    ),
    (("readonly", "read-only"), "it can't be written, since its file or disk is read-only"),
    (("is locked", "is busy"), "another process holds it; try again when that is done"),
    (("disk I/O error",), "the disk can't be read or written; look at the system's log"),
)


def storage_error(place: str, error: DatabaseError) -> Exception:
    """The error to raise for one of the database.

    Args:
        place: The database, without a password.
        error: What SQLAlchemy raised; a broken constraint stays what it is.
    """
    if isinstance(error, IntegrityError):
        return error
    return StorageError(f"the database {_shown(place)}: {meaning(str(error.orig))}")


def meaning(said: str) -> str:
    """What a driver's message means, or its first line."""
    known = (told for words, told in _MEANINGS if any(word in said for word in words))
    return next(known, said.strip().partition("\n")[0] or "it can't be used")


def _shown(place: str) -> str:
    """A SQLite file by its path, another database by its address."""
    return place.removeprefix("sqlite:///")
