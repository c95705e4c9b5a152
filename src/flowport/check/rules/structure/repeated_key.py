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
    from flowport.model import Document


@flow_rule("S017", Severity.WARNING)
def check(facts: Facts) -> Iterator[Fault]:
    """Say what the reader saw twice; of a legacy flow, in the file that it was read from."""
    source = facts.source
    if source.origin is None or source.tree is not source.origin.tree:
        return
    for repeat in source.origin.repeats:
        yield Fault(
            f"the key {parts(repeat.pointer)[-1]!r} occurs twice in one object, and the last value "
            "counts; remove the others",
            repeat.pointer,
            _block(source, repeat.pointer),
        )


def _block(source: Document, at: str) -> str:
    """The identifier of the block that a place belongs to; empty for none."""
    list_, index, *_ = (*parts(at), "", "")
    key = {"Actions": "Identifier", "modules": "id"}.get(list_)
    name = source.tree[list_][int(index)].get(key) if key and index.isdigit() else None
    return name if isinstance(name, str) else ""
