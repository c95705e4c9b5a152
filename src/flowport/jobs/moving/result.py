"""What became of a run and of each of its steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flowport.jobs.moving.pace import Pace
    from flowport.jobs.moving.plan import Step

__all__ = ["Result", "StepOutcome"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepOutcome:
    """What became of one step.

    Attributes:
        step: The step.
        state: ``published``, ``saved``, ``done``, ``failed`` or ``left``.
        reasons: Why it was only saved, or failed, or left.
        id: The id of what it wrote.
    """

    step: Step
    state: str
    reasons: tuple[str, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of a run.

    Attributes:
        outcomes: The steps, in the plan's order.
        problem: Why the run stopped before its end; empty if it did not.
        pace: The calls that were made, and the throttles that were met.
    """

    outcomes: tuple[StepOutcome, ...]
    problem: str
    pace: Pace

    @property
    def complete(self) -> bool:
        """Whether every step was done."""
        return all(outcome.state not in {"failed", "left"} for outcome in self.outcomes)

    def by_label(self) -> dict[str, StepOutcome]:
        """What became of each flow or resource: its last step, or the one that failed."""
        found: dict[str, StepOutcome] = {}
        for outcome in self.outcomes:
            known = found.get(outcome.step.label)
            if known is None or known.state != "failed":
                found[outcome.step.label] = outcome
        return found
