"""Who answers the questions of a call: several worlds in turn, and one that is remembered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flowport.simulate.call import Call, World
    from flowport.simulate.questions import Answer, Question

__all__ = ["Layered", "Remembered"]


@dataclass(frozen=True, slots=True)
class Layered:
    """Several worlds: the first that has an answer gives it."""

    worlds: tuple[World, ...]

    def answer(self, question: Question, call: Call) -> Answer | None:
        """The first answer, None where no layer has one."""
        for world in self.worlds:
            found = world.answer(question, call)
            if found is not None:
                return found
        return None


@dataclass(slots=True)
class Remembered:
    """A world that keeps what it answered, so that the call can be written as a test case.

    Attributes:
        world: Who answers.
        asked: The questions with their answers, in order.
    """

    world: World
    asked: list[tuple[Question, Answer]] = field(default_factory=list)

    def answer(self, question: Question, call: Call) -> Answer | None:
        """The world's answer."""
        found = self.world.answer(question, call)
        if found is not None:
            self.asked.append((question, found))
        return found
