"""A number is compared with something that is none.

What it does:
    Looks for operands that are no numbers beside an operator such as ``NumberLessThan``.

Why:
    Such a condition is never true.

Example:
    ``"Condition": {"Operator": "NumberGreaterThan", "Operands": ["five"]}``

Instead:
    ``"Condition": {"Operator": "NumberGreaterThan", "Operands": ["5"]}``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import OPERATORS
from flowport.catalogue.jsonpath import paths
from flowport.check.action_view import is_placeholder
from flowport.check.finding import Severity
from flowport.check.numbers import number
from flowport.check.rule import Fault, action_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.action_view import Site

_NUMERIC = frozenset(name for name, operator in OPERATORS.items() if operator.numeric)


@action_rule("B012", Severity.WARNING, about="conditions")
def check(site: Site) -> Iterator[Fault]:
    """Read each operand as a number."""
    for condition in site.conditions:
        if condition.operator not in _NUMERIC:
            continue
        for word in condition.operands or ():
            if not _is_number(str(word)):
                yield site.fault(
                    f"{condition.operator} compares numbers, and {word!r} is none: never true",
                    at=f"{site.pointer}/Transitions/Conditions/{condition.place}"
                    "/Condition/Operands/0",
                )


def _is_number(text: str) -> bool:
    return not text or number(text) is not None or bool(paths(text)) or is_placeholder(text)
