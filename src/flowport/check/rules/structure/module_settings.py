"""A module lacks its settings, or a flow has those of a module.

What it does:
    Expects ``Settings`` at the top of a module's content, and not at the top of a flow's.

Why:
    The service answers for a module without them that the field is missing, and refuses them in a
    flow. ``Settings`` says which data a module takes and gives, and which branches it has.

Example:
    A module's content that begins ``{"Version": "2019-10-30", "StartAction": ...}``.

Instead:
    ``{"Version": ..., "Settings": {"InputParameters": [], "OutputParameters": [],
    "Transitions": []}, ...}``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.finding import Severity
from flowport.check.rule import Fault, flow_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.facts import Facts


@flow_rule("S015", Severity.ERROR)
def check(facts: Facts) -> Iterator[Fault]:
    """Look for the settings."""
    has = facts.flow.tree.get("Settings") is not None
    if facts.is_module and not has:
        yield Fault(
            "a module needs Settings beside its Actions; an empty object is enough",
            "",
            problem="JSON field is missing or null for field name: settings",
        )
    elif has and facts.type is not None:
        yield Fault(
            f"only modules have Settings, and this is a flow of type {facts.type}; remove them",
            "/Settings",
        )
