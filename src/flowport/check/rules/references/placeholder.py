"""A reference is still a placeholder.

What it does:
    Looks for ``${...}``, ``{{...}}``, ``%x%`` and ``<name>`` where a resource belongs.

Why:
    The file is a template: it has to be filled in before the service takes it.

Example:
    ``"QueueId": "${QueueArn}"``

Instead:
    Fill the template in, and check the outcome.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.finding import Severity
from flowport.check.rule import Fault, value_rule
from flowport.check.site import is_placeholder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import Parameter
    from flowport.check.site import Site, Value


def _wants(parameter: Parameter) -> bool:
    return parameter.refers_to is not None


@value_rule("R008", Severity.WARNING, wants=_wants)
def check(site: Site, value: Value) -> Iterator[Fault]:
    """Look for the marks of a template."""
    declared, said, path = value
    entries = said.items() if isinstance(said, dict) else ((None, said),)
    for key, text in entries:
        if isinstance(text, str) and is_placeholder(text):
            where = path if key is None else (*path, key)
            yield site.fault(f"{declared.name} is a placeholder, {text!r}; fill it in", *where)
