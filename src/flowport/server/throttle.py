"""Rates per operation, as the service keeps them: one bucket an account, Region and operation."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from flowport.server.protocol.errors import ServiceError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["AWS", "Throttle"]

#: The rate and burst of an operation that is not named.
_DEFAULT = (2.0, 5.0)

#: Published rates (requests a second) that differ from the default; Service Quotas, about 2024.
AWS: Mapping[str, float] = {
    **dict.fromkeys(
        (
            "ListPredefinedAttributes",
            "DescribePredefinedAttribute",
            "ListRoutingProfiles",
            "DescribeRoutingProfile",
            "ListRoutingProfileQueues",
            "ListUserHierarchyGroups",
            "DescribeUserHierarchyGroup",
            "DescribeUserHierarchyStructure",
            "ListHoursOfOperations",
            "DescribeHoursOfOperation",
            "ListAgentStatuses",
            "DescribeAgentStatus",
            "ListPrompts",
            "DescribePrompt",
            "ListUsers",
            "DescribeUser",
            "ListUserProficiencies",
            "ListQuickConnects",
            "DescribeQuickConnect",
            "ListQueues",
            "DescribeQueue",
            "ListQueueQuickConnects",
        ),
        10.0,
    ),
    "ListIntegrationAssociations": 50.0,
    "CreateInstance": 0.1,
    "DeleteInstance": 0.1,
}
_BURSTS = {2.0: 5.0, 10.0: 15.0, 50.0: 75.0, 0.1: 1.0}


class Throttle:
    """Token buckets, kept in this process's memory.

    Args:
        rates: Requests a second by operation; those not named get the default.
        clock: Seconds, for tests.
    """

    def __init__(
        self, rates: Mapping[str, float], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._rates = rates
        self._clock = clock
        self._buckets: dict[tuple[str | None, str | None, str], tuple[float, float]] = {}

    def take(self, account: str | None, region: str | None, operation: str) -> None:
        """Let a request pass, or refuse it.

        Raises:
            ServiceError: The bucket is empty, in the words of the service.
        """
        rate, burst = self._limits(operation)
        now, key = self._clock(), (account, region, operation)
        level, since = self._buckets.get(key, (burst, now))
        level = min(burst, level + (now - since) * rate)
        allowed = level >= 1
        self._buckets[key] = (level - 1 if allowed else level, now)
        if not allowed:
            views = operation.endswith(("View", "Views", "ViewVersion", "ViewVersions"))
            name = "TooManyRequestsException" if views else "ThrottlingException"
            raise ServiceError(name, "Rate exceeded")

    def _limits(self, operation: str) -> tuple[float, float]:
        if operation not in self._rates:
            return _DEFAULT
        rate = self._rates[operation]
        return rate, _BURSTS.get(rate, max(1.0, 2.5 * rate))
