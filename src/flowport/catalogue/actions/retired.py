"""Actions that only old flows hold, and that no palette shows."""

from __future__ import annotations

from flowport.catalogue.flow_types import ALL_FLOW_TYPES
from flowport.catalogue.shapes import (
    Action,
    ActionKind,
    Channels,
    Conditions,
    Dynamic,
    ErrorBranch,
    Evidence,
    Kind,
    NextAction,
    Parameter,
    Status,
    Support,
)

__all__ = ["ACTIONS"]

ACTIONS: tuple[Action, ...] = (
    Action(
        type="SetSecurityBehavior",
        titles=("Set security behavior",),
        category=None,
        kind=ActionKind.UNLISTED,
        flow_types=ALL_FLOW_TYPES,
        flow_types_contested=ALL_FLOW_TYPES,
        channels=Channels(chat=Support.UNKNOWN, task=Support.UNKNOWN, email=Support.UNKNOWN),
        parameters=(
            Parameter(
                name="VoiceAuthentication",
                kind=Kind.INTEGER,
                dynamic=Dynamic.STATIC,
                evidence=Evidence.OBSERVED,
                sources=("exports",),
            ),
            Parameter(
                name="SecurityBehaviorOption",
                dynamic=Dynamic.STATIC,
                suggested=("Enable",),
                evidence=Evidence.OBSERVED,
                sources=("exports",),
            ),
        ),
        errors=(ErrorBranch(type="NoMatchingError", evidence=Evidence.OBSERVED),),
        next=NextAction(evidence=Evidence.INFERRED),
        status=Status.OBSOLETE,
        evidence=Evidence.OBSERVED,
        sources=("exports",),
    ),
    Action(
        type="CheckSecurityStatus",
        titles=("Check security status",),
        category=None,
        kind=ActionKind.UNLISTED,
        flow_types=ALL_FLOW_TYPES,
        flow_types_contested=ALL_FLOW_TYPES,
        channels=Channels(chat=Support.UNKNOWN, task=Support.UNKNOWN, email=Support.UNKNOWN),
        errors=(ErrorBranch(type="NoMatchingError", evidence=Evidence.OBSERVED),),
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
                evidence=Evidence.OBSERVED,
            ),
        ),
        next=NextAction(evidence=Evidence.INFERRED),
        status=Status.OBSOLETE,
        evidence=Evidence.OBSERVED,
        sources=("exports",),
    ),
)
