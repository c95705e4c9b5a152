"""Creating something once: noted in the journal, created, looked up if the outcome is unknown."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from flowport.errors import (
    ConflictError,
    ForbiddenError,
    InstanceError,
    InvalidAnswerError,
    NotFoundError,
    UnreachableError,
)
from flowport.jobs.moving.claims import TakenError
from flowport.jobs.moving.plan import Do
from flowport.ports import Alias, FlowSummary, Version
from flowport.refs.resource import Resource

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from flowport.jobs.moving.claims import Claims
    from flowport.jobs.moving.journal import Journal
    from flowport.jobs.moving.pace import PacedCalls
    from flowport.jobs.moving.plan import Step
    from flowport.ports import Instance

__all__ = ["Creator", "arrived", "facts_of", "is_older"]

T = TypeVar("T")

_TRIES = 8
_INVALID_TRIES = 3
_CLOSE = 0.01  # seconds that the clocks of one machine may differ by


@dataclass(frozen=True, slots=True)
class Creator:
    """Creates things in a target, each once however often its call arrives."""

    target: Instance
    journal: Journal
    paced: PacedCalls
    claims: Claims

    def __call__(
        self,
        step: Step,
        call: tuple[str, str],
        make: Callable[[], T],
        find: Callable[[float], T | None],
        marks: Mapping[str, Any],
    ) -> T:
        """Create something, or find what an earlier try of this run created.

        A call whose answer was lost may have arrived, and one that was answered may have arrived
        twice; the service says then that the name is taken. Both are looked up.

        Args:
            step: The step.
            call: The port's method, and the kind.
            make: The call.
            find: Looks it up, given when this run first intended it.
            marks: What the journal keeps of the intention.
        """
        record = self.journal.of(step.id)
        unsure = record.last in {"intend", "made"}
        for tries in range(1, _TRIES + 1):
            at = {"at": self.target.now(), **marks}
            began = record.first.get("intend", at).get("at", 0.0)
            try:
                return (self._found(step, find, began) if unsure else None) or self.paced.call(
                    *call,
                    make,
                    before=lambda at=at: self.journal.write(step.id, "intend", durable=True, **at),  # type: ignore[misc]
                    safe=False,
                )
            except (UnreachableError, ConflictError) as error:
                most = _INVALID_TRIES if isinstance(error, InvalidAnswerError) else _TRIES
                if isinstance(error, TakenError) or tries >= most:
                    raise
            unsure, record = True, self.journal.of(step.id)
            self.paced.wait(tries)
        raise UnreachableError(f"could not confirm whether {step.label} was created")

    def _found(self, step: Step, find: Callable[[float], T | None], began: float) -> T | None:
        """What an earlier try created.

        Raises:
            TakenError: Another run created it.
            UnreachableError: It can't be looked up, so that it may be there or not.
        """
        try:
            found = find(began)
        except (ForbiddenError, UnreachableError, ConflictError):
            raise
        except InstanceError as error:
            raise UnreachableError(f"could not look up what was created: {error}") from error
        if found is not None:
            self.claims.check(step.id, _identity(found))
        return found


def arrived(journal: Journal, label: str) -> Resource:
    """What a step of a run created.

    Raises:
        NotFoundError: It is not there yet.
    """
    for do in (Do.SHELL, Do.CREATE, Do.RESOURCE):
        done = journal.of(f"{do} {label}").latest.get("done")
        if done:
            return Resource(done["kind"], done["name"], done["arn"], done["id"])
    raise NotFoundError(f"{label} is not there yet")


def facts_of(made: Resource) -> dict[str, Any]:
    """What the journal keeps of what was created."""
    return {"id": made.id, "arn": made.arn, "kind": made.kind, "name": made.name}


def is_older(modified: float | None, began: float) -> bool:
    """Whether something was last changed before a run meant to create it."""
    if modified is None:
        return False
    return modified < (math.floor(began) if modified == math.floor(modified) else began - _CLOSE)


def _identity(made: object) -> str:
    """The id of what was created, or a version's number."""
    if isinstance(made, FlowSummary):
        return made.key.id
    if isinstance(made, Version):
        return str(made.number)
    return made.id if isinstance(made, Resource | Alias) else ""
