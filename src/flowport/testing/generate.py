"""Test cases for a flow that reach every branch that can be reached."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, Any

from flowport.errors import CaseError, MockError
from flowport.testing.case_reading import read_case
from flowport.testing.case_writing import QUEUES, case_tree, heard_from, mocks_of, steps_of
from flowport.testing.coverage import edges_in
from flowport.testing.doubtful import doubtful_blocks
from flowport.testing.explore import Exploration, edges_of, explore
from flowport.testing.following import BLOCKS, Used, follow, used_by
from flowport.testing.possible_answers import AnswersToTry
from flowport.testing.unreachable import UNREACHED, impossible_edges
from flowport.testing.verdict import Stage, run_case
from flowport.testing.vocabulary import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowport.simulate import Event, Library, Program, Trace
    from flowport.testing.explore import Edge, Path

__all__ = ["Suite", "generate", "written"]

#: Writing cases ends after about so many blocks.
WORK = 250_000
_CHANNELS = ("VOICE", "CHAT", "TASK", "EMAIL")
#: A search in a channel after the first ends after this many steps without a new branch.
PATIENCE = 600


@dataclass(slots=True)
class Suite:
    """Generated test cases.

    Attributes:
        cases: The cases in the short form, each with the branches that it takes.
        impossible: The branches that can't be taken, with the proof.
        missed: The branches that no case takes, with what is known.
        steps: How many steps the search took.
        reached: The branches that the search took.
    """

    cases: list[tuple[dict[str, Any], frozenset[Edge]]] = field(default_factory=list)
    impossible: dict[Edge, str] = field(default_factory=dict)
    missed: dict[Edge, str] = field(default_factory=dict)
    steps: int = 0
    reached: set[Edge] = field(default_factory=set)


def generate(program: Program, library: Library, *, flow: str = "", native: bool = False) -> Suite:
    """Generate test cases that reach every branch of a flow that can be reached.

    Args:
        program: The flow.
        library: The flows and modules that it can come to.
        flow: What the cases call the flow.
        native: Whether resources are mocked by overrides, where the format has them.
    """
    suite = Suite(impossible=impossible_edges(program))
    options = AnswersToTry(words_of(library.within(program)))
    leaving = _leaving(program, suite.impossible)
    left = (set(edges_of(program)) | leaving) - set(suite.impossible)
    stage = Stage(library=library, stems={flow or "flow": program}, blocks=BLOCKS)
    complete, cases = True, suite.cases
    for channel in _CHANNELS:
        goals = frozenset(left)
        patience = PATIENCE if cases else None
        found = explore(
            program, library, channel=channel, goals=goals, options=options, patience=patience
        )
        suite.steps += found.steps
        complete &= found.complete
        suite.reached |= set(found.ways)
        writer = _CaseWriter(program, library, options, channel, flow, stage, native=native)
        cases += _covering(found, writer, left)
        if not left - set(found.ways):
            break
        left -= set(found.ways) & goals
    doubtful = doubtful_blocks(program, library.within(program), suite.reached)
    _settle(suite, program, doubtful if complete else frozenset(program.blocks))
    suite.cases = _smallest(cases, edges_of(program) | leaving)
    return suite


def _leaving(program: Program, impossible: dict[Edge, str]) -> frozenset[Edge]:
    """Where the flow leads into a queue, which is not a branch; the key is empty."""
    unreached = {edge[1] for edge, reason in impossible.items() if reason == UNREACHED}
    return frozenset(
        (program.name, block.id, "")
        for block in program.blocks.values()
        if block.type in QUEUES and block.id not in unreached
    )


def _settle(suite: Suite, program: Program, doubtful: frozenset[str]) -> None:
    """Sort what no case takes into what is proved and what is not known."""
    taken = {edge for _, edges in suite.cases for edge in edges}
    for edge in set(edges_of(program)) - set(suite.impossible) - taken:
        if edge in suite.reached:
            suite.missed[edge] = "a call takes it; no test case could be written in the limits"
        elif edge[1] not in doubtful:
            suite.impossible[edge] = f"all states were visited, in {suite.steps:,} steps"
        else:
            suite.missed[edge] = f"not reached in {suite.steps:,} steps"


@dataclass(frozen=True, slots=True)
class _CaseWriter:
    """Writes a way as a case that passes."""

    program: Program
    library: Library
    options: AnswersToTry
    channel: str
    flow: str
    stage: Stage
    native: bool = field(kw_only=True)
    used: set[Used] = field(default_factory=set, kw_only=True)

    def write(self, path: Path) -> tuple[tuple[dict[str, Any], frozenset[Edge]] | None, int]:
        """The case of a way with its branches, None where none passes; and the blocks walked."""
        trace, asked, call = follow(
            self.program, self.library, path, self.options, channel=self.channel, used=self.used
        )
        cut = 0 if call.ending else heard_from(trace.events, _nothing_new(trace.events))
        every = edges_in(trace.events[: cut or None])
        wanted = {edge for edge in every if edge[2]}
        events = trace.events[: cut + 1] if cut else trace.events
        walked = len(trace.events)
        for native in (True, False) if self.native else (False,):
            script = mocks_of(asked, native=native)
            for only_inputs in (False,) if cut else (False, True):
                steps = steps_of(
                    events, script.overrides, only_inputs=only_inputs, unended=bool(cut)
                )
                tree = case_tree(_name(trace), self.flow, self.channel, script, steps)
                taken = written(tree, self.stage)
                walked += len(trace.events)
                if taken is not None and taken >= wanted:
                    self.used.update(used_by(*pair) for pair in asked)
                    return (tree, frozenset(taken | (every - wanted))), walked
        return None, walked


def _nothing_new(events: Sequence[Event]) -> int:
    """From which event on a call takes no branch that it had not taken before."""
    every = edges_in(events)
    return bisect_left(range(len(events)), x=True, key=lambda n: edges_in(events[:n]) == every)


def written(tree: dict[str, Any], stage: Stage) -> set[Edge] | None:
    """The branches that a case takes when it is run; None where it fails."""
    try:
        verdict = run_case(read_case(tree, str(tree["name"])), stage)
    except (CaseError, MockError):
        return None
    return edges_in(verdict.trace.events) if verdict.passed else None


def _name(trace: Trace) -> str:
    """A name from the decisions on the way."""
    labels = [f"{e.title}: {e.label}" for e in trace.events if e.label]
    return "; ".join(labels[-3:]) or "Straight on"


def _covering(
    found: Exploration, writer: _CaseWriter, left: set[Edge]
) -> list[tuple[dict[str, Any], frozenset[Edge]]]:
    """Cases for the branches that are left, those near the start first."""
    cases: list[tuple[dict[str, Any], frozenset[Edge]]] = []
    wanted = [edge for edge in found.ways if edge in left]
    work = 0
    for edge in sorted(wanted, key=lambda each: found.ways[each].length):
        if edge not in left or work > WORK:
            continue
        case, walked = writer.write(found.ways[edge].path())
        work += walked
        if case:
            cases.append(case)
            left -= case[1]
    return cases


def _smallest(
    cases: list[tuple[dict[str, Any], frozenset[Edge]]], goals: frozenset[Edge]
) -> list[tuple[dict[str, Any], frozenset[Edge]]]:
    """Without the cases whose branches the others take, and with names of their own."""
    kept: list[tuple[dict[str, Any], frozenset[Edge]]] = []
    left = set().union(*(edges for _, edges in cases)) & goals
    most = [(-len(edges & left), number) for number, (_, edges) in enumerate(cases)]
    heapify(most)
    while left:
        known, number = heappop(most)
        count = len(cases[number][1] & left)
        if count < -known:
            heappush(most, (-count, number))
            continue
        left -= cases[number][1]
        kept.append(cases[number])
    names: dict[str, int] = {}
    for tree, _ in kept:
        names[tree["name"]] = names.get(tree["name"], 0) + 1
        if names[tree["name"]] > 1:
            tree["name"] = f"{tree['name']} ({names[tree['name']]})"
    return kept
