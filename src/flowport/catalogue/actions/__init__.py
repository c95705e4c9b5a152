"""Every action of the flow language, one module a section of the designer's palette."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from flowport.catalogue.actions import (
    analyze,
    check,
    integrate,
    interact,
    logic,
    retired,
    set_,
    terminate,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.catalogue.shapes import Action

__all__ = ["ACTIONS", "ALIASES", "MISTAKEN_TYPES", "action_named"]

_SECTIONS = (interact, set_, check, analyze, logic, integrate, terminate, retired)

#: Every action by its type.
ACTIONS: Mapping[str, Action] = MappingProxyType(
    {action.type: action for section in _SECTIONS for action in section.ACTIONS}
)

#: The action that a documented but refused spelling stands for.
ALIASES: Mapping[str, Action] = MappingProxyType(
    {alias: action for action in ACTIONS.values() for alias in action.aliases}
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


def action_named(name: str) -> Action | None:
    """The action of that type or alias, or None."""
    return ACTIONS.get(name) or ALIASES.get(name)
