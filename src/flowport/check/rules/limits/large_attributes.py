"""The attributes that one block sets are too large.

What it does:
    Adds up the names and values of the attributes of one block.

Why:
    All attributes of a contact together have 32 KB.

Example:
    A whole document in an attribute.

Instead:
    Keep it outside, and its key in the attribute.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import limit
from flowport.check.finding import Severity
from flowport.check.rule import Fault, action_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import ActionType
    from flowport.check.action_view import Site

_MOST = limit("attributes_bytes")


def _wants(action: ActionType | None) -> bool:
    return action is not None and action.type == "UpdateContactAttributes"


@action_rule("L006", Severity.WARNING, wants=_wants)
def check(site: Site) -> Iterator[Fault]:
    """Add up."""
    attributes = site.parameters.get("Attributes")
    if not isinstance(attributes, dict):
        return
    size = sum(
        len(key.encode(errors="replace")) + len(str(value).encode(errors="replace"))
        for key, value in attributes.items()
    )
    if size > _MOST:
        yield site.fault(
            f"this block alone sets {size:,} bytes of attributes; a contact holds {_MOST:,}",
            "Attributes",
        )
