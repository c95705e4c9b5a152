"""A Lambda function is given more time than the block can wait.

What it does:
    Compares ``InvocationTimeLimitSeconds`` with 8 seconds, or 60 where the block does not wait for
    the answer.

Why:
    The block page states the limits.

Example:
    ``"InvocationTimeLimitSeconds": "20"``

Instead:
    ``"InvocationTimeLimitSeconds": "8"``, or the asynchronous mode and a ``Wait``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import limit
from flowport.check.finding import Severity
from flowport.check.numbers import whole
from flowport.check.rule import Fault, action_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import Action
    from flowport.check.site import Site

_WAITING = limit("lambda_seconds")
_GOING_ON = limit("asynchronous_lambda_seconds")
_KEY = "InvocationTimeLimitSeconds"


def _wants(action: Action | None) -> bool:
    return action is not None and action.type == "InvokeLambdaFunction"


@action_rule("L007", Severity.WARNING, wants=_wants)
def check(site: Site) -> Iterator[Fault]:
    """Compare the seconds."""
    said = site.parameters.get(_KEY)
    seconds = whole(said)
    kind = str(site.parameters.get("InvocationType", "")).upper()
    most = _GOING_ON if kind.startswith("ASYNC") else _WAITING
    if seconds is not None and not 1 <= seconds <= most:
        yield site.fault(f"{_KEY} is {said}, and may be 1 to {most} here", _KEY)
