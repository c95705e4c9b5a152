"""A call that follows a way that a search found, and then comes to an end by itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flowport.simulate import Answer, Kind, Question, run, started

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.simulate import Call, Library, Program, Trace
    from flowport.testing.explore import Path
    from flowport.testing.options import Options

__all__ = ["Followed", "follow"]

#: A call that follows a way is stopped after this many blocks.
BLOCKS = 2000


@dataclass(slots=True)
class Followed:
    """A world that gives the answers of a way, and then the usual ones.

    Attributes:
        path: The way.
        options: The answers to choose from after it.
        asked: All questions with their answers, in order.
    """

    path: Path
    options: Options
    asked: list[tuple[Question, Answer]] = field(default_factory=list)

    def answer(self, question: Question, call: Call) -> Answer:
        """The next answer of the way, else the first; who was here before hangs up."""
        del call
        place = len(self.asked)
        if place < len(self.path):
            found = self.path[place][1]
        elif question.kind is Kind.INPUT and question.visit > 1:
            found = Answer("hang up")
        else:
            options = self.options.of(question)
            found = options[0] if options else Answer()
        self.asked.append((question, found))
        return found


def follow(
    program: Program,
    library: Library,
    path: Path,
    options: Options,
    *,
    channel: str = "VOICE",
    given: Mapping[str, str] | None = None,
) -> tuple[Trace, Path, Call]:
    """Follow a way to the end of the call: what happened, and every answer that was given."""
    world = Followed(path, options)
    call = started(program, world, library=library, channel=channel, given=given)
    trace = run(call, BLOCKS)
    return trace, tuple(world.asked), call
