"""A value is read from the contact where only a fixed one is allowed.

What it does:
    Looks for JSONPaths in parameters that the reference calls static.

Why:
    The reference says that such a parameter takes no JSONPath.

Example:
    ``"MediaStreamingState": "$.Attributes.streaming"``

Instead:
    Branch on the attribute, with one block for each value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import Dynamic
from flowport.catalogue.jsonpath import is_path
from flowport.check.finding import Severity
from flowport.check.rule import Fault, severity_by, value_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import Parameter
    from flowport.check.action_view import Site, Value


def _wants(parameter: Parameter) -> bool:
    return parameter.dynamic is Dynamic.STATIC


@value_rule("C009", Severity.ERROR, wants=_wants)
def check(site: Site, value: Value) -> Iterator[Fault]:
    """Look for a JSONPath in the value or in an item of a list."""
    declared, said, path = value
    for item in said if isinstance(said, list) else (said,):
        if isinstance(item, str) and is_path(item):
            yield site.fault(
                f"{declared.name} takes only a fixed value, not {item!r}",
                *path,
                problem=site.bad_value(path),
                severity=severity_by(declared.evidence),
            )
