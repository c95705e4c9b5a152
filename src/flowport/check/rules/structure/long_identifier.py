"""An identifier is too long.

What it does:
    Expects an ``Identifier`` to have at most 50 characters.

Why:
    The reference of the flow language states the limit.

Example:
    A sentence as the block's name.

Instead:
    A shorter name, and the whole sentence as a note on the canvas.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import limit
from flowport.check.finding import Severity
from flowport.check.rule import Fault, flow_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.facts import Facts

_MOST = limit("identifier_characters")


@flow_rule("S005", Severity.ERROR)
def check(facts: Facts) -> Iterator[Fault]:
    """Count the characters."""
    for site in facts.sites:
        if len(site.id) > _MOST:
            yield site.fault(
                f"the identifier has {len(site.id)} characters, and may have {_MOST}; shorten it",
                at=f"{site.pointer}/Identifier",
            )
