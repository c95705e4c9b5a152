"""Blocks whose branches a search can't rule out, for it does not try every value that they read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue.jsonpath import paths, single
from flowport.testing.unreachable import blocks_behind, branches_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flowport.simulate import Block, Program
    from flowport.testing.explore import Edge

__all__ = ["doubtful_blocks"]

_LISTS = ("Elements", "LoopElements", "Array")


def doubtful_blocks(
    program: Program, programs: Iterable[Program], reached: set[Edge]
) -> frozenset[str]:
    """The blocks of a flow with branches that may be taken, though no search came to them.

    They read a list from outside, or compare a text that is joined from paths; or a contact
    comes to them after such a block.

    Args:
        program: The flow.
        programs: The flow, and the flows and modules that it can come to.
        reached: The branches that the search took.
    """
    joined: set[str] = set()
    blocks = [(each, block) for each in programs for block in each.blocks.values()]
    for _, block in blocks:
        joined |= _joined_attributes(block)
    unsure = [(each, block) for each, block in blocks if _is_unsure(block, joined)]
    if any(each is not program for each, _ in unsure):
        return frozenset(program.blocks)
    starts = [
        branch.target
        for _, block in unsure
        for branch in branches_of(block)
        if (program.name, block.id, branch.key) not in reached
    ]
    return frozenset({block.id for _, block in unsure} | blocks_behind(program, starts))


def _is_unsure(block: Block, joined: set[str]) -> bool:
    if block.type == "Loop":
        return any(paths(str(block.parameters.get(key, ""))) for key in _LISTS)
    if block.type != "Compare":
        return False
    if block.compared:
        return block.compared.name in joined
    return bool(paths(str(block.parameters.get("ComparisonValue", ""))))


def _joined_attributes(block: Block) -> set[str]:
    """The attributes that a block sets to a text with a path in it."""
    found: set[str] = set()
    for root in ("Attributes", "FlowAttributes"):
        values = block.parameters.get(root)
        for key, value in values.items() if isinstance(values, dict) else ():
            text = value.get("Value") if isinstance(value, dict) else value
            if isinstance(text, str) and paths(text) and single(text) is None:
                found.add(f"{root}.{key}")
    return found
