"""An attribute is read and never set.

What it does:
    Looks for flow attributes (``$.FlowAttributes``) that no block of the flow sets, and in modules
    for contact attributes (``$.Attributes``) that none sets: these are information, since the
    caller may set them.

Why:
    The path gives an empty text. Flow attributes live in one flow only.

Example:
    ``"$.FlowAttributes.tries"`` in a flow that never sets ``tries``.

Instead:
    ``UpdateFlowAttributes`` before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue.jsonpath import write
from flowport.check.finding import Severity
from flowport.check.rule import Fault, flow_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.facts import Facts

_MAPS = {"FlowAttributes": "UpdateFlowAttributes", "Attributes": "UpdateContactAttributes"}


@flow_rule("D005", Severity.WARNING)
def check(facts: Facts) -> Iterator[Fault]:
    """Compare what is read with what is set."""
    roots = ["FlowAttributes", *(["Attributes"] if facts.is_module else [])]
    for root in roots:
        written = {
            key for site in facts.of_type(_MAPS[root]) for key in _keys(site.parameters.get(root))
        }
        if any("$" in key or "{" in key for key in written):
            continue
        yield from _unset(facts, root, written)


def _unset(facts: Facts, root: str, written: set[str]) -> Iterator[Fault]:
    reported: set[str] = set()
    for site, path, at in facts.reads(root):
        name = path.keys[1] if path.keys[1:] else ""
        if name and name not in written and name not in reported:
            reported.add(name)
            yield site.fault(
                f"{write(root, name)} is read, and no block here sets {name!r}",
                at=at,
                severity=Severity.INFO if root == "Attributes" else None,
            )


def _keys(attributes: object) -> list[str]:
    return list(attributes) if isinstance(attributes, dict) else []
