"""Which block of the new flow is which of the former one, whatever their identifiers.

Flows that are the same but for identifiers are matched as a whole. Otherwise identifiers count
first, then blocks that look alike together with what is around them, then likeness.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable
from dataclasses import field
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Any, TypeVar

from flowport.dataclass import dataclass
from flowport.diff.colours import rounds
from flowport.diff.similar import Likeness

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from flowport.diff.colours import Colours
    from flowport.diff.content import ComparedFlow, Key

__all__ = ["match"]

_Look = TypeVar("_Look", bound=Hashable)

_DEPTH = 12
"""How far around a block to look, in branches, while the flows differ."""

_ENOUGH = 0.5
"""How alike two blocks must be to pass for the same block."""

BUDGET = 3_000_000
"""How many settings may be compared to find what is alike; of more, only equal blocks are matched.

So many branches may be compared as well to match blocks along them.
"""

_LETTERS = 20
"""So many letters of a string cost what one setting costs."""


def match(before: ComparedFlow, after: ComparedFlow) -> dict[int, int]:
    """The pairs of blocks, by their numbers in the two flows."""
    pairing = _Pairing(before, after)
    if not before.pieces or not after.pieces:
        return pairing.pairs
    colours: list[Colours] = []
    same = True
    for look in rounds(before, after):
        colours.append(look)
        same = same and Counter(look[0]) == Counter(look[1])
        if len(colours) == _DEPTH and not same:
            break
    if same:
        pairing.as_a_whole(colours[-1])
        return pairing.pairs
    pairing.by_identifier()
    for look in reversed(colours[:_DEPTH]):
        pairing.by_look(look)
    pairing.along_branches()
    pairing.by_likeness(doubted=False)
    pairing.along_branches(settings=False)
    pairing.by_likeness()
    pairing.by_type()
    pairing.by_identifier(any_type=True)
    return pairing.pairs


@dataclass(slots=True)
class _Pairing:
    """The pairs found so far."""

    before: ComparedFlow
    after: ComparedFlow
    pairs: dict[int, int] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)
    like: Likeness = field(init=False)
    budget: int = field(init=False)

    def __post_init__(self) -> None:
        self.like = Likeness(self.before, self.after, self.pairs)
        self.budget = BUDGET

    def free(self, old: int, new: int) -> bool:
        """Whether both blocks are there, and neither has a partner."""
        return min(old, new) >= 0 and old not in self.pairs and new not in self.taken

    def join(self, old: int, new: int) -> None:
        """Make a pair."""
        self.pairs[old] = new
        self.taken.add(new)

    def as_a_whole(self, colours: Colours) -> None:
        """Match two flows that look the same all through: one pair settles all it leads to."""
        olds, news = colours
        classes: dict[int, list[int]] = defaultdict(list)
        named: dict[tuple[int, str], list[int]] = defaultdict(list)
        for new, piece in reversed(list(enumerate(self.after.pieces))):
            classes[news[new]].append(new)
            named[news[new], piece.action.id].append(new)
        sizes = {colour: len(members) for colour, members in classes.items()}
        self._spread([(self.before.start, self.after.start)], olds, news)
        for old in sorted(range(len(olds)), key=lambda n: sizes.get(olds[n], 0)):
            if old not in self.pairs:
                mine = self.before.pieces[old].action.id
                waiting = named.get((olds[old], mine), []), classes[olds[old]]
                free = [found for each in waiting if (found := self._last_free(each)) is not None]
                if free:
                    self._spread([(old, free[0])], olds, news)

    def _last_free(self, waiting: list[int]) -> int | None:
        """The last of some new blocks that has no partner; those that have one are taken off."""
        while waiting and waiting[-1] in self.taken:
            waiting.pop()
        return waiting[-1] if waiting else None

    def by_identifier(self, *, any_type: bool = False) -> None:
        """Match blocks of the same identifier, unless the identifiers were dealt again."""
        shared = self._shared()
        alike = [pair for pair in shared if self._type(0, pair[0]) == self._type(1, pair[1])]
        if len(alike) * 2 < len(shared):
            return
        ours = {piece.own for piece in self.before.pieces}
        theirs = {piece.own for piece in self.after.pieces}
        for old, new in shared if any_type else alike:
            mine, other = self.before.pieces[old].own, self.after.pieces[new].own
            dealt_anew = mine != other and mine in theirs and other in ours
            if self.free(old, new) and not dealt_anew:
                self.join(old, new)

    def by_look(self, colours: Colours) -> None:
        """Match the blocks whose look only one block of each flow has, and what they lead to."""
        olds, news = colours
        once = self._once(olds, self.pairs), self._once(news, self.taken)
        pairs = [(old, once[1][colour]) for colour, old in once[0].items() if colour in once[1]]
        self._spread(pairs, olds, news)

    def along_branches(self, *, settings: bool = True) -> None:
        """Match blocks of one type that known pairs lead to or come from, the likest first.

        Args:
            settings: Whether they must be alike in these too; what is in the same place and
                says something else altogether was written again.
        """
        heap: list[tuple[float, int, int]] = []
        self._offer(heap, [(self.before.start, self.after.start)], settings=settings)
        for old, new in list(self.pairs.items()):
            self._offer(heap, self._next_to(old, new), settings=settings)
        while heap:
            _, old, new = heappop(heap)
            if self.free(old, new):
                self.join(old, new)
                self._offer(heap, self._next_to(old, new), settings=settings)

    def by_likeness(self, *, doubted: bool = True) -> None:
        """Match what is left of each type by how alike it is, wherever it stands.

        Args:
            doubted: Also where another block is just as like.
        """
        olds: dict[str, list[int]] = defaultdict(list)
        for old in range(len(self.before.pieces)):
            if old not in self.pairs:
                olds[self._type(0, old)].append(old)
        left = [new for new in range(len(self.after.pieces)) if new not in self.taken]
        if self._comparisons(olds, left) > BUDGET:
            self._by_equality(olds, left, doubted=doubted)
            return
        scored = [
            (-score, old, new)
            for new in left
            for old in olds[self._type(1, new)]
            if (score := self.like.of_settings(old, new)) >= _ENOUGH and self._says(old, new)
        ]
        tied = Counter((score, *end) for score, *pair in scored for end in enumerate(pair))
        for score, old, new in sorted(scored):
            clear = tied[score, 0, old] == tied[score, 1, new] == 1
            if self.free(old, new) and (doubted or clear):
                self.join(old, new)

    def _comparisons(self, olds: dict[str, list[int]], left: list[int]) -> int:
        """How many settings would be compared if each of some blocks were with each other."""
        counts = Counter(self._type(1, new) for new in left)
        said = {
            kind: sum(1 + _weight(self.before.pieces[old].says) for old in members)
            for kind, members in olds.items()
        }
        texts = sum(_weight(self.after.pieces[new].says) for new in left)
        return texts + sum(said.get(kind, 0) * count for kind, count in counts.items())

    def _by_equality(self, olds: dict[str, list[int]], left: list[int], *, doubted: bool) -> None:
        """Match what says exactly the same, in the order of the files."""
        same: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for old in (old for members in olds.values() for old in members):
            same[self.before.pieces[old].own][0].append(old)
        for new in left:
            same[self.after.pieces[new].own][1].append(new)
        for mine, other in same.values():
            if doubted or len(mine) == len(other) == 1:
                for old, new in zip(mine, other, strict=False):
                    if self._says(old, new):
                        self.join(old, new)

    def by_type(self) -> None:
        """Match what is the last of its type on both sides, if it stands among the same blocks."""
        olds = self._once([self._type(0, n) for n in range(len(self.before.pieces))], self.pairs)
        news = self._once([self._type(1, n) for n in range(len(self.after.pieces))], self.taken)
        for kind, old in olds.items():
            new = news.get(kind, -1)
            if new >= 0 and self.like.of_neighbours(old, new) >= _ENOUGH:
                self.join(old, new)

    def _says(self, old: int, new: int) -> bool:
        """Whether there are settings to be alike in: all blocks that say nothing are alike."""
        return bool(self.before.pieces[old].says and self.after.pieces[new].says)

    def _shared(self) -> list[tuple[int, int]]:
        numbers: dict[str, int] = {}
        for new, piece in enumerate(self.after.pieces):
            numbers.setdefault(piece.action.id, new)
        return [
            (old, numbers[piece.action.id])
            for old, piece in enumerate(self.before.pieces)
            if piece.action.id in numbers
        ]

    def _type(self, side: int, number: int) -> str:
        return (self.after if side else self.before).pieces[number].action.type

    def _spread(self, waiting: list[tuple[int, int]], olds: list[int], news: list[int]) -> None:
        """Join pairs, and all that their branches lead to and that looks alike."""
        while waiting:
            old, new = waiting.pop()
            if self.free(old, new) and olds[old] == news[new]:
                self.join(old, new)
                waiting += self._next_to(old, new)

    def _next_to(self, old: int, new: int) -> Iterable[tuple[int, int]]:
        """The blocks at the other end of the branches that two blocks share."""
        mine, other = self.before.pieces[old].targets, self.after.pieces[new].targets
        yield from ((mine[key], other[key]) for key in mine if key in other)
        came = self._alone(self.before.sources[old])
        comes = self._alone(self.after.sources[new])
        yield from ((came[key], comes[key]) for key in came if key in comes)

    def _alone(self, sources: Iterable[tuple[Key, int]]) -> dict[Key, int]:
        """The blocks from which only one branch of its kind comes."""
        found: dict[Key, list[int]] = defaultdict(list)
        for key, source in sources:
            found[key].append(source)
        return {key: blocks[0] for key, blocks in found.items() if len(blocks) == 1}

    def _once(self, colours: list[_Look], known: Container[int]) -> dict[_Look, int]:
        count: Counter[_Look] = Counter()
        last: dict[_Look, int] = {}
        for number, colour in enumerate(colours):
            if number not in known:
                count[colour] += 1
                last[colour] = number
        return {colour: number for colour, number in last.items() if count[colour] == 1}

    def _offer(
        self,
        heap: list[tuple[float, int, int]],
        pairs: Iterable[tuple[int, int]],
        *,
        settings: bool,
    ) -> None:
        for old, new in pairs:
            if self.budget <= 0:
                return
            if self.free(old, new) and self._type(0, old) == self._type(1, new):
                self.budget -= self._cost(old, new, settings=settings)
                near = self.like.of_neighbours(old, new)
                score = (near + self.like.of_settings(old, new)) / 2 if settings else near
                if score >= _ENOUGH:
                    heappush(heap, (-score, old, new))

    def _cost(self, old: int, new: int, *, settings: bool) -> int:
        """What it costs to compare two blocks, in settings and branches."""
        mine, other = self.before.pieces[old], self.after.pieces[new]
        ways = len(mine.targets) + len(other.targets)
        ways += len(self.before.sources[old]) + len(self.after.sources[new])
        return 1 + ways + (_weight(mine.says) + _weight(other.says) if settings else 0)


def _weight(says: dict[tuple[str | int, ...], Any]) -> int:
    """What it costs to compare what a block says, in settings."""
    texts = (len(value) // _LETTERS for value in says.values() if isinstance(value, str))
    return len(says) + sum(texts)
