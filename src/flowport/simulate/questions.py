"""What a flow can't know: questions to the world, and their possible answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["OPEN", "Answer", "Question", "QuestionKind"]

#: The value of an answer whose content is only asked for when the flow reads it.
OPEN: Final = "\0open"


class QuestionKind(StrEnum):
    """What a question is about."""

    INPUT = "input"
    """The caller's turn: keys, words, silence, or hanging up."""
    RESULT = "result"
    """What a resource answers: a function, a bot, a profile, a queue, ..."""
    TROUBLE = "trouble"
    """Whether an action that normally succeeds fails. Nobody is asked about it."""
    VALUE = "value"
    """What a path reads that no block and no option has set."""
    PERCENT = "percent"
    """A number from 1 to 100."""
    WAITING = "waiting"
    """What happens to a contact in queue, or with an agent."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer.

    Attributes:
        outcome: The operand or error type of the branch that it leads to; ``""`` for success.
            For the caller's turn: ``keys``, ``words``, ``silence`` or ``hang up``.
        value: What comes with it: keys, words, a number, or the JSON object of a result.
        delay: How long it took, in seconds on the virtual clock.
    """

    outcome: str = ""
    value: Any = ""
    delay: float = 0.0


@dataclass(frozen=True, slots=True)
class Question:
    """One choice point.

    Attributes:
        kind: What it is about.
        block: The identifier of the block that asks.
        type: The block's action type.
        visit: How often the contact came to the block.
        choices: The answers that lead to different branches, without failures.
        errors: The error types that the block has a branch for.
        subject: The resource or path that it is about, as the flow refers to it.
        title: The block's title.
        names: Other names of the subject.
        detail: The block's parameters with all paths filled in.
    """

    kind: QuestionKind
    block: str
    type: str = ""
    visit: int = 0
    choices: Sequence[Answer] = (Answer(),)
    errors: tuple[str, ...] = ()
    subject: str = ""
    title: str = ""
    names: tuple[str, ...] = ()
    detail: dict[str, Any] = field(default_factory=dict)
