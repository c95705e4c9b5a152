"""What the service, the SDK and the network say, as Flowport's own errors."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    CredentialRetrievalError,
    HTTPClientError,
    NoCredentialsError,
    ParamValidationError,
    PartialCredentialsError,
    ProfileNotFound,
    SSOTokenLoadError,
    TokenRetrievalError,
    UnauthorizedSSOTokenError,
)
from botocore.exceptions import (
    ConnectionError as NoConnectionError,
)
from botocore.parsers import ResponseParserError

from flowport.errors import (
    ConflictError,
    CredentialsError,
    ForbiddenError,
    InstanceError,
    InvalidAnswerError,
    NotFoundError,
    QuotaError,
    RefusedError,
    ThrottledError,
    UnreachableError,
    UsageError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["told"]

_CODES: dict[str, type[InstanceError]] = {
    "ResourceNotFoundException": NotFoundError,
    "ContactFlowNotPublishedException": NotFoundError,
    "UnknownOperationException": NotFoundError,
    "NotImplementedException": NotFoundError,
    "AccessDeniedException": ForbiddenError,
    "AccessDenied": ForbiddenError,
    "UnrecognizedClientException": CredentialsError,
    "InvalidSignatureException": CredentialsError,
    "SignatureDoesNotMatch": CredentialsError,
    "MissingAuthenticationTokenException": CredentialsError,
    "IncompleteSignatureException": CredentialsError,
    "InvalidClientTokenId": CredentialsError,
    "ExpiredTokenException": CredentialsError,
    "ExpiredToken": CredentialsError,
    "DuplicateResourceException": ConflictError,
    "ResourceConflictException": ConflictError,
    "ConflictException": ConflictError,
    "ResourceInUseException": ConflictError,
    "IdempotencyException": ConflictError,
    "ConditionalOperationFailedException": ConflictError,
    "LimitExceededException": QuotaError,
    "ServiceQuotaExceededException": QuotaError,
    "ThrottlingException": ThrottledError,
    "TooManyRequestsException": ThrottledError,
    "InternalServiceException": UnreachableError,
    "ServiceUnavailable": UnreachableError,
}

#: What to do about a code, where its own words don't say.
_ADVICE = {
    "ExpiredTokenException": "the session has expired; sign in again and go on",
    "ExpiredToken": "the session has expired; sign in again and go on",
    "UnrecognizedClientException": "the credentials are not known there",
    "InvalidSignatureException": "the credentials are wrong",
    "InvalidClientTokenId": "the credentials are not known there",
}

#: The HTTP status by which a service, or a proxy before it, refuses calls for their number.
_TOO_MANY = 429

_NO_CREDENTIALS = (
    NoCredentialsError,
    PartialCredentialsError,
    CredentialRetrievalError,
    SSOTokenLoadError,
    TokenRetrievalError,
    UnauthorizedSSOTokenError,
)


@contextlib.contextmanager
def told(place: str, step: str) -> Iterator[None]:
    """Run a call and raise what goes wrong as one sentence about that place and step.

    Raises:
        InstanceError: Whatever the service or the network said.
        UsageError: The call itself can't be made.
    """
    try:
        yield
    except ClientError as error:
        raise _instance_error(error, place, step) from error
    except _NO_CREDENTIALS as error:
        sentence = (
            f"{place}: can't {step}: no valid credentials ({error}); name a profile, or sign in"
        )
        raise CredentialsError(sentence) from error
    except InvalidAnswerError as error:
        raise InvalidAnswerError(f"{place}: can't {step}: {error}") from error
    except ResponseParserError as error:
        sentence = f"{place}: can't {step}: no valid answer from Connect: {_one_line(error)}"
        raise InvalidAnswerError(sentence) from error
    except (ParamValidationError, ProfileNotFound) as error:
        raise UsageError(f"{place}: can't {step}: {_one_line(error)}") from error
    except (NoConnectionError, HTTPClientError) as error:
        raise UnreachableError(f"{place}: can't {step}: {_one_line(error)}") from error
    except BotoCoreError as error:
        raise InstanceError(f"{place}: can't {step}: {_one_line(error)}") from error


def _instance_error(error: ClientError, place: str, step: str) -> InstanceError:
    body: Any = error.response
    code = str(body.get("Error", {}).get("Code", ""))
    message = body.get("Error", {}).get("Message") or body.get("message") or code
    if code.startswith("InvalidContactFlow"):
        listed = body.get("problems") or body.get("Problems") or ()
        problems = tuple(str(each.get("message", "")) for each in listed)
        what = "; ".join(problems) or message
        return RefusedError(f"{place}: can't {step}: {what}", problems=problems)
    status = body.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    server = 500  # the first HTTP status by which a server owns up
    if status == _TOO_MANY:
        return _CODES.get(code, ThrottledError)(f"{place}: can't {step}: {message}")
    if code not in _CODES and (not code or code.isdigit()) and status < server:
        return InvalidAnswerError(
            f"{place}: can't {step}: no valid answer from Connect: HTTP {status} without an error "
            "of Connect; is there a proxy in between?"
        )
    kind = _CODES.get(code, UnreachableError if status >= server else InstanceError)
    return kind(f"{place}: can't {step}: {_ADVICE.get(code) or message}")


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
