"""A JSONPath inside a longer text where it must stand alone.

What it does:
    Looks for text around a JSONPath in parameters that take either a fixed value or exactly one
    JSONPath.

Why:
    The reference says that there the path must be the whole value; mixed in, it is taken as
    letters.

Example:
    ``"QueueId": "queue-$.Attributes.queue"``

Instead:
    Put the whole id into an attribute: ``"QueueId": "$.Attributes.queueId"``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import Dynamic
from flowport.catalogue.jsonpath import paths, single
from flowport.check.action_view import is_placeholder
from flowport.check.finding import Severity
from flowport.check.rule import Fault, value_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import Parameter
    from flowport.check.action_view import Site, Value


def _wants(parameter: Parameter) -> bool:
    return parameter.dynamic is Dynamic.STATIC_OR_PATH


@value_rule("C011", Severity.WARNING, wants=_wants)
def check(site: Site, value: Value) -> Iterator[Fault]:
    """Look for a path with company."""
    text = value.value
    if not isinstance(text, str) or not paths(text):
        return
    if single(text) is None and not is_placeholder(text):
        yield site.fault(
            f"{value.declared.name} takes one JSONPath alone, and this is {text!r}",
            *value.path,
            problem=site.bad_value(value.path),
        )
