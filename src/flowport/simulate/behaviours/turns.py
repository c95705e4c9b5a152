"""What all behaviours share: questions about a block, and the branch of an answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from flowport.simulate.questions import OPEN, Answer, Question, QuestionKind
from flowport.simulate.seconds import seconds_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowport.model import Branch
    from flowport.simulate.call import Call
    from flowport.simulate.program import Block

__all__ = [
    "MOVED",
    "Behaviour",
    "ContactMoved",
    "asked",
    "branch_for",
    "failed",
    "first_match",
    "is_phone_number",
    "looked_up",
    "matches",
    "options",
    "place",
    "too_late",
    "went_on",
]


#: What is written between the digits of phone numbers.
_SIGNS = str.maketrans("", "", "+-. ()/")


class ContactMoved:
    """What a behaviour gives where the call is elsewhere already, or has ended."""


MOVED: Final = ContactMoved()

#: An action's behaviour: the branch that is taken, None where it has none, or ``MOVED``.
Behaviour = Callable[["Call", "Block", "dict[str, Any]"], "Branch | ContactMoved | None"]


def place(block: Block, filled: dict[str, Any]) -> str:
    """The resource that a block is about: the first of its place parameters that is set."""
    return next((str(filled[key]) for key in block.effect.place if filled.get(key)), "")


def ask(
    call: Call,
    block: Block,
    filled: dict[str, Any],
    kind: QuestionKind,
    *,
    choices: Sequence[Answer] = (Answer(),),
    errors: tuple[str, ...] = (),
    subject: str = "",
) -> Answer:
    """Ask about a block."""
    visit = call.visits.get(block.id, 0)
    question = Question(
        kind,
        block.id,
        block.type,
        visit,
        choices,
        errors,
        subject or place(block, filled),
        block.title,
        block.names,
        filled,
    )
    return call.ask(question)


def failed(call: Call, block: Block, filled: dict[str, Any]) -> Branch | None:
    """The error branch that an action takes that normally succeeds; None for success."""
    if not block.failures:
        return None
    answer = ask(call, block, filled, QuestionKind.TROUBLE, errors=block.failures)
    return block.error(answer.outcome) if answer.outcome else None


def asked(
    call: Call, block: Block, filled: dict[str, Any], choices: Sequence[Answer], subject: str = ""
) -> Answer:
    """What a resource answers, errors included."""
    return ask(
        call,
        block,
        filled,
        QuestionKind.RESULT,
        choices=choices,
        errors=tuple(e for e in block.failures if not any(e == c.outcome for c in choices)),
        subject=subject,
    )


def branch_for(call: Call, block: Block, outcome: str) -> Branch | None:
    """The branch of an outcome: a condition's operand, an error, or the next action.

    An outcome without a branch of its own goes to the branch for no match, else the error's.
    """
    if not outcome:
        return block.onward or block.error("NoMatchingCondition") or block.error("NoMatchingError")
    for branch in block.conditions:
        if any(call.fill(operand) == outcome for operand in branch.operands):
            return branch
    return (
        block.error(outcome)
        or block.error("NoMatchingCondition")
        or block.error("NoMatchingError")
        or block.onward
    )


def options(call: Call, block: Block, *, onward: bool = False) -> list[Answer]:
    """The answers that the conditions tell apart, and the one that none of them fits."""
    found = [
        Answer(str(call.fill(branch.operands[0])) if branch.operands else "")
        for branch in block.conditions
    ]
    if block.error("NoMatchingCondition"):
        found.append(Answer("NoMatchingCondition"))
    if onward and (block.onward or not found):
        found.append(Answer())
    return found or [Answer()]


def looked_up(call: Call, block: Block, filled: dict[str, Any], subject: str = "") -> Answer:
    """Ask a resource whose answer fills the roots of the block; failures fill nothing."""
    answer = asked(call, block, filled, (Answer(value=OPEN),), subject)
    if not answer.outcome:
        for root in block.effect.fills:
            call.fill_root(root, block, answer.value, partly=block.effect.partly)
    return answer


def is_phone_number(text: str) -> bool:
    """Whether digits can be a phone number: 7 to 15 of them, also written with signs between."""
    digits = text.translate(_SIGNS)
    return digits.isascii() and digits.isdecimal() and 7 <= len(digits) <= 15  # noqa: PLR2004  E.164's limits


def too_late(call: Call, answer: Answer, limit: Any) -> bool:
    """Whether an answer took longer than a block waits; the clock is set to the block's limit."""
    seconds = seconds_of(limit)
    if not answer.delay > seconds > 0:
        return False
    call.clock += seconds - answer.delay
    return True


def went_on(call: Call, block: Block, filled: dict[str, Any]) -> Branch | None:
    """An action whose only question is whether it fails."""
    return failed(call, block, filled) or block.onward


def first_match(call: Call, block: Block, value: str) -> Branch | None:
    """The first condition that the value meets, else the branch for none of them."""
    for branch in block.conditions:
        operand = call.fill(branch.operands[0]) if branch.operands else ""
        if matches(branch.operator, value, operand):
            return branch
    return block.error("NoMatchingCondition") or block.error("NoMatchingError") or block.onward


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
