"""The walk: a contact goes from block to block, and from flow to flow, until it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.simulate.behaviours import BEHAVIOURS, CHANNELS, ContactMoved, unknown
from flowport.simulate.call import Call
from flowport.simulate.program import Library, Program
from flowport.simulate.trace import Event, Trace, frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.model import Branch
    from flowport.simulate.call import Listener, World
    from flowport.simulate.caller import Caller
    from flowport.simulate.program import Block
    from flowport.simulate.trace import Frozen

__all__ = ["BLOCKS", "ENDLESS", "run", "started", "step", "walk"]

#: A call is stopped after this many blocks.
BLOCKS = 10_000
#: The ending of a call that was stopped.
ENDLESS = f"stopped after {BLOCKS:,} blocks: endless loop"
#: A walk with a made-up caller is stopped after this many blocks.
_STEPS = 1000


def started(
    program: Program,
    world: World,
    *,
    library: Library | None = None,
    channel: str = "VOICE",
    given: Mapping[str, str] | None = None,
    attributes: Mapping[str, str] | None = None,
    begins: float = 0.0,
    listener: Listener | None = None,
    follows: bool = True,
) -> Call:
    """A call at the start of a flow, with no block run yet.

    Args:
        program: The flow.
        world: Who answers what the flow can't know.
        library: The flows and modules that it can come to.
        channel: ``VOICE``, ``CHAT``, ``TASK`` or ``EMAIL``; ``""`` for no check of channels.
        given: System values by the name of their path.
        attributes: The contact attributes at the start.
        begins: When it begins, in seconds since 1970.
        listener: Who watches.
        follows: Whether it goes on in queue, whisper, hold and disconnect flows.
    """
    return Call(
        library=library or Library({}),
        world=world,
        program=program,
        at=program.start,
        channel=channel,
        given=given or {},
        begins=begins,
        follows=follows,
        listener=listener,
        attributes=dict(attributes or {}),
    )


def run(call: Call, limit: int = BLOCKS) -> Trace:
    """Run a call to its end; after ``limit`` blocks it is stopped."""
    while not call.ending and call.steps < limit:
        step(call)
    if not call.ending:
        call.end(ENDLESS if limit == BLOCKS else "unfinished")
    return call.trace()


def step(call: Call) -> None:
    """Run one block."""
    block = call.program.blocks.get(call.at)
    if block is None:
        call.end("unconnected", call.at)
        return
    call.steps += 1
    call.visits[block.id] = call.visits.get(block.id, 0) + 1
    call.heard, call.said, call.returned = [], "", None
    flow = call.program.name
    filled = call.fill(block.parameters) if block.constant is None else block.parameters
    if call.listener:
        call.listener.began(call, block, filled)
        if call.ending:
            return
    settings = call.told()
    taken = _taken(call, block, filled)
    branch = None if isinstance(taken, ContactMoved) or call.ending else taken
    if branch:
        settings = call.told()
    _record(call, block, filled, branch, (flow, settings))
    if branch:
        call.at = branch.target
        if call.listener and branch.kind != "error":
            call.listener.completed(call, block, filled)
    elif taken is None and not call.ending:
        call.end("unconnected", block.id)


def _taken(call: Call, block: Block, filled: dict[str, Any]) -> Branch | ContactMoved | None:
    channels = CHANNELS.get(block.type)
    if channels and call.channel and call.channel not in channels:
        return block.error("ChannelMismatch") or block.error("NoMatchingError") or block.onward
    return BEHAVIOURS.get(block.type, unknown)(call, block, filled)


def _record(
    call: Call,
    block: Block,
    filled: dict[str, Any],
    branch: Branch | None,
    within: tuple[str, Frozen],
) -> None:
    """Keep the event; ``within`` is the flow and the settings that the block was run in."""
    flow, settings = within
    event = Event(
        kind=block.effect.event,
        block=block.id,
        detail=block.constant if block.constant is not None or call.brief else frozen(filled),
        branch=branch.key if branch else "",
        settings=settings,
        heard=" ".join(call.heard),
        flow=flow,
        title=block.title,
        clock=call.clock,
        said=call.said,
        label=branch.name if branch else "",
        type=block.type,
        returned=call.returned,
    )
    call.trail = (event, call.trail)


def walk(start: Program, caller: Caller, *, library: Library | None = None) -> Trace:
    """Walk a flow, and the flows of the library that it leads to, with a made-up caller.

    A flow or module that is not in the library ends the walk there, or answers as the caller
    says. The walk ends ``unfinished`` after 1,000 blocks.
    """
    call = started(start, caller, library=library, channel="", follows=False)
    return run(call, _STEPS)
