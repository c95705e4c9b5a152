"""Two actions have one identifier.

What it does:
    Expects identifiers to differ, letter by letter.

Why:
    A branch to the identifier could mean either action.

Example:
    Two actions with ``"Identifier": "hello"``.

Instead:
    Rename one, and the branches that mean it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.finding import Severity
from flowport.check.rule import Fault, flow_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.facts import Facts


@flow_rule("S004", Severity.ERROR)
def check(facts: Facts) -> Iterator[Fault]:
    """Compare each action with the first of its identifier."""
    if len(facts.by_id) == len(facts.sites):
        return
    for site in facts.sites:
        first = facts.by_id[site.id]
        if site.id and first is not site:
            yield site.fault(
                f"the identifier {site.id!r} is that of action {first.index} as well; rename one",
                at=f"{site.pointer}/Identifier",
            )
