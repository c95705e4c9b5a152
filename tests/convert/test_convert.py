"""The entry point of the conversion: both target formats, damaged and converted flows."""

from __future__ import annotations

import json
from typing import Any

import pytest

from flowport.convert import Exactness, Home, convert, convert_tree
from flowport.errors import ConversionError
from flowport.model import Flow, LegacyFlow, read_bytes


def block(name: Any, **more: Any) -> dict[str, Any]:
    """A block that hangs up, or whatever else is said."""
    return {"id": name, "type": "Disconnect", "branches": [], "parameters": [], **more}


def legacy(*modules: Any, **more: Any) -> dict[str, Any]:
    """A legacy flow of the given blocks that starts at ``a``."""
    metadata = {"entryPointPosition": {"x": 1, "y": 2}, "name": "N", "description": "D"}
    metadata |= {"type": "contactFlow", "status": "saved", "hash": "00"}
    return {"modules": list(modules), "version": "1", "start": "a", "metadata": metadata, **more}


def test_the_console_reads_the_flows_name_in_the_file() -> None:
    """For the designer the flow's own metadata stays."""
    flow, _ = convert_tree(legacy(block("a")))

    assert list(flow["Metadata"]) == [
        *("entryPointPosition", "name", "description", "type", "status", "hash"),
        "ActionMetadata",
    ]


def test_the_api_is_told_the_name_beside_the_content() -> None:
    """For the API the content says nothing that the call says."""
    flow, _ = convert_tree(legacy(block("a")), Home.API)

    assert list(flow["Metadata"]) == ["entryPointPosition", "ActionMetadata"]


def test_what_the_api_is_told_elsewhere_is_noted() -> None:
    """What is left out of the content is in exact notes."""
    _, notes = convert_tree(legacy(block("a")), Home.API)

    assert [(note.kind, note.pointer) for note in notes[1:]] == [
        (Exactness.EXACT, f"/metadata/{key}")
        for key in ("name", "description", "type", "status", "hash")
    ]


def test_a_type_outside_the_metadata_counts_too() -> None:
    """A file that says its type only at the top keeps it."""
    flow, _ = convert_tree({"modules": [block("a")], "start": "a", "type": "agentHold"})

    assert flow["Metadata"]["type"] == "agentHold"


@pytest.mark.parametrize(
    ("tree", "sentence"),
    [
        ({"modules": {}}, "The flow has no list of modules; a legacy export has one."),
        (legacy(block("a"), "b"), "Block 2 of the flow is not an object."),
        (legacy(block("a"), {"type": "Disconnect"}), "Block 2 of the flow has no id."),
        (legacy(block("a"), block(5)), "Block 2 of the flow has no id."),
        (
            legacy(block("a"), block("b"), block("a")),
            "Blocks 1 and 3 of the flow both have the id a; give one of them another.",
        ),
    ],
)
def test_a_damaged_flow_is_refused_in_a_sentence(tree: dict[str, Any], sentence: str) -> None:
    """What can't be distinguished or named can't be converted."""
    with pytest.raises(ConversionError) as caught:
        convert_tree(tree)

    assert str(caught.value) == sentence


@pytest.mark.parametrize("start", ["gone", "", None, 7])
def test_a_missing_start_is_kept_and_noted(start: Any) -> None:
    """A draft may have no start, or one that was deleted."""
    flow, notes = convert_tree(legacy(block("a"), start=start))

    assert flow["StartAction"] == (start if isinstance(start, str) else "")
    assert [(note.kind, note.pointer) for note in notes[1:]] == [(Exactness.UNKNOWN, "/start")]


def test_a_branch_to_nowhere_is_kept_and_noted() -> None:
    """A draft may have branches whose block was deleted."""
    branches = [{"condition": "Success", "transition": "gone"}]
    flow, notes = convert_tree(legacy(block("a", type="SetVoice", branches=branches)))

    assert flow["Actions"][0]["Transitions"] == {"NextAction": "gone"}
    assert "/modules/0/branches/0/transition" in {note.pointer for note in notes}


def test_an_empty_flow_converts() -> None:
    """A flow without blocks is a draft like any other."""
    flow, _ = convert_tree(legacy())

    assert flow["Actions"] == []


def test_the_deepest_metadata_converts() -> None:
    """Nesting as deep as a file can have it is no trouble."""
    deep: Any = None
    for _ in range(900):
        deep = {"deeper": [deep]}
    flow, _ = convert_tree(legacy(block("a", metadata={"deep": deep})))

    assert "deep" in flow["Metadata"]["ActionMetadata"]["a"]


def test_a_legacy_document_becomes_a_flow() -> None:
    """It takes a document and gives one, with its notes."""
    document = read_bytes(json.dumps(legacy(block("a"))).encode())
    assert isinstance(document, LegacyFlow)

    conversion = convert(document)

    assert [action.type for action in conversion.flow.actions] == ["DisconnectParticipant"]
    assert conversion.exact


def test_a_converted_flow_comes_back_as_it_is() -> None:
    """Converting what is converted changes nothing, not even the document."""
    flow = Flow.from_tree(convert_tree(legacy(block("a")))[0])

    assert convert(flow).flow is flow


def test_an_assumption_makes_a_conversion_less_than_exact() -> None:
    """What ``--strict`` asks for fails on the first note that is not exact."""
    document = LegacyFlow.from_tree(legacy(block("a", type="Wait")))

    assert not convert(document).exact


REPEATED = b"""{"modules": [{"id": "a", "type": "PlayPrompt",
"parameters": [{"name": "Text", "value": "first", "value": "last"}],
"metadata": {"x": {"former": 1}, "x": 2}}], "start": "a", "start": "a", "type": "t"}"""


def _repeated(data: bytes) -> list[tuple[str, str, Any]]:
    notes = convert(read_bytes(data)).notes
    return [(note.block, note.pointer, note.value) for note in notes if "twice" in note.message]


def test_what_a_key_that_stands_twice_said_first_is_noted() -> None:
    """Readers keep the last of two members of one key; the value that is lost is reported."""
    assert _repeated(REPEATED) == [
        ("a", "/modules/0/parameters/0/value", "first"),
        ("a", "/modules/0/metadata/x", {"former": 1}),
    ]


def test_a_key_that_stands_twice_in_an_api_answer_is_noted() -> None:
    """The text inside an answer is read by the same rule."""
    answer = json.dumps({"ContactFlow": {"Content": REPEATED.decode()}}).encode()

    assert [pointer for _, pointer, _ in _repeated(answer)] == [
        "/modules/0/parameters/0/value",
        "/modules/0/metadata/x",
    ]


def test_the_same_key_in_two_objects_is_no_repetition() -> None:
    """Escapes, numbers and spaces that are written another way make no note."""
    data = b'{"modules": [ {"id": "\\u0061", "type": "Disconnect", "metadata": {"x": 1e2}}, '
    data += b'{"id": "b\\u0022:", "type": "Disconnect"}], "start": "a"}'

    assert _repeated(data) == []


def test_a_list_of_modules_that_stands_twice_is_noted() -> None:
    """Even the whole list is told of, as the flow's own matter."""
    data = b'{"modules": [], "modules": [{"id": "a", "type": "Disconnect"}], "start": "a"}'

    assert _repeated(data) == [("", "/modules", [])]
