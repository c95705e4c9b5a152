"""The file is too large for the designer.

What it does:
    Measures the file against 1 MB.

Why:
    Import and export in the designer take less.

Example:
    A flow with a long text in each of its blocks.

Instead:
    Split it (``flowport split``), or move long strings into prompts or a Lambda function.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import limit
from flowport.check.finding import Severity
from flowport.check.rule import Fault, flow_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.facts import Facts

_MOST = limit("export_bytes")


@flow_rule("L002", Severity.WARNING)
def check(facts: Facts) -> Iterator[Fault]:
    """Measure."""
    if facts.content_size >= _MOST:
        yield Fault(
            f"the flow has {facts.content_size:,} bytes; the designer takes less than {_MOST:,}; "
            "split it"
        )
