"""URLs of attached files: signed, for one upload or for downloads, and good for a while."""

from __future__ import annotations

import hashlib
import hmac
import re
import time
from dataclasses import dataclass

__all__ = ["LIFE", "PATH", "AttachedFileUrls", "SignedFile"]

#: How long a URL is good where a call says nothing of it, in seconds.
LIFE = 300
#: What the path of every one begins with.
PATH = "/attached-file-data/"
#: The methods of an upload and of a download, and how a download is shown.
_WAYS = ("PUT", "GET-attachment", "GET-inline")

_FORM = re.compile(
    rf"{PATH}(?P<instance>[\w-]+)/(?P<file>[\w-]+)"
    r"\?X-Amz-Expires=(?P<until>\d{1,12})&X-Amz-Signature=(?P<code>[0-9a-f]{64})",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class SignedFile:
    """What a URL names: the file, and what it is good for."""

    instance: str
    file: str
    way: str

    @property
    def inline(self) -> bool:
        """Whether a browser may show the file in place of downloading it."""
        return self.way == "GET-inline"


class AttachedFileUrls:
    """Makes and reads them with a secret of the store."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    def url(self, origin: str, named: SignedFile, until: int) -> str:
        """The URL of a file under the address of the server that the caller used.

        Args:
            origin: The scheme and host of that address.
            named: The file, and what the URL is good for.
            until: How long it is good, in seconds since 1970.
        """
        query = f"X-Amz-Expires={until}&X-Amz-Signature={self._code(named, str(until))}"
        return f"{origin}{PATH}{named.instance}/{named.file}?{query}"

    def read(self, url: str, method: str) -> SignedFile | None:
        """What a URL without its origin names; None if it is forged, too old or for another use."""
        found = _FORM.fullmatch(url)
        if found is None or int(found["until"]) < time.time():
            return None
        for way in _WAYS:
            named = SignedFile(found["instance"], found["file"], way)
            signed = hmac.compare_digest(self._code(named, found["until"]), found["code"])
            if signed and way.startswith("GET" if method == "HEAD" else method):
                return named
        return None

    def _code(self, named: SignedFile, until: str) -> str:
        said = f"{named.way}\n{named.instance}\n{named.file}\n{until}"
        return hmac.new(self._secret, said.encode(), hashlib.sha256).hexdigest()
