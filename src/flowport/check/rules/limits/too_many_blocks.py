"""The designer can't export a flow of so many blocks.

What it does:
    Counts blocks as the designer does: actions that are fragments of another block (Set voice with
    its language, Send message with its template) count as one.

Why:
    Import and export in the designer take fewer than 100 blocks. The API takes more.

Example:
    A flow of 140 blocks.

Instead:
    Split it (``flowport split``), or move it by the API.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import limit
from flowport.check.finding import Severity
from flowport.check.rule import Fault, flow_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.facts import Facts

_MOST = limit("export_blocks")


@flow_rule("L001", Severity.WARNING)
def check(facts: Facts) -> Iterator[Fault]:
    """Count the blocks."""
    count = len(facts.sites)
    if count > _MOST:
        count -= len(facts.fragments)
    if count > _MOST:
        yield Fault(
            f"the flow has {count} blocks; the designer imports and exports at most {_MOST}; "
            "split it, or use the API",
            "/Actions",
        )
