"""A Lambda function is given more time than the block can wait.

What it does:
    Compares ``InvocationTimeLimitSeconds`` with 8 seconds, or 60 where the block does not wait for
    the answer.

Why:
    The service refuses more. Source: the block's page and a recorded verdict of the service.

Example:
    ``"InvocationTimeLimitSeconds": "20"``

Instead:
    ``"InvocationTimeLimitSeconds": "8"``, or the asynchronous mode and a ``Wait``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import limit
from flowport.check.finding import Severity
from flowport.check.numbers import number
from flowport.check.rule import Fault, action_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import ActionType
    from flowport.check.action_view import Site

_WAITING = limit("lambda_seconds")
_GOING_ON = limit("asynchronous_lambda_seconds")
_KEY = "InvocationTimeLimitSeconds"


def _wants(action: ActionType | None) -> bool:
    return action is not None and action.type == "InvokeLambdaFunction"


@action_rule("L007", Severity.ERROR, wants=_wants)
def check(site: Site) -> Iterator[Fault]:
    """Compare the seconds."""
    value = site.parameters.get(_KEY)
    seconds = number(value)
    kind = str(site.parameters.get("InvocationType", "")).upper()
    most = _GOING_ON if kind.startswith("ASYNC") else _WAITING
    if seconds is not None and seconds > most:
        yield site.fault(
            f"{_KEY} is {value}, and can be at most {most} here",
            _KEY,
            problem=site.bad_value((_KEY,)),
        )
