"""Answers to writes that carry a client token, so that a retry gets the first one's answer."""

from __future__ import annotations

import time
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, insert, select

from flowport.store import schema

__all__ = ["LIFE", "RepeatedCall", "get", "put"]

#: How long an answer is kept, in seconds: far longer than any client goes on retrying.
LIFE = 24 * 3600.0

_repeats = schema.repeats
_GET = select(_repeats.c.params, _repeats.c.answer).where(
    _repeats.c.token == bindparam("token"), _repeats.c.created > bindparam("since")
)
_OLD = delete(_repeats).where(_repeats.c.created <= bindparam("since"))


@dataclass(frozen=True, slots=True)
class RepeatedCall:
    """The hash of a call's parameters, and what was answered."""

    params: str
    answer: bytes


def get(connection: Connection, token: str) -> RepeatedCall | None:
    """What was answered to the call of a token, or None if it is new."""
    row = connection.execute(_GET, {"token": token, "since": time.time() - LIFE}).first()
    return None if row is None else RepeatedCall(row.params, bytes(row.answer))


def put(connection: Connection, token: str, repeat: RepeatedCall) -> None:
    """Keep an answer, and forget the old ones."""
    now = time.time()
    connection.execute(_OLD, {"since": now - LIFE})
    values = {"token": token, "params": repeat.params, "answer": repeat.answer, "created": now}
    connection.execute(insert(_repeats), values)
