"""A parameter that other settings of the action forbid.

What it does:
    Looks for parameters that must not stand together with the action's other settings, such as
    ``InputValidation`` on a menu (``"StoreInput": "False"``).

Why:
    The service refuses the combination.

Example:
    ``{"StoreInput": "False", "InputValidation": {...}, ...}``

Instead:
    Remove ``InputValidation``, or store the input: ``"StoreInput": "True"``.
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
    return parameter.refused_when is not None


@value_rule("C005", Severity.ERROR, wants=_wants)
def check(site: Site, value: Value) -> Iterator[Fault]:
    """Ask whether the settings forbid it."""
    declared = value.declared
    if site.holds(declared.refused_when):
        yield site.fault(
            f"{site.type} with these settings takes no {declared.name}; remove it",
            *value.path,
            problem=site.bad_value(value.path),
            severity=severity_by(declared.evidence),
        )
