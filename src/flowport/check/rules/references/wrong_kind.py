"""A block names a thing of another kind.

What it does:
    Reads the kind of thing out of each ARN and compares it with what the parameter refers to. An
    agent may represent a queue: each agent has one.

Why:
    The service can't find a prompt under the ARN of a queue.

Example:
    ``"PromptId": "arn:aws:connect:...:instance/.../queue/..."``

Instead:
    The ARN of a prompt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import REFERENCE_KINDS
from flowport.check.action_view import is_placeholder
from flowport.check.finding import Severity
from flowport.check.rule import Fault, value_rule
from flowport.refs.arn import kind_of, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import Parameter
    from flowport.check.action_view import Site, Value

_ALIKE = frozenset({"queue", "user"})


def _wants(parameter: Parameter) -> bool:
    kind = REFERENCE_KINDS.get(parameter.refers_to or "")
    return kind is not None and kind.service is not None


@value_rule("R003", Severity.ERROR, wants=_wants)
def check(site: Site, value: Value) -> Iterator[Fault]:
    """Compare the kinds."""
    declared, said, path = value
    entries = said.items() if isinstance(said, dict) else ((None, said),)
    for key, text in entries:
        if not isinstance(text, str) or not text.startswith("arn:") or is_placeholder(text):
            continue
        wanted, found = declared.refers_to or "", kind_of(text)
        arn = parse(text)
        if arn is None or found == wanted or {found, wanted} <= _ALIKE:
            continue
        called = REFERENCE_KINDS[found].title if found else f"something of {arn.service}"
        yield site.fault(
            f"{declared.name} names {called}, and should name a {REFERENCE_KINDS[wanted].title}",
            *path,
            *(() if key is None else (key,)),
            problem=site.bad_value(path),
        )
