"""Legacy forms of the palette's Terminate section."""

from __future__ import annotations

from flowport.catalogue.legacy.declare import (
    CHECK,
    DONE,
    ERROR,
    FLOW,
    QUEUE_OR_AGENT,
    SUCCESS,
    B,
    P,
)
from flowport.catalogue.legacy.shapes import LegacyBlockType, Level

__all__ = ["LEGACY"]

_TO_QUEUE = (B("AtCapacity", "QueueAtCapacity"), SUCCESS, ERROR)

LEGACY: tuple[LegacyBlockType, ...] = (
    LegacyBlockType(
        type="Disconnect", action="DisconnectParticipant", title="Disconnect / hang up", default=()
    ),
    LegacyBlockType(
        type="Resume", action="EndFlowExecution", title="End flow / Resume", default=()
    ),
    LegacyBlockType(
        type="Transfer",
        target="Queue",
        action="TransferContactToQueue",
        title="Transfer to queue",
        parameters=QUEUE_OR_AGENT,
        branches=_TO_QUEUE,
        default=("Success", "Error"),
        metadata=("useDynamic", "queue"),
    ),
    LegacyBlockType(
        type="CustomerInQueue",
        action="TransferContactToQueue",
        title="Transfer to queue",
        level=Level.B,
        parameters=QUEUE_OR_AGENT,
        branches=_TO_QUEUE,
        default=("Success", "Error"),
        metadata=("useDynamic", "queue"),
        alias_of="Transfer/Queue",
    ),
    LegacyBlockType(
        type="Transfer",
        target="Flow",
        action="TransferToFlow",
        title="Transfer to flow",
        parameters=(FLOW,),
        branches=(ERROR,),
        default=CHECK,
        metadata=("useDynamic", "ContactFlow"),
    ),
    LegacyBlockType(
        type="TransferToFlow",
        action="TransferToFlow",
        title="Transfer to flow",
        level=Level.B,
        parameters=(FLOW,),
        branches=(ERROR,),
        default=CHECK,
        metadata=("useDynamic", "ContactFlow"),
        alias_of="Transfer/Flow",
    ),
    LegacyBlockType(
        type="Transfer",
        target="Agent",
        action="TransferContactToAgent",
        title="Transfer to agent",
        level=Level.B,
        default=(),
        metadata=("useDynamic",),
    ),
    LegacyBlockType(
        type="Transfer",
        target="PhoneNumber",
        action="TransferParticipantToThirdParty",
        title="Transfer to phone number",
        level=Level.C,
        parameters=(
            P("PhoneNumber", "ThirdPartyPhoneNumber"),
            P("TimeLimit", "ThirdPartyConnectionTimeLimitSeconds"),
            P("BlindTransfer", "ContinueFlowExecution", values={"true": "False", "false": "True"}),
            P("DtmfValue", "ThirdPartyDTMFDigits"),
        ),
        branches=(
            SUCCESS,
            B("CallFailure", "CallFailed"),
            B("Timeout", "ConnectionTimeLimitExceeded"),
            ERROR,
        ),
        default=("Success", "Error"),
        metadata=("CountryCode", "SourceNumber", "callerId"),
    ),
    LegacyBlockType(
        type="CreateCallback",
        action="CreateCallbackContact",
        title="Transfer to queue (callback)",
        level=Level.B,
        parameters=(
            P("InitialDelaySeconds", "InitialCallDelaySeconds"),
            P("RetryDelaySeconds", "RetryDelaySeconds"),
            P("MaxRetryAttempts", "MaximumConnectionAttempts"),
            *QUEUE_OR_AGENT,
        ),
        branches=DONE,
        metadata=("useDynamic", "queue"),
    ),
)
