"""Comparisons of many flows, as the formats take them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.dataclass import dataclass

if TYPE_CHECKING:
    from flowport.diff.compare import Comparison
    from flowport.model import Flow

__all__ = ["FlowDifference"]


@dataclass(frozen=True, slots=True)
class FlowDifference:
    """One flow of a report.

    Attributes:
        before: What the former flow is called (a path, a name); None for a new flow.
        after: What the new flow is called; None for a flow that is gone.
        comparison: What changed; None where there is but one flow.
        only: That one flow, if it is at hand.
    """

    before: str | None
    after: str | None
    comparison: Comparison | None = None
    only: Flow | None = None

    @property
    def same_meaning(self) -> bool:
        """Whether both are there and mean the same."""
        return self.comparison is not None and self.comparison.same_meaning

    @property
    def identical(self) -> bool:
        """Whether there is nothing to tell."""
        return self.comparison is not None and not self.comparison.edits

    @property
    def heading(self) -> str:
        """What to call it."""
        if self.before is None:
            return f"{self.after} (new flow)"
        if self.after is None:
            return f"{self.before} (flow is gone)"
        return self.after if self.before == self.after else f"{self.before} → {self.after}"
