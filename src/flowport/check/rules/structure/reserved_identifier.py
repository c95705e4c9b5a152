"""An identifier is a word that the service keeps for itself.

What it does:
    Looks for identifiers such as ``constructor``, ``toString`` or ``__proto__``.

Why:
    The reference of the flow language forbids ten such words.

Example:
    ``"Identifier": "constructor"``

Instead:
    Any other name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import IDENTIFIER_WORDS
from flowport.check.finding import Severity
from flowport.check.rule import Fault, flow_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.facts import Facts

_WORDS = frozenset(IDENTIFIER_WORDS)


@flow_rule("S007", Severity.ERROR)
def check(facts: Facts) -> Iterator[Fault]:
    """Look the word up."""
    for site in facts.sites:
        if site.id in _WORDS:
            yield site.fault(
                f"{site.id!r} is a word that the service keeps for itself; rename the block",
                at=f"{site.pointer}/Identifier",
            )
