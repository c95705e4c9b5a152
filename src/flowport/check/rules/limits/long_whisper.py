"""A whisper flow waits longer than a whisper may last.

What it does:
    Looks for waits of more than two minutes in whisper flows.

Why:
    The service ends a whisper flow after two minutes.

Example:
    ``Wait`` with ``"TimeLimitSeconds": "300"`` in an agent whisper flow.

Instead:
    Wait in the flow before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import FLOW_TYPES
from flowport.check.finding import Severity
from flowport.check.numbers import number
from flowport.check.rule import Fault, action_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import ActionType
    from flowport.check.action_view import Site

_KEY = "TimeLimitSeconds"


def _wants(action: ActionType | None) -> bool:
    return action is not None and any(p.name == _KEY for p in action.parameters)


@action_rule("L008", Severity.INFO, wants=_wants)
def check(site: Site) -> Iterator[Fault]:
    """Compare with the time that the flow's type has."""
    type_ = site.facts.type
    most = FLOW_TYPES[type_].seconds if type_ else None
    value = site.parameters.get(_KEY)
    seconds = number(value)
    if most and seconds is not None and seconds > most:
        yield site.fault(
            f"this waits {value} seconds, and the flow is ended after {most}; shorten it", _KEY
        )
