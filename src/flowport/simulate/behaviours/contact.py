"""What is set on the contact or for the flow; the contact hears nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.catalogue.jsonpath import single
from flowport.simulate.behaviours.turns import asked, branch_for, failed, is_phone_number, place
from flowport.simulate.call import as_text
from flowport.simulate.questions import Answer

if TYPE_CHECKING:
    from flowport.model import Branch
    from flowport.simulate.call import Call
    from flowport.simulate.program import Block

__all__ = [
    "set_attributes",
    "set_callback_number",
    "set_contact",
    "set_flow",
    "set_flow_attributes",
    "set_hooks",
    "set_merged",
    "set_queue",
]

#: The most bytes of all contact attributes, or of all flow attributes.
ATTRIBUTE_BYTES = 32 * 1024


def set_attributes(call: Call, block: Block, filled: dict[str, Any]) -> Branch | None:
    """Contact attributes: all or nothing."""
    trouble = failed(call, block, filled)
    if trouble:
        return trouble
    if filled.get("TargetContact") != "Related":
        new = {key: as_text(value) for key, value in _pairs(filled, "Attributes")}
        if _too_large(call.attributes | new):
            return block.error("NoMatchingError")
        call.attributes.update(new)
    return block.onward


def set_flow_attributes(call: Call, block: Block, filled: dict[str, Any]) -> Branch | None:
    """Flow attributes: gone with the flow."""
    trouble = failed(call, block, filled)
    if trouble:
        return trouble
    new = {
        key: as_text(value.get("Value", "") if isinstance(value, dict) else value)
        for key, value in _pairs(filled, "FlowAttributes")
    }
    if _too_large(call.local.attributes | new):
        return block.error("NoMatchingError")
    call.local.attributes.update(new)
    return block.onward


def _too_large(attributes: dict[str, str]) -> bool:
    texts = [text for pair in attributes.items() for text in pair]
    if 4 * sum(map(len, texts)) <= ATTRIBUTE_BYTES:
        return False
    return sum(len(text.encode(errors="surrogatepass")) for text in texts) > ATTRIBUTE_BYTES


def set_contact(call: Call, block: Block, filled: dict[str, Any]) -> Branch | None:
    """A setting of the contact, replaced as a whole."""
    trouble = failed(call, block, filled)
    if trouble is None:
        call.put(block.effect.contact, filled)
    return trouble or block.onward


def set_merged(call: Call, block: Block, filled: dict[str, Any]) -> Branch | None:
    """Settings of the contact, one by one: what is not named stays."""
    trouble = failed(call, block, filled)
    if trouble is None:
        effect = block.effect
        within = filled if effect.merged == "*" else filled.get(effect.merged)
        for key, value in within.items() if isinstance(within, dict) else ():
            call.put(f"{effect.contact}.{key}", value)
    return trouble or block.onward


def set_flow(call: Call, block: Block, filled: dict[str, Any]) -> Branch | None:
    """A setting of the flow."""
    trouble = failed(call, block, filled)
    if trouble is None:
        call.put_local(block.effect.flow, filled)
    return trouble or block.onward


def set_hooks(call: Call, block: Block, filled: dict[str, Any]) -> Branch | None:
    """The flows that begin at an event: in queue, before an agent speaks, on hold, ..."""
    return set_merged(call, block, filled)


def set_queue(call: Call, block: Block, filled: dict[str, Any]) -> Branch | None:
    """The working queue, carried to other flows."""
    trouble = failed(call, block, filled)
    if trouble:
        return trouble
    queue = place(block, filled)
    if len(str(queue)) > ATTRIBUTE_BYTES:
        return block.error("NoMatchingError")
    if not queue and block.constant is None:
        call.note(f'"{block.title}": its queue reads empty, so it is not a queue')
        return block.error("NoMatchingError") or block.onward
    call.put(block.effect.contact, queue)
    return block.onward


def set_callback_number(call: Call, block: Block, filled: dict[str, Any]) -> Branch | None:
    """The number for callbacks; what is not a number, or can't be dialled, has its own branch."""
    number = block.parameters.get("CallbackNumber")
    known = isinstance(number, str) and ("$" not in number or single(number) is not None)
    if known and not is_phone_number(str(filled["CallbackNumber"])):
        return block.error("InvalidCallbackNumber") or block.error("NoMatchingError")
    answer = asked(call, block, filled, (Answer(),), str(filled.get("CallbackNumber", "")))
    if answer.outcome:
        return branch_for(call, block, answer.outcome)
    call.put(block.effect.contact, filled)
    return block.onward


def _pairs(filled: dict[str, Any], key: str) -> list[tuple[str, Any]]:
    within = filled.get(key)
    return list(within.items()) if isinstance(within, dict) else []
