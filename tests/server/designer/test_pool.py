"""Plans and runs of the page: one person's never take all of the threads."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from flowport.server.designer.migrating.pool import Pool
from flowport.server.designer.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LONG = 30


@pytest.fixture
def pool() -> Iterator[Pool]:
    """A pool that is closed at the end."""
    made = Pool()
    yield made
    made.close()


def until(held: threading.Event) -> Callable[[], None]:
    """Work that lasts until an event."""

    def work() -> None:
        held.wait(LONG)

    return work


def test_others_are_not_held_up(pool: Pool) -> None:
    """While one person's work fills its share, another's begins."""
    held, done = threading.Event(), threading.Event()
    for _ in range(20):
        pool.run(until(held), "one")
    pool.run(done.set, "other")
    came = done.wait(LONG)
    held.set()

    assert came


def test_two_of_one_person_are_done_at_a_time(pool: Pool) -> None:
    """The others wait, and all are done in the end."""
    lock, ended = threading.Lock(), threading.Semaphore(0)
    at_once, most = 0, 0

    def work() -> None:
        nonlocal at_once, most
        with lock:
            at_once += 1
            most = max(most, at_once)
        with lock:
            at_once -= 1
        ended.release()

    for _ in range(40):
        pool.run(work, "one")
    came = [ended.acquire(timeout=LONG) for _ in range(40)]

    assert all(came)
    assert most <= 2


def test_too_much_of_one_person_is_refused(pool: Pool) -> None:
    """Fifty wait; more of that person is refused, and nothing of others."""
    held = threading.Event()
    for _ in range(60):
        pool.run(until(held), "one")
    pool.check("other")
    with pytest.raises(Refusal, match="waiting"):
        pool.check("one")
    held.set()


def test_closing_begins_nothing_more(pool: Pool) -> None:
    """What waits is not begun once the server stops."""
    held, begun = threading.Event(), threading.Event()
    for _ in range(2):
        pool.run(until(held), "one")
    pool.run(begun.set, "one")
    pool.closing.set()
    held.set()
    pool.close()

    assert not begun.is_set()


class Held:
    """Something that can be let go of."""

    def __init__(self) -> None:
        self.closed = threading.Event()

    def close(self) -> None:
        """Let go."""
        self.closed.set()


def test_work_lets_go_of_what_it_holds(pool: Pool) -> None:
    """A lock is let go of once its work is done, though others wait."""
    held = Held()
    pool.run(lambda: None, "one", held)

    assert held.closed.wait(LONG)


def test_work_that_never_begins_lets_go(pool: Pool) -> None:
    """What waits at the end, or comes after it, keeps no lock."""
    turn, waiting, late = threading.Event(), Held(), Held()
    for _ in range(2):
        pool.run(until(turn), "one")
    pool.run(lambda: None, "one", waiting)

    def give_turn() -> None:
        waiting.closed.wait(LONG)
        turn.set()

    giving = threading.Thread(target=give_turn)
    giving.start()
    pool.close()
    giving.join()
    pool.run(lambda: None, "one", late)

    assert waiting.closed.is_set()
    assert late.closed.is_set()
