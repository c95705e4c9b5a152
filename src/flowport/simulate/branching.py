"""Which branch a contact takes: one small function for each way that the table of effects names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.simulate.effects import Way

if TYPE_CHECKING:
    from collections.abc import Callable

    from flowport.model import Branch
    from flowport.simulate.program import Block
    from flowport.simulate.state import Contact

__all__ = ["choose", "matches"]


def choose(block: Block, contact: Contact, visit: int) -> tuple[Branch | None, bool]:
    """The branch that is taken, and whether the action did what it is for.

    None for the branch means that the contact stays, leaves or ends here, as the effect says.
    """
    way = block.effect.way
    if way in _CAN_FAIL and (failed := _failure(block, contact, visit)):
        return failed, False
    return _WAYS[way](block, contact, visit)


def matches(operator: str, value: str, operand: str) -> bool:
    """Whether a value meets a condition; comparisons of numbers fail where either is none."""
    if operator in _TEXT:
        return _TEXT[operator](value, operand)
    left, right = _number(value), _number(operand)
    if left is None or right is None or operator not in _NUMBER:
        return False
    return _NUMBER[operator](left, right)


_TEXT: dict[str, Callable[[str, str], bool]] = {
    "Equals": lambda value, operand: value == operand,
    "TextStartsWith": str.startswith,
    "TextEndsWith": str.endswith,
    "TextContains": lambda value, operand: operand in value,
    "KeyExists": lambda value, operand: bool(value and operand),
}
_NUMBER: dict[str, Callable[[float, float], bool]] = {
    "NumberGreaterThan": lambda left, right: left > right,
    "NumberGreaterOrEqualTo": lambda left, right: left >= right,
    "NumberLessThan": lambda left, right: left < right,
    "NumberLessOrEqualTo": lambda left, right: left <= right,
}


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _failure(block: Block, contact: Contact, visit: int) -> Branch | None:
    """The error branch that this visit takes, if any."""
    failures = [branch for branch in block.errors if branch.name != "NoMatchingCondition"]
    if not failures or not contact.caller.fails(block.id, visit):
        return None
    return contact.caller.picks(block.id, visit, failures)


def _error(block: Block, name: str) -> Branch | None:
    return next((branch for branch in block.errors if branch.name == name), None)


def _first(block: Block, contact: Contact, value: str) -> Branch | None:
    """The first condition that the value meets, else the branch for none of them."""
    for branch in block.conditions:
        if matches(
            branch.operator, value, contact.fill(branch.operands[0] if branch.operands else "")
        ):
            return branch
    return _error(block, "NoMatchingCondition") or _error(block, "NoMatchingError") or block.onward


def _on(block: Block, contact: Contact, visit: int) -> tuple[Branch | None, bool]:
    del contact, visit
    return block.onward, True


def _answers(block: Block) -> list[Branch]:
    """The conditions, and the branch for none of them."""
    missed = _error(block, "NoMatchingCondition")
    return [*block.conditions, *([missed] if missed else [])]


def _ask(block: Block, contact: Contact, visit: int) -> tuple[Branch | None, bool]:
    options = _answers(block)
    if not options:
        return block.onward, True
    return contact.caller.picks(block.id, visit, options), True


def _ask_or_on(block: Block, contact: Contact, visit: int) -> tuple[Branch | None, bool]:
    options = [*_answers(block), *([block.onward] if block.onward else [])]
    return (contact.caller.picks(block.id, visit, options) if options else None), True


def _ask_or_end(block: Block, contact: Contact, visit: int) -> tuple[Branch | None, bool]:
    options = [*block.conditions, None]
    return contact.caller.picks(block.id, visit, options), True


def _input(block: Block, contact: Contact, visit: int) -> tuple[Branch | None, bool]:
    stored = str(block.parameters.get("StoreInput")).lower() == "true"
    if block.conditions:
        return _ask(block, contact, visit)[0], stored
    return block.onward, stored or "EnableDTMFBuffer" in block.parameters


def _compare(block: Block, contact: Contact, visit: int) -> tuple[Branch | None, bool]:
    del visit
    value = contact.read(block.compared) if block.compared else ""
    return _first(block, contact, value), True


def _measure(block: Block, contact: Contact, visit: int) -> tuple[Branch | None, bool]:
    operands = [branch.operands[0] for branch in block.conditions if branch.operands]
    numbers = [int(text) for text in map(contact.fill, operands) if text.isdecimal()]
    pool = sorted({near for n in numbers for near in (n - 1, n, n + 1) if near >= 0} | {0})
    return _first(block, contact, str(contact.caller.picks(block.id, visit, pool))), True


def _percent(block: Block, contact: Contact, visit: int) -> tuple[Branch | None, bool]:
    return _first(block, contact, str(contact.caller.percent(block.id, visit))), True


def _loop(block: Block, contact: Contact, visit: int) -> tuple[Branch | None, bool]:
    del visit
    rounds = contact.local.loops
    wanted = _number(contact.fill(str(block.parameters.get("LoopCount", "")))) or 0
    again = rounds.get(block.id, 0) < wanted
    rounds[block.id] = rounds.get(block.id, 0) + 1 if again else 0
    word = "ContinueLooping" if again else "DoneLooping"
    return next((b for b in block.conditions if word in b.operands), None), True


def _leave(block: Block, contact: Contact, visit: int) -> tuple[Branch | None, bool]:
    del block, contact, visit
    return None, True


def _leave_or_on(block: Block, contact: Contact, visit: int) -> tuple[Branch | None, bool]:
    stays = str(block.parameters.get("ContinueFlowExecution")).lower() == "true"
    return (_on if stays else _leave)(block, contact, visit)


_WAYS: dict[Way, Callable[[Block, Contact, int], tuple[Branch | None, bool]]] = {
    Way.ON: _on,
    Way.ASK: _ask,
    Way.ASK_OR_ON: _ask_or_on,
    Way.ASK_OR_END: _ask_or_end,
    Way.INPUT: _input,
    Way.MEASURE: _measure,
    Way.COMPARE: _compare,
    Way.PERCENT: _percent,
    Way.LOOP: _loop,
    Way.LEAVE: _leave,
    Way.LEAVE_OR_ON: _leave_or_on,
    Way.FLOW: _leave,
    Way.MODULE: _ask_or_on,
    Way.RETURN: _leave,
    Way.END: _leave,
}
_CAN_FAIL = frozenset(_WAYS) - {Way.COMPARE, Way.PERCENT, Way.LOOP, Way.RETURN, Way.END}
