"""Two walks told as one: what a caller hears in a flow, and in the parts it was split into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.simulate import Caller, Library, Program, vocabulary, walk

if TYPE_CHECKING:
    from flowport.model import Flow
    from flowport.simulate import Trace
    from flowport.split import Split

__all__ = ["difference"]


def difference(flow: Flow, split: Split, callers: int) -> str:
    """The first difference that a caller meets, ``""`` where there is none.

    Blocks that only join parts never fail here: the flow has no such moment. A flow that leads
    to itself does so in both walks.
    """
    words, library, alone = vocabulary(flow), Library.of(split.flows), Library.of([flow])
    whole, first = Program.of(flow), Program.of(split.flows[0])
    for seed in range(callers):
        caller = Caller(seed, words, quiet=split.added)
        before = walk(whole, caller, library=alone).without(split.added, split.prefix)
        after = walk(first, caller, library=library).without(split.added, split.prefix)
        if told := _compared(before, after):
            return f"caller {seed}: {told}"
    return ""


def _compared(before: Trace, after: Trace) -> str:
    for one, other in zip(before.events, after.events, strict=False):
        if one != other:
            return f"{one} became {other}"
    if "unfinished" in {before.ending, after.ending} or before == after:
        return ""
    return f"{before.ending} {before.place} became {after.ending} {after.place}"
