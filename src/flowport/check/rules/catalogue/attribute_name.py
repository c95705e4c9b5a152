"""The name of an attribute can't be read back.

What it does:
    Looks for ``$`` and ``.`` in the names of contact and flow attributes that a block sets. A
    name that is read from the contact (``$.External.key``) is left alone.

Why:
    The designer does not take them, and ``$.Attributes.a.b`` reads ``b`` inside ``a``: the
    attribute is set, and never found.

Example:
    ``"Attributes": {"customer.name": "Ada"}``

Instead:
    ``"Attributes": {"customerName": "Ada"}``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.action_view import is_placeholder
from flowport.check.finding import Severity
from flowport.check.rule import Fault, action_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import ActionType
    from flowport.check.action_view import Site

_MAPS = {"UpdateContactAttributes": "Attributes", "UpdateFlowAttributes": "FlowAttributes"}


def _wants(action: ActionType | None) -> bool:
    return action is not None and action.type in _MAPS


@action_rule("C019", Severity.WARNING, wants=_wants)
def check(site: Site) -> Iterator[Fault]:
    """Look at the keys."""
    name = _MAPS[site.type]
    attributes = site.parameters.get(name)
    for key in attributes if isinstance(attributes, dict) else ():
        if ("$" in key or "." in key) and "$." not in key and not is_placeholder(key):
            yield site.fault(f"the attribute {key!r} holds $ or a dot; rename it", name, key)
