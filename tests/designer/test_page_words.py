"""Findings in the words of the form that they are shown in."""

from __future__ import annotations

import pytest

from flowport.catalogue import ACTIONS
from flowport.designer import new_blocks
from flowport.designer.document_report import report
from flowport.designer.draft import blank
from flowport.designer.page_words import worded
from flowport.layout.faces import called
from flowport.model import Flow


def _action(type_: str) -> object:
    tree = {"Version": "2019-10-30", "StartAction": "a", "Actions": []}
    made = new_blocks.actions("a", [type_], {}, "CONTACT_FLOW")
    return Flow.from_tree({**tree, "Actions": made}).action("a")


@pytest.mark.parametrize(
    ("message", "type_", "words"),
    [
        ("QueueId names something", "UpdateContactTargetQueue", "Queue names something"),
        (
            "Wait needs the parameter 'TimeLimitSeconds'",
            "Wait",
            "Title needs “Time limit seconds”",
        ),
        (
            "At least one of [Text, PromptId] must be set",
            "MessageParticipant",
            "At least one of Text, Prompt must be set",
        ),
        (
            "Bad. Path: Actions[0].Parameters.Text. an empty string",
            "MessageParticipant",
            "an empty string",
        ),
        ("$.Text is read, and 'PromptId'", "MessageParticipant", "$.Text is read, and 'PromptId'"),
    ],
)
def test_parameters_are_called_as_in_the_form(message: str, type_: str, words: str) -> None:
    """A parameter has its label; attributes and quoted values stay as they are."""
    assert worded(message, _action(type_), "Title", ()) == words  # type: ignore[arg-type]  # an action


@pytest.mark.parametrize("type_", ACTIONS)
def test_no_finding_of_a_new_block_names_a_parameter(type_: str) -> None:
    """Whatever is wrong with a block that was just added is said without names of the API."""
    flow = new_blocks.added(
        blank("flow", "CONTACT_FLOW").flow,
        new_blocks.actions("a", [type_], {}, "CONTACT_FLOW"),
        (0, 0),
    )
    found = report(blank("flow", "CONTACT_FLOW").with_flow(flow), None).as_json()["findings"]
    names = {
        parameter.name
        for parameter in ACTIONS[type_].parameters
        if called(parameter.name, refers=False) != parameter.name
    }
    said = " ".join(finding["message"] for finding in found).replace(",", " ").split()

    assert names.isdisjoint(said)
    assert type_ not in said or type_ in {"Wait", "Loop", "Compare"}
