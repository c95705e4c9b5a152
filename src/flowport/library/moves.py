"""A planned move of flows into an instance or folder, which can be carried out and undone."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from flowport.errors import UsageError
from flowport.jobs.moving.apply import ApplyOptions
from flowport.jobs.moving.running import run_plan
from flowport.jobs.moving.runs import Runs
from flowport.jobs.moving.undo import undo
from flowport.places import protected_name

if TYPE_CHECKING:
    from pathlib import Path

    from flowport.jobs.moving.plan import Item, Plan
    from flowport.jobs.moving.result import Result
    from flowport.ports import Instance

__all__ = ["Move"]


class Move:
    """What ``Workspace.plan`` decided; nothing is written before ``apply``.

    Attributes:
        plan: The plan, with each reference's source and target.
        target: Where it writes.
        run: The name of the run, as ``flowport runs`` lists it; ``""`` before ``apply``.
    """

    def __init__(self, plan: Plan, target: Instance, runs: Path | None = None) -> None:
        self.plan = plan
        self.target = target
        self.run = ""
        self._runs = Runs(runs)

    def __repr__(self) -> str:
        """Short: what becomes of how many flows."""
        counts: dict[str, int] = {}
        for item in self.plan.items:
            counts[str(item.action)] = counts.get(str(item.action), 0) + 1
        what = ", ".join(f"{count} {action}" for action, count in counts.items()) or "nothing"
        return f"<move to {self.plan.target.name}: {what}>"

    @property
    def items(self) -> tuple[Item, ...]:
        """What becomes of each flow, with reasons and references."""
        return tuple(self.plan.items)

    @property
    def blocked(self) -> tuple[Item, ...]:
        """The flows that will not be written, with reasons."""
        return tuple(self.plan.blocked)

    def apply(self, *, archive_at_most: int = 0, yes_to: str = "") -> Result:
        """Write it, step by step, as a run that can be resumed and undone.

        Args:
            archive_at_most: How many flows it may archive, where it archives many.
            yes_to: The name of the target, where ``flowport.toml`` protects it.

        Raises:
            UsageError: It archives many flows, and more than ``archive_at_most``; or the target is
                protected, and not named.
            PlanError: It was applied before, or the target is another one now.
        """
        if self.run:
            raise UsageError(f"this plan was applied as run {self.run}. Create a new plan")
        if self.plan.exceeds(archive_at_most):
            raise UsageError(
                f"this archives {self.plan.archived} flows and modules. "
                f"Use apply(archive_at_most={self.plan.archived}) to allow it"
            )
        protected = protected_name(self.plan.target.name, self.target)
        if protected and yes_to != protected:
            raise UsageError(f"{protected} is protected. Use apply(yes_to={protected!r})")
        run, result = run_plan(self.plan, self.target, self._runs)
        self.run = run.id
        return result

    def undo(self) -> Result:
        """Put everything back as it was before ``apply``.

        Raises:
            UsageError: It was not applied.
        """
        if not self.run:
            raise UsageError("this plan was not applied")
        run = self._runs.find(self.run)
        with closing(self._runs.journal(run.id, "undo")) as journal:
            result = undo(self.plan, self.target, journal, ApplyOptions())
        self._runs.ended(run, result, undone=True)
        return result
