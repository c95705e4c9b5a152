"""A type is never assumed."""

from __future__ import annotations

import json

import pytest

from flowport.jobs.moving.source_flows import Arrival
from flowport.jobs.moving.typing import proposed, suggested_type, typed
from flowport.ports import MODULE, FlowKind


def content(*actions: str) -> str:
    """A flow of blocks of these types."""
    blocks = [
        {"Identifier": str(n), "Type": each, "Parameters": {}, "Transitions": {}}
        for n, each in enumerate(actions)
    ]
    return json.dumps({"Version": "2019-10-30", "StartAction": "0", "Actions": blocks})


def arrival(type_: str = "", *actions: str) -> Arrival:
    """A flow whose file says a type, or none."""
    text = content(*(actions or ("DisconnectParticipant",)))
    return Arrival(kind=FlowKind.FLOW, name="Main", type=type_, text=text)


def test_a_person_says_the_type_where_the_file_does_not() -> None:
    """The type given is used for a flow that says none."""
    assert typed(arrival(), "CUSTOMER_HOLD").type == "CUSTOMER_HOLD"
    assert typed(arrival("AGENT_HOLD"), "").type == "AGENT_HOLD"


@pytest.mark.parametrize(
    ("said", "given", "actions"),
    [
        ("AGENT_HOLD", "CONTACT_FLOW", ()),
        ("CONTACT_FLOW", MODULE, ()),
        (MODULE, "CONTACT_FLOW", ()),
        ("", "CONTACT_FLOW", ("EndFlowModuleExecution",)),
    ],
)
def test_a_contradiction_is_refused(said: str, given: str, actions: tuple[str, ...]) -> None:
    """A type that contradicts the file is not ignored, and a module is never made a flow."""
    assert "the given type is" in typed(arrival(said, *actions), given).problem


def test_a_module_by_what_a_person_says() -> None:
    """A content without settings becomes a module where a person says so."""
    made = typed(arrival("", "EndFlowModuleExecution"), MODULE)

    assert (made.kind, made.type) == (FlowKind.MODULE, MODULE)


@pytest.mark.parametrize(
    ("actions", "word"),
    [
        (("MessageParticipantIteratively",), "Agent hold flow (AGENT_HOLD)"),
        (("EndFlowModuleExecution",), "give the type MODULE"),
    ],
)
def test_the_types_that_blocks_allow_are_proposed(actions: tuple[str, ...], word: str) -> None:
    """The sentence names every type that the blocks allow."""
    assert word in proposed(content(*actions))


@pytest.mark.parametrize(
    ("actions", "name", "expected"),
    [
        (("MessageParticipant",), "Main", "CONTACT_FLOW"),
        (("MessageParticipant",), "ImmediateAgentWhisperFlow", "AGENT_WHISPER"),
        (("MessageParticipant",), "default_customer-whisper", "CUSTOMER_WHISPER"),
        (("UpdateContactTargetQueue",), "Agent whisper", "CONTACT_FLOW"),
        (("EndFlowModuleExecution",), "Agent whisper", MODULE),
    ],
)
def test_a_type_is_suggested_by_name_and_blocks(
    actions: tuple[str, ...], name: str, expected: str
) -> None:
    """A name says the type only where the blocks allow it."""
    assert suggested_type(actions, name) == expected
