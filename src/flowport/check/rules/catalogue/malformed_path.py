"""A JSONPath is not finished.

What it does:
    Looks for paths that end with a dot, have two dots in a row, or a bracket that is not closed;
    and, where a parameter takes one path alone, for a name that needs brackets.

Why:
    Such a path finds nothing. A name with spaces or punctuation ends early without brackets.

Example:
    ``"$.Attributes."``

Instead:
    ``"$.Attributes.language"``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue.jsonpath import is_path, unfinished, write
from flowport.check.finding import Severity
from flowport.check.rule import Fault, text_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.action_view import Site, Text


@text_rule("C015", Severity.WARNING, mark="$", conditions=True)
def check(site: Site, text: Text) -> Iterator[Fault]:
    """Look at each path, and at what follows it."""
    why = unfinished(text.text)
    if why:
        yield site.fault(f"incomplete JSONPath {text.text!r}: {why}", at=text.pointer(site))
        return
    for path in text.read:
        if not is_path(path.text):
            hint = f"write {write(*path.keys)}"
            yield site.fault(
                f"the name in {path.text!r} needs brackets; {hint}", at=text.pointer(site)
            )
