"""An action has no identifier.

What it does:
    Expects every action to have an ``Identifier`` that is a string of at least one character.

Why:
    Branches lead to identifiers; an action without one can't be reached, and is refused.

Example:
    ``{"Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}}``

Instead:
    ``{"Identifier": "goodbye", "Type": "DisconnectParticipant", ...}``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.finding import Severity
from flowport.check.rule import Fault, flow_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.facts import Facts


@flow_rule("S003", Severity.ERROR)
def check(facts: Facts) -> Iterator[Fault]:
    """Look for the identifier."""
    for site in facts.sites:
        if not site.id:
            yield site.fault(
                "this action has no Identifier; give it one",
                at=f"{site.pointer}/Identifier",
                problem=f"Action is missing required property. Path: {site.where}.Identifier",
            )
