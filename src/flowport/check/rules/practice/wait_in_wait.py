"""A Wait is in the Continue branch of another.

What it does:
    Follows the ``Continue`` branch of every ``Wait`` that lets the flow go on, and looks for
    another ``Wait`` on it.

Why:
    The designer refuses to publish it: "Unsupported Action In Wait Action's Continue Branch".

Example:
    A ``Wait`` with ``"ContinueExecution": "True"`` whose ``Continue`` leads to a ``Wait``.

Instead:
    Let the second wait follow the first's ``WaitCompleted``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.finding import Severity
from flowport.check.rule import Fault, flow_rule
from flowport.model.successors import reachable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.facts import Facts


@flow_rule("D011", Severity.ERROR)
def check(facts: Facts) -> Iterator[Fault]:
    """Follow each Continue branch, up to the blocks that follow the end of the wait."""
    for site in facts.of_type("Wait"):
        targets = {str((c.operands or [""])[0]): c.target for c in site.conditions}
        start, rest = targets.pop("Continue", None), set(targets.values())
        if not isinstance(start, str) or start in rest:
            continue
        rest |= {target for _, target in site.errors}
        after = {name: () if name in rest else follow for name, follow in facts.after.items()}
        for name in reachable(after, [start]):
            if name not in rest and facts.by_id[name].type == "Wait" and name != site.id:
                yield facts.by_id[name].fault(
                    "this Wait is on the Continue branch of another; let it follow that one's end",
                    problem="Unsupported Action In Wait Action's Continue Branch",
                )
