"""Loop prompts is interrupted too often.

What it does:
    Expects ``InterruptFrequencySeconds`` of ``Loop prompts`` to be more than 20.

Why:
    The block page wants more than 20 seconds.

Example:
    ``"InterruptFrequencySeconds": "10"``

Instead:
    ``"InterruptFrequencySeconds": "30"``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.finding import Severity
from flowport.check.numbers import number
from flowport.check.rule import Fault, action_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import ActionType
    from flowport.check.action_view import Site

_LEAST = 20
_KEY = "InterruptFrequencySeconds"


def _wants(action: ActionType | None) -> bool:
    return action is not None and any(p.name == _KEY for p in action.parameters)


@action_rule("D014", Severity.WARNING, wants=_wants)
def check(site: Site) -> Iterator[Fault]:
    """Compare the seconds."""
    value = site.parameters.get(_KEY)
    seconds = number(value)
    if seconds is not None and 0 < seconds <= _LEAST:
        yield site.fault(f"{_KEY} is {value}, and should be more than {_LEAST}", _KEY)
