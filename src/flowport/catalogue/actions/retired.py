"""Actions that only old flows hold, and that no palette shows."""

from __future__ import annotations

from flowport.catalogue.actions.declare import ERROR, FIXED, P
from flowport.catalogue.effects import Effect, Way
from flowport.catalogue.flow_types import ALL_FLOW_TYPES
from flowport.catalogue.shapes import (
    ActionKind,
    ActionType,
    Channels,
    Conditions,
    Lifecycle,
    Support,
    ValueKind,
)

__all__ = ["ACTIONS"]

ACTIONS: tuple[ActionType, ...] = (
    ActionType(
        "SetSecurityBehavior",
        ("Set security behavior",),
        category=None,
        kind=ActionKind.UNLISTED,
        flow_types=ALL_FLOW_TYPES,
        channels=Channels(chat=Support.UNKNOWN, task=Support.UNKNOWN, email=Support.UNKNOWN),
        does="Set the security behavior of the flow in a preview that never became a block.",
        effect=Effect("set", contact="security"),
        parameters=(
            P("VoiceAuthentication", ValueKind.INTEGER, dynamic=FIXED),
            P("SecurityBehaviorOption", dynamic=FIXED, suggested=("Enable",)),
        ),
        errors=(ERROR,),
        status=Lifecycle.OBSOLETE,
    ),
    ActionType(
        "CheckSecurityStatus",
        ("Check security status",),
        category=None,
        kind=ActionKind.UNLISTED,
        flow_types=ALL_FLOW_TYPES,
        channels=Channels(chat=Support.UNKNOWN, task=Support.UNKNOWN, email=Support.UNKNOWN),
        does=("Checked the security status of the contact in a preview that never became a block."),
        effect=Effect("checked", Way.ASK),
        errors=(ERROR,),
        conditions=(
            Conditions(
                operands=(
                    "Authenticated",
                    "NotAuthenticated",
                    "Inconclusive",
                    "OptedOut",
                    "NotEnrolled",
                ),
                titles=(
                    "Authenticated",
                    "Not authenticated",
                    "Inconclusive",
                    "Opted out",
                    "Not enrolled",
                ),
            ),
        ),
        status=Lifecycle.OBSOLETE,
    ),
)
