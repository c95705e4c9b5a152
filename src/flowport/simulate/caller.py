"""The caller: everything that a flow can't know, answered the same whenever it is asked again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING, TypeVar

from flowport.simulate.paths import single

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowport.model import Flow

__all__ = ["Caller", "vocabulary"]

_WORDS = ("", "1", "5", "42", "gold", "Straße", "900")

Option = TypeVar("Option")
Vocabulary = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Caller:
    """A caller, an instance and a world, all from one number.

    An answer depends on the seed, the block's identifier, how often the caller came to it, and
    the question: never on the file that the block stands in. So the same caller does the same
    in a flow and in the parts that it was split into.

    Attributes:
        seed: Another number is another caller.
        words: For a path's name, the values that the flow tells apart.
        trouble: How many of a hundred blocks that can fail do.
        quiet: Blocks that never fail.
    """

    seed: int
    words: Vocabulary = field(default_factory=dict)
    trouble: int = 12
    quiet: frozenset[str] = frozenset()

    def fails(self, block: str, visit: int) -> bool:
        """Whether the block takes one of its error branches, if it has any."""
        return block not in self.quiet and self._roll("fails", block, visit, 100) < self.trouble

    def picks(self, block: str, visit: int, options: Sequence[Option]) -> Option:
        """One of the options, which are at least one."""
        return options[self._roll("picks", block, visit, len(options))]

    def percent(self, block: str, visit: int) -> int:
        """Where the caller falls, from 1 to 100."""
        return 1 + self._roll("percent", block, visit, 100)

    def value(self, name: str, block: str, visit: int) -> str:
        """What a path reads, by its name and the visit of the block that filled it."""
        known = self.words.get(name, ())
        pool = (*known, *known, *_WORDS)
        return pool[self._roll(name, block, visit, len(pool))]

    def attribute(self, name: str) -> str:
        """What a contact attribute was before the flow began, ``""`` for one it has no use for."""
        path = f"Attributes.{name}"
        return self.value(path, "", 0) if path in self.words else ""

    def _roll(self, question: str, block: str, visit: int, below: int) -> int:
        key = f"{self.seed}\0{question}\0{block}\0{visit}".encode(errors="surrogatepass")
        return int.from_bytes(blake2b(key, digest_size=6).digest()) % below


def vocabulary(flow: Flow) -> dict[str, tuple[str, ...]]:
    """The values that a flow's comparisons tell apart, by the name of the path compared.

    Numbers come with their neighbours, so that both sides of a limit are walked.
    """
    words: dict[str, dict[str, None]] = {}
    for action in flow.actions:
        value = action.parameters.get("ComparisonValue")
        path = single(value) if isinstance(value, str) else None
        if path is None:
            continue
        known = words.setdefault(path.name, {})
        for branch in action.branches:
            for operand in branch.operands:
                known.update(dict.fromkeys(_around(operand)))
    return {name: tuple(known) for name, known in words.items()}


def _around(operand: str) -> tuple[str, ...]:
    if operand.lstrip("-").isdecimal() and len(operand) < 16:  # noqa: PLR2004  exact as a float
        return (operand, str(int(operand) - 1), str(int(operand) + 1))
    return (operand,)
