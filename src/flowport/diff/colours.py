"""Colours: numbers that two blocks share if they look alike, further around at each round.

This is colour refinement (Weisfeiler and Leman): at round 0 a block's colour is what it says, and
each round adds the colours around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.diff.content import MISSING, NOWHERE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.diff.content import ComparedFlow

__all__ = ["Colours", "rounds"]

BUDGET = 10_000_000
"""How many blocks and branches all rounds together may look at."""

Colours = tuple[list[int], list[int]]
"""The colours of the blocks of the former flow and of the new one."""


def rounds(before: ComparedFlow, after: ComparedFlow) -> Iterator[Colours]:
    """The colours round by round, until another round would tell no more blocks apart.

    Two rounds are made of any flow, more as far as the budget goes.
    """
    size = sum(1 + len(piece.targets) for piece in (*before.pieces, *after.pieces))
    left = max(2, BUDGET // (2 * size + 1))
    names: dict[Any, int] = {}
    old = [names.setdefault(piece.own, len(names)) for piece in before.pieces]
    new = [names.setdefault(piece.own, len(names)) for piece in after.pieces]
    told_apart = 0
    while left and len(set(old) | set(new)) > told_apart:
        yield old, new
        left -= 1
        told_apart = len(set(old) | set(new))
        names = {}
        old, new = _around(before, old, names), _around(after, new, names)


def _around(flow: ComparedFlow, colours: list[int], names: dict[Any, int]) -> list[int]:
    """Each block's colour with those of its neighbours; ``names`` numbers them for both flows."""
    known = {NOWHERE: NOWHERE, MISSING: MISSING}
    found: list[int] = []
    for number, piece in enumerate(flow.pieces):
        out = frozenset(
            (key, known.get(target) or colours[target]) for key, target in piece.targets.items()
        )
        into = tuple(sorted((key, colours[source]) for key, source in flow.sources[number]))
        look = (colours[number], number == flow.start, out, into)
        found.append(names.setdefault(look, len(names)))
    return found
