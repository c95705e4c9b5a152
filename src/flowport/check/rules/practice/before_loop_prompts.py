"""A block stands before Loop prompts that should stand behind it.

What it does:
    In customer queue flows that hold ``Loop prompts``, names blocks that a contact meets before
    it: Get customer input, Store customer input, Loop, Play prompt, Start and Stop media
    streaming, Transfer to phone number.

Why:
    The block page of Loop prompts lists them.

Example:
    ``MessageParticipant``, then ``MessageParticipantIteratively``.

Instead:
    The prompt as the first of the loop's messages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import FlowType
from flowport.check.finding import Severity
from flowport.check.rule import Fault, flow_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.facts import Facts

_LATER = (
    "ConnectParticipantWithLexBot",
    "GetParticipantInput",
    "Loop",
    "MessageParticipant",
    "TransferParticipantToThirdParty",
    "UpdateContactMediaStreamingBehavior",
)


@flow_rule("D004", Severity.WARNING)
def check(facts: Facts) -> Iterator[Fault]:
    """Name what leads to Loop prompts without having passed it."""
    loops = facts.of_type("MessageParticipantIteratively")
    if not loops or facts.type != FlowType.CUSTOMER_QUEUE:
        return
    without = facts.reached_without(("MessageParticipantIteratively",))
    for site in facts.of_type(*_LATER):
        ahead = facts.types_ahead(site.id) if site.id in without else ()
        if "MessageParticipantIteratively" in ahead:
            yield site.fault(f"{site.type} should not stand before Loop prompts; put it behind")
