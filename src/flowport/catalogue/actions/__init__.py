"""Every action of the flow language, one module a section of the designer's palette."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from flowport.catalogue.lazy import LazyMapping

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.catalogue.shapes import ActionType

__all__ = ["ACTIONS", "ALIASES", "MISTAKEN_TYPES", "action_named"]


def _every() -> Mapping[str, ActionType]:
    from flowport.catalogue.actions.every import EVERY  # noqa: PLC0415  built when first read

    return EVERY


#: Every action by its type.
ACTIONS: Mapping[str, ActionType] = LazyMapping(_every)

#: The action that a documented but refused spelling means.
ALIASES: Mapping[str, ActionType] = LazyMapping(
    lambda: {alias: action for action in ACTIONS.values() for alias in action.aliases}
)

#: Types that the service refuses and that people write none the less (legacy names, invented
#: names), each with the type that does what was meant, where there is one.
MISTAKEN_TYPES: Mapping[str, str | None] = MappingProxyType(
    {
        "CheckQueueStatus": "CheckMetricData",
        "CheckStaffing": "CheckMetricData",
        "Distribute": "DistributeByPercentage",
        "EntryPoint": None,
        "InvokeAPI": None,
        "PlayPrompt": "MessageParticipant",
        "ReturnFromFlowModule": "EndFlowModuleExecution",
        "SetLoggingBehavior": "UpdateFlowLoggingBehavior",
        "SetRecordingAndAnalyticsBehavior": "UpdateContactRecordingAndAnalyticsBehavior",
        "SetWorkingQueue": "UpdateContactTargetQueue",
        "StartMediaStreaming": "UpdateContactMediaStreamingBehavior",
        "StopMediaStreaming": "UpdateContactMediaStreamingBehavior",
        "StoreUserInput": "GetParticipantInput",
        "TransferToAgent": "TransferContactToAgent",
        "TransferToPhoneNumber": "TransferParticipantToThirdParty",
        "TransferToThirdParty": "TransferParticipantToThirdParty",
        "Trigger": None,
        "UpdateContactRoutingData": None,
        "UpdateCustomerProfileObject": None,
    }
)


def action_named(name: str) -> ActionType | None:
    """The action of that type or alias, or None."""
    return ACTIONS.get(name) or ALIASES.get(name)
