"""Pages of lists: opaque tokens that belong to one operation and its filter.

A token holds where the page ended and is signed, so that one of another operation or of another
database is refused instead of giving a page from nowhere.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import TYPE_CHECKING, Any

import orjson

from flowport.server.protocol.errors import invalid

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Pages"]

_MAC = 16  # bytes of the code that signs a token
_OUTSIDE = frozenset({"NextToken", "MaxResults"})


class Pages:
    """Makes and reads tokens with a secret of the store."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    def token(self, operation: str, params: Mapping[str, Any], position: list[Any]) -> str:
        """The token of the page behind a position."""
        body = orjson.dumps(position)
        return base64.urlsafe_b64encode(self._mac(operation, params, body) + body).decode()

    def position(self, operation: str, params: Mapping[str, Any]) -> list[Any] | None:
        """Where the page begins that the request's token asks for; None without a token.

        Raises:
            ServiceError: The token is not one that this operation gave for this filter.
        """
        token = params.get("NextToken")
        if not token:
            return None
        try:
            data = base64.urlsafe_b64decode(token)
        except ValueError as error:
            raise invalid("Invalid NextToken") from error
        if not hmac.compare_digest(self._mac(operation, params, data[_MAC:]), data[:_MAC]):
            raise invalid("Invalid NextToken: it belongs to another request")
        found: list[Any] = orjson.loads(data[_MAC:])
        return found

    def _mac(self, operation: str, params: Mapping[str, Any], body: bytes) -> bytes:
        kept = {name: value for name, value in params.items() if name not in _OUTSIDE}
        text = b"\n".join(
            (operation.encode(), orjson.dumps(kept, option=orjson.OPT_SORT_KEYS), body)
        )
        return hmac.new(self._secret, text, hashlib.sha256).digest()[:_MAC]
