"""A JSONPath is not finished.

What it does:
    Looks for paths that end in a dot, have two dots together, or a bracket that is not closed.

Why:
    Such a path finds nothing.

Example:
    ``"$.Attributes."``

Instead:
    ``"$.Attributes.language"``
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowport.check.finding import Severity
from flowport.check.rule import Fault, text_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.site import Site, Text

_WHOLE = re.compile(r"\$\.[^\s'\"]*")


@text_rule("C015", Severity.WARNING, mark="$.")
def check(site: Site, text: Text) -> Iterator[Fault]:
    """Look at texts that are one path."""
    said = text.text
    if not _WHOLE.fullmatch(said):
        return
    if said.endswith(".") or ".." in said or said.count("[") != said.count("]"):
        yield site.fault(f"the JSONPath {said!r} is not finished; correct it", *text.path)
