"""The catalogue's lists are those of the service's own model, or differ for a reason."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from flowport.catalogue import ACTIONS, Channel, FlowType

botocore = pytest.importorskip("botocore.session")

_ANALYTICS = "UpdateContactRecordingAndAnalyticsBehavior"
_REDACTION = "VoiceBehavior.VoiceAnalyticsBehavior.ConversationalAnalyticsRedactionConfiguration"


@cache
def _enumeration(name: str) -> frozenset[str]:
    model: Any = botocore.get_session().get_service_model("connect")
    return frozenset(model.shape_for(name).enum)


def _allowed(action: str, *parameters: str) -> frozenset[str]:
    declared = {p.name: p for p in ACTIONS[action].parameters}
    return frozenset(value for name in parameters for value in declared[name].allowed)


#: Our lists, the enumeration of each, what we leave out of it, and why.
LISTS = {
    "flow types": (frozenset(FlowType), "ContactFlowType", frozenset[str]()),
    "channels": (frozenset(Channel), "Channel", frozenset[str]()),
    "redaction masks": (
        _allowed(_ANALYTICS, f"{_REDACTION}.RedactionMaskMode"),
        "MaskMode",
        frozenset[str](),
    ),
    # A flow turns redaction off with Enabled.
    "redaction results": (
        _allowed(_ANALYTICS, f"{_REDACTION}.RedactionResults"),
        "Policy",
        frozenset({"None"}),
    ),
    "analytics modes": (
        _allowed(
            _ANALYTICS,
            "VoiceBehavior.VoiceAnalyticsBehavior.AnalyticsModes",
            "ChatBehavior.ChatAnalyticsBehavior.AnalyticsModes",
        ),
        "AnalyticsMode",
        frozenset[str](),
    ),
    # The page of the action names two; a chain of contacts is summarized by the API alone.
    "summary modes": (
        _allowed(
            _ANALYTICS, "VoiceBehavior.VoiceAnalyticsBehavior.SummaryConfiguration.SummaryModes"
        ),
        "SummaryMode",
        frozenset({"ContactChain"}),
    ),
    # A flow sends from a number that it names by ARN, to a telephone number.
    "endpoints": (
        _allowed("StartOutboundChatContact", "SourceEndpoint.Type", "DestinationEndpoint.Type"),
        "EndpointType",
        frozenset({"VOIP", "CONTACT_FLOW", "EMAIL_ADDRESS"}),
    ),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_that_of_the_service(name: str) -> None:
    """A value that a newer model adds is found here first."""
    ours, shape, left_out = LISTS[name]

    assert {str(value) for value in ours} == _enumeration(shape) - left_out


@pytest.mark.parametrize("name", LISTS)
def test_what_is_left_out_exists(name: str) -> None:
    """An exception that the model has dropped is dropped here too."""
    _, shape, left_out = LISTS[name]

    assert left_out <= _enumeration(shape)
