"""As fast as the service allows and no faster: a token bucket per operation.

The rates are per account and Region, so one pace belongs to one target. Retries are only the net
below it.
"""

from __future__ import annotations

import math
import random
import threading
import time
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from flowport.catalogue.rates import rate_of
from flowport.errors import InvalidAnswerError, PlanError, ThrottledError, UnreachableError
from flowport.jobs.moving.calls import SHARE, operation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from flowport.ports import Clock

__all__ = ["Pace", "PacedCalls", "Stopped", "SystemClock", "workers_for"]

T = TypeVar("T")

#: Tokens of a burst that are left unused: calls may arrive closer together than they were made.
_KEPT = 0.5
_KEPT_SHARE = 0.05

#: What a call takes at most, as a rule; in seconds.
_CALL = 0.5
_MOST_WORKERS = 16

_SLOWER = 0.9
_FASTER = 1.01
_SLOWEST = 0.1
_NAP = 0.25
_THROTTLED_TRIES = 20
_LOST_TRIES = 8
_INVALID_TRIES = 3
_FIRST_WAIT = 0.5
_LONGEST_WAIT = 20.0


class Stopped(PlanError):  # noqa: N818  not an error: someone asked for it
    """Someone asked the run to stop; the call was not made."""


class SystemClock:
    """The time of this machine."""

    @staticmethod
    def now() -> float:
        """Seconds since 1970."""
        return time.time()

    @staticmethod
    def sleep(seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


def workers_for(rates: Mapping[str, float] | None) -> int:
    """How many calls must be under way at once to use the rates, and no more.

    A call that waits for a token keeps its place in the queue.
    """
    if rates is None:
        return 1
    rate = rate_of(operation("create", "flow"), rates).per_second
    return min(_MOST_WORKERS, 2 + math.ceil(2 * rate * _CALL))


@dataclass(slots=True)
class _TokenBucket:
    """Tokens of one operation; a level below 0 is what is reserved already."""

    rate: float
    burst: float
    level: float
    since: float
    share: float = 1.0


class Pace:
    """The buckets of one account and Region.

    Attributes:
        calls: How many calls were made, by operation.
        throttles: How many were refused for their rate, by operation.
    """

    def __init__(
        self, clock: Clock, rates: Mapping[str, float] | None = None, *, off: bool = False
    ) -> None:
        """Take the time, and rates in requests a second instead of the published ones.

        ``off`` only counts the calls.
        """
        self._clock = clock
        self._rates = rates
        self._off = off
        self._buckets: dict[str, _TokenBucket] = {}
        self._lock = threading.Lock()
        self.calls: Counter[str] = Counter()
        self.throttles: Counter[str] = Counter()

    def take(self, name: str, stopping: Callable[[], bool]) -> None:
        """Wait until an operation may be called.

        Raises:
            Stopped: Someone asked the run to stop while it waited.
        """
        wait = self._reserve(name)
        while wait > 0 and not stopping():
            nap = min(wait, _NAP)
            self._clock.sleep(nap)
            wait -= nap
        if stopping():
            raise Stopped("the run was stopped")
        with self._lock:
            self.calls[name] += 1

    def _reserve(self, name: str) -> float:
        """Take a token, perhaps one that is yet to come; how long that takes."""
        if self._off:
            return 0.0
        with self._lock:
            bucket, now = self._bucket(name), self._clock.now()
            speed = bucket.rate * bucket.share
            bucket.level = min(bucket.burst, bucket.level + max(0.0, now - bucket.since) * speed)
            bucket.since = now
            bucket.level -= 1
            return max(0.0, -bucket.level / speed)

    def _bucket(self, name: str) -> _TokenBucket:
        if name not in self._buckets:
            known = rate_of(name, self._rates)
            spare = max(1.0, known.burst - max(_KEPT, _KEPT_SHARE * known.burst))
            speed = known.per_second * SHARE
            self._buckets[name] = _TokenBucket(speed, spare, spare, self._clock.now())
        return self._buckets[name]

    def throttled(self, name: str) -> None:
        """Go slower: the service refused a call for its rate."""
        with self._lock:
            self.throttles[name] += 1
            if not self._off:
                bucket = self._bucket(name)
                bucket.level = min(bucket.level, 0.0)
                bucket.share = max(_SLOWEST, bucket.share * _SLOWER)

    def answered(self, name: str) -> None:
        """Go back to the full rate, little by little."""
        bucket = self._buckets.get(name)
        if bucket is not None and bucket.share < 1:
            with self._lock:
                bucket.share = min(1.0, bucket.share * _FASTER)


class PacedCalls:
    """The way to an instance's calls: paced, and tried again where that can't do harm."""

    def __init__(self, pace: Pace, clock: Clock, stopping: Callable[[], bool]) -> None:
        """Take the pace, the time, and who tells whether to stop."""
        self.pace = pace
        self.clock = clock
        self.stopping = stopping
        self._dice = random.Random()  # noqa: S311  it spreads retries, and guards nothing

    def call(
        self,
        verb: str,
        kind: str,
        run: Callable[[], T],
        *,
        before: Callable[[], None] | None = None,
        safe: bool = True,
    ) -> T:
        """Make one call.

        Args:
            verb: The port's method.
            kind: ``flow``, ``module``, or a kind of resource.
            run: The call.
            before: Done once, when the call is about to be made.
            safe: Whether it may be made again when it is unknown whether it was done.

        Raises:
            Stopped: The run was stopped before it was made.
            InstanceError: It failed, or went on failing.
        """
        return self.named(operation(verb, kind), run, before=before, safe=safe)

    def named(
        self,
        name: str,
        run: Callable[[], T],
        *,
        before: Callable[[], None] | None = None,
        safe: bool = True,
    ) -> T:
        """The same for an operation by its own name."""
        lost, refused = 0, 0
        while True:
            self.pace.take(name, self.stopping)
            if before is not None:
                before()
                before = None
            try:
                found = run()
            except ThrottledError:
                self.pace.throttled(name)
                refused += 1
                if refused >= _THROTTLED_TRIES:
                    raise
                self.wait(refused)
            except UnreachableError as error:
                lost += 1
                invalid = isinstance(error, InvalidAnswerError)
                if not safe or lost >= (_INVALID_TRIES if invalid else _LOST_TRIES):
                    raise
                self.wait(lost)
            else:
                self.pace.answered(name)
                return found

    def wait(self, tries: int) -> None:
        """Wait a while that grows with the tries, and is never just the same."""
        most = min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** (tries - 1))
        left = most * self._dice.uniform(0.5, 1.0)
        while left > 0 and not self.stopping():
            nap = min(left, _NAP)
            self.clock.sleep(nap)
            left -= nap
