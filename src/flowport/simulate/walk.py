"""The walk: a contact goes from block to block, and from flow to flow, and all is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flowport.simulate.branching import choose
from flowport.simulate.effects import Way
from flowport.simulate.program import Library, Program
from flowport.simulate.state import Contact, Local
from flowport.simulate.trace import Event, Trace, frozen

if TYPE_CHECKING:
    from typing import Any

    from flowport.model import Branch
    from flowport.simulate.caller import Caller
    from flowport.simulate.program import Block

__all__ = ["walk"]

#: A walk of this many blocks is taken to go on for ever.
STEPS = 1000


@dataclass(slots=True)
class _Walker:
    """Where a walk stands: the flow, the next block, and the invocations to come back to."""

    library: Library
    program: Program
    contact: Contact
    at: str
    events: list[Event] = field(default_factory=list)
    invokers: list[tuple[Program, Block, Local]] = field(default_factory=list)
    ending: str = ""
    place: str = ""


def walk(start: Program, caller: Caller, *, library: Library | None = None) -> Trace:
    """Walk a flow, and the flows of the library that it leads to, with one caller.

    A flow or module that is not in the library ends the walk there, or answers as the caller
    says. The walk ends ``unfinished`` after 1,000 blocks.
    """
    walker = _Walker(library or Library({}), start, Contact(caller), start.start)
    for _ in range(STEPS):
        if walker.ending:
            break
        block = walker.program.blocks.get(walker.at)
        if block is None:
            walker.ending = "unconnected"
        else:
            _step(walker, block)
    contact = walker.contact
    return Trace(
        tuple(walker.events),
        walker.ending or "unfinished",
        walker.place,
        tuple(sorted(contact.attributes.items())),
        tuple(sorted(contact.settings.items())),
    )


def _step(walker: _Walker, block: Block) -> None:
    contact = walker.contact
    visit = contact.visits[block.id] = contact.visits.get(block.id, 0) + 1
    filled = contact.fill(block.parameters) if block.constant is None else block.parameters
    detail = frozen(filled) if block.constant is None else block.constant
    module = _found(walker, block, filled) if block.effect.way is Way.MODULE else None
    branch, done = (None, True) if module else choose(block, contact, visit)
    if done:
        _apply(contact, block, filled, visit)
    key = branch.key if branch else ""
    walker.events.append(Event(block.effect.event, block.id, detail, key, contact.told()))
    if module:
        walker.invokers.append((walker.program, block, contact.local))
        _begin(walker, module)
    elif branch:
        walker.at = branch.target
    else:
        _leave(walker, block, filled)


def _apply(contact: Contact, block: Block, filled: dict[str, Any], visit: int) -> None:
    """What the action does to the contact and the flow."""
    effect = block.effect
    buffers = effect.way is Way.INPUT and "EnableDTMFBuffer" in filled
    for root in () if buffers else effect.fills:
        older = contact.local.sources.get(root, ()) if effect.partly else ()
        contact.local.sources[root] = (*older, (block.id, visit))
    if effect.merged == "Attributes" and filled.get("TargetContact") != "Related":
        contact.attributes |= {key: str(value) for key, value in _pairs(filled, "Attributes")}
    elif effect.merged == "FlowAttributes":
        for key, value in _pairs(filled, "FlowAttributes"):
            contact.local.attributes[key] = str(
                value.get("Value", "") if isinstance(value, dict) else value
            )
    elif effect.contact and effect.merged:
        within = filled if effect.merged == "*" else filled.get(effect.merged) or {}
        for key, value in within.items():
            contact.settings[f"{effect.contact}.{key}"] = frozen(value)
    elif effect.contact:
        contact.settings[effect.contact] = frozen(filled)
    if effect.flow:
        contact.local.settings[effect.flow] = frozen(filled)
    if buffers:
        contact.local.settings["digits"] = str(filled["EnableDTMFBuffer"])


def _pairs(filled: dict[str, Any], key: str) -> list[tuple[str, Any]]:
    within = filled.get(key)
    return list(within.items()) if isinstance(within, dict) else []


def _found(walker: _Walker, block: Block, filled: dict[str, Any]) -> Program | None:
    return walker.library.find(_place(block, filled), block.names)


def _place(block: Block, filled: dict[str, Any]) -> str:
    return next((str(filled[key]) for key in block.effect.place if filled.get(key)), "")


def _begin(walker: _Walker, program: Program) -> None:
    walker.program, walker.at = program, program.start
    walker.contact.local = Local()


def _leave(walker: _Walker, block: Block, filled: dict[str, Any]) -> None:
    """No branch was taken: another flow begins, a module returns, or the walk ends."""
    way = block.effect.way
    flow = _found(walker, block, filled) if way is Way.FLOW else None
    if flow:
        walker.invokers.clear()
        _begin(walker, flow)
    elif way is Way.RETURN and walker.invokers:
        walker.program, invoker, walker.contact.local = walker.invokers.pop()
        back = _returned(invoker, filled)
        walker.at = back.target if back else ""
    else:
        leaves = way in {Way.LEAVE, Way.LEAVE_OR_ON, Way.FLOW, Way.END, Way.RETURN}
        walker.ending = block.effect.event if leaves or way is Way.ASK_OR_END else "unconnected"
        walker.place = _place(block, filled) or _queue(walker, block)


def _returned(invoker: Block, filled: dict[str, Any]) -> Branch | None:
    """The invoking block's branch for what the module returned."""
    named = str(filled.get("Result", ""))
    return next((b for b in invoker.conditions if named in b.operands), invoker.onward)


def _queue(walker: _Walker, block: Block) -> str:
    if block.effect.event != "queue":
        return ""
    kept = walker.contact.settings.get("queue")
    return str(kept) if kept else ""
