"""How often the service lets each operation be called, for an account in a Region.

The published values of Service Quotas (about 2024); bursts from the pairs that the administrator's
guide states. AWS raises them on request, so whoever has other values gives a table of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from flowport.catalogue.limits import limit

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["RATES", "Rate", "rate_of"]


@dataclass(frozen=True, slots=True)
class Rate:
    """A token bucket: what flows in, in requests a second, and what it holds at most."""

    per_second: float
    burst: float


#: Requests a second of the operations that differ from the default (``request_rate``).
RATES: Mapping[str, float] = MappingProxyType(
    {
        **dict.fromkeys(
            (
                "BatchPutContact",
                "DescribeAgentStatus",
                "DescribeContact",
                "DescribeHoursOfOperation",
                "DescribePredefinedAttribute",
                "DescribePrompt",
                "DescribeQueue",
                "DescribeQuickConnect",
                "DescribeRoutingProfile",
                "DescribeUser",
                "DescribeUserHierarchyGroup",
                "DescribeUserHierarchyStructure",
                "GetContactAttributes",
                "GetMetricDataV2",
                "ListAgentStatuses",
                "ListContactReferences",
                "ListHoursOfOperations",
                "ListPredefinedAttributes",
                "ListPrompts",
                "ListQueueQuickConnects",
                "ListQueues",
                "ListQuickConnects",
                "ListRoutingProfileQueues",
                "ListRoutingProfiles",
                "ListUserHierarchyGroups",
                "ListUserProficiencies",
                "ListUsers",
                "StopContact",
                "UpdateContact",
                "UpdateContactAttributes",
            ),
            10.0,
        ),
        **dict.fromkeys(
            (
                "CreateParticipant",
                "GetCurrentMetricData",
                "GetMetricData",
                "StartChatContact",
                "StartContactStreaming",
                "StopContactStreaming",
                "UpdateParticipantRoleConfig",
            ),
            5.0,
        ),
        "TagContact": 20.0,
        "UntagContact": 20.0,
        "ListIntegrationAssociations": 50.0,
        "CreateInstance": 0.1,
        "DeleteInstance": 0.1,
        "SearchContacts": 0.5,
    }
)

#: The burst that goes with a rate, where it is not the usual 2.5 times the rate.
_BURSTS = {10.0: 15.0, 50.0: 75.0}
_USUAL = 2.5


def rate_of(operation: str, rates: Mapping[str, float] | None = None) -> Rate:
    """The rate of an operation of the Connect API.

    Args:
        operation: Its name, such as ``CreateContactFlow``.
        rates: Requests a second by operation, instead of the published ones; those not named have
            the default.
    """
    known = RATES if rates is None else rates
    if operation not in known:
        return Rate(float(limit("request_rate")), float(limit("request_burst")))
    rate = known[operation]
    return Rate(rate, _BURSTS.get(rate, max(1.0, _USUAL * rate)))
