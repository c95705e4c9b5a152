"""Versions and aliases that a run creates; those that existed or that others create are not its.

A version carries the note of its step, and the journal keeps what was there before the first try:
whatever is new and carries the note is the run's, however often its creation arrived.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flowport.errors import NotFoundError
from flowport.jobs.moving.claims import TakenError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from flowport.jobs.moving.creating import Creator
    from flowport.jobs.moving.journal import Journal
    from flowport.jobs.moving.pace import PacedCalls
    from flowport.jobs.moving.plan import Step
    from flowport.ports import Alias, FlowKey, Instance, Version

__all__ = ["Snapshots"]


@dataclass(frozen=True, slots=True)
class Snapshots:
    """Creates versions and aliases in a target, and deletes those of a run."""

    target: Instance
    journal: Journal
    paced: PacedCalls

    def version(self, once: Creator, step: Step, key: FlowKey, note: str) -> Version:
        """Keep what is published as a version with a note; one, however often the call arrives."""
        before = self._before(step, lambda: [each.number for each in self._versions(key)])
        made = once(
            step,
            ("make_version", str(key.kind)),
            lambda: self.target.make_version(key, note),
            lambda _began: next(iter(self._own(key, before, note)), None),
            {"before": before},
        )
        if made.number == max(before, default=0) + 1:
            return made
        first, *doubles = self._own(key, before, note) or [made]
        self._remove(key, doubles)
        return first

    def alias(self, once: Creator, step: Step, key: FlowKey, name: str, number: int) -> Alias:
        """Name a version.

        Raises:
            TakenError: Someone else's alias has the name.
        """
        before = self._before(step, lambda: [each.id for each in self._aliases(key)])

        def find(_began: float) -> Alias | None:
            every = [each for each in self._aliases(key) if each.name == name]
            if any(each.id in before or each.version != number for each in every):
                raise TakenError(f"someone else created the alias {name!r}; create a new plan")
            return next(iter(every), None)

        return once(
            step,
            ("create_alias", str(key.kind)),
            lambda: self.target.create_alias(key, name, number),
            find,
            {"before": before},
        )

    def remove_version(self, step: Step, key: FlowKey, note: str) -> None:
        """Delete every version that a step created."""
        self._remove(key, self._own(key, self._before(step, list), note))

    def remove_alias(self, step: Step, key: FlowKey, name: str) -> None:
        """Delete the alias that a step created; one that is gone does not matter."""
        record = self.journal.of(step.id)
        done = record.latest.get("done")
        found = None if done else self._named(key, self._before(step, list), name)
        identifier = done["qualifier"] if done else found.id if found else ""
        if identifier:
            self._delete("delete_alias", key, lambda: self.target.delete_alias(key, identifier))

    def _before(self, step: Step, read: Callable[[], list[Any]]) -> list[Any]:
        """What was there before the run first tried."""
        begun = self.journal.of(step.id).first.get("intend")
        return list(begun.get("before", ())) if begun else read()

    def _versions(self, key: FlowKey) -> Sequence[Version]:
        return self.paced.call("versions", str(key.kind), lambda: self.target.versions(key))

    def _aliases(self, key: FlowKey) -> Sequence[Alias]:
        return self.paced.call("aliases", str(key.kind), lambda: self.target.aliases(key))

    def _own(self, key: FlowKey, before: Sequence[int], note: str) -> list[Version]:
        """The versions that are new and carry a note, the oldest first."""
        try:
            every = self._versions(key)
        except NotFoundError:
            return []
        own = (v for v in every if v.number not in before and v.description == note)
        return sorted(own, key=lambda version: version.number)

    def _named(self, key: FlowKey, before: Sequence[str], name: str) -> Alias | None:
        try:
            every = self._aliases(key)
        except NotFoundError:
            return None
        return next((a for a in every if a.name == name and a.id not in before), None)

    def _remove(self, key: FlowKey, versions: Sequence[Version]) -> None:
        for each in versions:
            number = each.number
            self._delete(
                "delete_version",
                key,
                lambda number=number: self.target.delete_version(key, number),  # type: ignore[misc]
            )

    def _delete(self, verb: str, key: FlowKey, run: Callable[[], None]) -> None:
        try:
            self.paced.call(verb, str(key.kind), run)
        except NotFoundError:
            return
