"""A key stands twice in one object.

What it does:
    Looks for objects in the file in which a key stands more than once.

Why:
    Readers keep the last value and lose the others without a word; another program may keep the
    first. The designer never writes a key twice.

Example:
    ``{"Text": "Hello", "Text": "Goodbye"}``

Instead:
    ``{"Text": "Goodbye"}``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.check.finding import Severity
from flowport.check.rule import Fault, flow_rule
from flowport.model.pointer import parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.check.facts import Facts


@flow_rule("S017", Severity.WARNING)
def check(facts: Facts) -> Iterator[Fault]:
    """Say what the reader saw twice."""
    flow = facts.flow
    if flow.origin is None or flow.tree is not flow.origin.tree:
        return
    for repeat in flow.origin.repeats:
        steps = parts(repeat.pointer)
        inside = len(steps) > 1 and steps[0] == "Actions" and steps[1].isdigit()
        yield Fault(
            f"the key {steps[-1]!r} stands twice in one object, and the last value counts; "
            "remove the others",
            repeat.pointer,
            facts.sites[int(steps[1])].id if inside else "",
        )
