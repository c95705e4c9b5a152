"""Passwords: argon2 hashes, and as much work for a name that does not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from flowport.errors import UsageError
from flowport.store import access

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["SHORTEST", "hash_password", "matches", "set_password"]

#: The fewest characters of a password.
SHORTEST = 8

_hasher = PasswordHasher()
_NOBODY = _hasher.hash("")


def hash_password(password: str) -> str:
    """The hash of a password; slow by design, so do it outside a transaction.

    Raises:
        UsageError: It is too short, or not UTF-8.
    """
    if len(password) < SHORTEST:
        raise UsageError(f"a password has at least {SHORTEST} characters")
    try:
        return _hasher.hash(password)
    except UnicodeEncodeError:
        raise UsageError("a password is UTF-8, and this one holds half a character") from None


def set_password(connection: Connection, instance: str, user: str, password: str) -> None:
    """Set a user's password.

    Raises:
        UsageError: It is too short, or not UTF-8.
    """
    access.set_password_hash(connection, instance, user, hash_password(password))


def matches(hashed: str | None, password: str) -> bool:
    """Whether a password is the one of a hash; None takes as long and never matches."""
    try:
        _hasher.verify(hashed or _NOBODY, password)
    except (VerificationError, InvalidHashError, UnicodeEncodeError):
        return False
    return hashed is not None
