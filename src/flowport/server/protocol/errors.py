"""Errors as the API sends them: an HTTP status, a name in a header, and a JSON body."""

from __future__ import annotations

from typing import Any

import orjson

from flowport.errors import (
    ConflictError,
    ForbiddenError,
    NotFoundError,
    RefusedError,
    StorageError,
    WorkLimitError,
)

__all__ = ["FRONT_DOOR", "ServiceError", "denied", "invalid", "missing", "of", "refused"]

#: Errors that are in no model: those of the signature, and for what is not implemented.
FRONT_DOOR = {
    "MissingAuthenticationTokenException": 403,
    "IncompleteSignatureException": 400,
    "InvalidSignatureException": 403,
    "UnrecognizedClientException": 403,
    "UnknownOperationException": 404,
    "RequestEntityTooLargeException": 413,
    "NotImplementedException": 501,
}

#: Our exceptions and the API's, for those that an operation does not turn itself.
_NAMES: tuple[tuple[type[Exception], str], ...] = (
    (NotFoundError, "ResourceNotFoundException"),
    (ConflictError, "DuplicateResourceException"),
    (ForbiddenError, "AccessDeniedException"),
    (RefusedError, "InvalidRequestException"),
    (WorkLimitError, "LimitExceededException"),
    (StorageError, "InternalServiceException"),
)


class ServiceError(Exception):
    """An answer that is an error.

    Attributes:
        name: The error's name in the model, such as ``ResourceNotFoundException``.
        message: The sentence, or None where the service sends null.
        members: What else the model gives this error (problems, reasons).
    """

    def __init__(self, name: str, message: str | None, **members: Any) -> None:
        super().__init__(message or name)
        self.name = name
        self.message = message
        self.members = members

    def body(self, key: str = "Message") -> bytes:
        """The JSON body, its message under the key that the model gives it."""
        return orjson.dumps({key: self.message, **self.members})


def invalid(message: str) -> ServiceError:
    """A parameter is wrong."""
    return ServiceError("InvalidParameterException", message)


def refused(message: str) -> ServiceError:
    """The parameters are right in themselves, but not here or not now."""
    return ServiceError("InvalidRequestException", message)


def missing(message: str) -> ServiceError:
    """Something named is not there."""
    return ServiceError("ResourceNotFoundException", message)


def denied(message: str) -> ServiceError:
    """The caller may not do that."""
    return ServiceError("AccessDeniedException", message)


def of(error: Exception) -> ServiceError | None:
    """The API's error for one of ours, or None if it has none."""
    for kind, name in _NAMES:
        if isinstance(error, kind):
            return ServiceError(name, str(error))
    return None
