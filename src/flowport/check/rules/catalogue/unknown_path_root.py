"""A JSONPath begins with a root that is unknown.

What it does:
    Compares the first step of every JSONPath with the namespaces of contacts: ``Attributes``,
    ``External``, ``Lex``, ``Customer``, ``Queue`` and so on. Case counts.

Why:
    A path that finds nothing gives an empty text, silently. The list may lack new namespaces, so
    this is a warning.

Example:
    ``"$.attributes.language"``

Instead:
    ``"$.Attributes.language"``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import JSONPATH_ROOTS
from flowport.catalogue.jsonpath import write
from flowport.check.finding import Severity
from flowport.check.nearest import closest
from flowport.check.rule import Fault, text_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.action_view import Site, Text


@text_rule("C014", Severity.WARNING, mark="$", conditions=True)
def check(site: Site, text: Text) -> Iterator[Fault]:
    """Look each root up."""
    for root in dict.fromkeys(path.root for path in text.read):
        if root not in JSONPATH_ROOTS:
            close = closest(root, JSONPATH_ROOTS, cutoff=0.7)
            hint = f"; $.{close} may be meant" if close else "; check that the value is not empty"
            yield site.fault(
                f"a contact has no namespace {write(root)}{hint}", at=text.pointer(site)
            )
