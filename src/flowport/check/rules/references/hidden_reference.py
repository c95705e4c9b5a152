"""A reference hides in a plain value.

What it does:
    Looks for ARNs of Connect resources in values that refer to nothing as far as the service
    knows: attributes, inputs of Lambda functions.

Why:
    The designer does not resolve them on import, and a move leaves them behind.

Example:
    ``"Attributes": {"queue": "arn:aws:connect:...:instance/.../queue/..."}``

Instead:
    Rewrite it on purpose when the flow moves, or look the queue up by its name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.finding import Severity
from flowport.check.rule import Fault, text_rule
from flowport.refs.arn import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.action_view import Site, Text


@text_rule("R007", Severity.INFO, mark="arn:", conditions=True)
def check(site: Site, text: Text) -> Iterator[Fault]:
    """Report an ARN where the catalogue expects none."""
    declared = text.node.declared if text.node else None
    if declared is not None and declared.refers_to is not None:
        return
    if text.node is None and site.action is None:
        return
    if kind_of(text.text):
        yield site.fault(
            "an ARN hides in a plain value: nothing resolves it when the flow moves",
            at=text.pointer(site),
        )
