"""Who answers a call that is made in the page: replies that were given so far, in order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from flowport.server.designer.refusals import Refusal
from flowport.simulate import OPEN, Answer, Question, QuestionKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowport.simulate import Call

__all__ = [
    "Replies",
    "Reply",
    "UnansweredError",
    "choices_of",
    "hangs_up",
    "label_of",
    "replies_in",
    "takes_words",
]

_MOST, _LONGEST = 300, 4_000
_BOTS = frozenset({"ConnectParticipantWithLexBot", "ConnectParticipantWithAgenticCX"})
#: What the caller can do when it is the caller's turn.
_TURNS = frozenset({"keys", "words", "silence", "hang up"})
HANG_UP = Answer("hang up")


class UnansweredError(Exception):
    """A question that nobody has answered yet: the call waits there."""

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.question = question


@dataclass(frozen=True, slots=True)
class Reply:
    """What the person at the page answered to one question.

    Attributes:
        block: The block that asked.
        kind: What kind of question it was.
        outcome: The label of a choice, or one of ``keys``, ``words``, ``silence``, ``hang up``.
        value: Keys, words, what a path reads, or the result of a resource.
    """

    block: str
    kind: str
    outcome: str
    value: Any = ""


def replies_in(items: Sequence[Any]) -> list[Reply]:
    """The replies of a body.

    Raises:
        Refusal: There are too many, or one has another shape.
    """
    if len(items) > _MOST:
        raise Refusal("bad-request", f"A call takes at most {_MOST} answers.")
    return [_reply(item) for item in items]


def _reply(item: Any) -> Reply:
    given = item if isinstance(item, dict) else {}
    block, kind, outcome = (given.get(key) for key in ("block", "kind", "outcome"))
    value = given.get("value", "")
    if not (isinstance(block, str) and isinstance(kind, str) and isinstance(outcome, str)):
        raise Refusal("bad-request", "Every answer needs 'block', 'kind' and 'outcome' as strings.")
    if isinstance(value, str) and len(value) > _LONGEST:
        raise Refusal("bad-request", f"An answer has at most {_LONGEST} characters.")
    return Reply(block, kind, outcome, value)


@dataclass(slots=True)
class Replies:
    """A world that gives replies in order, and stops the call where none is left.

    Attributes:
        replies: The replies.
        used: How many were given.
    """

    replies: Sequence[Reply]
    used: int = field(default=0)

    def answer(self, question: Question, call: Call) -> Answer | None:
        """The next reply; None for what nobody is asked about.

        Raises:
            UnansweredError: None is left, or the next one was given to another question.
        """
        if not _is_open(question):
            return None
        reply = self.replies[self.used] if self.used < len(self.replies) else None
        found = _answer(reply, question) if reply else None
        if reply is None or found is None:
            raise UnansweredError(question)
        self.used += 1
        if takes_words(question) and reply.outcome == "words":
            call.said = str(reply.value)
        return found


def _is_open(question: Question) -> bool:
    """Whether a person is asked: not about percentages, failures, and what has one answer."""
    if question.kind in {QuestionKind.INPUT, QuestionKind.VALUE}:
        return True
    if question.kind not in {QuestionKind.RESULT, QuestionKind.WAITING}:
        return False
    options = choices_of(question)
    return len(options) > 1 or any(_takes_result(option) for option in options)


def choices_of(question: Question) -> list[Answer]:
    """What a resource can answer, failures included."""
    return [*question.choices, *(Answer(error) for error in question.errors)]


def _takes_result(option: Answer) -> bool:
    value = option.value
    return bool(value == OPEN or (isinstance(value, dict) and OPEN in value))


def label_of(option: Answer) -> str:
    """What a choice is called."""
    if option.outcome:
        return option.outcome
    return "success" if option.value == "" or _takes_result(option) else str(option.value)


def hangs_up(question: Question) -> bool:
    """Whether the caller can hang up instead of an answer."""
    return question.kind in {QuestionKind.INPUT, QuestionKind.WAITING} or question.type in _BOTS


def _answer(reply: Reply, question: Question) -> Answer | None:
    """A reply as an answer; None where it is one to another question."""
    if (reply.block, reply.kind) != (question.block, question.kind.value):
        return None
    if question.kind is QuestionKind.VALUE:
        return Answer(value=str(reply.value))
    if reply.outcome == HANG_UP.outcome and hangs_up(question):
        return HANG_UP
    if takes_words(question) and reply.outcome == "words":
        return _intent(str(reply.value), question)
    if question.kind is QuestionKind.INPUT:
        fits = reply.outcome in _TURNS
        return Answer(reply.outcome, str(reply.value)) if fits else None
    chosen = next((o for o in choices_of(question) if label_of(o) == reply.outcome), None)
    return _with_result(chosen, reply.value) if chosen else None


def takes_words(question: Question) -> bool:
    """Whether a bot is spoken to whose answer no mock knows."""
    return question.kind is QuestionKind.RESULT and question.type in _BOTS


def _intent(words: str, question: Question) -> Answer:
    """What a bot without a mock makes of words: the intent of that name, else none."""
    folded = words.strip().casefold()
    named = (o for o in question.choices if o.outcome and o.outcome.casefold() == folded)
    return next(named, Answer("NoMatchingCondition", {"IntentName": ""}))


def _with_result(chosen: Answer, value: Any) -> Answer:
    """A choice with the result that the person wrote; without one, its paths are asked about."""
    if value in ("", None) or not _takes_result(chosen):
        return chosen
    known = chosen.value if isinstance(chosen.value, dict) else {}
    if isinstance(value, dict):
        value = {**{key: each for key, each in known.items() if key != OPEN}, **value}
    return Answer(chosen.outcome, value, chosen.delay)
