"""A value is none of those that the parameter takes.

What it does:
    Compares values with the catalogue's list, letter by letter. A value that differs only in its
    capitals is a warning.

Why:
    The service refuses a value that it does not know. Where the list was only read off exports,
    this is a warning. What two authors published is accepted.

Example:
    ``"MediaStreamingState": "On"``

Instead:
    ``"MediaStreamingState": "Enabled"``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue.exports import accepts_value
from flowport.check.action_view import is_placeholder
from flowport.check.finding import Severity
from flowport.check.rule import Fault, severity_by, value_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import Parameter
    from flowport.check.action_view import Path, Site, Value


def _wants(parameter: Parameter) -> bool:
    return bool(parameter.allowed)


@value_rule("C007", Severity.ERROR, wants=_wants)
def check(site: Site, value: Value) -> Iterator[Fault]:
    """Compare the value, or each item of a list."""
    if isinstance(value.value, list):
        for index, item in enumerate(value.value):
            yield from _one(site, value.declared, item, (*value.path, index))
    else:
        yield from _one(site, value.declared, value.value, value.path)


def _one(site: Site, declared: Parameter, said: object, path: Path) -> Iterator[Fault]:
    if not isinstance(said, (str, int, float)) or str(said) in declared.allowed:
        return
    text = str(said)
    if not text or "$" in text or accepts_value(site.type, declared.name, text):
        return
    same = [word for word in declared.allowed if word.lower() == text.lower()]
    lenient = same or is_placeholder(text)
    yield site.fault(
        f"{declared.name} takes {' or '.join(map(repr, same or declared.allowed))}, not {text!r}",
        *path,
        problem=site.bad_value(path),
        severity=Severity.WARNING if lenient else severity_by(declared.evidence),
    )
