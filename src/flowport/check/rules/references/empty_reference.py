"""A block names nothing where it must name something.

What it does:
    Looks for ``""`` where a queue, flow, prompt, function or other resource belongs.

Why:
    The designer writes it where a reference could not be resolved. The service refuses it.

Example:
    ``"QueueId": ""``

Instead:
    Choose a queue, or remove the parameter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import REFERENCE_KINDS
from flowport.check.finding import Severity
from flowport.check.rule import Fault, text_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.site import Site, Text


@text_rule("R001", Severity.ERROR, mark="")
def check(site: Site, text: Text) -> Iterator[Fault]:
    """Report it where the catalogue says what belongs there."""
    declared = text.node.declared if text.node else None
    if declared is None or declared.refers_to is None:
        return
    hooks = site.type == "UpdateContactEventHooks"
    yield site.fault(
        f"no {REFERENCE_KINDS[declared.refers_to].title} is chosen; choose one",
        *text.path,
        problem=f"Action is missing required property. Path: {site.parameter_where(text.path)}"
        if hooks
        else site.bad_value(text.path),
    )
