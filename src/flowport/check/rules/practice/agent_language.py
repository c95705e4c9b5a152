"""An AI agent answers before the contact's language is set.

What it does:
    Looks for a way to ``ConnectParticipantWithAgenticCX`` that passes no block which sets the
    language code.

Why:
    Calls were seen to fail without it.

Example:
    ``ConnectParticipantWithAgenticCX`` as the first block.

Instead:
    ``UpdateContactData`` with ``LanguageCode`` before it (Set voice can do so).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.finding import Severity
from flowport.check.rule import Fault, flow_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.facts import Facts


@flow_rule("D018", Severity.WARNING)
def check(facts: Facts) -> Iterator[Fault]:
    """Look behind each block."""
    agents = facts.of_type("ConnectParticipantWithAgenticCX")
    if not agents or any(
        "LanguageCode" in s.parameters for s in facts.of_type("UpdateContactData")
    ):
        return
    for site in agents:
        if "InvokeFlowModule" not in facts.passed_before(site.id):
            yield site.fault("set the contact's LanguageCode (Set voice) before the AI agent")
