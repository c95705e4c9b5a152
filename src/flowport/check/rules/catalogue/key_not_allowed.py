"""A map has a key that it does not take.

What it does:
    Compares the keys of maps that have a fixed set, such as the hooks of ``EventHooks``.

Why:
    The service knows no others, and refuses them.

Example:
    ``"EventHooks": {"OnQueue": "..."}``

Instead:
    ``"EventHooks": {"CustomerQueue": "..."}``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.finding import Severity
from flowport.check.rule import Fault, severity_by, value_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import Parameter
    from flowport.check.action_view import Site, Value


def _wants(parameter: Parameter) -> bool:
    return bool(parameter.allowed_keys)


@value_rule("C018", Severity.ERROR, wants=_wants)
def check(site: Site, value: Value) -> Iterator[Fault]:
    """Look each key up."""
    declared, said, path = value
    for key in said if isinstance(said, dict) else ():
        if key not in declared.allowed_keys:
            yield site.fault(
                f"{declared.name} knows no {key!r}; it takes {', '.join(declared.allowed_keys)}",
                *path,
                key,
                problem=f"Invalid Action property name. Path: {site.parameter_where((*path, key))}",
                severity=severity_by(declared.evidence),
            )
