"""Whether the call of a test case could reach an agent or a phone number.

The case is run as it is, and again with other answers of everything that it does not mock. A queue
that the case substitutes is its own affair; a step that the test ends before is not taken.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flowport.simulate import Answer, QuestionKind
from flowport.testing.same_answers import Agreed, pools_of
from flowport.testing.verdict import perform_case
from flowport.testing.vocabulary import words_of

if TYPE_CHECKING:
    from flowport.simulate import Call, Event, Question
    from flowport.testing.case import Case
    from flowport.testing.observer import Observer
    from flowport.testing.verdict import Stage

__all__ = ["danger_in"]

#: How many times a case is run with other answers.
RUNS = 60
#: Whom an event reaches that leaves the flow.
_LEAVES = {
    "queue": "an agent through a queue",
    "agent": "an agent",
    "number": "another phone number",
}
#: Whom an event reaches after which the flow goes on.
_GOES_ON = {
    "callback": "an agent and a phone number through a callback",
    "started": "others through a new contact",
    "number": "another phone number",
    "dialled": "a phone number",
}


@dataclass(frozen=True, slots=True)
class _Other:
    """A world of other answers; nothing fails of itself, and nobody waits."""

    made_up: Agreed

    def answer(self, question: Question, call: Call) -> Answer | None:
        """An answer to everything but failures."""
        if question.kind in {QuestionKind.TROUBLE, QuestionKind.WAITING}:
            return Answer("agent hangs up") if question.subject == "agent" else Answer()
        return self.made_up.answer(question, call)


def danger_in(case: Case, stage: Stage) -> str:
    """What the call of a case could reach, with the block; ``""`` for nobody.

    Raises:
        CaseError: its flow is not there, or more than one flow fits.
        MockError: its own mocks are invalid.
    """
    observer, call = perform_case(case, stage)
    if found := _reached(observer, call):
        return found
    near = stage.library.within(call.program)
    words = words_of(near)
    pools = pools_of(near, words)
    for seed in range(RUNS):
        made_up = Agreed(seed=seed, pools=pools)
        if found := _reached(*perform_case(case, stage, _Other(made_up))):
            return found
    return ""


def _reached(observer: Observer, call: Call) -> str:
    visits: dict[str, int] = {}
    for event in call.events():
        visits[event.block] = visits.get(event.block, 0) + 1
        what = _danger(event)
        if what and (event.block, visits[event.block]) not in observer.overrides.used:
            return f'"{event.title}" could reach {what}'
    if call.ending == "flow":
        return f'a transfer leads to the flow "{call.place}", which is not known'
    return ""


def _danger(event: Event) -> str:
    if not event.branch:
        return _LEAVES.get(event.kind, "")
    return "" if event.branch.startswith("error:") else _GOES_ON.get(event.kind, "")
