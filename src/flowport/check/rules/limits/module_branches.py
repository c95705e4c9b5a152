"""A module declares too many branches.

What it does:
    Counts the branches that ``Settings`` declares beside success and error.

Why:
    A module may have eight of its own.

Example:
    Twelve entries in ``Settings.Transitions``.

Instead:
    Return a value (``ResultData``), and compare it in the flow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import limit
from flowport.check.finding import Severity
from flowport.check.rule import Fault, flow_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.facts import Facts

_MOST = limit("module_branches")
_GIVEN = ("Success", "Error")


@flow_rule("L009", Severity.WARNING)
def check(facts: Facts) -> Iterator[Fault]:
    """Count the branches of its own."""
    declared = facts.flow.settings.get("Transitions")
    own = [
        entry
        for entry in (declared if isinstance(declared, list) else ())
        if isinstance(entry, dict) and entry.get("ReferenceName") not in _GIVEN
    ]
    if len(own) > _MOST:
        yield Fault(
            f"the module declares {len(own)} branches of its own, and may have {_MOST}",
            "/Settings/Transitions",
        )
