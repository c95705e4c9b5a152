"""All ways through a flow: every answer that matters is tried, new branches first."""

from __future__ import annotations

from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Any

from flowport.simulate import BLOCKS, Answer, Question, started, step
from flowport.testing.possible_answers import AnswersToTry
from flowport.testing.vocabulary import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flowport.simulate import Call, Library, Program

__all__ = ["Edge", "Exploration", "FlowPath", "Path", "edges_of", "explore", "width"]

#: A branch: the flow's name, the block's identifier, the branch's key.
Edge = tuple[str, str, str]
#: Questions with their answers, in the order in which they were asked.
Path = tuple[tuple[Question, Answer], ...]

#: A search ends after this many steps without a new branch, and this many for each branch.
STALE, STALE_EACH = 1500, 3
#: A search ends after this many steps.
STEPS = 60_000
#: A step counts once more for so many blocks and attributes that its call has to remember; a
#: search ends after so much work for each of its steps.
REMEMBERED, WORK = 50, 10


class NeedsAnswerError(Exception):
    """A question with more than one answer was asked, and none is given."""

    def __init__(self, options: Sequence[Answer]) -> None:
        super().__init__()
        self.options = options


@dataclass(slots=True)
class Prescribed:
    """A world that gives prepared answers, and stops where there is none.

    Attributes:
        options: The answers to try.
        answers: The answers to the questions that have more than one.
        asked: All questions with their answers, in order.
    """

    options: AnswersToTry
    answers: Sequence[Answer] = ()
    asked: list[tuple[Question, Answer]] = field(default_factory=list)
    _at: int = 0

    def answer(self, question: Question, call: Call) -> Answer:
        """The next answer.

        Raises:
            NeedsAnswerError: none is given, and there is more than one.
        """
        del call
        options = self.options.of(question)
        if len(options) <= 1:
            found = options[0] if options else Answer()
        elif self._at < len(self.answers):
            found = self.answers[self._at]
            self._at += 1
        else:
            raise NeedsAnswerError(options)
        self.asked.append((question, found))
        return found


@dataclass(frozen=True, slots=True, eq=False)
class FlowPath:
    """A way through a flow, linked to the shorter way that it goes on from.

    Attributes:
        before: The shorter way; None at the start.
        asked: What was asked after it.
        length: How many questions were asked from the start.
    """

    before: FlowPath | None = None
    asked: Path = ()
    length: int = 0

    def then(self, asked: Path) -> FlowPath:
        """The way that goes on with these questions; itself where there are none."""
        return FlowPath(self, asked, self.length + len(asked)) if asked else self

    def path(self) -> Path:
        """All questions from the start."""
        found: list[Path] = []
        way: FlowPath | None = self
        while way:
            found.append(way.asked)
            way = way.before
        return tuple(pair for asked in reversed(found) for pair in asked)


@dataclass(slots=True)
class Exploration:
    """What a search found.

    Attributes:
        ways: For each branch that was reached, the shortest way that was found to it.
        steps: How many steps the search took.
        complete: Whether every state was visited, so that what was not reached can't be.
    """

    ways: dict[Edge, FlowPath] = field(default_factory=dict)
    steps: int = 0
    complete: bool = False


@dataclass(order=True, slots=True)
class _State:
    """A call to go on with: how new its last branch is, and how far it has come."""

    seen: int
    depth: int
    number: int
    call: Call = field(compare=False)
    way: FlowPath = field(compare=False)


def explore(
    program: Program,
    library: Library,
    *,
    channel: str = "VOICE",
    goals: frozenset[Edge] = frozenset(),
    steps: int = STEPS,
    options: AnswersToTry | None = None,
    patience: int | None = None,
) -> Exploration:
    """Search all ways through a flow, until every goal is reached or nothing new is.

    Args:
        program: The flow.
        library: The flows and modules that it can come to.
        channel: The contact's channel.
        goals: The branches that are looked for.
        steps: The most steps.
        options: The answers to try; by default those that the flows tell apart.
        patience: After how many steps without a new branch the search ends.
    """
    options = options or AnswersToTry(words_of(library.within(program)))
    begun = started(program, Prescribed(options), library=library, channel=channel)
    begun.brief = True
    found, left = Exploration(), set(goals)
    heap = [_State(0, 0, 0, begun, FlowPath())]
    counts: dict[tuple[Edge, int], int] = {}
    known: set[int] = set()
    last, rounds, work, cut = 0, 0, 0, False
    patience = patience or STALE + STALE_EACH * len(goals)
    while heap and left and found.steps < min(steps, last + patience) and work < WORK * steps:
        state = heappop(heap)
        looked = width(state.call.program, state.call.at)
        for call, asked in _successors(state.call, options):
            found.steps += 1
            work += 1 + (len(call.visits) + len(call.attributes) + looked) // REMEMBERED
            edge = _edge(call)
            way = state.way.then(asked)
            turn = sum(call.local.loops.values())
            seen = counts[edge, turn] = counts.get((edge, turn), 0) + 1
            if turn > rounds:
                last, rounds = found.steps, turn
            for taken in (edge, call.returned):
                if taken and taken not in found.ways:
                    found.ways[taken] = way
                    left.discard(taken)
                    last = found.steps
            cut |= not call.ending and call.steps >= BLOCKS
            if not call.ending and call.steps < BLOCKS and _is_new(call, known):
                heappush(heap, _State(seen, state.depth + 1, found.steps, call, way))
            if work >= WORK * steps:
                cut = True
                break
    found.complete = not heap and not cut
    return found


def width(program: Program, block: str) -> int:
    """How many conditions are looked at when a block is run."""
    found = program.blocks.get(block)
    return len(found.conditions) if found else 0


def _successors(call: Call, options: AnswersToTry) -> Iterator[tuple[Call, Path]]:
    """The states after the next block, for each answer to its questions."""
    waiting: list[tuple[Answer, ...]] = [()]
    while waiting:
        answers = waiting.pop()
        made = call.fork()
        world = Prescribed(options, answers)
        made.world = world
        try:
            step(made)
        except NeedsAnswerError as needed:
            waiting += [(*answers, option) for option in reversed(needed.options)]
        else:
            yield made, tuple(world.asked)


def _edge(call: Call) -> Edge:
    if call.trail is None:
        return ("", "", "")
    event = call.trail[0]
    return (event.flow, event.block, event.branch)


def _is_new(call: Call, known: set[int]) -> bool:
    """Whether no call was in this state before: the same block with the same values.

    Of each state only the hash is kept: thousands of them, with thousands of attributes each,
    would fill the memory.
    """
    local = call.local
    state = hash(
        (
            call.program.name,
            call.at,
            call.stage,
            call.buffer,
            tuple((frame.program.name, frame.block.id) for frame in call.frames),
            frozenset(call.attributes.items()),
            frozenset(call.answered.items()),
            frozenset(local.attributes.items()),
            frozenset(local.loops.items()),
            call.settings.get("queue"),
            frozenset(
                (root, place, each.block, _value(each.value), frozenset(each.chosen.items()))
                for root, filled in local.roots.items()
                for place, each in enumerate(filled)
            ),
        )
    )
    if state in known:
        return False
    known.add(state)
    return True


def _value(value: Any) -> str:
    return value if isinstance(value, str) else repr(value)


def edges_of(program: Program) -> frozenset[Edge]:
    """All branches of a flow."""
    return frozenset(
        (program.name, block.id, branch.key)
        for block in program.blocks.values()
        for branch in (
            *([block.onward] if block.onward else []),
            *block.conditions,
            *block.errors,
        )
    )
