"""The words of the short form, and the names that they represent in a native document."""

from __future__ import annotations

__all__ = ["CHECKS", "PARAMETERS", "PLAIN_EVENTS", "TEXTS"]

#: Events without properties.
PLAIN_EVENTS = {"start": "TestInitiated", "end": "TestCompleted"}

#: Messages: the member that is compared, and how.
TEXTS = {
    "hears": ("Text", "Inclusion"),
    "hears_like": ("Text", "Similarity"),
    "hears_ssml": ("SSML", "Inclusion"),
    "hears_ssml_like": ("SSML", "Similarity"),
    "hears_prompt": ("PromptId", "Inclusion"),
    "hears_media": ("Media", "Inclusion"),
}

#: The operators of a check.
CHECKS = {
    "equals": "Equals",
    "starts_with": "TextStartsWith",
    "ends_with": "TextEndsWith",
    "contains": "TextContains",
    "greater_than": "NumberGreaterThan",
    "at_least": "NumberGreaterOrEqualTo",
    "less_than": "NumberLessThan",
    "at_most": "NumberLessOrEqualTo",
    "exists": "Exists",
}

#: The parameter that names the resource of an action.
PARAMETERS = {
    "InvokeLambdaFunction": "LambdaFunctionARN",
    "CheckHoursOfOperation": "HoursOfOperationId",
    "TransferContactToQueue": "QueueId",
    "DequeueAndTransferToQueue": "QueueId",
}
