"""What a block shows: its title, its settings, its branches."""

from __future__ import annotations

from typing import Any

import pytest

from documents import a_flow
from flowport.layout.faces import Face, face, faces
from flowport.layout.sizes import HEADER, MAX_SETTINGS, block_height, branch_offset
from flowport.model import Action


def shown(kind: str, parameters: dict[str, Any], **transitions: Any) -> Face:
    """The face of an action."""
    tree = {"Identifier": "a", "Type": kind, "Parameters": parameters, "Transitions": transitions}
    return face(Action(0, tree))


@pytest.mark.parametrize(
    ("parameters", "line"),
    [
        ({"LambdaFunctionARN": "arn:aws:lambda:x:1:function:go"}, ("Lambda function ARN", "go")),
        ({"Attributes": {"my_Key": "v"}}, ("my_Key", "v")),
        ({"Media": {"SourceType": "S3"}}, ("Source type", "S3")),
        ({"Skills": ["a", "b"]}, ("Skills", "a, b")),
        ({"Text": "two\n lines"}, ("Text", "two lines")),
    ],
    ids=["arn", "attribute", "object", "list", "lines"],
)
def test_settings_read_well(parameters: dict[str, Any], line: tuple[str, str]) -> None:
    """A setting is reported in words, without what a reader does not need."""
    assert shown("Wait", parameters).settings == (line,)


def test_a_reference_is_called_by_what_it_refers_to() -> None:
    """A reader cares for the queue, and not that the parameter holds its id."""
    queue = shown("UpdateContactTargetQueue", {"QueueId": "arn:aws:connect:x:1:instance/i/queue/q"})

    assert queue.settings == (("Queue", "q"),)


def test_empty_settings_are_left_out() -> None:
    """A setting without a value takes no line."""
    assert shown("Wait", {"Text": "", "List": [], "None": None}).settings == ()


def test_too_many_settings_are_counted() -> None:
    """Where there is no room for all settings, the last line says how many are not shown."""
    many = shown("Wait", {f"P{number}": "x" for number in range(7)})

    assert many.shown[MAX_SETTINGS - 1] == ("", "and 5 more settings")


def test_unknown_action_shows_its_type() -> None:
    """An action that the catalogue lacks is titled by its type."""
    assert shown("BrewCoffee", {}).title == "BrewCoffee"


def test_generated_ids_are_no_names() -> None:
    """An id that a machine made is not shown as a name."""
    flow = a_flow(("5b0b3a3e-6f8a-4a3c-9d2e-0123456789ab", "Wait", None))

    assert faces(flow)[0].name == ""


def test_copied_next_action_is_no_branch() -> None:
    """Where the designer copies an error's target to the next action, one branch is drawn."""
    errors = [{"ErrorType": "NoMatchingError", "NextAction": "b"}]
    block = shown("TransferContactToQueue", {}, NextAction="b", Errors=errors)

    assert [leaving.tone for leaving in block.exits] == ["error"]


def test_pressed_keys_are_answers() -> None:
    """A condition on customer input is a key that was pressed."""
    one = {"NextAction": "b", "Condition": {"Operator": "Equals", "Operands": ["1"]}}
    block = shown("GetParticipantInput", {}, Conditions=[one])

    assert block.exits[0].title == "Pressed 1"


def test_branch_rows_are_the_last() -> None:
    """The last branch leaves a block half a row above its padding."""
    assert branch_offset(block_height(2, 3), 3, 2) == block_height(2, 3) - 20


def test_block_without_rows_is_its_header() -> None:
    """A block without settings and branches is as high as its header."""
    assert block_height(0, 0) == HEADER
