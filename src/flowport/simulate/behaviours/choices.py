"""How contacts are distinguished: comparisons, percentages, loops, hours, metrics, waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.catalogue.jsonpath import single
from flowport.model.digits import whole_number
from flowport.simulate.behaviours.turns import (
    MOVED,
    ContactMoved,
    ask,
    asked,
    branch_for,
    first_match,
    options,
)
from flowport.simulate.questions import Answer, QuestionKind
from flowport.simulate.seconds import seconds_of

if TYPE_CHECKING:
    from flowport.model import Branch
    from flowport.simulate.call import Call
    from flowport.simulate.program import Block

__all__ = ["check", "check_hours", "compare", "distribute", "loop", "measure", "wait"]


def compare(call: Call, block: Block, filled: dict[str, Any]) -> Branch | None:
    """A value against the conditions in order."""
    if block.compared:
        return first_match(call, block, call.read(block.compared))
    return first_match(call, block, str(filled.get("ComparisonValue", "")))


def distribute(call: Call, block: Block, filled: dict[str, Any]) -> Branch | None:
    """A number from 1 to 100 that must be below a condition's operand."""
    numbers = [whole_number(call.fill(o)) for b in block.conditions for o in b.operands[:1]]
    picks = dict.fromkeys(max(1, min(100, n - 1)) for n in [*numbers, 101] if n is not None)
    drawn = ask(call, block, filled, QuestionKind.PERCENT, choices=[Answer(value=n) for n in picks])
    return first_match(call, block, str(drawn.value))


def loop(call: Call, block: Block, filled: dict[str, Any]) -> Branch | None:
    """A counter that the flow keeps, or a walk through a list."""
    rounds = call.local.loops
    elements = _elements(call, block, filled)
    limit = len(elements) if elements is not None else _count(filled)
    if limit is None:
        return block.error("NoMatchingError") or branch_for(call, block, "DoneLooping")
    done = rounds.get(block.id, 0)
    again = done < limit
    rounds[block.id] = done + 1 if again else 0
    if elements is not None and again:
        element = {"Index": str(done), "Element": elements[done], "Elements": elements}
        call.fill_root("Loop", block, {block.id: element, **element})
    return branch_for(call, block, "ContinueLooping" if again else "DoneLooping")


def _count(filled: dict[str, Any]) -> float | None:
    try:
        return float(str(filled.get("LoopCount", "0") or "0"))
    except ValueError:
        return None


def _elements(call: Call, block: Block, filled: dict[str, Any]) -> list[Any] | None:
    """The list that a loop goes through, where it is one."""
    for key in ("Elements", "LoopElements", "Array"):
        if key in filled:
            value = block.parameters[key]
            path = single(value) if isinstance(value, str) else None
            found = call.find(path) if path else value
            return found if isinstance(found, list) else []
    return None


def check(call: Call, block: Block, filled: dict[str, Any]) -> Branch | None:
    """What the service answers: a condition or an error."""
    subject = str(filled.get("CheckVoiceIdOption") or "")
    answer = asked(call, block, filled, options(call, block), subject)
    return branch_for(call, block, answer.outcome)


def check_hours(call: Call, block: Block, filled: dict[str, Any]) -> Branch | None:
    """The block's hours, else those of the working queue, at this moment."""
    hours = str(filled.get("HoursOfOperationId") or "")
    subject = hours or str(call.settings.get("queue") or "")
    answer = asked(call, block, filled, options(call, block), subject)
    return branch_for(call, block, answer.outcome)


def measure(call: Call, block: Block, filled: dict[str, Any]) -> Branch | None:
    """A number of a queue against the conditions in order."""
    operands = [branch.operands[0] for branch in block.conditions if branch.operands]
    numbers = [n for n in map(whole_number, map(call.fill, operands)) if n is not None]
    pool = sorted({near for n in numbers for near in (n - 1, n, n + 1) if near >= 0} | {0})
    queue = str(filled.get("QueueId") or call.settings.get("queue") or "")
    answer = asked(call, block, filled, [Answer(value=n) for n in pool], queue)
    if answer.outcome:
        return branch_for(call, block, answer.outcome)
    return first_match(call, block, str(answer.value))


def wait(call: Call, block: Block, filled: dict[str, Any]) -> Branch | ContactMoved | None:
    """Nothing until the time is over, or an event that is waited for."""
    answer = asked(call, block, filled, options(call, block))
    if answer.outcome == "hang up":
        call.end("hung up")
        return MOVED
    if answer.outcome in {"", "WaitCompleted"} and not answer.delay:
        call.clock += seconds_of(filled.get("TimeLimitSeconds"))
    return branch_for(call, block, answer.outcome)
