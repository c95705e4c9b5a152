"""Actions of the palette's Check section: branches on what is the case."""

from __future__ import annotations

from flowport.catalogue.actions.declare import (
    ALL_BUT_HOLD,
    ERROR,
    FIXED,
    ONE_PATH,
    ONLY_PATH,
    ROUTING,
    P,
)
from flowport.catalogue.conditions import equals
from flowport.catalogue.effects import Effect, Way
from flowport.catalogue.flow_types import ALL_FLOW_TYPES
from flowport.catalogue.operators import COMPARE_OPERATORS
from flowport.catalogue.shapes import (
    ActionKind,
    ActionType,
    Category,
    Channels,
    Choice,
    ChoiceRule,
    Conditions,
    ErrorBranch,
    Lifecycle,
    NextAction,
    OperandSource,
    RefusedBranch,
    Support,
    Testing,
)

__all__ = ["ACTIONS"]

ACTIONS: tuple[ActionType, ...] = (
    ActionType(
        "CheckHoursOfOperation",
        ("Check hours of operation",),
        category=Category.CHECK,
        kind=ActionKind.FLOW_CONTROL,
        flow_types=ROUTING,
        does=(
            "Branches on whether the hours of operation, or those of the working queue, are "
            "open now."
        ),
        effect=Effect("checked", Way.ASK),
        testing=Testing(
            ("HoursOfOperationId",),
            override="CheckHoursOfOperation",
            results=("InHours", "OutOfHours"),
            errors=("NoMatchingError",),
        ),
        parameters=(P("HoursOfOperationId", dynamic=ONE_PATH, refers_to="hours_of_operation"),),
        parameters_refused=("CheckOverride",),
        errors=(ERROR,),
        errors_refused=(RefusedBranch("NoMatchingCondition"),),
        conditions=(
            Conditions(
                operands=("True", "False"),
                titles=("In hours", "Out of hours"),
                required=("True", "False"),
            ),
        ),
        next=NextAction("", copies="NoMatchingError"),
        page="APIReference/flow-control-actions-checkhoursofoperation",
    ),
    ActionType(
        "CheckMetricData",
        ("Check queue status", "Check staffing"),
        category=Category.CHECK,
        kind=ActionKind.FLOW_CONTROL,
        flow_types=ROUTING,
        does=(
            "Branches on a number of the queue: contacts in it, its oldest contact, or agents "
            "who are staffed, available or online."
        ),
        effect=Effect("measured", Way.MEASURE),
        parameters=(
            P(
                "MetricType",
                required=True,
                dynamic=FIXED,
                allowed=(
                    "NumberOfAgentsAvailable",
                    "NumberOfAgentsStaffed",
                    "NumberOfAgentsOnline",
                    "OldestContactInQueueAgeSeconds",
                    "NumberOfContactsInQueue",
                ),
            ),
            P("QueueId", refers_to="queue"),
            P("AgentId", refers_to="user"),
        ),
        parameters_refused=("Queue",),
        choices=(Choice(ChoiceRule.AT_MOST_ONE, (("QueueId",), ("AgentId",))),),
        errors=(ERROR, ErrorBranch("NoMatchingCondition", "No match")),
        conditions=(
            Conditions(
                operands=("0",),
                titles=("True",),
                when=equals(
                    "MetricType",
                    "NumberOfAgentsAvailable",
                    "NumberOfAgentsStaffed",
                    "NumberOfAgentsOnline",
                ),
                operators=("NumberGreaterThan",),
                required=("0",),
                minimum=1,
            ),
            Conditions(
                operators=(
                    "Equals",
                    "NumberGreaterThan",
                    "NumberGreaterOrEqualTo",
                    "NumberLessThan",
                    "NumberLessOrEqualTo",
                ),
                source=OperandSource.NUMBERS,
                minimum=1,
            ),
        ),
        next=NextAction("", copies="NoMatchingError"),
        page="APIReference/flow-control-actions-checkmetricdata",
    ),
    ActionType(
        "CheckOutboundCallStatus",
        ("Check call progress",),
        category=Category.CHECK,
        kind=ActionKind.FLOW_CONTROL,
        flow_types=ALL_FLOW_TYPES,
        channels=Channels(chat=Support.ERROR, task=Support.ERROR, email=Support.ERROR),
        does=(
            "Branches on who answered an outbound campaign call: a person, voicemail, or nobody."
        ),
        effect=Effect("checked", Way.ASK),
        errors=(ERROR,),
        conditions=(
            Conditions(
                operands=("CallAnswered", "VoicemailBeep", "VoicemailNoBeep", "NotDetected"),
                titles=("Call answered", "Voicemail (beep)", "Voicemail (no beep)", "Not detected"),
            ),
        ),
        next=NextAction("", copies="NoMatchingError"),
        page="APIReference/flow-control-actions-checkoutboundcallstatus",
    ),
    ActionType(
        "CheckVoiceId",
        ("Check Voice ID",),
        category=Category.CHECK,
        kind=ActionKind.FLOW_CONTROL,
        flow_types=ALL_BUT_HOLD,
        channels=Channels(chat=Support.UNKNOWN, task=Support.UNKNOWN, email=Support.UNKNOWN),
        does="Branched on a result of Voice ID, which ended on May 20, 2026.",
        effect=Effect("checked", Way.ASK),
        parameters=(
            P(
                "CheckVoiceIdOption",
                required=True,
                dynamic=FIXED,
                allowed=("enrollmentStatus", "voiceAuthentication", "fraudDetection"),
            ),
        ),
        errors=(ERROR,),
        errors_refused=(RefusedBranch("NoMatchingCondition"),),
        conditions=(
            Conditions(
                operands=("Enrolled", "NotEnrolled", "OptedOut"),
                titles=("Enrolled", "Not enrolled", "Opted out"),
                when=equals("CheckVoiceIdOption", "enrollmentStatus"),
                required=("Enrolled", "NotEnrolled", "OptedOut"),
            ),
            Conditions(
                operands=(
                    "Authenticated",
                    "NotAuthenticated",
                    "Inconclusive",
                    "NotEnrolled",
                    "OptedOut",
                ),
                titles=(
                    "Authenticated",
                    "Not authenticated",
                    "Inconclusive",
                    "Not enrolled",
                    "Opted out",
                ),
                when=equals("CheckVoiceIdOption", "voiceAuthentication"),
                required=(
                    "Authenticated",
                    "NotAuthenticated",
                    "Inconclusive",
                    "NotEnrolled",
                    "OptedOut",
                ),
            ),
            Conditions(
                operands=("HighRisk", "LowRisk", "Inconclusive"),
                titles=("High risk", "Low risk", "Inconclusive"),
                when=equals("CheckVoiceIdOption", "fraudDetection"),
                required=("HighRisk", "LowRisk", "Inconclusive"),
            ),
        ),
        status=Lifecycle.ENDED,
        next=NextAction("", copies="NoMatchingError"),
        page="APIReference/flow-control-actions-checkvoiceid",
    ),
    ActionType(
        "Compare",
        ("Check contact attributes",),
        category=Category.CHECK,
        kind=ActionKind.FLOW_CONTROL,
        flow_types=ALL_FLOW_TYPES,
        does="Compares a value with conditions in order, and takes the first that is true.",
        effect=Effect("compared", Way.COMPARE),
        parameters=(P("ComparisonValue", required=True, dynamic=ONLY_PATH),),
        errors=(ErrorBranch("NoMatchingCondition", "No match"),),
        errors_refused=(RefusedBranch("NoMatchingError"),),
        conditions=(Conditions(operators=COMPARE_OPERATORS, source=OperandSource.ANY, minimum=1),),
        next=NextAction("", copies="NoMatchingCondition"),
        page="APIReference/flow-control-actions-compare",
    ),
    ActionType(
        "GetMetricData",
        ("Get metrics", "Get queue metrics"),
        category=Category.CHECK,
        kind=ActionKind.FLOW_CONTROL,
        flow_types=ALL_FLOW_TYPES,
        does="Reads real-time metrics of a queue or an agent, five to ten seconds old.",
        effect=Effect("metrics", fills=("Metrics",)),
        parameters=(
            P("QueueId", refers_to="queue"),
            P("AgentId", refers_to="user"),
            P("QueueChannel", allowed=("Voice", "Chat")),
        ),
        choices=(Choice(ChoiceRule.AT_MOST_ONE, (("QueueId",), ("AgentId",))),),
        errors=(ERROR,),
        page="APIReference/flow-control-actions-getmetricdata",
    ),
)
