"""A text stands where an object belongs.

What it does:
    Looks for texts where the catalogue knows the keys of an object: each attribute of
    ``UpdateFlowAttributes`` is an object with a ``Value``.

Why:
    The service refuses the flat text.

Example:
    ``"FlowAttributes": {"tries": "1"}``

Instead:
    ``"FlowAttributes": {"tries": {"Value": "1"}}``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.finding import Severity
from flowport.check.rule import Fault, action_rule
from flowport.check.site import is_placeholder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.site import Site


@action_rule("C020", Severity.ERROR, about="flat")
def check(site: Site) -> Iterator[Fault]:
    """Name each text, and the keys that are wanted."""
    for text in site.flat:
        keys = ", ".join(text.node.keys) if text.node else ""
        unsure = "$" in text.text or is_placeholder(text.text)
        yield site.fault(
            f"an object with {keys} belongs here, not the text {text.text!r}",
            *text.path,
            problem=site.bad_value(text.path),
            severity=Severity.WARNING if unsure else None,
        )
