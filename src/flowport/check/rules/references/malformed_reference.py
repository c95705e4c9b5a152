"""A string is neither an ARN nor an id, where one belongs.

What it does:
    Where the catalogue says that a parameter names a queue, flow, prompt or the like, and no name
    was ever seen there, needs an ARN, a bare id, or a JSONPath.

Why:
    The service can't read a name as an id. Placeholders of templates are reported by ``R008``, and
    words in capitals (``ENTER QUEUE``), which owners of samples write there, are a warning.

Example:
    ``"QueueId": "Support"``

Instead:
    ``"QueueId": "arn:aws:connect:...:instance/.../queue/..."``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import REFERENCE_KINDS
from flowport.catalogue.jsonpath import paths
from flowport.check.action_view import is_placeholder
from flowport.check.finding import Severity
from flowport.check.rule import Fault, value_rule
from flowport.refs.arn import is_uuid, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.catalogue import Parameter
    from flowport.check.action_view import Site, Value

_SEEN_REFUSED = frozenset(
    {"knowledge_base", "message_template", "queue", "user", "wisdom_assistant"}
)


def _wants(parameter: Parameter) -> bool:
    kind = REFERENCE_KINDS.get(parameter.refers_to or "")
    return kind is not None and kind.of_instance and not kind.by_name


@value_rule("R002", Severity.ERROR, wants=_wants)
def check(site: Site, value: Value) -> Iterator[Fault]:
    """Look at the form of the text, or of each value of a map."""
    declared, said, path = value
    entries = said.items() if isinstance(said, dict) else ((None, said),)
    for key, text in entries:
        if isinstance(text, str) and text and not _formed(text):
            yield site.fault(
                f"{declared.name} should be an ARN or an id, and is {text!r}",
                *path,
                *(() if key is None else (key,)),
                problem=f"Failed to convert id: {text}",
                severity=_severity(declared, text),
            )


def _formed(text: str) -> bool:
    if text.startswith("arn:") or paths(text):
        return not text.startswith("arn:") or parse(text) is not None or is_placeholder(text)
    return is_uuid(text.partition(":")[0]) or is_placeholder(text)


def _severity(declared: Parameter, text: str) -> Severity:
    """An error where the service was seen to refuse a name; else a name may be a template's."""
    if " " in text and text == text.upper():
        return Severity.WARNING
    seen = declared.refers_to in _SEEN_REFUSED or text.startswith("arn:")
    return Severity.ERROR if seen else Severity.WARNING
