"""Legacy forms of the palette's Logic section."""

from __future__ import annotations

from flowport.catalogue.legacy.declare import CHECK, ERROR, EVALUATE, NO_MATCH, B, P
from flowport.catalogue.legacy.shapes import LegacyBlockType, Level

__all__ = ["LEGACY"]

LEGACY: tuple[LegacyBlockType, ...] = (
    LegacyBlockType(
        type="Loop",
        action="Loop",
        title="Loop",
        parameters=(P("LoopCount", "LoopCount"),),
        branches=(
            B("Looping", operator="Equals", operand="ContinueLooping"),
            B("Complete", operator="Equals", operand="DoneLooping"),
        ),
        default=("Complete",),
        metadata=("useDynamic",),
    ),
    LegacyBlockType(
        type="PercentileBranching",
        action="DistributeByPercentage",
        title="Distribute by percentage",
        level=Level.B,
        branches=(EVALUATE, NO_MATCH),
        default=("NoMatch",),
        metadata=("conditionMetadata",),
    ),
    LegacyBlockType(
        type="Wait",
        action="Wait",
        title="Wait",
        level=Level.C,
        parameters=(
            P("TimeoutSeconds", "TimeLimitSeconds"),
            P(
                "InterruptOnCustomerReturn",
                "Events",
                values={"true": ["CustomerReturned"]},
                implied=frozenset({"false"}),
            ),
        ),
        branches=(
            B("CustomerReturn", operator="Equals", operand="CustomerReturned"),
            B("Timeout", operator="Equals", operand="WaitCompleted"),
            ERROR,
        ),
        default=CHECK,
        metadata=("useDynamic", "timeoutUnit"),
    ),
)
