"""In how many public source files operations that are not served are called.

Counted on 2026-11-27 in an index of public GitHub repositories whose answers end at ten files a
string: ``new <Operation>Command(`` for the SDK for JavaScript, and ``connect.<operation>(`` and
``connect_client.<operation>(`` for boto3, added up. One to three of the JavaScript files are the
SDK's own. None means not counted: the name is also that of another service's operation, or it is
so new that nothing calls it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["CALLERS", "MEASURED"]

#: When the files were counted.
MEASURED = "2026-11-27"

#: Operation -> files in JavaScript or TypeScript, files in Python.
CALLERS: Mapping[str, tuple[int | None, int | None]] = {
    "AssociateContactWithUser": (2, 0),
    "BatchPutContact": (1, 0),
    "CreateAttachedFile": (1, 0),
    "CreateAuthCode": (1, 0),
    "CreateMetric": (None, 0),
    "CreateParticipant": (None, 3),
    "DeleteAllEntitySessions": (0, None),
    "GetEvaluationFormValidation": (2, None),
    "GetFederationToken": (None, 0),
    "ListEvaluationFormAIVersions": (1, None),
    "ListMetrics": (None, 0),
    "ListRealtimeContactAnalysisSegmentsV2": (6, 8),
    "SendChatIntegrationEvent": (4, 0),
    "SendOutboundEmail": (2, 0),
    "SendOutboundWebNotification": (1, None),
    "StartAssistantContact": (1, None),
    "StartContactConversationalAnalyticsJob": (1, None),
    "StartContactMediaProcessing": (1, 0),
    "StartEvaluationFormValidation": (1, None),
    "StartOutboundEmailContact": (4, 0),
    "StartScreenSharing": (3, 0),
    "StartWebRTCContact": (10, 8),
    "StopContactMediaProcessing": (2, 0),
    "UpdateContactTaskTemplate": (1, None),
    "UpdateMetricContent": (1, None),
    "UpdateMetricMetadata": (1, None),
    "UpdateOutboundEmailContactMessage": (0, None),
    "UpdateParticipantAuthentication": (1, 0),
}
