"""References that belong elsewhere than the rest: what three rules ask, each of another part."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from flowport.check.site import is_placeholder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flowport.check.facts import Facts
    from flowport.check.site import Path, Site
    from flowport.refs.arn import Arn

__all__ = ["strangers"]

_NOBODY = "aws"


def strangers(
    facts: Facts,
    part: Callable[[Arn], str | None],
    *,
    known: str | None = None,
    owned: bool = False,
) -> Iterator[tuple[Site, Path, str, str]]:
    """References whose part differs from the known one, or from that of most.

    Args:
        facts: The flow.
        part: The part to compare; an empty one is left out.
        known: What it should be; None for what most have, the first of equals.
        owned: Whether to leave out what Amazon owns.

    Yields:
        The action, the path of the value, its part, and what it should be.
    """
    found = [
        (site, text.path, value)
        for site, text, arn in facts.arns
        if not (owned and arn.account == _NOBODY)
        and (value := part(arn))
        and not is_placeholder(value)
    ]
    if not found:
        return
    usual = known or Counter(value for _, _, value in found).most_common(1)[0][0]
    for site, path, value in found:
        if value != usual:
            yield site, path, value, usual
