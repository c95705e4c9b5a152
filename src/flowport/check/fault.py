"""What a rule yields: a fault, which the engine makes a finding of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.dataclass import dataclass

if TYPE_CHECKING:
    from flowport.check.finding import Fix, Severity

__all__ = ["Fault"]


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule yields.

    Attributes:
        advice: Our sentence: what is wrong, and what to do.
        pointer: The place in the document.
        block: The block's identifier; empty for the flow.
        problem: The service's own wording, where known.
        severity: Where it differs from the rule's.
        fix: A fix that cannot change what a caller hears.
    """

    advice: str
    pointer: str = ""
    block: str = ""
    problem: str = ""
    severity: Severity | None = None
    fix: Fix | None = None
