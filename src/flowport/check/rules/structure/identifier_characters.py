r"""An identifier holds a character that is not allowed.

What it does:
    Looks for the characters ``% : ( \ / ) = $ , ; [ ] { }`` in an ``Identifier``.

Why:
    The reference of the flow language forbids them. Older flows hold them, so that it is certain
    only that a new flow should not; placeholders of a template are left alone.

Example:
    ``"Identifier": "Sales (night)"``

Instead:
    ``"Identifier": "Sales at night"``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import IDENTIFIER_CHARACTERS
from flowport.check.action_view import is_placeholder
from flowport.check.finding import Severity
from flowport.check.rule import Fault, flow_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.facts import Facts

_FORBIDDEN = frozenset(IDENTIFIER_CHARACTERS)


@flow_rule("S006", Severity.ERROR)
def check(facts: Facts) -> Iterator[Fault]:
    """Compare the characters."""
    for site in facts.sites:
        if not _FORBIDDEN.isdisjoint(site.id) and not is_placeholder(site.id):
            found = " ".join(sorted(_FORBIDDEN.intersection(site.id)))
            yield site.fault(
                f"the identifier {site.id!r} holds {found}, which identifiers must not; rename it",
                at=f"{site.pointer}/Identifier",
            )
