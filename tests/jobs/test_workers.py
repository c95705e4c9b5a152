"""Work in several processes takes no more than it needs, and keeps the order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.jobs.workers import in_processes

if TYPE_CHECKING:
    from collections.abc import Iterator


def test_little_is_taken_ahead() -> None:
    """Of many things only a few chunks are held, and all come out in their order."""
    taken = []

    def given() -> Iterator[int]:
        for number in range(400):
            taken.append(number)
            yield number

    made = in_processes(abs, given(), workers=2, chunk=5)
    first = next(made)

    assert (first, len(taken) < 100) == (0, True)
    assert [first, *made] == list(range(400))
