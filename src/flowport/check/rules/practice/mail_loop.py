"""An outbound whisper flow sends an email, and may do so for ever.

What it does:
    Looks for blocks that send an email in outbound whisper flows.

Why:
    The email is an outbound contact, which runs the outbound whisper flow again.

Example:
    ``StartOutboundEmailContact`` in the default outbound flow.

Instead:
    Send it from the inbound flow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import FlowType
from flowport.check.finding import Severity
from flowport.check.rule import Fault, action_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import ActionType
    from flowport.check.action_view import Site


def _wants(action: ActionType | None) -> bool:
    return action is not None and action.type in {"StartOutboundEmailContact", "CreateContact"}


@action_rule("D017", Severity.WARNING, wants=_wants)
def check(site: Site) -> Iterator[Fault]:
    """Ask for the flow's type."""
    if site.facts.type == FlowType.OUTBOUND_WHISPER:
        yield site.fault("an email sent here runs this flow again; send it from another flow")
