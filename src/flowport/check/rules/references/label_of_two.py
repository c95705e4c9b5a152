"""Two ids have one label.

What it does:
    Compares the display names of references of one kind whose ARNs or ids differ, in one flow and
    across all flows of a check; each exported folder is compared by itself.

Why:
    Names are unique in an instance, so one of the labels is out of date. A move that resolves by
    name would make one resource of the two: it leaves both unresolved instead.

Example:
    Two blocks with different ``QueueId``, both shown as ``Claims``.

Instead:
    Choose the resource again in one of the blocks, so that its name is right; or bind each of the
    two when the flow moves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.catalogue import REFERENCE_KINDS
from flowport.check.finding import Severity
from flowport.check.rule import Fault, flow_rule
from flowport.refs.arn import is_uuid, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.action_view import Path, Site
    from flowport.check.facts import Facts


@flow_rule("R009", Severity.WARNING)
def check(facts: Facts) -> Iterator[Fault]:
    """Gather references by kind and label, and report those with several ids."""
    known = facts.flow.metadata.get("ActionMetadata")
    if not isinstance(known, dict):
        return
    found: list[tuple[Site, Path, str, str]] = []
    for site, text in facts.exact:
        declared = text.node.declared if text.node else None
        kind = declared.refers_to if declared else None
        identity = _identity(text.text) if kind else ""
        label = _label(known.get(site.id), text.path) if identity else ""
        if kind and label:
            facts.labels.add(kind, label, identity)
            found.append((site, text.path, kind, label))
    for site, path, kind, label in found:
        number = facts.labels.count(kind, label)
        if number > 1:
            title = REFERENCE_KINDS[kind].title
            yield site.fault(
                f"{number} different resources are shown as the {title} {label!r}: a label is "
                "out of date; choose it again",
                *path,
            )


def _identity(text: str) -> str:
    """The id that an ARN or bare id names; empty for a name or path."""
    arn = parse(text)
    if arn:
        return arn.tail if arn.instance else ""
    plain = text.partition(":")[0]
    return plain if is_uuid(plain) else ""


def _label(block: Any, path: Path) -> str:
    here = block.get("parameters") if isinstance(block, dict) else None
    for key in path:
        if isinstance(here, dict):
            here = here.get(str(key))
        elif isinstance(here, list) and isinstance(key, int) and key < len(here):
            here = here[key]
        else:
            return ""
    shown = here.get("displayName") if isinstance(here, dict) else None
    return shown.strip() if isinstance(shown, str) else ""
