"""Legacy forms of the palette's Analyze section."""

from __future__ import annotations

from flowport.catalogue.legacy.declare import DONE, SUCCESS, P
from flowport.catalogue.legacy.shapes import LegacyBlockType, Level, ParameterUse

__all__ = ["LEGACY"]

_ABLE = {"enable": "Enabled", "disable": "Disabled"}
_STREAM = (
    P("MediaStreamTypes", "MediaStreamType"),
    P("Track", use=ParameterUse.CODE),
    P("ParticipantTypes", use=ParameterUse.CODE),
)

LEGACY: tuple[LegacyBlockType, ...] = (
    LegacyBlockType(
        type="SetLoggingBehavior",
        action="UpdateFlowLoggingBehavior",
        title="Set logging behavior",
        parameters=(P("LoggingBehavior", "FlowLoggingBehavior", values=_ABLE),),
        branches=(SUCCESS,),
    ),
    LegacyBlockType(
        type="SetRecordingBehavior",
        action="UpdateContactRecordingBehavior",
        title="Set recording and analytics behavior",
        parameters=(
            P("RecordingBehaviorOption", use=ParameterUse.CODE),
            P("RecordingParticipantOption", use=ParameterUse.CODE),
            P("AnalyticsBehaviorOption", use=ParameterUse.CODE),
            P("AnalyticsLanguageLocaleCode", use=ParameterUse.CODE),
            P("AnalyticsMode", use=ParameterUse.CODE),
            P("AnalyticsRedactionOption", use=ParameterUse.CODE),
            P("AnalyticsRedactionPolicy", use=ParameterUse.CODE),
            P("AnalyticsCustomVocabulary", use=ParameterUse.CODE),
        ),
        branches=(SUCCESS,),
    ),
    LegacyBlockType(
        type="StartMediaStreaming",
        action="UpdateContactMediaStreamingBehavior",
        title="Start media streaming",
        parameters=_STREAM,
        branches=DONE,
        always={"MediaStreamingState": "Enabled"},
        metadata=("fromCustomer", "toCustomer"),
    ),
    LegacyBlockType(
        type="StopMediaStreaming",
        action="UpdateContactMediaStreamingBehavior",
        title="Stop media streaming",
        level=Level.B,
        parameters=_STREAM,
        branches=DONE,
        always={"MediaStreamingState": "Disabled"},
        like="StartMediaStreaming",
    ),
)
