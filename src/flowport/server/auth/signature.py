"""Signature Version 4, verified: the request is signed again with the key's secret and compared.

The path enters encoded twice (once as sent, once here), as every service but S3 needs it.
"""

from __future__ import annotations

import hashlib
import hmac
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from flowport.server.protocol.errors import ServiceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["WINDOW", "Credential", "SignedRequest", "credential", "verify"]

#: How far a request's date may be from ours, in seconds.
WINDOW = 300.0

_ALGORITHM = "AWS4-HMAC-SHA256"
_DATE = "%Y%m%dT%H%M%SZ"
_DAY = 8  # characters of the day in a date
_SCOPE_PARTS = 5  # key, date, Region, service, aws4_request


@dataclass(frozen=True, slots=True)
class Credential:
    """What an Authorization header claims; nothing of it is believed before ``verify``."""

    key: str
    date: str
    region: str
    service: str
    signed: tuple[str, ...]
    signature: str

    @property
    def scope(self) -> str:
        """The credential scope that enters the signature."""
        return f"{self.date}/{self.region}/{self.service}/aws4_request"


@dataclass(frozen=True, slots=True)
class SignedRequest:
    """The parts of a request that a signature covers, as they were sent; from where, and how."""

    method: str
    raw_path: str
    raw_query: str
    headers: Mapping[str, str]
    body: bytes
    host: str = ""
    scheme: str = "http"


def credential(headers: Mapping[str, str]) -> Credential:
    """Read the Authorization header.

    Raises:
        ServiceError: There is none, or it is not one of Signature Version 4.
    """
    header = headers.get("authorization", "")
    if not header:
        raise ServiceError("MissingAuthenticationTokenException", "Missing Authentication Token")
    algorithm, _, rest = header.partition(" ")
    parts = dict(part.strip().partition("=")[::2] for part in rest.split(","))
    scope = parts.get("Credential", "").split("/")
    complete = {"Credential", "SignedHeaders", "Signature"} <= parts.keys()
    scoped = len(scope) == _SCOPE_PARTS and scope[-1] == "aws4_request"
    if algorithm != _ALGORITHM or not complete or not scoped:
        raise ServiceError(
            "IncompleteSignatureException",
            "Authorization header requires 'Credential', 'SignedHeaders' and 'Signature' "
            f"of {_ALGORITHM}.",
        )
    signed = tuple(parts["SignedHeaders"].lower().split(";"))
    return Credential(scope[0], scope[1], scope[2], scope[3], signed, parts["Signature"])


def verify(claimed: Credential, secret: str, sent: SignedRequest, now: float | None = None) -> None:
    """Check that a request was signed with the secret, lately, for this service.

    Raises:
        ServiceError: It was not; the message says which of these failed.
    """
    stamp = sent.headers.get("x-amz-date", "")
    _check_date(stamp, claimed, time.time() if now is None else now)
    if claimed.service != "connect":
        raise _refused("Credential should be scoped to correct service: 'connect'.")
    covered = {name for name in sent.headers if name == "host" or name.startswith("x-amz-")}
    if not covered <= set(claimed.signed):
        raise _refused("'Host' and every 'X-Amz-' header must be a 'SignedHeader'.")
    digest = hashlib.sha256(_canonical(claimed, sent).encode()).hexdigest()
    to_sign = f"{_ALGORITHM}\n{stamp}\n{claimed.scope}\n{digest}"
    key = _signing_key(secret, claimed.date, claimed.region, claimed.service)
    expected = hmac.new(key, to_sign.encode(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected.encode(), claimed.signature.encode()):
        raise _refused(
            "The request signature we calculated does not match the signature you provided. "
            "Check your secret access key and signing method."
        )


def _canonical(claimed: Credential, sent: SignedRequest) -> str:
    return "\n".join(
        (
            sent.method,
            quote(sent.raw_path or "/", safe="/~"),
            "&".join(sorted(sent.raw_query.split("&"))),
            *_canonical_headers(claimed.signed, sent.headers),
            "",
            ";".join(claimed.signed),
            hashlib.sha256(sent.body).hexdigest(),
        )
    )


def _refused(message: str) -> ServiceError:
    return ServiceError("InvalidSignatureException", message)


def _check_date(stamp: str, claimed: Credential, now: float) -> None:
    try:
        moment = _seconds(stamp)
    except ValueError as error:
        raise ServiceError(
            "IncompleteSignatureException",
            f"Date must be in the header X-Amz-Date and of the form {_DATE}: {stamp[:40]!r}",
        ) from error
    if stamp[:_DAY] != claimed.date:
        raise _refused("Date in Credential scope does not match YYYYMMDD from ISO-8601 date.")
    if abs(now - moment) > WINDOW:
        word = "expired" if moment < now else "not yet current"
        raise _refused(f"Signature {word}: {stamp} is more than {WINDOW / 60:.0f} minutes away")


@lru_cache(maxsize=256)
def _seconds(stamp: str) -> float:
    return datetime.strptime(stamp, _DATE).replace(tzinfo=UTC).timestamp()


def _canonical_headers(signed: Iterable[str], headers: Mapping[str, str]) -> list[str]:
    return [f"{name}:{' '.join(headers.get(name, '').split())}" for name in signed]


@lru_cache(maxsize=256)
def _signing_key(secret: str, date: str, region: str, service: str) -> bytes:
    key = f"AWS4{secret}".encode()
    for part in (date, region, service, "aws4_request"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return key
