"""An action has one error branch twice.

What it does:
    Looks for two entries of ``Errors`` with one ``ErrorType``.

Why:
    Only one of them can be taken; which one is not documented.

Example:
    Two branches ``NoMatchingError`` that lead to different blocks.

Instead:
    One branch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.finding import Severity
from flowport.check.rule import Fault, action_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.action_view import Site


@action_rule("B003", Severity.WARNING, about="errors")
def check(site: Site) -> Iterator[Fault]:
    """Look for a type that was met before."""
    if len(site.errors) < 2:  # noqa: PLR2004  two of a kind
        return
    met = set()
    for index, (kind, _) in enumerate(site.errors):
        if kind in met:
            at = f"{site.pointer}/Transitions/Errors/{index}"
            yield site.fault(f"the error {kind!r} has a branch already; keep one", at=at)
        met.add(kind)
