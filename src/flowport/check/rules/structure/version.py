"""The flow names another version of the flow language, or none.

What it does:
    Expects ``Version`` to be ``2019-10-30``, the only version that there is.

Why:
    The service reads a flow by its version, and refuses any other.

Example:
    ``{"StartAction": "hello", "Actions": [...]}``

Instead:
    ``{"Version": "2019-10-30", "StartAction": "hello", "Actions": [...]}``. The fix writes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.action_view import set_value
from flowport.check.finding import Severity
from flowport.check.rule import Fault, flow_rule
from flowport.model import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.facts import Facts


@flow_rule("S001", Severity.ERROR, fixes=True)
def check(facts: Facts) -> Iterator[Fault]:
    """Compare the version."""
    version = facts.flow.tree.get("Version")
    if version != VERSION:
        what = "there is no Version" if version is None else f"the Version is {version!r}"
        yield Fault(
            f"{what}; the flow language has only {VERSION!r}",
            "/Version",
            fix=set_value("/Version", VERSION, f"set Version to {VERSION}"),
        )
