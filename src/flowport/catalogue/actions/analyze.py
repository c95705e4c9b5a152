"""Actions of the palette's Analyze section: logs, recordings, streams."""

from __future__ import annotations

from flowport.catalogue.actions.declare import (
    ALL_BUT_HOLD,
    CAPITAL_BOOLEANS,
    ERROR,
    FIXED,
    ROUTING_AND_OUTBOUND,
    P,
)
from flowport.catalogue.conditions import When
from flowport.catalogue.effects import Effect
from flowport.catalogue.flow_types import ALL_FLOW_TYPES
from flowport.catalogue.shapes import (
    ActionKind,
    ActionType,
    Category,
    Channels,
    Choice,
    ChoiceRule,
    ErrorBranch,
    RefusedBranch,
    Support,
    ValueKind,
)

__all__ = ["ACTIONS"]


def _redaction(within: str) -> tuple[P, ...]:
    """Whether sensitive data is redacted, which, and what is in its place."""
    return (
        P(f"{within}.Enabled", dynamic=FIXED, allowed=CAPITAL_BOOLEANS),
        P(f"{within}.RedactionMaskMode", dynamic=FIXED, allowed=("PII", "EntityType")),
        P(
            f"{within}.RedactionEntities",
            ValueKind.LIST,
            dynamic=FIXED,
            min_items=1,
            vocabulary="redaction-entity",
        ),
    )


def _analytics(within: str, *modes: str) -> tuple[P, ...]:
    """How a channel is analyzed: its language, modes, redaction, sentiment and summary."""
    redaction = f"{within}.ConversationalAnalyticsRedactionConfiguration"
    return (
        P(f"{within}.Enabled", dynamic=FIXED, allowed=CAPITAL_BOOLEANS),
        P(f"{within}.AnalyticsLanguage", vocabulary="analytics-language"),
        P(f"{within}.AnalyticsModes", ValueKind.LIST, dynamic=FIXED, allowed=modes),
        P(redaction, ValueKind.OBJECT, dynamic=FIXED),
        *_redaction(redaction),
        P(f"{redaction}.RedactionResults", allowed=("RedactedAndOriginal", "RedactedOnly")),
        P(f"{within}.SentimentConfiguration.Enabled", dynamic=FIXED, allowed=CAPITAL_BOOLEANS),
        P(
            f"{within}.SummaryConfiguration.SummaryModes",
            ValueKind.LIST,
            dynamic=FIXED,
            allowed=("PostContact", "AutomatedInteraction"),
        ),
    )


ACTIONS: tuple[ActionType, ...] = (
    ActionType(
        "UpdateContactMediaProcessing",
        ("Set recording, analytics and processing behavior (Set message processor)",),
        category=Category.ANALYZE,
        kind=ActionKind.CONTACT,
        flow_types=ALL_FLOW_TYPES,
        channels=Channels(voice=Support.NO, task=Support.NO, email=Support.NO),
        does="Chooses the Lambda function that processes the messages of a chat.",
        effect=Effect("set", contact="media processing"),
        parameters=(
            P("ChatProcessor", ValueKind.OBJECT, required=True, dynamic=FIXED),
            P(
                "ChatProcessor.ProcessingEnabled",
                required=True,
                dynamic=FIXED,
                allowed=CAPITAL_BOOLEANS,
            ),
            P(
                "ChatProcessor.LambdaProcessorARN",
                required=True,
                dynamic=FIXED,
                refers_to="lambda_function",
            ),
            P(
                "ChatProcessor.ChatProcessorSettings",
                ValueKind.OBJECT,
                required=True,
                dynamic=FIXED,
            ),
            P(
                "ChatProcessor.ChatProcessorSettings.DeliverUnprocessedMessages",
                required=True,
                dynamic=FIXED,
                allowed=CAPITAL_BOOLEANS,
            ),
        ),
        errors=(ERROR, ErrorBranch("ChannelMismatch", "Channel mismatch")),
        page="APIReference/contact-actions-updatecontactmediaprocessing",
    ),
    ActionType(
        "UpdateContactMediaStreamingBehavior",
        ("Start media streaming", "Stop media streaming"),
        category=Category.ANALYZE,
        kind=ActionKind.CONTACT,
        flow_types=ALL_BUT_HOLD,
        channels=Channels(chat=Support.ERROR, task=Support.ERROR, email=Support.ERROR),
        does="Starts or stops streaming the customer's audio to a Kinesis video stream.",
        effect=Effect("set", contact="media streaming"),
        parameters=(
            P("MediaStreamingState", required=True, dynamic=FIXED, allowed=("Enabled", "Disabled")),
            P("Participants", ValueKind.LIST, required=True, dynamic=FIXED),
            P(
                "Participants[].ParticipantType",
                required=True,
                dynamic=FIXED,
                allowed=("Customer",),
            ),
            P(
                "Participants[].MediaDirections",
                ValueKind.LIST,
                required=True,
                dynamic=FIXED,
                allowed=("From", "To"),
                min_items=1,
            ),
            P("MediaStreamType", required=True, dynamic=FIXED, allowed=("Audio",)),
        ),
        errors=(ERROR,),
        page="APIReference/contact-actions-updatecontactmediastreamingbehavior",
    ),
    ActionType(
        "UpdateContactRecordingBehavior",
        ("Set recording and analytics behavior",),
        category=Category.ANALYZE,
        kind=ActionKind.CONTACT,
        flow_types=ROUTING_AND_OUTBOUND,
        channels=Channels(task=Support.ERROR, email=Support.ERROR),
        does="Sets who is recorded, and whether Contact Lens analyzes the contact.",
        effect=Effect("recording", contact="recording"),
        parameters=(
            P("RecordingBehavior", ValueKind.OBJECT, required=True, dynamic=FIXED),
            P(
                "RecordingBehavior.RecordedParticipants",
                ValueKind.LIST,
                required=True,
                dynamic=FIXED,
                allowed=("Agent", "Customer"),
            ),
            P(
                "RecordingBehavior.ScreenRecordedParticipants",
                ValueKind.LIST,
                dynamic=FIXED,
                allowed=("Agent",),
            ),
            P(
                "RecordingBehavior.IVRRecordingBehavior",
                dynamic=FIXED,
                allowed=("Enabled", "Disabled"),
            ),
            P("AnalyticsBehavior", ValueKind.OBJECT),
            P("AnalyticsBehavior.Enabled", dynamic=FIXED, allowed=CAPITAL_BOOLEANS),
            P(
                "AnalyticsBehavior.AnalyticsLanguage",
                vocabulary="analytics-language",
                dynamic=FIXED,
            ),
            P(
                "AnalyticsBehavior.AnalyticsRedactionBehavior",
                dynamic=FIXED,
                allowed=("Enabled", "Disabled"),
            ),
            P(
                "AnalyticsBehavior.AnalyticsRedactionResults",
                allowed=("RedactedAndOriginal", "RedactedOnly", "None"),
            ),
            P("AnalyticsBehavior.ChannelConfiguration", ValueKind.OBJECT),
            P("AnalyticsBehavior.SentimentConfiguration", ValueKind.OBJECT),
            P(
                "AnalyticsBehavior.AnalyticsRedactionMaskMode",
                dynamic=FIXED,
                allowed=("PII", "EntityType"),
            ),
            P(
                "AnalyticsBehavior.AnalyticsRedactionEntities",
                ValueKind.LIST,
                dynamic=FIXED,
                min_items=1,
                vocabulary="redaction-entity",
            ),
            P("AnalyticsBehavior.AnalyticsMode", dynamic=FIXED, allowed=("RealTime", "PostCall")),
            P(
                "AnalyticsBehavior.ChannelConfiguration.Voice.AnalyticsModes",
                ValueKind.LIST,
                dynamic=FIXED,
                allowed=("RealTime", "PostContact", "AutomatedInteraction"),
            ),
            P(
                "AnalyticsBehavior.ChannelConfiguration.Chat.AnalyticsModes",
                ValueKind.LIST,
                dynamic=FIXED,
                allowed=("ContactLens",),
            ),
            P(
                "AnalyticsBehavior.SummaryConfiguration.SummaryModes",
                ValueKind.LIST,
                dynamic=FIXED,
                allowed=("PostContact", "AutomatedInteraction"),
            ),
            P(
                "AnalyticsBehavior.SentimentConfiguration.Enabled",
                dynamic=FIXED,
                allowed=CAPITAL_BOOLEANS,
            ),
        ),
        parameters_refused=("Agent", "Customer"),
        errors_refused=(RefusedBranch("NoMatchingError"),),
        offered=False,
        page="APIReference/contact-actions-updatecontactrecordingbehavior",
    ),
    ActionType(
        "UpdateContactRecordingAndAnalyticsBehavior",
        ("Set recording, analytics and processing behavior",),
        category=Category.ANALYZE,
        kind=ActionKind.CONTACT,
        flow_types=ALL_FLOW_TYPES,
        channels=Channels(task=Support.PARTLY),
        does="Sets recording, screen recording, analytics and redaction for voice and chat.",
        effect=Effect("recording", contact="recording and analytics", merged="*"),
        parameters=(
            P("VoiceBehavior", ValueKind.OBJECT, dynamic=FIXED),
            P(
                "VoiceBehavior.VoiceRecordingBehavior.RecordedParticipants",
                ValueKind.LIST,
                dynamic=FIXED,
                allowed=("Agent", "Customer"),
            ),
            P(
                "VoiceBehavior.VoiceRecordingBehavior.IVRRecordingBehavior",
                dynamic=FIXED,
                allowed=("Enabled", "Disabled"),
            ),
            *_analytics(
                "VoiceBehavior.VoiceAnalyticsBehavior",
                "RealTime",
                "PostContact",
                "AutomatedInteraction",
            ),
            P("ChatBehavior", ValueKind.OBJECT, dynamic=FIXED),
            *_analytics("ChatBehavior.ChatAnalyticsBehavior", "ContactLens"),
            *_redaction("ChatBehavior.ChatAnalyticsBehavior.InFlightChatRedactionConfiguration"),
            P(
                "ChatBehavior.ChatAnalyticsBehavior.InFlightChatRedactionConfiguration"
                ".DeliverUnprocessedMessages",
                dynamic=FIXED,
                allowed=CAPITAL_BOOLEANS,
            ),
            P("ScreenRecordingBehavior", ValueKind.OBJECT, dynamic=FIXED),
            P(
                "ScreenRecordingBehavior.ScreenRecordedParticipants",
                ValueKind.LIST,
                dynamic=FIXED,
                allowed=("Agent",),
            ),
        ),
        choices=(
            Choice(
                ChoiceRule.EXACTLY_ONE,
                (("VoiceBehavior",), ("ChatBehavior",), ("ScreenRecordingBehavior",)),
            ),
        ),
        errors=(
            ERROR,
            ErrorBranch("ChannelMismatch", "Channel mismatch"),
            ErrorBranch(
                "InFlightRedactionConfigurationFailed",
                "In-flight redaction configuration failed",
                when=When("ChatBehavior"),
            ),
        ),
        errors_refused=(
            RefusedBranch("InFlightRedactionConfigurationFailed", when=When("VoiceBehavior")),
        ),
        page="devguide/contact-actions-updatecontactrecordingandanalyticsbehavior",
    ),
    ActionType(
        "UpdateFlowLoggingBehavior",
        ("Set logging behavior",),
        category=Category.ANALYZE,
        kind=ActionKind.FLOW_CONTROL,
        flow_types=ALL_FLOW_TYPES,
        does="Turns the logs of this flow on or off.",
        effect=Effect("logging", flow="logging"),
        parameters=(
            P("FlowLoggingBehavior", required=True, dynamic=FIXED, allowed=("Enabled", "Disabled")),
        ),
        parameters_refused=("LoggingBehavior",),
        errors_refused=(RefusedBranch("NoMatchingError"),),
        page="APIReference/flow-control-actions-updateflowloggingbehavior",
    ),
)
