"""The cases of templates that nobody filled, and of names where ARNs belong."""

from __future__ import annotations

from typing import Any

import pytest

from flowport.check import check
from flowport.model import Flow


def block(type_: str, parameters: dict[str, Any], operand: str = "") -> Flow:
    """A flow of one block."""
    condition = {"NextAction": "b", "Condition": {"Operator": "Equals", "Operands": [operand]}}
    ways = {"NextAction": "b", "Errors": [], "Conditions": [condition] if operand else []}
    action = {"Identifier": "b", "Type": type_, "Parameters": parameters, "Transitions": ways}
    return Flow.from_tree({"Version": "2019-10-30", "StartAction": "b", "Actions": [action]})


def found(flow: Flow, code: str) -> list[str]:
    """The places of a rule's findings, below the block."""
    return [f.pointer.removeprefix("/Actions/0") for f in check(flow) if f.code == code]


@pytest.mark.parametrize(
    ("type_", "parameters", "where"),
    [
        ("Loop", {"LoopCount": "${n}"}, "/Parameters/LoopCount"),  # D01
        ("Loop", {"LoopCount": "REPLACE_ME"}, "/Parameters/LoopCount"),
        ("MessageParticipant", {"Text": "Welcome to {{company}}"}, "/Parameters/Text"),  # D03
        (
            "UpdateFlowAttributes",
            {"FlowAttributes": {"sales": {"Value": "arn:aws:connect:${REGION}:1:instance/x"}}},
            "/Parameters/FlowAttributes/sales/Value",
        ),  # D05
        ("UpdateContactTargetQueue", {"QueueId": "<queue>"}, "/Parameters/QueueId"),
        (
            "UpdateContactTextToSpeechVoice",
            {"TextToSpeechVoice": "__voice__"},
            "/Parameters/TextToSpeechVoice",
        ),
    ],
)
def test_a_placeholder_is_reported_at_its_place(
    type_: str, parameters: dict[str, Any], where: str
) -> None:
    """In numbers, text, attributes, references and voices."""
    assert found(block(type_, parameters), "R008") == [where]


@pytest.mark.parametrize(
    ("type_", "parameters"),
    [
        ("MessageParticipant", {"Text": "<speak>Hello __you__, REPLACE_ME</speak>"}),
        ("MessageParticipant", {"Text": "$.Attributes.x"}),
        ("ConnectParticipantWithLexBot", {"Text": "Hello {{name}}"}),
        ("RenderMessageTemplate", {"Attributes": {"a": "{{$.transcript}} {{name}}"}}),
    ],
)
def test_markup_prose_and_run_time_text_are_not_reported(
    type_: str, parameters: dict[str, Any]
) -> None:
    """What is filled while a contact runs, and what is only spoken, is no placeholder."""
    assert found(block(type_, parameters), "R008") == []


def test_an_operand_is_looked_at() -> None:
    """A condition that compares with a placeholder is never true."""
    flow = block("Compare", {"ComparisonValue": "$.Attributes.x"}, "%gold%")

    assert found(flow, "R008") == ["/Transitions/Conditions/0/Condition/Operands/0"]


def test_d07_a_name_where_an_arn_belongs() -> None:
    """A function's name is reported where its ARN belongs."""
    flow = block("InvokeLambdaFunction", {"LambdaFunctionARN": "vendor-pullaction-lambda-arn"})

    assert found(flow, "R010") == ["/Parameters/LambdaFunctionARN"]
