"""A callback is made without a number to call.

What it does:
    Looks for a way from the start to ``CreateCallbackContact`` that passes neither
    ``Set callback number`` nor a module.

Why:
    The number that the contact called from is used, or none.

Example:
    ``CreateCallbackContact`` as the first block.

Instead:
    ``UpdateContactCallbackNumber`` before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.finding import Severity
from flowport.check.rule import Fault, flow_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.facts import Facts

_SETTING = ("UpdateContactCallbackNumber", "InvokeFlowModule")


@flow_rule("D010", Severity.WARNING)
def check(facts: Facts) -> Iterator[Fault]:
    """Walk the flow, stopping where a number is set."""
    callbacks = facts.of_type("CreateCallbackContact")
    if not callbacks or facts.is_module:
        return
    without = facts.reached_without(_SETTING)
    for site in callbacks:
        if site.id in without:
            yield site.fault("put Set callback number before the transfer to a callback queue")
