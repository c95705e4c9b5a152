"""Rates per operation, as the service keeps them: one bucket an account, Region and operation."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from flowport.catalogue.rates import RATES, rate_of
from flowport.server.protocol.errors import ServiceError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["AWS", "Throttle"]

#: The published rates.
AWS: Mapping[str, float] = RATES

_MOST_BUCKETS = 20_000  # then those that are not empty are forgotten: they are full soon


class Throttle:
    """Token buckets, kept in this process's memory.

    Args:
        rates: Requests a second by operation; those not named get the default.
        workers: How many processes share the rates; each gives its part of them.
        clock: Seconds, for tests.
    """

    def __init__(
        self,
        rates: Mapping[str, float],
        *,
        workers: int = 1,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._rates = rates
        self._workers = workers
        self._clock = clock
        self._buckets: dict[tuple[str | None, str | None, str], tuple[float, float]] = {}

    def take(self, account: str | None, region: str | None, operation: str) -> None:
        """Let a request pass, or refuse it.

        Raises:
            ServiceError: The bucket is empty, in the words of the service.
        """
        rate = rate_of(operation, self._rates)
        now, key = self._clock(), (account, region, operation)
        most = max(1.0, rate.burst / self._workers)
        level, since = self._buckets.get(key, (most, now))
        level = min(most, level + (now - since) * rate.per_second / self._workers)
        allowed = level >= 1
        if len(self._buckets) >= _MOST_BUCKETS:
            self._buckets = {each: held for each, held in self._buckets.items() if held[0] < 1}
        self._buckets[key] = (level - 1 if allowed else level, now)
        if not allowed:
            views = operation.endswith(("View", "Views", "ViewVersion", "ViewVersions"))
            name = "TooManyRequestsException" if views else "ThrottlingException"
            raise ServiceError(name, "Rate exceeded")
