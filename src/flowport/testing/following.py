"""A call that follows a way that a search found, and then comes to an end by itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flowport.simulate import Answer, Question, QuestionKind, started, step

if TYPE_CHECKING:
    from flowport.simulate import Call, Library, Program, Trace
    from flowport.testing.explore import Path
    from flowport.testing.possible_answers import AnswersToTry

__all__ = ["Followed", "Used", "follow", "used_by"]

#: A block, what was asked, and the answer's outcome and value.
Used = tuple[str, str, str, str]

#: A call that follows a way is stopped after as many seconds as a test.
SECONDS = 300.0
#: A call that follows a way is stopped after this many blocks.
BLOCKS = 1000


@dataclass(slots=True)
class Followed:
    """A world that gives the answers of a way, and then the usual ones.

    Attributes:
        path: The way.
        options: The answers to choose from after it.
        used: The answers that other calls gave, by block: a new one is preferred.
        hangs_up: Whether the contact hangs up where it is asked something after the way.
        asked: All questions with their answers, in order.
    """

    path: Path
    options: AnswersToTry
    used: set[Used]
    hangs_up: bool = False
    asked: list[tuple[Question, Answer]] = field(default_factory=list)

    def answer(self, question: Question, call: Call) -> Answer:
        """The next answer of the way, else the first; who was here before is silent."""
        del call
        place = len(self.asked)
        if place < len(self.path):
            found = self.path[place][1]
        elif question.kind is QuestionKind.INPUT and self.hangs_up:
            found = Answer("hang up")
        elif question.kind is QuestionKind.INPUT and question.visit > 1:
            found = Answer("silence")
        else:
            found = self._next(question)
        self.asked.append((question, found))
        return found

    def _next(self, question: Question) -> Answer:
        options = self.options.of(question) or (Answer(),)
        new = (o for o in options if used_by(question, o) not in self.used)
        return next(new, options[0]) if question.visit <= 1 else options[0]


def used_by(question: Question, answer: Answer) -> Used:
    """What tells an answer to a block from its other answers."""
    return question.block, question.subject, answer.outcome, str(answer.value)


def follow(
    program: Program,
    library: Library,
    path: Path,
    options: AnswersToTry,
    *,
    channel: str = "VOICE",
    used: set[Used] | None = None,
) -> tuple[Trace, Path, Call]:
    """Follow a way to the end of the call: what happened, and every answer that was given.

    Where the call would not end within the limits, the contact hangs up after the way.
    """
    for hangs_up in (False, True):
        world = Followed(path, options, used or set(), hangs_up)
        call = started(program, world, library=library, channel=channel)
        while not call.ending and call.steps < BLOCKS and call.clock <= SECONDS:
            step(call)
        if call.ending:
            break
    return call.trace(), tuple(world.asked), call
