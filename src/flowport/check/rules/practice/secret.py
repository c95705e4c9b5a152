"""A secret is in the flow.

What it does:
    Looks for fixed values under names such as ``password``, ``secret``, ``token`` or ``apiKey`` in
    attributes and inputs of Lambda functions, and in the same blocks strings that look like keys
    of AWS or private keys.

Why:
    Everybody who may look at the flow, at its exports or at its logs reads it.

Example:
    ``"LambdaInvocationAttributes": {"apiKey": "9f8e7d6c5b4a"}``

Instead:
    Let the Lambda function read it from AWS Secrets Manager.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from flowport.check.action_view import is_placeholder
from flowport.check.finding import Severity
from flowport.check.rule import Fault, action_rule
from flowport.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import ActionType
    from flowport.check.action_view import Site

_MAPS = frozenset({"Attributes", "FlowAttributes", "LambdaInvocationAttributes"})
_NAME = pattern(
    r"pass(word|wd|phrase)|secret|api[_-]?key|access[_-]?key|private[_-]?key|credential"
    r"|(auth|access|bearer|api|refresh)[_-]?token",
    re.IGNORECASE,
)
_VALUE = pattern(r"\b(AKIA|ASIA)[A-Z0-9]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY-----")
_SHORT = 6
_KEPT = 4096  # names that are remembered, as blocks set the same ones again and again


@lru_cache(_KEPT)
def _tells(name: str) -> bool:
    """Whether the name of an attribute says that it is secret."""
    return _NAME.search(name) is not None


def _wants(action: ActionType | None) -> bool:
    return action is not None and any(p.name in _MAPS for p in action.parameters)


@action_rule("D009", Severity.WARNING, wants=_wants, about="texts")
def check(site: Site) -> Iterator[Fault]:
    """Look at names and values."""
    for text in site.texts:
        string, path = text.text, text.path
        if len(string) < _SHORT:
            continue
        named = path[0] in _MAPS and len(path) > 1 and _tells(str(path[1]))
        looks = ("AKIA" in string or "ASIA" in string or "-----BEGIN" in string) and _VALUE.search(
            string
        )
        if looks or (named and not string.startswith(("$", "arn:")) and not is_placeholder(string)):
            name = path[-1] if named else "this text"
            yield site.fault(f"{name} looks like a secret; keep it out of the flow", *path)
