"""Short words for the declarations of actions: what many of them repeat."""

from __future__ import annotations

from flowport.catalogue.conditions import When
from flowport.catalogue.flow_types import FlowType
from flowport.catalogue.shapes import (
    Dynamic,
    ErrorBranch,
    NextAction,
    NextRule,
    Parameter,
    ValueKind,
)

__all__ = [
    "ALL_BUT_HOLD",
    "BOOLEANS",
    "CAPITAL_BOOLEANS",
    "ENDS",
    "ERROR",
    "FIXED",
    "INBOUND_OR_TRANSFER",
    "ONE_PATH",
    "ONLY_PATH",
    "PROMPT",
    "ROUTING",
    "ROUTING_AND_OUTBOUND",
    "P",
    "voice_connector",
]

P = Parameter

FIXED = Dynamic.STATIC
ONE_PATH = Dynamic.STATIC_OR_PATH
ONLY_PATH = Dynamic.PATH

BOOLEANS = ("true", "false")
CAPITAL_BOOLEANS = ("True", "False")

#: The branch that nearly every action has.
ERROR = ErrorBranch("NoMatchingError")

#: Nothing follows the action.
ENDS = NextAction("", rule=NextRule.FORBIDDEN)

INBOUND_OR_TRANSFER = (FlowType.CONTACT_FLOW, FlowType.AGENT_TRANSFER, FlowType.QUEUE_TRANSFER)
ROUTING = (
    FlowType.CONTACT_FLOW,
    FlowType.CUSTOMER_QUEUE,
    FlowType.AGENT_TRANSFER,
    FlowType.QUEUE_TRANSFER,
)
ROUTING_AND_OUTBOUND = (
    FlowType.CONTACT_FLOW,
    FlowType.CUSTOMER_QUEUE,
    FlowType.OUTBOUND_WHISPER,
    FlowType.AGENT_TRANSFER,
    FlowType.QUEUE_TRANSFER,
)
ALL_BUT_HOLD = (
    FlowType.CONTACT_FLOW,
    FlowType.CUSTOMER_QUEUE,
    FlowType.CUSTOMER_WHISPER,
    FlowType.OUTBOUND_WHISPER,
    FlowType.AGENT_WHISPER,
    FlowType.AGENT_TRANSFER,
    FlowType.QUEUE_TRANSFER,
)

#: What a block says: one of a library prompt, text, SSML and an audio file.
PROMPT = (
    P("PromptId", dynamic=ONE_PATH, refers_to="prompt"),
    P("Text"),
    P("SSML"),
    P("Media", ValueKind.OBJECT, dynamic=FIXED),
    P("Media.Uri", refers_to="s3_object"),
    P("Media.SourceType", dynamic=FIXED, allowed=("S3",)),
    P("Media.MediaType", dynamic=FIXED, allowed=("Audio",)),
)


def voice_connector(*, users: bool) -> tuple[P, ...]:
    """A call over a voice connector; with ``users``, both ends must be named."""
    there = When("VoiceConnector")
    user = there if users else None
    return (
        P("VoiceConnector", ValueKind.OBJECT),
        P(
            "VoiceConnector.VoiceConnectorType",
            required_when=there,
            dynamic=FIXED,
            allowed=("ChimeConnector",),
        ),
        P("VoiceConnector.VoiceConnectorArn", required_when=there, refers_to="voice_connector"),
        P("VoiceConnector.FromUser", required_when=user),
        P("VoiceConnector.ToUser", required_when=user),
        P("VoiceConnector.UserToUserInformation"),
    )
