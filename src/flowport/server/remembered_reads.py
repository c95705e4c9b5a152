"""Answers to reads, remembered until someone commits: the same question has the same answer.

What a read answers follows from the operation, its parameters, its caller and the database alone,
so nothing is remembered beyond a change of the database, whoever made it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import orjson

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.server.auth.principals import Principal
    from flowport.store.instances import InstanceRow

__all__ = ["AnswerCache", "Question", "question"]

Question: TypeAlias = "tuple[Principal, str, bytes]"


def question(caller: Principal, operation: str, params: Mapping[str, Any]) -> Question:
    """What an answer is remembered by."""
    return caller, operation, orjson.dumps(params)


class AnswerCache:
    """Remembers up to so many bytes, and the instances that were read on the way.

    Attributes:
        instances: Those that were read since the last commit, by id.
    """

    def __init__(self, room: int = 24_000_000) -> None:
        self._room = room
        self._version: object = None
        self._forget()

    def _forget(self) -> None:
        self._held = 0
        self._known: dict[Question, bytes] = {}
        self.instances: dict[str, InstanceRow] = {}

    def see(self, version: object) -> None:
        """Forget everything if the database is at another version than at the last call."""
        if version != self._version:
            self._version = version
            self._forget()

    def get(self, asked: Question) -> bytes | None:
        """The answer, if it is remembered."""
        return self._known.get(asked)

    def put(self, asked: Question, answer: bytes, version: object) -> None:
        """Remember an answer that was begun at a version of the database, if that is still known.

        When the space is used up, those before it are dropped.
        """
        if version != self._version:
            return
        size = len(answer) + len(asked[2])
        if self._held + size > self._room:
            self._held, self._known = 0, {}
        self._held += size
        self._known[asked] = answer
