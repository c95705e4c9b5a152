"""The permissions of security profiles, by the words that they are made of.

Source: "List of security profile permissions" in the administrator guide
(connect/latest/adminguide/security-profile-list.html), and profiles in public Terraform files that
hold every permission of their instance. Amazon Connect adds permissions often, mostly new steps of
known things, so a permission counts as known when its first and its last word are.
"""

from __future__ import annotations

__all__ = ["is_permission"]

#: Permissions of one word.
_WHOLE = frozenset(
    {
        "AccessMetrics",
        "BasicAgentAccess",
        "ChatTestMode",
        "DeleteCallRecordings",
        "DownloadCallRecordings",
        "ListenCallRecordings",
        "ManagerBargeIn",
        "ManagerListenIn",
        "OutboundCallAccess",
    }
)

#: What a permission is about: its first word.
_THINGS = frozenset(
    {
        "AccessMetrics",
        "AgentGrouping",
        "AgentStates",
        "AgentTimeCard",
        "Analytics",
        "Audio",
        "AudioDeviceSettings",
        "AutomatedVoiceInteraction",
        "Bots",
        "CallRecordings",
        "Campaigns",
        "Capacity",
        "CaseFields",
        "CaseHistory",
        "Cases",
        "CaseTemplates",
        "CoachingSessions",
        "Cobrowse",
        "ConfigureContactAttributes",
        "ContactAttributes",
        "ContactFlowModules",
        "ContactFlows",
        "ContactLensCustomVocabulary",
        "ContactLensPostContactSummary",
        "ContactSearch",
        "ContactSearchQuickViewWidget",
        "ContactSearchSampleContacts",
        "ContactSearchWithCharacteristics",
        "ContactSearchWithKeywords",
        "ContactTranscripts",
        "ContentManagement",
        "CustomerProfiles",
        "CustomMetrics",
        "CustomViews",
        "DataTables",
        "EmailAddresses",
        "Evaluation",
        "EvaluationAssistant",
        "EvaluationCalibrationSessions",
        "EvaluationForms",
        "EvaluationReviewRequest",
        "EvaluationReviews",
        "FileAttachments",
        "Forecasting",
        "ForecastScheduleInterval",
        "GraphTrends",
        "HistoricalChanges",
        "HoursOfOperation",
        "ManualAssignAnyContact",
        "ManualAssignMyContacts",
        "MetricsReports",
        "MyCoachingSessions",
        "MyContacts",
        "OutboundEmail",
        "PhoneNumbers",
        "PredefinedAttributes",
        "Prompts",
        "QConnectAIAgents",
        "QConnectAIPrompts",
        "QConnectGuardrails",
        "Queues",
        "RealtimeContactLens",
        "RedactedData",
        "ReportsAdmin",
        "ReportSchedules",
        "RestrictContactAccessByHierarchy",
        "RestrictTaskCreation",
        "RoutingPolicies",
        "Rules",
        "RulesGenerativeAI",
        "Scheduling",
        "ScreenRecording",
        "SecurityProfiles",
        "SelfAssignContacts",
        "StaffCalendar",
        "StopContact",
        "TaskTemplates",
        "TeamCalendar",
        "TestCases",
        "TimeOff",
        "TimeOffBalance",
        "Transcript",
        "TransferContact",
        "TransferDestinations",
        "UnredactedData",
        "UpdateContactSchedule",
        "Users",
        "VideoContact",
        "Views",
        "VoiceId",
        "VoiceIdAttributesAndSearch",
        "VoiceIdUpdateSpeakerId",
        "Wisdom",
        "Workspaces",
    }
)

#: Words that only the local instance uses, for what no permission of Connect names.
_OWN = frozenset({"Contacts", "Instance", "Notifications", "UserHierarchies"})

#: What it allows: its last word.
_STEPS = frozenset(
    {
        "Access",
        "Approve",
        "Assign",
        "Claim",
        "Create",
        "Delete",
        "Download",
        "DownloadButton",
        "Edit",
        "EditExpressions",
        "EditExpressionValues",
        "EditPermission",
        "EditVisibility",
        "Enable",
        "EnableAndDisable",
        "Enabled",
        "Execute",
        "Export",
        "Manage",
        "ManageValues",
        "Publish",
        "Purge",
        "Release",
        "Remove",
        "Schedule",
        "Share",
        "View",
    }
)


def is_permission(text: str) -> bool:
    """Whether a security profile can hold a permission of this name."""
    thing, dot, rest = text.partition(".")
    if not dot:
        return thing in _WHOLE
    return thing in _THINGS | _OWN and rest.rpartition(".")[2] in _STEPS
