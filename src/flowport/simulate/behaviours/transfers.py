"""Where the contact goes: queues, flows, modules, numbers, agents, and the ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.catalogue import ACTIONS
from flowport.simulate.behaviours.turns import (
    MOVED,
    ContactMoved,
    asked,
    branch_for,
    failed,
    place,
    too_late,
)
from flowport.simulate.call import Frame
from flowport.simulate.questions import Answer
from flowport.simulate.stages import end_stage, enter_queue

if TYPE_CHECKING:
    from flowport.model import Branch
    from flowport.simulate.call import Call
    from flowport.simulate.program import Block

__all__ = [
    "disconnect",
    "end_flow",
    "invoke_module",
    "return_from_module",
    "to_agent",
    "to_flow",
    "to_queue",
    "to_third_party",
]

#: The types of flow that a contact can be transferred to.
_TARGETS = next(
    frozenset(parameter.target_flow_types)
    for parameter in ACTIONS["TransferToFlow"].parameters
    if parameter.target_flow_types
)
#: How many modules may be invoked within one another.
DEPTH = 5


def to_queue(call: Call, block: Block, filled: dict[str, Any]) -> Branch | ContactMoved | None:
    """The working queue, or one that the block names; a full one keeps the contact here."""
    queue = place(block, filled) or str(call.settings.get("queue") or "")
    answer = asked(call, block, filled, (Answer(),), queue)
    if answer.outcome:
        return branch_for(call, block, answer.outcome)
    if answer.value:
        queue = str(answer.value)
    if place(block, filled):
        call.put("queue", queue)
    enter_queue(call, queue)
    return MOVED


def to_flow(call: Call, block: Block, filled: dict[str, Any]) -> Branch | ContactMoved | None:
    """Another flow: attributes, working queue, voice and hooks stay."""
    trouble = failed(call, block, filled)
    if trouble:
        return trouble
    target = place(block, filled)
    flow = call.library.find(target, block.names)
    if flow is None:
        call.end("flow", target)
        return MOVED
    if flow.is_module or (flow.type and flow.type not in _TARGETS):
        call.note(
            f'"{block.title}": "{flow.name}" is not an inbound or transfer flow, so it failed'
        )
        return block.error("NoMatchingError") or block.onward
    call.frames = ()
    call.begin(flow)
    return MOVED


def invoke_module(call: Call, block: Block, filled: dict[str, Any]) -> Branch | ContactMoved | None:
    """A module runs as if it were here, and comes back."""
    module = call.library.find(place(block, filled), block.names)
    if module is None:
        return _unknown_module(call, block, filled)
    trouble = failed(call, block, filled)
    if trouble:
        return trouble
    if len(call.frames) >= DEPTH:
        call.note(f'"{block.title}": modules can be nested {DEPTH} deep, so it failed')
        return block.error("NoMatchingError") or block.onward
    call.frames = (*call.frames, Frame(call.program, block, call.local))
    given = filled.get("Input")
    call.begin(module)
    call.fill_root("Modules", block, {"Input": given} if isinstance(given, dict) else {})
    return MOVED


def _unknown_module(call: Call, block: Block, filled: dict[str, Any]) -> Branch | None:
    """A module that is not at hand: which branch it comes back to is a question."""
    named = [Answer(b.operands[0]) for b in block.conditions if b.operands]
    choices = [*([Answer()] if block.onward else []), *named] or [Answer()]
    answer = asked(call, block, filled, choices)
    if answer.outcome not in block.failures and isinstance(answer.value, dict):
        call.fill_root("Modules", block, {"ResultData": answer.value})
    return branch_for(call, block, answer.outcome)


def return_from_module(
    call: Call, block: Block, filled: dict[str, Any]
) -> Branch | ContactMoved | None:
    """Back to the block that invoked the module."""
    del block
    if not call.frames:
        call.end("returned")
        return MOVED
    frame = call.frames[-1]
    call.frames = call.frames[:-1]
    call.back(frame)
    result = filled.get("ResultData")
    call.fill_root("Modules", frame.block, {"ResultData": result or {}})
    back = _returned(frame.block, filled)
    call.at = back.target if back else ""
    call.returned = (frame.program.name, frame.block.id, back.key) if back else None
    return MOVED


def _returned(invoker: Block, filled: dict[str, Any]) -> Branch | None:
    """The invoking block's branch for what the module returned."""
    named = str(filled.get("Result", "")).casefold()
    return next(
        (b for b in invoker.conditions if named in {o.casefold() for o in b.operands}),
        invoker.onward,
    )


def to_third_party(
    call: Call, block: Block, filled: dict[str, Any]
) -> Branch | ContactMoved | None:
    """Another number: the call goes on here after it, or ends with it."""
    number = place(block, filled)
    answer = asked(call, block, filled, (Answer(),), number)
    if answer.outcome == "hang up":
        call.end("hung up")
        return MOVED
    if too_late(call, answer, filled.get("ThirdPartyConnectionTimeLimitSeconds")):
        return branch_for(call, block, "ConnectionTimeLimitExceeded")
    if answer.outcome:
        return branch_for(call, block, answer.outcome)
    if str(filled.get("ContinueFlowExecution")).lower() != "false":
        return block.onward
    call.end(block.effect.event, number)
    return MOVED


def to_agent(call: Call, block: Block, filled: dict[str, Any]) -> Branch | ContactMoved | None:
    """An agent, at once."""
    trouble = failed(call, block, filled)
    if trouble:
        return trouble
    call.end(block.effect.event, place(block, filled))
    return MOVED


def disconnect(call: Call, block: Block, filled: dict[str, Any]) -> Branch | ContactMoved | None:
    """The contact ends, in a queue flow too."""
    del filled
    call.pending = ()
    call.end(block.effect.event)
    return MOVED


def end_flow(call: Call, block: Block, filled: dict[str, Any]) -> Branch | ContactMoved | None:
    """The end of this flow: a queue, whisper or hold flow goes back to what it is part of."""
    del filled
    end_stage(call, block.effect.event)
    return MOVED
