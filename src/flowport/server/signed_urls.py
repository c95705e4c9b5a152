"""Signed URLs of the bytes of prompts and attached files, as S3 has them.

Whoever has one may do what it is signed for, until it ends: one upload, or downloads.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.responses import Response

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["LIFE", "PATHS", "SignedResource", "SignedUrls", "expired", "refusal", "wrong_method"]

#: How long a URL is good where a call says nothing of it, in seconds.
LIFE = 300
#: What the path of every URL of a kind begins with.
PATHS: Mapping[str, str] = {"attached-file": "/attached-file-data/", "prompt": "/prompt-files/"}
_ENDS: Mapping[str, str] = {"attached-file": "", "prompt": ".wav"}
_KINDS = {path: kind for kind, path in PATHS.items()}
#: The methods of an upload and of a download, and how a download is shown.
_WAYS = ("PUT", "GET", "GET-attachment", "GET-inline")

_FORM = re.compile(
    rf"(?:https?://[^/\s]+)?(?P<path>{'|'.join(_KINDS)})(?P<instance>[\w-]+)/(?P<id>[\w-]+)"
    r"(?P<end>(?:\.wav)?)"
    r"\?X-Amz-Expires=(?P<until>\d{1,12})&X-Amz-Signature=(?P<code>[0-9a-f]{64})",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class SignedResource:
    """What a URL names: a resource with bytes, and what the URL is good for."""

    kind: str
    instance: str
    id: str
    way: str = "GET"

    @property
    def inline(self) -> bool:
        """Whether a browser may show the bytes in place of downloading them."""
        return self.way == "GET-inline"


class SignedUrls:
    """Makes and reads them with a secret of the store."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    def url(self, origin: str, named: SignedResource, until: int | None = None) -> str:
        """The URL of a resource's bytes under the address of the server that the caller used.

        Args:
            origin: The scheme and host of that address.
            named: The resource, and what the URL is good for.
            until: How long it is good, in seconds since 1970; by default for ``LIFE``.
        """
        ends = int(time.time()) + LIFE if until is None else until
        query = f"X-Amz-Expires={ends}&X-Amz-Signature={self._code(named, str(ends))}"
        path = f"{PATHS[named.kind]}{named.instance}/{named.id}{_ENDS[named.kind]}"
        return f"{origin}{path}?{query}"

    def read(self, url: str, method: str = "GET") -> SignedResource | None:
        """What a URL or its path names; None if it is forged, too old or for another use."""
        found = _FORM.fullmatch(url)
        if found is None or int(found["until"]) < time.time():
            return None
        kind = _KINDS[found["path"]]
        if found["end"] != _ENDS[kind]:
            return None
        for way in _WAYS:
            named = SignedResource(kind, found["instance"], found["id"], way)
            signed = hmac.compare_digest(self._code(named, found["until"]), found["code"])
            if signed and way.startswith("GET" if method == "HEAD" else method):
                return named
        return None

    def _code(self, named: SignedResource, until: str) -> str:
        said = f"{named.kind}\n{named.way}\n{named.instance}\n{named.id}\n{until}"
        return hmac.new(self._secret, said.encode(), hashlib.sha256).hexdigest()


def refusal(status: int, code: str, message: str) -> Response:
    """An error as S3 answers it."""
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>{code}</Code><Message>{message}'
    return Response(f"{text}</Message></Error>", status, media_type="application/xml")


def expired() -> Response:
    """The answer to a URL that is not good, or not any more."""
    return refusal(403, "AccessDenied", "Request has expired, or its signature does not match.")


def wrong_method(*allowed: str) -> Response:
    """The answer to a method that no URL is for."""
    refused = refusal(405, "MethodNotAllowed", "The method is not allowed.")
    refused.headers["allow"] = ", ".join(allowed)
    return refused
