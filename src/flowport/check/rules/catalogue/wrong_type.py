"""A value is of the wrong kind.

What it does:
Expects a list where the catalogue says list, an object where it says object, else a string; a
    number's text must be a number.

Why:
    The service refuses an object where it needs a string, and the other way round. Numbers and
    booleans are strings in the flow language (``"5"``, ``"True"``): some places take a bare number
    as well, so a bare one is a warning, and an error for a boolean that was seen to be refused.
    The fix puts it in quotes.

Example:
    ``"Parameters": {"TimeLimitSeconds": 60}``

Instead:
    ``"Parameters": {"TimeLimitSeconds": "60"}``
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from flowport.catalogue import ValueKind, WrittenAs
from flowport.check.action_view import dotted, is_placeholder, set_value
from flowport.check.finding import Severity
from flowport.check.numbers import is_number, is_whole
from flowport.check.rule import Fault, severity_by, value_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import Parameter
    from flowport.check.action_view import Site, Value

_NUMBER = {ValueKind.INTEGER: is_whole, ValueKind.NUMBER: is_number}
_NESTED = {ValueKind.OBJECT: dict, ValueKind.MAP: dict, ValueKind.LIST: list}
_WORDS = {ValueKind.INTEGER: "whole number", ValueKind.NUMBER: "number"}
_CALLED = {dict: "an object", list: "a list", str: "a string", type(None): "null"}


def _wants(_: Parameter) -> bool:
    return True


def _texts(parameter: Parameter) -> bool:
    return parameter.kind in _NUMBER or parameter.kind in _NESTED


@value_rule("C006", Severity.ERROR, wants=_wants, texts=_texts, fixes=True)
def check(site: Site, value: Value) -> Iterator[Fault]:
    """Compare the value's kind with the declared one."""
    declared, said, path = value
    wanted = _NESTED.get(declared.kind)
    kind = type(said)
    if kind is str and wanted is None:
        if declared.kind in _NUMBER:
            yield from _number(site, value)
    elif wanted is None and kind in {int, float, bool}:
        wrong = list(_number(site, value)) if declared.kind in _NUMBER else []
        yield from wrong
        if declared.written is WrittenAs.TEXT and not wrong:
            yield from _bare(site, value)
    elif kind is not wanted and not (kind is str and (not said or "$" in said)):
        yield site.fault(
            f"{dotted(path)} is {_CALLED.get(kind, 'a bare value')}, and should be "
            f"{_CALLED[wanted or str]}",
            *path,
            problem=site.bad_value(path),
            severity=severity_by(declared.evidence),
        )


def _number(site: Site, value: Value) -> Iterator[Fault]:
    declared, said, path = value
    text = said if isinstance(said, str) else json.dumps(said)
    fits = _NUMBER[declared.kind]
    if not text or "$" in text or fits(text):
        return
    doubtful = fits(text.strip()) or is_placeholder(text)
    yield site.fault(
        f"{dotted(path)} should be a {_WORDS[declared.kind]}, and is {text!r}",
        *path,
        problem=site.bad_value(path),
        severity=Severity.WARNING if doubtful else None,
    )


def _bare(site: Site, value: Value) -> Iterator[Fault]:
    declared, said, path = value
    boolean = isinstance(said, bool)
    text = str(said) if declared.allowed or declared.kind is ValueKind.BOOLEAN else json.dumps(said)
    refused = boolean and _refused(declared)
    yield site.fault(
        f"{dotted(path)} is a bare {'boolean' if boolean else 'number'}; write it as the string "
        f'"{text}"',
        *path,
        problem=f"Invalid Action type. Type: {site.type}, Path: {site.where}.Type"
        if refused
        else site.bad_value(path),
        severity=Severity.ERROR if refused else Severity.WARNING,
        fix=set_value(site.parameter_pointer(path), text, f'write it as "{text}"'),
    )


def _refused(declared: Parameter) -> bool:
    """Whether the service was seen to refuse a bare boolean there."""
    return declared.name.endswith("DTMFConfiguration.DisableCancelKey")
