"""The flow does not say where it begins.

What it does:
    Expects ``StartAction`` to be the identifier of an action of the flow.

Why:
    A contact enters the flow there. The designer saves a draft with an unconnected entry point as
    ``"StartAction": ""``; such a draft can't be published.

Example:
    ``"StartAction": ""``

Instead:
    Connect the entry point: ``"StartAction": "hello"``, where ``hello`` is an action's identifier.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.finding import Severity
from flowport.check.rule import Fault, flow_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.facts import Facts


@flow_rule("S002", Severity.ERROR)
def check(facts: Facts) -> Iterator[Fault]:
    """Look the start up."""
    if not facts.sites:
        yield Fault("the flow has no actions; add at least one block", "/Actions")
    elif not facts.start:
        yield Fault("the entry point is not connected; connect it to a block", "/StartAction")
    elif facts.start not in facts.by_id:
        yield Fault(
            f"the flow begins at {facts.start!r}, and no block has that identifier",
            "/StartAction",
        )
