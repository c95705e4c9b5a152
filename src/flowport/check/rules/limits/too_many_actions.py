"""The flow has more actions than the flow language allows.

What it does:
    Counts the actions.

Why:
    The reference of the flow language allows 250.

Example:
    A flow of 300 actions.

Instead:
    Split it (``flowport split``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import limit
from flowport.check.finding import Severity
from flowport.check.rule import Fault, flow_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.facts import Facts

_MOST = limit("actions")


@flow_rule("L003", Severity.ERROR)
def check(facts: Facts) -> Iterator[Fault]:
    """Count."""
    if len(facts.sites) > _MOST:
        yield Fault(
            f"the flow has {len(facts.sites)} actions, and may have {_MOST}; split it",
            "/Actions",
        )
