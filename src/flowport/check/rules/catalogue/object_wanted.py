"""There is a string, list or number where an object belongs.

What it does:
    Looks for anything but an object where the catalogue knows the keys of one: each attribute of
    ``UpdateFlowAttributes`` has a ``Value``, and a ``LexV2Bot`` has an ``AliasArn``.

Why:
    The service refuses a value of another shape.

Example:
    ``"FlowAttributes": {"tries": "1"}``

Instead:
    ``"FlowAttributes": {"tries": {"Value": "1"}}``
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from flowport.check.action_view import is_placeholder
from flowport.check.finding import Severity
from flowport.check.rule import Fault, action_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.action_view import Site


@action_rule("C020", Severity.ERROR, about="flat")
def check(site: Site) -> Iterator[Fault]:
    """Name each value, and the keys that are wanted."""
    for node, value, path in site.flat:
        unsure = isinstance(value, str) and ("$" in value or is_placeholder(value))
        yield site.fault(
            f"an object with {', '.join(node.keys)} belongs here, not {_called(value)}",
            *path,
            problem=site.bad_value(path),
            severity=Severity.WARNING if unsure else None,
        )


def _called(value: Any) -> str:
    if isinstance(value, str):
        return f"the string {value!r}"
    return "a list" if isinstance(value, list) else json.dumps(value)
