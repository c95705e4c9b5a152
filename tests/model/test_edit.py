"""Edits change what they name, in the file's own style, and nothing else."""

from __future__ import annotations

import json

import pytest

from flowport.errors import EditError
from flowport.model import Flow, edit, read_bytes

TEXT = """{
    "Version" : "2019-10-30",
    "StartAction" : "hello",
    "Metadata" : {"ActionMetadata" : {"hello" : {"position" : {"x" : 1.50, "y" : 2}}, "bye" : {}},
        "Annotations" : [{"actionId" : "hello", "content" : "first"}]},
    "Actions" : [
        {"Identifier" : "hello", "Type" : "MessageParticipant",
         "Parameters" : {"Text" : "Hi\\u00e9"}, "Transitions" : {"NextAction" : "bye", "Errors" : [
            {"NextAction" : "bye", "ErrorType" : "NoMatchingError"}]}},
        {"Identifier" : "bye", "Type" : "DisconnectParticipant", "Transitions" : {}}
    ]
}
"""


@pytest.fixture
def flow() -> Flow:
    """A small flow in a form that no formatter writes."""
    read = read_bytes(TEXT.encode())
    assert isinstance(read, Flow)
    return read


def test_a_changed_parameter_keeps_the_style(flow: Flow) -> None:
    """The value changes, in the escapes of the file."""
    changed = edit.set_parameter(flow, "hello", ("Text",), "Adé")

    assert changed.to_bytes().decode() == TEXT.replace("Hi\\u00e9", "Ad\\u00e9")


def test_a_new_parameter_stands_behind_the_others(flow: Flow) -> None:
    """A parameter that was not there is added with the file's own spacing."""
    changed = edit.set_parameter(flow, "hello", ("Media",), {"a": 1})

    assert changed.to_bytes().decode() == TEXT.replace(
        '"Hi\\u00e9"}', '"Hi\\u00e9", "Media" : {"a" : 1}}'
    )


def test_a_block_without_parameters_takes_one(flow: Flow) -> None:
    """Parameters are made where there were none."""
    changed = edit.set_parameter(flow, "bye", ("Why",), "so")

    assert changed.action("bye").parameters == {"Why": "so"}


def test_a_removed_parameter_leaves_the_rest(flow: Flow) -> None:
    """The only parameter goes, its object stays."""
    changed = edit.remove_parameter(flow, "hello", ("Text",))

    assert changed.to_bytes().decode() == TEXT.replace('{"Text" : "Hi\\u00e9"}', "{}")


def test_a_connected_branch_changes_its_target(flow: Flow) -> None:
    """Connecting an error branch rewrites the one target."""
    changed = edit.connect(flow, "hello", "error:NoMatchingError", "hello")

    assert changed.to_bytes().decode() == TEXT.replace(
        '{"NextAction" : "bye", "ErrorType"', '{"NextAction" : "hello", "ErrorType"'
    )


def test_connecting_a_missing_error_branch_adds_it(flow: Flow) -> None:
    """A branch that the block did not have is added behind the others."""
    changed = edit.connect(flow, "hello", "error:Other", "bye")

    assert [b.key for b in changed.action("hello").branches] == [
        "next",
        "error:NoMatchingError",
        "error:Other",
    ]


def test_a_renamed_block_is_renamed_everywhere(flow: Flow) -> None:
    """Identifier, start, transitions, metadata and notes follow, and no other character changes."""
    changed = edit.rename(flow, "hello", "Greet the caller")

    assert changed.to_bytes().decode() == TEXT.replace('"hello"', '"Greet the caller"')


def test_a_moved_block_changes_its_position(flow: Flow) -> None:
    """Only the two numbers change."""
    changed = edit.move(flow, {"hello": (30, 2)})

    assert changed.to_bytes().decode() == TEXT.replace("1.50", "30")


def test_an_added_block_is_written_like_its_neighbours(flow: Flow) -> None:
    """A new block is in the list in the list's own form."""
    changed = edit.add(flow, {"Identifier": "new", "Type": "EndFlowExecution", "Transitions": {}})

    text = changed.to_bytes().decode()
    assert text.startswith(TEXT[: TEXT.index("\n    ]")])
    assert json.loads(text)["Actions"][2]["Identifier"] == "new"


def test_the_first_block_becomes_the_start() -> None:
    """An empty flow starts at its first block."""
    empty = Flow.from_tree({"Version": "2019-10-30", "StartAction": "", "Actions": []})

    assert edit.add(empty, {"Identifier": "a", "Type": "EndFlowExecution"}).start == "a"


def test_a_removed_block_leaves_its_branches_unconnected(flow: Flow) -> None:
    """Branches that led to it end nowhere, and its metadata goes with it."""
    changed = edit.remove(flow, "bye")

    assert {branch.target for branch in changed.action("hello").branches} == {""}
    assert changed.metadata_of("bye") == {}


def test_delete_and_reconnect_joins_what_was_around_it(flow: Flow) -> None:
    """With reconnect, what led to the block leads to its next one."""
    changed = edit.remove(flow, "hello", reconnect=True)

    assert changed.start == "bye"


def test_an_edit_undone_gives_the_file_back(flow: Flow) -> None:
    """Setting the former value again is no change."""
    changed = edit.set_parameter(flow, "hello", ("Text",), "other")

    assert edit.set_parameter(changed, "hello", ("Text",), "Hié").to_bytes() == flow.to_bytes()


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda f: edit.connect(f, "none", "next", "bye"), "no block 'none'"),
        (lambda f: edit.connect(f, "hello", "condition:4", "bye"), "no branch 'condition:4'"),
        (lambda f: edit.connect(f, "hello", "next", "none"), "no block 'none'"),
        (lambda f: edit.rename(f, "hello", "bye"), "is taken"),
        (lambda f: edit.rename(f, "hello", ""), "needs a name"),
        (lambda f: edit.add(f, {"Type": "Wait"}), "needs a name"),
        (lambda f: edit.remove_parameter(f, "hello", ("Nope",)), "nothing at"),
        (lambda f: f.with_value("nope", 1), "is not a JSON pointer"),
        (lambda f: f.without("/Actions/-1"), "nothing at"),
        (lambda f: f.with_value("/Actions/²/Type", "x"), "nothing at"),
    ],
)
def test_an_impossible_edit_is_refused(flow: Flow, call: object, says: str) -> None:
    """What the document can't take is reported, and nothing changes."""
    assert callable(call)
    with pytest.raises(EditError, match=says):
        call(flow)


def test_a_place_counts_lines_and_columns_from_one(flow: Flow) -> None:
    """A pointer is found in the file; one that names nothing gives what is around it."""
    place = flow.place("/Actions/1/Type")

    assert place
    assert (place.line, place.column) == (10, 41)
    assert flow.place("/Actions/1/Nope") == flow.place("/Actions/1")
