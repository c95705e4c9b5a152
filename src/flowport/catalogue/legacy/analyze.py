"""Legacy forms of the palette's Analyze section."""

from __future__ import annotations

from flowport.catalogue.legacy.declare import DONE, SUCCESS, P
from flowport.catalogue.legacy.shapes import LegacyBlock, Level, Use

__all__ = ["LEGACY"]

_ABLE = {"enable": "Enabled", "disable": "Disabled"}
_STREAM = (
    P("MediaStreamTypes", "MediaStreamType"),
    P("Track", use=Use.CODE),
    P("ParticipantTypes", use=Use.CODE),
)

LEGACY: tuple[LegacyBlock, ...] = (
    LegacyBlock(
        type="SetLoggingBehavior",
        action="UpdateFlowLoggingBehavior",
        title="Set logging behavior",
        parameters=(P("LoggingBehavior", "FlowLoggingBehavior", values=_ABLE),),
        branches=(SUCCESS,),
    ),
    LegacyBlock(
        type="SetRecordingBehavior",
        action="UpdateContactRecordingBehavior",
        title="Set recording and analytics behavior",
        parameters=(
            P("RecordingBehaviorOption", use=Use.CODE),
            P("RecordingParticipantOption", use=Use.CODE),
            P("AnalyticsBehaviorOption", use=Use.CODE),
            P("AnalyticsLanguageLocaleCode", use=Use.CODE),
            P("AnalyticsMode", use=Use.CODE),
            P("AnalyticsRedactionOption", use=Use.CODE),
            P("AnalyticsRedactionPolicy", use=Use.CODE),
            P("AnalyticsCustomVocabulary", use=Use.CODE),
        ),
        branches=(SUCCESS,),
    ),
    LegacyBlock(
        type="StartMediaStreaming",
        action="UpdateContactMediaStreamingBehavior",
        title="Start media streaming",
        parameters=_STREAM,
        branches=DONE,
        always={"MediaStreamingState": "Enabled"},
        metadata=("fromCustomer", "toCustomer"),
    ),
    LegacyBlock(
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
