"""The action that chooses the flows of a contact's events."""

from __future__ import annotations

from flowport.catalogue.actions.declare import BOOLEANS, ERROR, FIXED, ONE_PATH, P
from flowport.catalogue.effects import Effect
from flowport.catalogue.flow_types import ALL_FLOW_TYPES, FlowType
from flowport.catalogue.shapes import ActionKind, ActionType, Category, ValueKind

__all__ = ["EVENT_HOOKS"]

#: The events, and the type of the flow that runs at each.
_HOOKS = {
    "CustomerQueue": FlowType.CUSTOMER_QUEUE,
    "CustomerHold": FlowType.CUSTOMER_HOLD,
    "AgentHold": FlowType.AGENT_HOLD,
    "CustomerWhisper": FlowType.CUSTOMER_WHISPER,
    "AgentWhisper": FlowType.AGENT_WHISPER,
    "CustomerRemaining": FlowType.CONTACT_FLOW,
    "DefaultAgentUI": FlowType.CONTACT_FLOW,
    "DisconnectAgentUI": FlowType.CONTACT_FLOW,
    "PauseContact": FlowType.CONTACT_FLOW,
    "ResumeContact": FlowType.CONTACT_FLOW,
}


def _hook(event: str, type_: FlowType) -> P:
    return P(
        f"EventHooks.{event}",
        dynamic=ONE_PATH,
        refers_to="contact_flow",
        target_flow_types=(type_,),
    )


EVENT_HOOKS = ActionType(
    "UpdateContactEventHooks",
    (
        "Set customer queue flow",
        "Set disconnect flow",
        "Set event flow",
        "Set hold flow",
        "Set whisper flow",
    ),
    category=Category.SET,
    kind=ActionKind.CONTACT,
    flow_types=ALL_FLOW_TYPES,
    does=(
        "Chooses the flow that runs at an event: in queue, at a whisper, on hold, after "
        "the agent hangs up, or in the agent's workspace."
    ),
    effect=Effect("hooks", contact="hooks", merged="EventHooks"),
    parameters=(
        P(
            "EventHooks",
            ValueKind.MAP,
            required=True,
            dynamic=ONE_PATH,
            min_items=1,
            allowed_keys=tuple(sorted(_HOOKS)),
        ),
        *[_hook(event, type_) for event, type_ in _HOOKS.items()],
        P(
            "EventHooksConfiguration",
            ValueKind.MAP,
            dynamic=FIXED,
            allowed_keys=("AgentWhisper", "CustomerWhisper"),
        ),
        P("EventHooksConfiguration.*.DisableExecution", dynamic=FIXED, allowed=BOOLEANS),
    ),
    errors=(ERROR,),
    page="APIReference/contact-actions-updatecontacteventhooks",
)
