"""The content is too long for the API.

What it does:
    Measures the content, without spaces between its values, against 256,000 characters. Where only
    the file as it stands is longer, that is a warning.

Why:
    The API refuses longer content.

Example:
    A flow of 200 blocks with large views.

Instead:
    Split it (``flowport split``), or send it without spaces.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import limit
from flowport.check.finding import Severity
from flowport.check.rule import Fault, flow_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.facts import Facts

_MOST = limit("content_characters")


@flow_rule("L004", Severity.ERROR)
def check(facts: Facts) -> Iterator[Fault]:
    """Measure."""
    if facts.content_size <= _MOST:
        return
    least = facts.least_content_characters
    what = f"the content has {least:,} characters, even without spaces"
    if least <= _MOST:
        what = f"as it is written the content is too long; without spaces it has {least:,}"
    yield Fault(
        f"{what}; the API takes {_MOST:,}",
        severity=None if least > _MOST else Severity.WARNING,
    )
