"""Answers to reads, remembered until something that they depend on changes; none is outdated.

What a read answers follows from the operation, its parameters, its caller and the database alone.
Where the database says what was changed (``store.changes``), an answer is forgotten when a scope
changes that it was read from; else with every commit, whoever made it.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any, TypeAlias

import orjson

from flowport.store import schema
from flowport.store.changes import EVERYTHING, OTHERS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from flowport.server.auth.principals import Principal
    from flowport.store.instances import InstanceRow

__all__ = ["AnswerCache", "Question", "question"]

Question: TypeAlias = "tuple[Principal, str, bytes]"


def question(caller: Principal, operation: str, params: Mapping[str, Any]) -> Question:
    """What an answer is remembered by."""
    return caller, operation, orjson.dumps(params)


_INSTANCES = schema.instances.name
_REMEMBERED_VERSIONS = 256


class AnswerCache:
    """Remembers answers of up to ``room`` bytes, and the instances that were read for them.

    Attributes:
        instances: Those that were read since one changed, by id; every answer depends on them.
    """

    def __init__(self, room: int = 24_000_000) -> None:
        self._room = room
        # What changed between each of the latest versions and the one before, the oldest first.
        self._versions: OrderedDict[object, frozenset[str]] = OrderedDict()
        self.instances: dict[str, InstanceRow] = {}
        self._forget_answers()

    def _forget_answers(self) -> None:
        self._held = 0
        self._known: dict[Question, tuple[bytes, frozenset[str]]] = {}
        self._dependent: dict[str, set[Question]] = {}

    def see(self, version: object) -> None:
        """Forget everything if the database is at a version that was not announced."""
        if version not in self._versions:
            self.announce(version, None)

    def announce(self, version: object, changed: frozenset[str] | None) -> None:
        """Go on to a version of the database.

        Args:
            version: The database's version, later than that of the last call.
            changed: The scopes that changed since then; None where that is not known.
        """
        if next(reversed(self._versions), None) == version:
            return
        if changed is None or EVERYTHING in changed or version in self._versions:
            self._versions.clear()
            self.instances = {}
            self._forget_answers()
            changed = frozenset()
        self._versions[version] = changed
        if len(self._versions) > _REMEMBERED_VERSIONS:
            self._versions.popitem(last=False)
        if _INSTANCES in changed:
            self.instances = {}
        for scope in (OTHERS, *changed):
            for asked in list(self._dependent.get(scope, ())):
                self._drop(asked)

    def _drop(self, asked: Question) -> None:
        answer, read = self._known.pop(asked)
        self._held -= len(answer) + len(asked[2])
        for scope in read:
            self._dependent[scope].remove(asked)
            if not self._dependent[scope]:
                del self._dependent[scope]

    def get(self, asked: Question) -> bytes | None:
        """The answer, if it is remembered."""
        known = self._known.get(asked)
        return None if known is None else known[0]

    def put(
        self, asked: Question, answer: bytes, version: object, read: Collection[str] = ()
    ) -> None:
        """Remember an answer that was begun at a version, if nothing that it read changed since.

        When the space is used up, those before it are dropped.

        Args:
            asked: The question.
            answer: What is answered to it.
            version: The version of the database before the answer was read.
            read: The scopes from which it was read, besides the instances.
        """
        scopes = frozenset({_INSTANCES, *read})
        if self._changed_since(version, scopes):
            return
        if asked in self._known:
            self._drop(asked)
        size = len(answer) + len(asked[2])
        if self._held + size > self._room:
            self._forget_answers()
        self._held += size
        self._known[asked] = answer, scopes
        for scope in scopes:
            self._dependent.setdefault(scope, set()).add(asked)

    def _changed_since(self, version: object, read: frozenset[str]) -> bool:
        """Whether a scope changed after a version, or may have."""
        for each, changed in reversed(self._versions.items()):
            if each == version:
                return False
            if OTHERS in read or not changed.isdisjoint(read):
                return True
        return True
