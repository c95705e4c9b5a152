"""How alike two blocks of one type are, from 0 to 1, by their settings and by their neighbours."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Any

from flowport.dataclass import dataclass
from flowport.patterns import pattern

if TYPE_CHECKING:
    from flowport.diff.content import ComparedBlock, ComparedFlow

__all__ = ["Likeness"]

_WORD = pattern(r"\w+")


@dataclass(frozen=True, slots=True)
class Likeness:
    """Compares blocks of two flows, given the pairs that are known so far.

    Attributes:
        before: The former flow.
        after: The new flow.
        pairs: The known pairs, by the number in the former flow; grows from outside.
    """

    before: ComparedFlow
    after: ComparedFlow
    pairs: dict[int, int]
    _words: dict[str, frozenset[str]] = field(default_factory=dict)

    def of_settings(self, old: int, new: int) -> float:
        """The share of settings that agree; strings agree by the words that they share."""
        mine, other = self.before.pieces[old].says, self.after.pieces[new].says
        if not mine and not other:
            return 1.0
        agreed = sum(
            self._alike(value, other[path]) for path, value in mine.items() if path in other
        )
        return agreed / len(mine.keys() | other.keys())

    def of_neighbours(self, old: int, new: int) -> float:
        """The share of branches, out and in, that lead to or come from known pairs."""
        mine, other = self.before.pieces[old], self.after.pieces[new]
        agreed, asked = self._ways(mine, other)
        came = {(key, self.pairs.get(source)) for key, source in self.before.sources[old]}
        comes = set(self.after.sources[new])
        agreed += sum(arrow in comes for arrow in came)
        asked += len(came | comes)
        if self.before.start == old or self.after.start == new:
            asked += 1
            agreed += (self.before.start == old) is (self.after.start == new)
        return agreed / asked if asked else 1.0

    def _ways(self, mine: ComparedBlock, other: ComparedBlock) -> tuple[int, int]:
        agreed = sum(
            self.pairs.get(target, target if target < 0 else None) == other.targets.get(key)
            for key, target in mine.targets.items()
        )
        return agreed, len(mine.targets.keys() | other.targets.keys())

    def _alike(self, mine: Any, other: Any) -> float:
        if type(mine) is type(other) and mine == other:
            return 1.0
        if not isinstance(mine, str) or not isinstance(other, str):
            return 0.0
        left, right = self._of(mine), self._of(other)
        return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0

    def _of(self, text: str) -> frozenset[str]:
        found = self._words.get(text)
        if found is None:
            found = self._words[text] = frozenset(_WORD.findall(text.lower()))
        return found
