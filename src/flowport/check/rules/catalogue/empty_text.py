"""A text in the parameters is empty.

What it does:
    Looks for ``""`` anywhere in ``Parameters``.

Why:
    The service refuses it; a single space passes. The designer drops a parameter that is not set.
    Deep inside the data of a view, published flows hold empty strings: there it is information. An
    empty reference is reported by ``R001``. An empty Region of a Lex bot is a warning as well:
    older exports have it, and mean the Region of the instance.

Example:
    ``"Parameters": {"Attributes": {"language": ""}}``

Instead:
    Remove the key, or give it a value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.finding import Severity
from flowport.check.rule import Fault, text_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.action_view import Path, Site, Text

_VIEW_VALUE = 2
_BOTS_REGION = ("LexBot", "Region")
_OWN_WORDS = {
    ("UpdateContactAttributes", "Attributes"): "Empty value in Parameters.Attributes",
}


@text_rule("C013", Severity.ERROR, mark="")
def check(site: Site, text: Text) -> Iterator[Fault]:
    """Report the empty text."""
    declared = text.node.declared if text.node else None
    if text.path == _BOTS_REGION:
        yield site.fault(
            "the Region of the Lex bot is empty; write the Region of the instance",
            *text.path,
            severity=Severity.WARNING,
        )
    elif declared is None or declared.refers_to is None:
        yield site.fault(
            "an empty string is not allowed here; fill it in or remove it",
            *text.path,
            problem=_problem(site, text.path),
            severity=Severity.INFO if _in_view(text.path) else None,
        )


def _in_view(path: Path) -> bool:
    """Whether it lies inside a structure that a view is given: exports hold empty strings there."""
    return path[0] == "ViewData" and len(path) > _VIEW_VALUE


def _problem(site: Site, path: Path) -> str:
    own = _OWN_WORDS.get((site.type, str(path[0])) if path else ("", ""))
    return own or site.bad_value(path)
