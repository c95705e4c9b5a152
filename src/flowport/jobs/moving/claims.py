"""What other runs into the same target created, so that no run adopts it as its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flowport.errors import ConflictError, PlanError
from flowport.jobs.moving.holding import is_held
from flowport.jobs.moving.journal import Journal
from flowport.jobs.moving.runs import Runs

if TYPE_CHECKING:
    from pathlib import Path

    from flowport.jobs.moving.journal import StepRecord

__all__ = ["Claims", "TakenError"]

_IDS = ("id", "version", "qualifier")


class TakenError(ConflictError):
    """Someone else has the name."""


@dataclass(frozen=True, slots=True)
class Claims:
    """The other runs into a target that are kept in the folder of a run."""

    own: Path
    target: str

    def check(self, step: str, identifier: str) -> None:
        """See that what a step is about to adopt was not created by another run.

        Args:
            step: The step's id.
            identifier: The id of what was found, or a version's number.

        Raises:
            TakenError: Another run created it.
            ConflictError: Another run is creating it at this moment, perhaps.
        """
        for path in self._journals():
            record = self._record(path, step)
            if record is None:
                continue
            facts = record.latest.get("done") or record.latest.get("made") or {}
            if not record.has("undone") and identifier in {str(facts.get(w)) for w in _IDS}:
                raise TakenError(f"the run {path.parent.name} created it; create a new plan")
            if record.last == "intend" and is_held(path):
                raise ConflictError(f"the run {path.parent.name} is creating it")

    def _journals(self) -> list[Path]:
        """The journals of the other runs into the target."""
        here = self.own.parent
        every = Runs(here.parent).every() if (here / "run.json").is_file() else []
        found = [here.parent / run.id / self.own.name for run in every if run.arn == self.target]
        return [path for path in found if path != self.own and path.is_file()]

    @staticmethod
    def _record(path: Path, step: str) -> StepRecord | None:
        try:
            return next((record for record, name in Journal.read(path) if name == step), None)
        except (OSError, PlanError):
            return None
