"""A block can't be reached.

What it does:
    Walks all branches from the start, and names the blocks that were not met.

Why:
    No contact ever comes there: mostly a branch was forgotten. Drafts of the designer hold such
    blocks, and whether publishing refuses them is contested, so this is a warning.

Example:
    A block to which no branch leads.

Instead:
    Lead a branch to it, or remove it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.finding import Severity
from flowport.check.rule import Fault, flow_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.facts import Facts


@flow_rule("S012", Severity.WARNING)
def check(facts: Facts) -> Iterator[Fault]:
    """Compare all actions with those that were reached."""
    if facts.start not in facts.by_id:
        return
    for name, site in facts.by_id.items():
        if name not in facts.reached and name:
            yield site.fault("no branch leads to this block from the start; connect or remove it")
