"""A flow as an outline to read: each block with its settings, and where each branch leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.dataclass import dataclass
from flowport.layout.faces import faces, quiet
from flowport.model.successors import order, reachable, successors

if TYPE_CHECKING:
    from flowport.layout.faces import Face
    from flowport.model import Flow


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A block of the outline.

    Attributes:
        number: Its number, as a reader meets the blocks, from 1.
        block: What it shows.
        reached: Whether anything from the entry leads to it.
        branches: The title of each branch, and where it leads in words.
    """

    number: int
    block: Face
    reached: bool
    branches: tuple[tuple[str, str], ...]

    @property
    def title(self) -> str:
        """The block's title, with the name that a person gave it."""
        return _called(self.block)


def outline(flow: Flow) -> tuple[OutlineEntry, ...]:
    """The blocks of a flow in the order in which a reader meets them."""
    blocks = {block.id: block for block in faces(flow)}
    after = successors(flow)
    met = order(after, flow.start)
    reached = reachable(after, [flow.start])
    numbers = {name: number for number, name in enumerate(met, 1)}
    return tuple(
        OutlineEntry(
            number=numbers[name],
            block=blocks[name],
            reached=name in reached,
            branches=tuple(
                (leaving.title, _leads(leaving.target, numbers, blocks))
                for leaving in blocks[name].exits
            ),
        )
        for name in met
    )


def text(flow: Flow) -> str:
    """The outline as lines; ends in a line break."""
    entries = outline(flow)
    kind = "module" if flow.is_module else (flow.type or "flow").replace("_", " ").lower()
    blocks = "1 block" if len(entries) == 1 else f"{len(entries)} blocks"
    rows = [quiet(f"{flow.name or 'Flow'} ({kind}, {blocks})")]
    for entry in entries:
        lost = "" if entry.reached else "   (nothing leads here)"
        rows += ["", f"{entry.number}. {entry.title}{lost}"]
        rows += [f"     {name}: {value}" for name, value in entry.block.settings]
        rows += [f"   {name} → {where}" for name, where in entry.branches]
    return "\n".join(rows) + "\n"


def _leads(target: str, numbers: dict[str, int], blocks: dict[str, Face]) -> str:
    """Where a branch leads."""
    if not target:
        return "not connected"
    if target not in numbers:
        return f"a block that is missing: {quiet(target)}"
    return f"{numbers[target]}. {_called(blocks[target])}"


def _called(block: Face) -> str:
    """What to call a block."""
    return f"{block.title} “{block.name}”" if block.name else block.title
