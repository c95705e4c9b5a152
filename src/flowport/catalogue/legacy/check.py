"""Legacy forms of the palette's Check section."""

from __future__ import annotations

from flowport.catalogue.legacy.declare import (
    CHECK,
    DONE,
    ERROR,
    EVALUATE,
    NO_MATCH,
    QUEUE_OR_AGENT,
    B,
    P,
)
from flowport.catalogue.legacy.shapes import LegacyBlockType, Level, ParameterUse

__all__ = ["LEGACY"]

LEGACY: tuple[LegacyBlockType, ...] = (
    LegacyBlockType(
        type="CheckAttribute",
        action="Compare",
        title="Check contact attributes",
        parameters=(P("Attribute", use=ParameterUse.CODE), P("Namespace", use=ParameterUse.CODE)),
        branches=(EVALUATE, NO_MATCH),
        default=("NoMatch",),
        metadata=("conditionMetadata",),
    ),
    LegacyBlockType(
        type="CheckStaffing",
        action="CheckMetricData",
        title="Check staffing",
        parameters=(
            P(
                "Status",
                "MetricType",
                values={
                    "staffed": "NumberOfAgentsStaffed",
                    "available": "NumberOfAgentsAvailable",
                    "online": "NumberOfAgentsOnline",
                },
            ),
            *QUEUE_OR_AGENT,
        ),
        branches=(
            B("True", operator="NumberGreaterThan", operand="0"),
            B("False", "NoMatchingCondition"),
            ERROR,
        ),
        default=CHECK,
        metadata=("useDynamic", "queue"),
    ),
    LegacyBlockType(
        type="CheckQueueStatus",
        action="CheckMetricData",
        title="Check queue status",
        level=Level.B,
        parameters=QUEUE_OR_AGENT,
        branches=(
            B("CheckQueueTime", evaluate=True),
            B("CheckQueueSize", evaluate=True),
            NO_MATCH,
            ERROR,
        ),
        default=CHECK,
        metadata=("conditionMetadata", "queue", "useDynamic"),
    ),
    LegacyBlockType(
        type="CheckHoursOfOperation",
        action="CheckHoursOfOperation",
        title="Check hours of operation",
        parameters=(P("Hours", "HoursOfOperationId", level=Level.B),),
        branches=(
            B("True", operator="Equals", operand="True"),
            B("False", operator="Equals", operand="False"),
            ERROR,
        ),
        default=CHECK,
        metadata=("Hours",),
    ),
    LegacyBlockType(
        type="CheckVoiceId",
        action="CheckVoiceId",
        title="Check Voice ID",
        level=Level.C,
        parameters=(P("CheckVoiceIdOption", "CheckVoiceIdOption"),),
        branches=(
            *(
                B(word, operator="Equals", operand=word)
                for word in (
                    "Authenticated",
                    "NotAuthenticated",
                    "Inconclusive",
                    "NotEnrolled",
                    "OptedOut",
                )
            ),
            ERROR,
        ),
        default=CHECK,
    ),
    LegacyBlockType(
        type="GetMetricData",
        action="GetMetricData",
        title="Get queue metrics",
        level=Level.C,
        parameters=QUEUE_OR_AGENT,
        branches=DONE,
        metadata=("useDynamic", "queue"),
    ),
)
