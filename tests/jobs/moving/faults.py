"""What goes wrong between a migration and its target: calls that fail, and a process that dies."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING, Any

from flowport.errors import ForbiddenError, NotFoundError, ThrottledError, UnreachableError
from flowport.jobs.moving.journal import Journal
from flowport.ports import FlowKey, Which

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from flowport.ports import About, Content, FlowSummary, NewFlow, State
    from flowport.refs.resource import Resource
    from jobs.moving.world import Memory

__all__ = ["Faulty", "Killed", "KillingJournal"]

#: How often each fault happens, of a thousand calls.
_FAULTS: Mapping[str, int] = {
    "throttled": 60,
    "lost before": 30,
    "lost after": 60,
    "server error": 30,
    "expired": 10,
}


class Killed(BaseException):
    """The process is gone."""


class KillingJournal(Journal):
    """A journal whose process dies at one of its lines: before it, in its midst, or after."""

    def __init__(self, path: Path, line: int, when: str) -> None:
        self._left = line
        self._when = when
        super().__init__(path)

    def _append(self, line: bytes, *, durable: bool) -> None:
        self._left -= 1
        if self._left > 0:
            super()._append(line, durable=durable)
            return
        if self._when == "within":
            super()._append(line[: len(line) // 2], durable=durable)
        elif self._when == "after":
            super()._append(line, durable=durable)
        raise Killed


class Faulty:
    """An instance whose calls fail now and then, and whose reads lag behind its writes."""

    def __init__(self, inside: Memory, seed: int) -> None:
        self.inside = inside
        self.met: Counter[str] = Counter()
        self._dice = random.Random(seed)  # noqa: S311  it makes tests, and guards nothing
        self._lag: dict[FlowKey, int] = {}
        self._old: dict[FlowKey, Any] = {}

    @property
    def about(self) -> About:
        """Which instance it is."""
        return self.inside.about

    @property
    def directory(self) -> Memory:
        """Its directory."""
        return self.inside

    paced = False
    drafts_modules = False
    root = None
    address = ""

    def remove_if_empty(self) -> None:
        """Nothing: it is not a folder."""

    def forget(self, kind: str | None = None) -> None:
        """Nothing is remembered."""

    def _fault(self) -> str:
        throw = self._dice.randrange(1000)
        for fault, share in _FAULTS.items():
            throw -= share
            if throw < 0:
                self.met[fault] += 1
                return fault
        return ""

    def _call(self, run: Callable[[], Any]) -> Any:
        fault = self._fault()
        if fault == "throttled":
            raise ThrottledError("Rate exceeded")
        if fault == "expired":
            raise ForbiddenError("the session has expired; sign in again and go on")
        if fault == "lost before":
            raise UnreachableError("connection reset")
        if fault == "server error":
            raise UnreachableError("internal error")
        done = run()
        if fault == "lost after":
            raise UnreachableError("read timed out")
        return done

    def _lags(self, key: FlowKey) -> bool:
        """Whether this read still shows how it was before the last write."""
        if self._lag.get(key, 0) <= 0:
            return False
        self._lag[key] -= 1
        self.met["stale"] += 1
        return True

    def _wrote(self, key: FlowKey, old: Any) -> None:
        self._lag[key] = self._dice.choice((0, 0, 0, 1, 2))
        self._old[key] = old

    def flows(self) -> Sequence[FlowSummary]:
        """The list, perhaps without what is new."""
        every = self._call(self.inside.flows)
        return [f for f in every if not (self._old.get(f.key, 0) is None and self._lags(f.key))]

    def read(self, key: FlowKey, which: Which | int = Which.SAVED) -> Content:
        """A content, perhaps the former."""

        def run() -> Content:
            if not self._lags(key):
                return self.inside.read(key, which)
            now, old = self.inside.held.get(key), self._old[key]
            if old is None or now is None:
                raise NotFoundError(f"there is no {key.id} yet")
            self.inside.held[key] = old
            try:
                return self.inside.read(key, which)
            finally:
                self.inside.held[key] = now

        found: Content = self._call(run)
        return found

    def create(self, new: NewFlow, *, publish: bool = False) -> FlowSummary:
        """Make a flow."""

        def run() -> FlowSummary:
            made = self.inside.create(new, publish=publish)
            self._wrote(made.key, None)
            return made

        made: FlowSummary = self._call(run)
        return made

    def _write(self, key: FlowKey, run: Callable[[], None]) -> None:
        def both() -> None:
            old = self.inside.held.get(key)
            run()
            self._wrote(key, old)

        self._call(both)

    def save(self, key: FlowKey, text: str, *, settings: str | None = None) -> None:
        """Replace the draft."""
        self._write(key, lambda: self.inside.save(key, text, settings=settings))

    def publish(self, key: FlowKey, text: str, *, settings: str | None = None) -> None:
        """Replace the draft and what callers hear."""
        self._write(key, lambda: self.inside.publish(key, text, settings=settings))

    def describe(
        self, key: FlowKey, *, name: str | None = None, description: str | None = None
    ) -> None:
        """Change name or description."""
        self._write(key, lambda: self.inside.describe(key, name=name, description=description))

    def set_state(self, key: FlowKey, state: State) -> None:
        """Archive, or take back."""
        self._write(key, lambda: self.inside.set_state(key, state))

    def delete(self, key: FlowKey) -> None:
        """Delete."""
        self._call(lambda: self.inside.delete(key))

    def now(self) -> float:
        """Its time."""
        return self.inside.now()

    def versions(self, key: FlowKey) -> Sequence[Any]:
        """The versions."""
        found: Sequence[Any] = self._call(lambda: self.inside.versions(key))
        return found

    def make_version(self, key: FlowKey, description: str = "") -> Any:
        """Keep a version."""
        return self._call(lambda: self.inside.make_version(key, description))

    def delete_version(self, key: FlowKey, number: int) -> None:
        """Delete a version."""
        self._call(lambda: self.inside.delete_version(key, number))

    def aliases(self, key: FlowKey) -> Sequence[Any]:
        """The aliases."""
        found: Sequence[Any] = self._call(lambda: self.inside.aliases(key))
        return found

    def create_alias(self, key: FlowKey, name: str, version: int, description: str = "") -> Any:
        """Name a version."""
        return self._call(lambda: self.inside.create_alias(key, name, version, description))

    def delete_alias(self, key: FlowKey, alias: str) -> None:
        """Delete an alias."""
        self._call(lambda: self.inside.delete_alias(key, alias))

    def set_tags(self, key: FlowKey, tags: Mapping[str, str]) -> None:
        """Replace all tags."""
        self._write(key, lambda: self.inside.set_tags(key, tags))

    def details(self, resource: Resource) -> Mapping[str, Any]:
        """What a resource was made from."""
        return self.inside.details(resource)

    def modified(self, resource: Resource) -> float | None:
        """When a resource was last changed."""
        return self.inside.modified(resource)

    def create_resource(self, kind: str, details: Mapping[str, Any]) -> Resource:
        """Make a resource."""
        made: Resource = self._call(lambda: self.inside.create_resource(kind, details))
        return made

    def complete_resource(self, resource: Resource, details: Mapping[str, Any]) -> None:
        """Complete a resource."""
        self._call(lambda: self.inside.complete_resource(resource, details))

    def delete_resource(self, resource: Resource) -> None:
        """Delete a resource."""
        self._call(lambda: self.inside.delete_resource(resource))
