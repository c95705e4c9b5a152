"""Errors as the page gets them: a status, and one JSON shape with a code and a sentence."""

from __future__ import annotations

from functools import partial
from typing import Any

from flowport.errors import (
    ConflictError,
    ConversionError,
    DocumentError,
    EditError,
    FlowportError,
    ForbiddenError,
    NotFoundError,
    RefusedError,
    StorageError,
    WorkLimitError,
)
from flowport.server.protocol.errors import ServiceError

__all__ = ["STATUSES", "Refusal", "of"]

#: The status of each code.
STATUSES = {
    "bad-request": 400,
    "bad-json": 400,
    "bad-command": 400,
    "bad-file": 400,
    "signed-out": 401,
    "wrong-password": 401,
    "forbidden": 403,
    "bad-csrf": 403,
    "not-found": 404,
    "wrong-method": 405,
    "conflict": 409,
    "name-taken": 409,
    "base-gone": 409,
    "busy": 409,
    "wrong-state": 409,
    "unconfirmed": 409,
    "too-large": 413,
    "too-much": 422,
    "refused": 422,
    "too-many": 429,
    "internal": 500,
    "no-page": 503,
}

#: Our exceptions and the page's codes; the first that fits counts.
_CODES: tuple[tuple[type[Exception], str], ...] = (
    (NotFoundError, "not-found"),
    (ConflictError, "name-taken"),
    (ForbiddenError, "forbidden"),
    (RefusedError, "refused"),
    (WorkLimitError, "too-much"),
    (EditError, "bad-request"),
    (DocumentError, "bad-file"),
    (ConversionError, "bad-file"),
    (StorageError, "internal"),
    (FlowportError, "bad-request"),
    (ServiceError, "bad-request"),
)


class Refusal(Exception):  # noqa: N818  an answer, said by its name
    """An answer that is an error.

    Attributes:
        code: One of the codes above.
        message: The sentence for the person at the page.
        more: Further members of the error.
    """

    def __init__(self, code: str, message: str, **more: Any) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.more = more
        #: The name that was tried to sign in with, and the instances that have it.
        self.bearers: tuple[str, tuple[str, ...]] = "", ()

    def __reduce__(self) -> tuple[Any, ...]:
        """What another process needs to raise it again."""
        return partial(Refusal, **self.more), (self.code, self.message)

    @property
    def status(self) -> int:
        """The HTTP status."""
        return STATUSES[self.code]

    def as_json(self) -> dict[str, Any]:
        """The body."""
        return {"error": {"code": self.code, "message": self.message, **self.more}}


#: What is said of a string that no database and no file takes.
_HALF = "A string holds half a character: a surrogate without the other one."


def of(error: Exception) -> Refusal | None:
    """The page's error for one of ours, or None if it has none."""
    if isinstance(error, UnicodeEncodeError):
        return Refusal("bad-request", _HALF)
    for kind, code in _CODES:
        if isinstance(error, kind):
            more = {"problems": list(error.problems)} if isinstance(error, RefusedError) else {}
            return Refusal(code, _sentence(str(error)), **more)
    return None


def _sentence(text: str) -> str:
    first = text[:1].upper() + text[1:]
    return first if first.endswith((".", "!", "?")) else f"{first}."
