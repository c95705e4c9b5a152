"""What a call does that anybody could notice, and whether two flows do the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from flowport.simulate import started, step
from flowport.simulate.trace import frozen
from flowport.testing.case_writing import case_tree, mocks_of, steps_of
from flowport.testing.channels import distinct_channels
from flowport.testing.coverage import edges_in
from flowport.testing.doubtful import doubtful_blocks
from flowport.testing.explore import Exploration, edges_of, explore, width
from flowport.testing.noticeable import parted
from flowport.testing.possible_answers import AnswersToTry
from flowport.testing.same_answers import Agreed, Memo, Pools, pools_of
from flowport.testing.unreachable import branches_of, impossible_edges
from flowport.testing.vocabulary import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flowport.simulate import Block, Call, Library, Program
    from flowport.testing.explore import Edge, FlowPath, Path

__all__ = ["CallComparison", "CallDifference", "compare_calls"]

#: A compared call is stopped after this many blocks, or seconds of its clock.
BLOCKS, SECONDS = 600, 3600.0
#: How many made-up callers call both flows, beside those that take every branch.
CALLERS = 80
#: A search for calls ends after this many steps without a new branch.
PATIENCE = 500
#: The chosen calls of a channel end after so many answers and blocks; the rest is not taken.
WORK = 400_000
_WIDE = 8  # looking at so many conditions takes about as long as a block


@dataclass(frozen=True, slots=True)
class CallDifference:
    """A call that differs.

    Attributes:
        before: What the first flow does where they part; ``""`` where it does no more.
        after: What the other one does.
        block_before: The title of the block of the first flow.
        block_after: The title of the block of the other one.
        turns: What the caller and the world do, beside the usual.
        case: The call as a test case that passes on the first flow, in the short form.
        channel: The contact's channel.
    """

    before: str
    after: str
    block_before: str
    block_after: str
    turns: tuple[str, ...]
    case: dict[str, Any]
    channel: str = "VOICE"


@dataclass(slots=True)
class CallComparison:
    """Whether calls of two flows differ.

    Attributes:
        differences: A shortest call for each place where the flows part.
        calls: How many calls were made of both.
        branches: How many branches of the two flows a contact of these channels can take, or may.
        missed: How many of them no call took.
        channels: The channels of the calls.
        alike: The channels that were not called, each with the one in which the flows do the same.
    """

    differences: list[CallDifference] = field(default_factory=list)
    calls: int = 0
    branches: int = 0
    missed: int = 0
    channels: tuple[str, ...] = ()
    alike: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Side:
    program: Program
    library: Library
    channel: str

    def call(self, world: Agreed) -> Call:
        """A call in a world, to its end."""
        call = started(self.program, world, library=self.library, channel=self.channel)
        while not call.ending and call.steps < BLOCKS and call.clock < SECONDS:
            step(call)
        return call


_Sides = tuple[_Side, _Side]
#: The titles of the two blocks at which calls part.
_Place = tuple[str, str]


@dataclass(slots=True)
class _Search:
    """What was found so far: the shortest call for each place, and which branches were taken."""

    ignore: str
    options: AnswersToTry
    pools: Pools
    calls: int = 0
    parted: dict[_Place, tuple[int, Memo, _Sides]] = field(default_factory=dict)
    taken: set[tuple[int, Edge]] = field(default_factory=set)
    missed: set[tuple[int, Edge]] = field(default_factory=set)

    def call(self, sides: _Sides) -> None:
        """Call both flows in one channel: every branch of either, and made-up callers."""
        chosen = [(memo, None) for memo in self._memos(sides)]
        work = 0
        for memo, seed in [*chosen, *(({}, seed) for seed in range(CALLERS))]:
            if work > WORK and seed is None:
                continue
            calls, worlds = _called(sides, memo, seed, self.pools, self.ignore)
            self.calls += 1
            for number, call in enumerate(calls):
                self.taken |= {(number, edge) for edge in edges_in(call.events())}
                work += sum(1 + width(call.program, e.block) // _WIDE for e in call.events())
            used = {**worlds[1].kept, **worlds[0].kept}
            for place in _places(calls, self.ignore):
                if place not in self.parted or len(used) < self.parted[place][0]:
                    self.parted[place] = (len(used), used, sides)

    def _memos(self, sides: _Sides) -> list[Memo]:
        """What callers answer that take every branch of either flow, shortest first."""
        memos: dict[str, Memo] = {"[]": {}}
        proved = True
        for number, side in enumerate(sides):
            every = edges_of(side.program) - set(impossible_edges(side.program))
            goals = every if number == 0 else _changed(sides, every)
            if not proved:  # what the first flow may take, the second may too
                self.missed |= {(number, edge) for edge in every - goals}
            if not goals:
                continue
            search = explore(
                side.program,
                side.library,
                channel=side.channel,
                goals=goals,
                options=self.options,
                patience=PATIENCE,
            )
            programs = side.library.within(side.program)
            doubtful = doubtful_blocks(side.program, programs, set(search.ways))
            left = {
                edge
                for edge in goals
                if not search.complete or edge in search.ways or edge[1] in doubtful
            }
            proved = (search.complete and not doubtful) or goals <= search.ways.keys()
            self.missed |= {(number, edge) for edge in left}
            for path in _leaves(search):
                memo = Agreed().follow(path)
                memos.setdefault(repr(list(memo.items())), memo)
        return sorted(memos.values(), key=len)

    def taken_of(self, *programs: Program) -> set[tuple[int, Edge]]:
        """The branches of the two flows themselves that calls took."""
        every = {(n, edge) for n, program in enumerate(programs) for edge in edges_of(program)}
        return self.taken & every

    def told(self, most: int) -> list[CallDifference]:
        """The differences, those with the shortest calls first."""
        found = sorted(self.parted.items(), key=lambda each: each[1][0])[:most]
        return [
            _difference(sides, _shrunk(sides, memo, place, self.ignore), place, self.ignore)
            for place, (_, memo, sides) in found
        ]


def compare_calls(
    before: tuple[Program, Library],
    after: tuple[Program, Library],
    *,
    channels: Sequence[str] = ("VOICE",),
    most: int = 10,
    ignore: str = "",
) -> CallComparison:
    """Call two flows with the same callers, and tell where the calls differ.

    Args:
        before: A flow with the flows that it can come to.
        after: The other one.
        channels: The channels of the contacts: ``VOICE``, ``CHAT``, ``TASK``, ``EMAIL``.
        most: How many differences are reported.
        ignore: Contact attributes that begin so are left out, as are the blocks that set them.
    """
    near = (before[1].within(before[0]), after[1].within(after[0]))
    every = tuple({id(program): program for side in near for program in side}.values())
    words = words_of(every)
    search = _Search(ignore, AnswersToTry(words), pools_of(every, words))
    different = distinct_channels(channels, every)
    for channel in different.values():
        search.call((_Side(*before, channel), _Side(*after, channel)))
    own = search.taken_of(before[0], after[0])
    return CallComparison(
        search.told(most),
        search.calls,
        len(own | search.missed),
        len(search.missed - own),
        tuple(dict.fromkeys(different.values())),
        {channel: other for channel, other in different.items() if channel != other},
    )


def _changed(sides: _Sides, edges: frozenset[Edge]) -> frozenset[Edge]:
    """Those of the second flow's branches whose block, or what it leads to, the first has not.

    The calls that take the first flow's branches take the others too, or show where they part.
    """
    known = {_shape(block, sides[0].program) for block in sides[0].program.blocks.values()}
    blocks = sides[1].program.blocks
    new = {key for key, block in blocks.items() if _shape(block, sides[1].program) not in known}
    return frozenset(edge for edge in edges if edge[1] in new)


def _shape(block: Block, program: Program) -> Any:
    """What a block does and what kind of block each branch leads to, without identifiers."""
    ways = []
    for branch in branches_of(block):
        target = program.blocks.get(branch.target)
        ways.append((branch.key, branch.operator, branch.operands, target and _own(target)))
    return (_own(block), tuple(ways))


def _own(block: Block) -> Any:
    return (block.type, frozen(block.parameters))


def _leaves(search: Exploration) -> Iterator[Path]:
    """The ways that no other way goes on from, shortest first, as far as the limit of work goes."""
    inner: set[FlowPath] = set()
    leaves: list[FlowPath] = []
    for way in sorted(search.ways.values(), key=lambda each: each.length, reverse=True):
        if way not in inner and way.length:
            leaves.append(way)
        at: FlowPath | None = way
        while at is not None and at not in inner:
            inner.add(at)
            at = at.before
    work = 0
    for way in reversed(leaves):
        work += way.length
        if work > WORK:
            return
        yield way.path()


def _called(
    sides: _Sides, memo: Memo, seed: int | None, pools: Pools | None, ignore: str
) -> tuple[list[Call], list[Agreed]]:
    """Both calls with the same answers, and who answered."""
    worlds = [Agreed(memo, seed=seed, pools=pools, ignore=ignore) for _ in sides]
    return [side.call(world) for side, world in zip(sides, worlds, strict=True)], worlds


def _places(calls: list[Call], ignore: str) -> list[_Place]:
    """The pairs of blocks at which two calls part."""
    return [(left[1], right[1]) for left, right in parted(calls, ignore)]


def _shrunk(sides: _Sides, memo: Memo, place: tuple[str, str], ignore: str) -> Memo:
    """The fewest answers with which the calls still part at the same place."""
    kept = dict(memo)
    for signature in list(memo):
        tried = {key: answer for key, answer in kept.items() if key != signature}
        if place in _places(_called(sides, tried, None, None, ignore)[0], ignore):
            kept = tried
    return kept


def _difference(sides: _Sides, memo: Memo, place: tuple[str, str], ignore: str) -> CallDifference:
    calls, worlds = _called(sides, memo, None, None, ignore)
    places = parted(calls, ignore)
    fitting = [each for each in places if (each[0][1], each[1][1]) == place]
    at = (fitting or places or [(("", ""), ("", ""))])[0]
    script = mocks_of(tuple(worlds[0].asked), native=False)
    steps = steps_of(calls[0].events(), script.overrides)
    name = f"{at[0][1] or at[1][1] or 'The end'} differs"
    case = case_tree(name, sides[0].program.name, sides[0].channel, script, steps)
    turns = tuple(_turn(signature, memo[signature]) for signature in memo)
    return CallDifference(
        before=at[0][0],
        after=at[1][0],
        block_before=at[0][1],
        block_after=at[1][1],
        turns=turns,
        case=case,
        channel=sides[0].channel,
    )


def _turn(signature: Any, answer: Any) -> str:
    """An answer in words."""
    kind = signature[0]
    value = answer.value if isinstance(answer.value, (str, int)) else ""
    if kind == "input":
        return f"press {value}" if answer.outcome == "keys" else answer.outcome
    if kind == "value":
        return f'$.{signature[1]} is "{value}"'
    about = " ".join(str(each) for each in signature[1:3] if isinstance(each, str) and each)
    shown = answer.outcome or str(value).replace("\0open", "success")
    return f"{about or kind} answers {shown}"
