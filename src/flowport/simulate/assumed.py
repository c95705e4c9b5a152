"""What is assumed where nothing is known: success with an empty answer, and a warning."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from flowport.simulate.questions import OPEN, Answer, Question, QuestionKind

if TYPE_CHECKING:
    from flowport.simulate.call import Call

__all__ = ["Assumed", "closed", "fails_unasked"]

#: How long a contact stays in queue, in seconds: as long as a test can last.
PATIENCE = 300.0
#: An empty answer of a bot has no intent.
_BOTS = frozenset({"ConnectParticipantWithLexBot", "ConnectParticipantWithAgenticCX"})

#: The actions of a service that no longer exists.
_ENDED = frozenset({"CheckVoiceId", "StartVoiceIdStream"})
#: The actions that fail where neither they nor the contact have a queue.
_OF_QUEUES = frozenset({"TransferContactToQueue", "CheckMetricData"})


@dataclass(frozen=True, slots=True)
class Assumed:
    """A world that assumes the best, and says so.

    Attributes:
        seed: Another seed draws other percentages.
        silent: Whether nothing is noted.
    """

    seed: int = 0
    silent: bool = False

    def answer(self, question: Question, call: Call) -> Answer | None:
        """An answer to every question."""
        kind = question.kind
        if kind is QuestionKind.PERCENT:
            return Answer(value=self._drawn(question))
        if kind is QuestionKind.INPUT:
            return Answer("silence")
        if kind is QuestionKind.RESULT:
            return self._result(question, call)
        if kind is QuestionKind.WAITING:
            return _waited(question, call)
        return (_ended(question, call) if kind is QuestionKind.TROUBLE else None) or Answer()

    def _drawn(self, question: Question) -> int:
        key = f"{self.seed}\0{question.block}\0{question.visit}".encode(errors="surrogatepass")
        return 1 + int.from_bytes(blake2b(key, digest_size=6).digest()) % 100

    def _result(self, question: Question, call: Call) -> Answer:
        """Success where there is one, else the first outcome; open values are empty."""
        known = _ended(question, call) or _without_resource(question, call)
        if known is not None:
            return known
        best = [c for c in question.choices if not c.outcome and c.value == OPEN] or [
            c
            for c in question.choices
            if c.outcome in {"", "True", "WaitCompleted"}
            or (c.outcome == "NoMatchingCondition" and question.type in _BOTS)
        ]
        found = (best or question.choices or [Answer()])[0]
        if not self.silent and _matters(question):
            outcome = found.outcome if found.outcome not in {"", "True"} else "success"
            about = question.subject or question.type
            call.note(f'"{question.title}": no mock for {about}; {outcome} was assumed')
        return Answer(found.outcome, closed(found.value), found.delay)


def fails_unasked(question: Question) -> bool:
    """Whether a block only succeeds where a mock says so: its service ended, or it has no queue."""
    if "NoMatchingError" not in question.errors:
        return False
    return question.type in _ENDED or (question.type in _OF_QUEUES and not _named(question))


def _named(question: Question) -> bool:
    """Whether a block has a resource to ask about."""
    return bool(question.subject or question.detail.get("AgentId"))


def _ended(question: Question, call: Call) -> Answer | None:
    """What is answered for a service that no longer exists."""
    if question.type not in _ENDED or not fails_unasked(question):
        return None
    call.note(
        f'"{question.title}": Voice ID ended on 2026-05-20, so the error branch was taken; a mock '
        "of the block can answer"
    )
    return Answer("NoMatchingError")


def _without_resource(question: Question, call: Call) -> Answer | None:
    """What is answered where a block has no queue and no hours to ask about, which is known."""
    if _named(question):
        return None
    if question.type in _OF_QUEUES and fails_unasked(question):
        call.note(f'"{question.title}": no working queue is set, so the error branch was taken')
        return Answer("NoMatchingError")
    if question.type == "CheckHoursOfOperation":
        call.note(
            f'"{question.title}": neither hours nor a working queue are set; tests on the service '
            "were answered False, and its guide says Error"
        )
        return Answer("False")
    return None


def closed(value: Any) -> Any:
    """A result in which nothing is left open: what it does not have reads empty."""
    if value == OPEN:
        return {}
    return {k: v for k, v in value.items() if k != OPEN} if isinstance(value, dict) else value


def _matters(question: Question) -> bool:
    """Whether another answer could lead elsewhere or be read."""
    only = len(question.choices) < 2 and not any(c.value == OPEN for c in question.choices)  # noqa: PLR2004  one choice
    return not only


def _waited(question: Question, call: Call) -> Answer:
    """In queue nobody answers; with an agent, the agent hangs up."""
    outcomes = {choice.outcome for choice in question.choices}
    if "MessagesInterrupted" in outcomes and call.clock < PATIENCE:
        return Answer("MessagesInterrupted")
    if "agent hangs up" in outcomes:
        return Answer("agent hangs up")
    return Answer(delay=max(0.0, PATIENCE - call.clock))
