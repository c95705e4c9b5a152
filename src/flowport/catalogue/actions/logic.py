"""Actions of the palette's Logic section: chance, repetition, time."""

from __future__ import annotations

from flowport.catalogue.conditions import Is, When
from flowport.catalogue.flow_types import ALL_FLOW_TYPES, FlowType
from flowport.catalogue.shapes import (
    Action,
    ActionKind,
    Category,
    Channels,
    Conditions,
    Dynamic,
    ErrorBranch,
    Evidence,
    Kind,
    NextAction,
    OperandSource,
    Parameter,
    Support,
    Written,
)

__all__ = ["ACTIONS"]

ACTIONS: tuple[Action, ...] = (
    Action(
        type="DistributeByPercentage",
        titles=("Distribute by percentage",),
        category=Category.LOGIC,
        kind=ActionKind.FLOW_CONTROL,
        flow_types=(
            FlowType.CONTACT_FLOW,
            FlowType.CUSTOMER_QUEUE,
            FlowType.OUTBOUND_WHISPER,
            FlowType.AGENT_TRANSFER,
            FlowType.QUEUE_TRANSFER,
        ),
        flow_types_contested=(FlowType.OUTBOUND_WHISPER,),
        flow_types_verified=(FlowType.CONTACT_FLOW,),
        channels=Channels(),
        errors=(
            ErrorBranch(type="NoMatchingCondition", title="Default", evidence=Evidence.VERIFIED),
        ),
        conditions=(Conditions(operators=("NumberLessThan",), source=OperandSource.RUNNING_SUM),),
        next=NextAction(copies="NoMatchingCondition", title="", evidence=Evidence.VERIFIED),
        sources=("reference",),
        page="APIReference/flow-control-actions-distributebypercentage",
    ),
    Action(
        type="Loop",
        titles=("Loop",),
        category=Category.LOGIC,
        kind=ActionKind.FLOW_CONTROL,
        flow_types=ALL_FLOW_TYPES,
        flow_types_verified=(FlowType.CONTACT_FLOW,),
        channels=Channels(),
        parameters=(
            Parameter(
                name="LoopCount",
                kind=Kind.INTEGER,
                written=Written.EITHER,
                required=True,
                dynamic=Dynamic.STATIC_OR_PATH,
                minimum=0,
                maximum=100,
                evidence=Evidence.VERIFIED,
                sources=("devguide", "fac21"),
            ),
        ),
        errors=(ErrorBranch(type="NoMatchingError", required=False, evidence=Evidence.VERIFIED),),
        conditions=(
            Conditions(
                operands=("ContinueLooping", "DoneLooping"),
                titles=("Looping", "Complete"),
                required=("ContinueLooping", "DoneLooping"),
                evidence=Evidence.VERIFIED,
            ),
        ),
        next=NextAction(copies="DoneLooping", title="", evidence=Evidence.VERIFIED),
        sources=("reference",),
        page="APIReference/flow-control-actions-loop",
    ),
    Action(
        type="Wait",
        titles=("Wait",),
        category=Category.LOGIC,
        kind=ActionKind.FLOW_CONTROL,
        flow_types=ALL_FLOW_TYPES,
        flow_types_contested=(
            FlowType.CUSTOMER_HOLD,
            FlowType.CUSTOMER_WHISPER,
            FlowType.OUTBOUND_WHISPER,
            FlowType.AGENT_HOLD,
            FlowType.AGENT_WHISPER,
            FlowType.AGENT_TRANSFER,
            FlowType.QUEUE_TRANSFER,
        ),
        flow_types_verified=(FlowType.CONTACT_FLOW,),
        channels=Channels(voice=Support.PARTLY, task=Support.PARTLY),
        parameters=(
            Parameter(
                name="TimeLimitSeconds",
                kind=Kind.INTEGER,
                required=True,
                dynamic=Dynamic.STATIC_OR_PATH,
                minimum=1,
                maximum=604800,
                evidence=Evidence.VERIFIED,
                sources=("pulumi", "fac22", "exports"),
            ),
            Parameter(
                name="Events",
                kind=Kind.LIST,
                dynamic=Dynamic.STATIC,
                allowed=("CustomerReturned", "BotParticipantDisconnected"),
                evidence=Evidence.VERIFIED,
                sources=("devguide", "pulumi"),
            ),
            Parameter(
                name="ContinueExecution",
                dynamic=Dynamic.STATIC,
                allowed=("True",),
                evidence=Evidence.VERIFIED,
                sources=("pulumi",),
            ),
            Parameter(
                name="MinimumWaitTimeSeconds",
                kind=Kind.INTEGER,
                required_when=When("ContinueExecution"),
                dynamic=Dynamic.STATIC_OR_PATH,
                evidence=Evidence.VERIFIED,
                sources=("pulumi",),
            ),
        ),
        parameters_refused=("TimeoutSeconds",),
        errors=(
            ErrorBranch(type="NoMatchingError", evidence=Evidence.VERIFIED),
            ErrorBranch(
                type="ParticipantNotFound",
                title="Participant not found",
                when=When("Events", Is.HOLDING, ("BotParticipantDisconnected",)),
            ),
        ),
        conditions=(
            Conditions(
                when=When("ContinueExecution"),
                operands=("Continue", "WaitCompleted"),
                titles=("Continue", "Time expired"),
                required=("Continue", "WaitCompleted"),
                evidence=Evidence.VERIFIED,
            ),
            Conditions(
                operands=("WaitCompleted", "CustomerReturned", "BotParticipantDisconnected"),
                titles=("Time expired", "Customer returned", "Bot participant disconnected"),
                required=("WaitCompleted",),
                required_each="Events",
                evidence=Evidence.VERIFIED,
            ),
        ),
        next=NextAction(copies="NoMatchingError", title="", evidence=Evidence.VERIFIED),
        sources=("reference",),
        page="APIReference/flow-control-actions-wait",
    ),
)
