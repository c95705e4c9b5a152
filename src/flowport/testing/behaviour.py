"""What a call does that anybody could notice, and whether two flows do the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from flowport.simulate import started, step
from flowport.testing.agreed import Agreed, Memo, Pools, pools_of
from flowport.testing.explore import Exploration, edges_of, explore
from flowport.testing.options import Options
from flowport.testing.unreachable import impossible_edges
from flowport.testing.vocabulary import words_of
from flowport.testing.writing import case_tree, mocks_of, steps_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.simulate import Call, Event, Library, Program
    from flowport.testing.explore import Path

__all__ = ["CallComparison", "CallDifference", "compare_calls"]

#: A compared call is stopped after this many blocks, or seconds of its clock.
BLOCKS, SECONDS = 600, 3600.0
#: How many made-up callers call both flows, beside those that take every branch.
CALLERS = 80
#: A search for calls ends after this many steps without a new branch.
PATIENCE = 500
#: What nobody notices: decisions, and what is only the flow's own.
_SILENT = frozenset(
    {
        "compared",
        "distributed",
        "looped",
        "logging",
        "flow attributes",
        "flow",
        "module",
        "returned",
        "said",
    }
)

Items = list[tuple[Any, ...]]


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
    """

    before: str
    after: str
    block_before: str
    block_after: str
    turns: tuple[str, ...]
    case: dict[str, Any]


@dataclass(slots=True)
class CallComparison:
    """Whether calls of two flows differ.

    Attributes:
        differences: A shortest call for each place where the flows part.
        calls: How many calls were made of both.
        branches: How many branches of the two flows these calls were chosen to take.
        missed: How many branches could not be taken, without a proof that they can't be.
    """

    differences: list[CallDifference] = field(default_factory=list)
    calls: int = 0
    branches: int = 0
    missed: int = 0


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


def compare_calls(
    before: tuple[Program, Library],
    after: tuple[Program, Library],
    *,
    channel: str = "VOICE",
    most: int = 10,
    ignore: str = "",
) -> CallComparison:
    """Call two flows with the same callers, and tell where the calls differ.

    Args:
        before: A flow with the flows that it can come to.
        after: The other one.
        channel: The contact's channel.
        most: How many differences are told.
        ignore: Contact attributes that begin so are left out, as are the blocks that set them.
    """
    sides = (_Side(*before, channel), _Side(*after, channel))
    every = {id(p): p for side in sides for p in (side.program, *side.library.programs.values())}
    words = words_of(every.values())
    found = CallComparison()
    memos = _memos(sides, Options(words), found)
    pools = pools_of(every.values(), words)
    parted: dict[tuple[str, str], tuple[int, Memo]] = {}
    for memo, seed in [*((m, None) for m in memos), *(({}, seed) for seed in range(CALLERS))]:
        found.calls += 1
        places, used = _parting(sides, memo, seed, pools, ignore)
        for place in places:
            if place not in parted or len(used) < parted[place][0]:
                parted[place] = (len(used), used)
    for place, (_, memo) in sorted(parted.items(), key=lambda each: each[1][0])[:most]:
        found.differences.append(_told(sides, _shrunk(sides, memo, place, ignore), place, ignore))
    return found


def _memos(sides: tuple[_Side, _Side], options: Options, found: CallComparison) -> list[Memo]:
    """What callers answer that take every branch of either flow, shortest first."""
    memos: dict[str, Memo] = {"[]": {}}
    for side in sides:
        goals = edges_of(side.program) - set(impossible_edges(side.program))
        search = explore(
            side.program,
            side.library,
            channel=side.channel,
            goals=goals,
            options=options,
            patience=PATIENCE,
        )
        found.branches += len(goals)
        found.missed += 0 if search.complete else len(goals - set(search.paths))
        for path in _leaves(search):
            memo = Agreed().follow(path)
            memos.setdefault(repr(list(memo.items())), memo)
    return sorted(memos.values(), key=len)


def _leaves(search: Exploration) -> Iterator[Path]:
    """The ways that no other way goes on from."""
    paths = sorted(filter(None, search.paths.values()), key=len, reverse=True)
    inner: set[int] = set()
    for path in paths:
        if id(path[-1]) not in inner:
            inner.update(map(id, path))
            yield path


def _parting(
    sides: tuple[_Side, _Side], memo: Memo, seed: int | None, pools: Pools | None, ignore: str
) -> tuple[list[tuple[str, str]], Memo]:
    """The pairs of blocks at which two calls part, and what was answered."""
    worlds = tuple(Agreed(memo, seed=seed, pools=pools, ignore=ignore) for _ in sides)
    calls = [side.call(world) for side, world in zip(sides, worlds, strict=True)]
    places = _where(calls, ignore)
    if not places:
        return [], {}
    used = {**worlds[1].kept, **worlds[0].kept}
    return [(left[1], right[1]) for left, right in places], used


#: What each of two calls does where they part, with its block's title.
_Parted = tuple[tuple[str, str], tuple[str, str]]


def _where(calls: list[Call], ignore: str) -> list[_Parted]:
    """Where two calls part; they are still compared while both do the same kind of thing."""
    one, other = (_items(call, ignore) for call in calls)
    found: list[_Parted] = []
    for left, right in zip(one, other, strict=False):
        if left[0] != right[0]:
            found.append(((_said(left[0]), left[1]), (_said(right[0]), right[1])))
            if left[0][0] != right[0][0]:
                return found
    if not found and len(one) != len(other) and not all(_is_cut(call) for call in calls):
        longer = one if len(one) > len(other) else other
        item = longer[min(len(one), len(other))]
        told, nothing = (_said(item[0]), item[1]), ("", "")
        found.append((told, nothing) if longer is one else (nothing, told))
    return found


def _is_cut(call: Call) -> bool:
    """Whether a call was stopped, and so may have done more."""
    return not call.ending


def _items(call: Call, ignore: str) -> Items:
    """What anybody could notice of a call, in order, each with its block's title."""
    names = call.library.names
    found: Items = []
    for event in call.events():
        found += [(item, event.title) for item in _noticed(event, names, ignore)]
    if call.ending:
        place = _plain(call.place, names)
        found.append((("ends", call.ending, place), ""))
        kept = {
            k: v for k, v in call.attributes.items() if v and not (ignore and k.startswith(ignore))
        }
        found.append((("attributes at the end", tuple(sorted(kept.items()))), ""))
    return found


def _noticed(event: Event, names: Any, ignore: str) -> Iterator[tuple[Any, ...]]:
    if event.heard:
        yield ("says", _plain(event.heard.strip("[]"), names))
    if event.kind not in _SILENT and event.block:
        detail = _plain(event.detail, names)
        if not (ignore and event.kind == "attributes" and ignore in str(detail)):
            yield (event.kind, detail)


def _plain(value: Any, names: Any) -> Any:
    """A value in which resources are told by name, or by id where they have none."""
    if isinstance(value, tuple):
        return tuple(_plain(each, names) for each in value)
    if isinstance(value, str) and value in names:
        return names[value]
    if isinstance(value, str) and value.startswith("arn:"):
        return value.rpartition("/")[2]
    return value


def _said(item: tuple[Any, ...]) -> str:
    """An item in words."""
    return f"{item[0]} {_shown(item[1:])}".strip()


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        if len(value) == 2 and isinstance(value[0], str) and not isinstance(value[1], str):  # noqa: PLR2004  a pair
            return f"{value[0]}: {_shown(value[1])}"
        return ", ".join(filter(None, map(_shown, value)))
    return str(value)


def _shrunk(sides: tuple[_Side, _Side], memo: Memo, place: tuple[str, str], ignore: str) -> Memo:
    """The fewest answers with which the calls still part at the same place."""
    kept = dict(memo)
    for signature in list(memo):
        tried = {key: answer for key, answer in kept.items() if key != signature}
        if place in _parting(sides, tried, None, None, ignore)[0]:
            kept = tried
    return kept


def _told(
    sides: tuple[_Side, _Side], memo: Memo, place: tuple[str, str], ignore: str
) -> CallDifference:
    worlds = [Agreed(memo, ignore=ignore) for _ in sides]
    calls = [side.call(world) for side, world in zip(sides, worlds, strict=True)]
    places = _where(calls, ignore)
    fitting = [each for each in places if (each[0][1], each[1][1]) == place]
    parted = (fitting or places or [(("", ""), ("", ""))])[0]
    script = mocks_of(tuple(worlds[0].asked), native=False)
    steps = steps_of(calls[0].events(), script.overrides)
    name = f"{parted[0][1] or parted[1][1] or 'The end'} differs"
    case = case_tree(name, sides[0].program.name, sides[0].channel, script, steps)
    turns = tuple(_turn(signature, memo[signature]) for signature in memo)
    return CallDifference(parted[0][0], parted[1][0], parted[0][1], parted[1][1], turns, case)


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
