"""Contents of flows as JSON strings, remembered by hash: a hash's text never changes."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

import orjson

from flowport.store import contents

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["Texts"]


class Texts:
    """Remembers up to so many bytes, the latest used."""

    def __init__(self, room: int = 24_000_000) -> None:
        self._room = room
        self._held = 0
        self._known: OrderedDict[str, bytes] = OrderedDict()

    def of(self, connection: Connection, digest: str) -> orjson.Fragment:
        """The text of a hash, ready for an answer."""
        known = self._known.get(digest)
        if known is None:
            known = orjson.dumps(contents.read(connection, digest))
            self._remember(digest, known)
        else:
            self._known.move_to_end(digest)
        return orjson.Fragment(known)

    def _remember(self, digest: str, text: bytes) -> None:
        self._known[digest] = text
        self._held += len(text)
        while self._held > self._room:
            self._held -= len(self._known.popitem(last=False)[1])
