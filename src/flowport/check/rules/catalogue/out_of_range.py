"""A number is too small or too large.

What it does:
    Compares numbers with the least and the greatest that the catalogue states.

Why:
    The service refuses a number out of its range, or the designer does.

Example:
    ``"Type": "Loop", "Parameters": {"LoopCount": "101"}``

Instead:
    ``"LoopCount": "100"``, or two loops.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.finding import Severity
from flowport.check.numbers import number
from flowport.check.rule import Fault, severity_by, value_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import Parameter
    from flowport.check.action_view import Site, Value


def _wants(parameter: Parameter) -> bool:
    return parameter.minimum is not None or parameter.maximum is not None


@value_rule("C008", Severity.ERROR, wants=_wants)
def check(site: Site, value: Value) -> Iterator[Fault]:
    """Compare the number."""
    declared, said, path = value
    found = number(said)
    if found is None:
        return
    least, most = declared.minimum, declared.maximum
    low = least is not None and found < least
    if not low and (most is None or found <= most):
        return
    bound = f"at least {least:g}" if low else f"at most {most:g}"
    yield site.fault(
        f"{declared.name} is {said}, and should be {bound}",
        *path,
        problem=site.bad_value(path),
        severity=severity_by(declared.evidence),
    )
