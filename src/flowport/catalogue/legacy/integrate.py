"""Legacy forms of the palette's Integrate section."""

from __future__ import annotations

from flowport.catalogue.legacy.declare import DONE, ERROR, SUCCESS, B, P
from flowport.catalogue.legacy.shapes import LegacyBlockType, Level, ParameterUse

__all__ = ["LEGACY"]

LEGACY: tuple[LegacyBlockType, ...] = (
    LegacyBlockType(
        type="InvokeExternalResource",
        target="Lambda",
        action="InvokeLambdaFunction",
        title="Invoke AWS Lambda function",
        parameters=(
            P("FunctionArn", "LambdaFunctionARN"),
            P("TimeLimit", "InvocationTimeLimitSeconds"),
            P("Parameter", "LambdaInvocationAttributes", ParameterUse.MAP),
        ),
        branches=DONE,
        metadata=("dynamicMetadata", "useDynamic"),
    ),
    LegacyBlockType(
        type="InvokeFlowModule",
        action="InvokeFlowModule",
        title="Invoke module",
        level=Level.C,
        parameters=(P("FlowModuleId", "FlowModuleId"),),
        branches=(SUCCESS, B("NoMatch"), ERROR),
        default=("Success", "NoMatch"),
        metadata=("useDynamic", "contactFlowModuleName"),
    ),
)
