"""What is a flow's own while a contact is in it: filled roots, flow attributes, loops."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flowport.simulate.program import Block, Program
    from flowport.simulate.trace import Frozen

__all__ = ["Filled", "Frame", "Local"]


@dataclass(frozen=True, slots=True)
class Filled:
    """What one visit of a block filled a root with.

    Attributes:
        block: The block's identifier.
        visit: Which visit it was.
        value: The JSON value; ``OPEN`` where each path is asked for when it is read, and an object
            with the member ``OPEN`` where those are that it does not have.
        chosen: What open paths were answered.
    """

    block: str
    visit: int
    value: Any
    chosen: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Local:
    """What ends with the flow: a transfer to another flow begins with a new one.

    Attributes:
        roots: For each of the flow's own roots, what filled it, the newest last.
        attributes: The flow attributes.
        loops: How often each Loop block has led into its loop.
        settings: What the flow set for itself (logging).
    """

    roots: dict[str, tuple[Filled, ...]] = field(default_factory=dict)
    attributes: dict[str, str] = field(default_factory=dict)
    loops: dict[str, int] = field(default_factory=dict)
    settings: dict[str, Frozen] = field(default_factory=dict)

    def fork(self) -> Local:
        """A copy that changes on its own."""
        return Local(dict(self.roots), dict(self.attributes), dict(self.loops), dict(self.settings))


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a module goes back to: the program, the invoking block, and its local values."""

    program: Program
    block: Block
    local: Local
