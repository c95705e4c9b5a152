"""Actions of the palette's Logic section: chance, repetition, time."""

from __future__ import annotations

from flowport.catalogue.actions.declare import ERROR, FIXED, ONE_PATH, ROUTING_AND_OUTBOUND, P
from flowport.catalogue.conditions import Is, When
from flowport.catalogue.effects import Effect, Way
from flowport.catalogue.flow_types import ALL_FLOW_TYPES
from flowport.catalogue.shapes import (
    ActionKind,
    ActionType,
    Category,
    Channels,
    Conditions,
    ErrorBranch,
    NextAction,
    OperandSource,
    Support,
    ValueKind,
    WrittenAs,
)

__all__ = ["ACTIONS"]

ACTIONS: tuple[ActionType, ...] = (
    ActionType(
        "DistributeByPercentage",
        ("Distribute by percentage",),
        category=Category.LOGIC,
        kind=ActionKind.FLOW_CONTROL,
        flow_types=ROUTING_AND_OUTBOUND,
        does="Sends contacts down branches at random, each with its share of a hundred.",
        effect=Effect("distributed", Way.PERCENT),
        errors=(ErrorBranch("NoMatchingCondition", "Default"),),
        conditions=(Conditions(operators=("NumberLessThan",), source=OperandSource.RUNNING_SUM),),
        next=NextAction("", copies="NoMatchingCondition"),
        page="APIReference/flow-control-actions-distributebypercentage",
    ),
    ActionType(
        "Loop",
        ("Loop",),
        category=Category.LOGIC,
        kind=ActionKind.FLOW_CONTROL,
        flow_types=ALL_FLOW_TYPES,
        does=(
            "Counts how often a contact came by: loops that many times, then completes. Can "
            "also loop over a list."
        ),
        effect=Effect("looped", Way.LOOP, fills=("Loop",), partly=True),
        parameters=(
            P(
                "LoopCount",
                ValueKind.INTEGER,
                required=True,
                written=WrittenAs.EITHER,
                dynamic=ONE_PATH,
                minimum=0,
                maximum=100,
            ),
        ),
        errors=(ErrorBranch("NoMatchingError", required=False),),
        conditions=(
            Conditions(
                operands=("ContinueLooping", "DoneLooping"),
                titles=("Looping", "Complete"),
                required=("ContinueLooping", "DoneLooping"),
            ),
        ),
        next=NextAction("", copies="DoneLooping"),
        page="APIReference/flow-control-actions-loop",
    ),
    ActionType(
        "Wait",
        ("Wait",),
        category=Category.LOGIC,
        kind=ActionKind.FLOW_CONTROL,
        flow_types=ALL_FLOW_TYPES,
        channels=Channels(voice=Support.PARTLY, task=Support.PARTLY),
        does="Waits for a time or an event.",
        hears="Nothing until the time is over or the event happens.",
        effect=Effect("waited", Way.ASK),
        parameters=(
            P(
                "TimeLimitSeconds",
                ValueKind.INTEGER,
                required=True,
                dynamic=ONE_PATH,
                minimum=1,
                maximum=604800,
            ),
            P(
                "Events",
                ValueKind.LIST,
                dynamic=FIXED,
                allowed=("CustomerReturned", "BotParticipantDisconnected"),
            ),
            P("ContinueExecution", dynamic=FIXED, allowed=("True",)),
            P(
                "MinimumWaitTimeSeconds",
                ValueKind.INTEGER,
                required_when=When("ContinueExecution"),
                dynamic=ONE_PATH,
            ),
        ),
        parameters_refused=("TimeoutSeconds",),
        errors=(
            ERROR,
            ErrorBranch(
                "ParticipantNotFound",
                "Participant not found",
                when=When("Events", Is.HOLDING, ("BotParticipantDisconnected",)),
            ),
        ),
        conditions=(
            Conditions(
                operands=("Continue", "WaitCompleted"),
                titles=("Continue", "Time expired"),
                when=When("ContinueExecution"),
                required=("Continue", "WaitCompleted"),
            ),
            Conditions(
                operands=("WaitCompleted", "CustomerReturned", "BotParticipantDisconnected"),
                titles=("Time expired", "Customer returned", "Bot participant disconnected"),
                required=("WaitCompleted",),
                required_each="Events",
            ),
        ),
        next=NextAction("", copies="NoMatchingError"),
        page="APIReference/flow-control-actions-wait",
    ),
)
