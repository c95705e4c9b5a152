"""Settings that the documentation names are accepted, and what is wrong in them is found."""

from __future__ import annotations

from typing import Any

import pytest

from flowport.check import check
from flowport.model import Flow

CONNECTOR = {
    "VoiceConnectorType": "ChimeConnector",
    "VoiceConnectorArn": "arn:aws:chime:us-east-1:111122223333:vc/abcdefghijklmnopqrstuv",
}
REDACTION = {
    "Enabled": "True",
    "RedactionResults": "RedactedOnly",
    "RedactionMaskMode": "EntityType",
    "RedactionEntities": ["NAME", "CREDIT_DEBIT_NUMBER"],
}


def _found(type_: str, parameters: dict[str, Any], *errors: str) -> list[tuple[str, str]]:
    ends = [{"NextAction": "end", "ErrorType": name} for name in ("NoMatchingError", *errors)]
    block = {
        "Identifier": "a",
        "Type": type_,
        "Parameters": parameters,
        "Transitions": {"NextAction": "end", "Errors": ends, "Conditions": []},
    }
    end = {
        "Identifier": "end",
        "Type": "DisconnectParticipant",
        "Parameters": {},
        "Transitions": {},
    }
    tree = {"Version": "2019-10-30", "StartAction": "a", "Actions": [block, end]}
    found = check(Flow.from_tree(tree), type="CONTACT_FLOW")
    return [(one.code, one.pointer.removeprefix("/Actions/0/Parameters/")) for one in found]


def test_a_voice_connector_needs_no_number() -> None:
    """With a voice connector the number, its limit and how the flow continues are optional."""
    assert _found("TransferParticipantToThirdParty", {"VoiceConnector": CONNECTOR}) == []


@pytest.mark.parametrize("left_out", CONNECTOR)
def test_a_voice_connector_is_whole(left_out: str) -> None:
    """A voice connector without its type or its ARN is incomplete."""
    connector = {key: value for key, value in CONNECTOR.items() if key != left_out}

    found = _found("TransferParticipantToThirdParty", {"VoiceConnector": connector})

    assert [code for code, _ in found] == ["C004"]


def test_a_number_needs_its_settings() -> None:
    """Without a voice connector the number's settings are required as before."""
    found = _found("TransferParticipantToThirdParty", {"ThirdPartyPhoneNumber": "+12065550100"})

    assert [code for code, _ in found] == ["C004", "C004"]


@pytest.mark.parametrize(
    ("channel", "analytics", "errors"),
    [
        ("VoiceBehavior", "VoiceAnalyticsBehavior", ("ChannelMismatch",)),
        (
            "ChatBehavior",
            "ChatAnalyticsBehavior",
            ("ChannelMismatch", "InFlightRedactionConfigurationFailed"),
        ),
    ],
)
def test_voice_is_redacted_as_chat_is(
    channel: str, analytics: str, errors: tuple[str, ...]
) -> None:
    """All settings of redaction are known in both channels, and their values are looked up."""
    settings = {"Enabled": "True", "ConversationalAnalyticsRedactionConfiguration": REDACTION}
    within = f"{channel}/{analytics}/ConversationalAnalyticsRedactionConfiguration"
    type_ = "UpdateContactRecordingAndAnalyticsBehavior"

    assert _found(type_, {channel: {analytics: settings}}, *errors) == []

    wrong = {**REDACTION, "RedactionMaskMode": "Stars", "RedactionEntities": ["NAME", "NAMES"]}
    settings = {**settings, "ConversationalAnalyticsRedactionConfiguration": wrong}
    assert sorted(_found(type_, {channel: {analytics: settings}}, *errors)) == [
        ("C007", f"{within}/RedactionMaskMode"),
        ("C022", f"{within}/RedactionEntities/1"),
    ]
