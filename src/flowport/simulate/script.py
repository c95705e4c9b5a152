"""A caller who does what was decided before the call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.dataclass import dataclass
from flowport.simulate.questions import Answer, QuestionKind

if TYPE_CHECKING:
    from flowport.simulate.call import Call
    from flowport.simulate.questions import Question

__all__ = ["Script"]

#: A script that has run out says nothing this many times, and then hangs up.
SILENT_TURNS = 3
_BOTS = frozenset({"ConnectParticipantWithLexBot", "ConnectParticipantWithAgenticCX"})


@dataclass(slots=True)
class Script:
    """Answers in the order in which they are given.

    Attributes:
        turns: What the caller does next: ``keys``, ``words``, ``silence`` or ``hang up``.
        ends: Whether the caller is silent, and then hangs up, when no turn is left.
    """

    turns: list[Answer]
    ends: bool = False
    silent: int = 0

    def answer(self, question: Question, call: Call) -> Answer | None:
        """The next turn, where the caller's turn it is."""
        if question.kind is QuestionKind.INPUT:
            return self._turn(question, call)
        if question.kind is QuestionKind.RESULT and question.type in _BOTS and self.turns:
            return self._spoken(question, call)
        hangs_up = bool(self.turns) and self.turns[0].outcome == "hang up"
        if question.kind is QuestionKind.WAITING and hangs_up:
            return self.turns.pop(0)
        return None

    def _turn(self, question: Question, call: Call) -> Answer | None:
        if self.turns:
            return self.turns.pop(0)
        if not self.ends:
            return None
        self.silent += 1
        if self.silent <= SILENT_TURNS:
            call.note(f'"{question.title}" waits for input: no answer is left, so nothing is said')
            return Answer("silence")
        call.note(f"the caller said nothing {SILENT_TURNS} times, and hung up")
        return Answer("hang up")

    def _spoken(self, question: Question, call: Call) -> Answer | None:
        """What is said to a bot without a mock: the name of an intent."""
        turn = self.turns.pop(0)
        if turn.outcome == "hang up":
            return turn
        call.said = str(turn.value)
        words = str(turn.value).strip().casefold()
        found = [c for c in question.choices if c.outcome and c.outcome.casefold() == words]
        return found[0] if found else Answer("NoMatchingCondition", {"IntentName": ""})
