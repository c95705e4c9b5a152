"""A module reads what its caller stored, and can't see it.

What it does:
    In modules, looks for JSONPaths of namespaces that a module does not share with its caller
    (results of Lambda functions, Lex, profiles, queue metrics, stored input), where no block of
    the module fills them first.

Why:
    The path gives an empty text.

Example:
    ``"$.External.name"`` in a module that invokes no Lambda function.

Instead:
    Copy the value into a contact attribute before the module is invoked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import JSONPATH_ROOTS
from flowport.check.finding import Severity
from flowport.check.rule import Fault, flow_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.facts import Facts


@flow_rule("D006", Severity.WARNING)
def check(facts: Facts) -> Iterator[Fault]:
    """Compare the namespaces that are read with those that the module fills."""
    if not facts.is_module:
        return
    reported: set[tuple[str, str]] = set()
    for site, path, at in facts.reads():
        root = JSONPATH_ROOTS.get(path.root)
        if root is None or root.in_called_module or path.root == "FlowAttributes":
            continue
        if (path.root, at) in reported or any(facts.types[filler] for filler in root.filled_by):
            continue
        reported.add((path.root, at))
        yield site.fault(
            f"a module does not see its caller's $.{path.root}, and nothing here fills it; "
            "pass the value as a contact attribute",
            at=at,
        )
