"""Test documents are read in every form that the service takes, and refused as it refuses them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from flowport.errors import CaseError
from flowport.simulate.seconds import seconds_of
from flowport.testing import compile_short, read_case, read_tree, shorten, write_native
from flowport.testing.observations import EVENTS
from testing.cases import END, content, observe, on, override, press

VOICE = {
    "Type": "VOICE_CALL",
    "VoiceCallEntryPointParameters": {"FlowId": "flow", "SourcePhoneNumber": "+15550100"},
}


@pytest.mark.parametrize("as_text", [False, True])
def test_content_and_data_are_objects_or_strings(*, as_text: bool) -> None:
    """Both forms read the same."""
    data: Any = {"Attributes": {"tier": "gold"}, "SegmentAttributes": {}}
    inner: Any = content(observe("a", "hello", END))
    if as_text:
        data, inner = json.dumps(data), json.dumps(inner)

    case = read_case({"Name": "N", "EntryPoint": VOICE, "InitializationData": data,
                      "Content": inner}, "file")  # fmt: skip

    assert (case.name, case.entry.flow, case.attributes) == ("N", "flow", {"tier": "gold"})
    assert case.observations[0].id == "a"


def test_a_document_is_written_as_it_was_read() -> None:
    """Unknown members and metadata stay."""
    tree = {**content(observe("a", "hello", END)), "Metadata": {"x": [1]}, "Extra": True}

    assert write_native(read_case(tree, "file")) == tree


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"Version": "2025-06-21"}, '/Version: must be "2019-10-30", not "2025-06-21"'),
        ({"Observations": {}}, "/Observations: is missing, or not a list"),
        ({"Observations": [5]}, "/Observations/0: must be an object"),
        ({"Observations": []}, "/Observations: is empty, so that nothing would be tested"),
        (
            {"Observations": [observe("a", "x", {**END, "Transitions": {"NextAction": "end"}})]},
            (
                "/Observations/0/Actions/0/Transitions/NextAction: InvalidActionProblem: "
                "leads back to the action end"
            ),
        ),
        (
            {"Observations": [observe("a", "x"), observe("a", "x")]},
            '/Observations/1/Identifier: "a" is used twice',
        ),
        (
            {"Observations": [observe("a", "")]},
            (
                "/Observations/0/Event/Properties: InvalidEventProblem: one of PromptId, Text, SSML"
                " must be present"
            ),
        ),
        (
            {"Observations": [observe("a", "x", next=["b"])]},
            (
                "/Observations/0/Transitions/NextObservations/0: InvalidObservationProblem: "
                'unknown observation "b"'
            ),
        ),
        (
            {"Observations": [observe("a", "x", criteria="Contains")]},
            (
                "/Observations/0/Event/Properties/MatchingCriteria: InvalidEventProblem: "
                "MatchingCriteria must be Inclusion or Similarity"
            ),
        ),
        (
            {"Observations": [observe("a", "x", {**END, "Transitions": {"NextAction": ""}})]},
            (
                "/Observations/0/Actions/0/Transitions/NextAction: InvalidActionProblem: "
                "Invalid next action identifier: "
            ),
        ),
        (
            {"Observations": [observe("a", "", event=on("Heard"))]},
            '/Observations/0/Event/Type: InvalidEventProblem: "Heard" is not one of '
            + ", ".join(EVENTS),
        ),
    ],
)
def test_a_damaged_document_is_refused(change: dict[str, Any], problem: str) -> None:
    """The service's own problem, with the pointer of its place."""
    with pytest.raises(CaseError) as raised:
        read_case({**content(observe("a", "hello")), **change}, "file")

    assert problem in raised.value.problems


NOTHING: list[Any] = ["", " ", None, [], {}, 5]
LEADING_NOWHERE: list[Any] = ["x", 5, [], False, {"NextAction": 5}]
USE = {"Type": "SubstituteResource", "SubstituteArn": "arn:other"}
FUNCTION = override("InvokeLambdaFunction", USE, LambdaFunctionARN="arn:f")
BEHAVIOR = {**FUNCTION["Parameters"]["Behavior"], "Type": "Other"}


@pytest.mark.parametrize(
    ("action", "place"),
    [
        *(
            (
                override("InvokeLambdaFunction", USE, LambdaFunctionARN=nothing),
                "Parameters/Behavior/Properties/ActionParameters/LambdaFunctionARN",
            )
            for nothing in NOTHING
        ),
        (
            override("DequeueAndTransferToQueue", USE, LambdaFunctionARN="arn:f"),
            "Parameters/Behavior/Properties/ActionParameters/QueueId",
        ),
        (
            override("ConnectParticipantWithLexBot", USE, LexV2Bot={}),
            "Parameters/Behavior/Properties/ActionParameters/LexV2Bot/AliasArn",
        ),
        ({**FUNCTION, "Parameters": {"Behavior": BEHAVIOR}}, "Parameters/Behavior/Type"),
        *(({**END, "Transitions": value}, "Transitions") for value in LEADING_NOWHERE),
    ],
)
def test_an_action_that_means_nothing_is_refused(action: dict[str, Any], place: str) -> None:
    """An override without its resource, another behaviour, and transitions of another type."""
    with pytest.raises(CaseError) as raised:
        read_case(content(observe("a", "x", action)), "file")

    assert [p.partition(": ")[0] for p in raised.value.problems] == [
        f"/Observations/0/Actions/0/{place}"
    ]


def test_a_name_and_an_actor_are_strings() -> None:
    """Of other types they are refused, each with its place."""
    event = {**on("TestInitiated"), "Actor": ["System"]}
    tree = {"Name": 5, "EntryPoint": VOICE, "Content": content(observe("a", "", event=event))}

    with pytest.raises(CaseError) as raised:
        read_case(tree, "file")

    assert [p.partition(": ")[0] for p in raised.value.problems] == [
        "/Name", "/Content/Observations/0/Event/Actor",
    ]  # fmt: skip


def test_keys_are_refused_in_a_chat() -> None:
    """A chat has no keypad."""
    chat = {"Type": "CHAT", "ChatEntryPointParameters": {"FlowId": "flow"}}

    with pytest.raises(CaseError) as raised:
        read_case({"EntryPoint": chat, "Content": content(observe("a", "x", press(1)))}, "file")

    assert "DTMF input is not supported for Chat entry point" in raised.value.problems[0]


@pytest.mark.parametrize(
    "form",
    [
        {"MatchingCriteria": "Inclusion", "Properties": {"Text": "x"}},
        {"Properties": {"Text": "x", "MatchingCriteria": "Similarity"}},
        {"Properties": {"Text": "x"}},
    ],
)
def test_contested_forms_are_read_and_noted(form: dict[str, Any]) -> None:
    """Sources disagree about where the criteria belong."""
    event = {"Identifier": "e", "Type": "MessageReceived", **form}

    assert read_case(content(observe("a", "", event=event)), "file").notes


SHORT = """
name: After hours
given:
  flow: Main
  from: "+15550100"
  at: 2026-12-25T10:00
  attributes: {tier: gold}
  mocks: {hours: {Main: closed}}
steps:
  - when: start
    then:
      - mock: {InvokeLambdaFunction: "arn:f"}
        result: {name: Ann}
        delay: 1
      - mock: {TransferContactToQueue: q}
        error: QueueAtCapacity
      - mock: {CheckHoursOfOperation: h}
        use: other
  - id: menu
    when: {hears: Press 1}
    then: [{press: 012}, {say: sales, language: en-US}]
    next: [menu-again, queue]
  - id: menu-again
    when: {hears_like: Press 1}
    then: [hang_up]
    next: []
  - id: queue
    when: {begins: {TransferContactToQueue: q}}
    then:
      - {check: $.Attributes.tier, equals: no, id: tier}
      - {log: {tier: $.Attributes.tier}}
      - end
  - when: end
"""


def test_the_short_form_is_a_native_document_and_back() -> None:
    """Compiled, shortened, and compiled again, it is the same."""
    tree = read_tree(SHORT, "short.yaml")

    case = read_case(tree, "short")
    again = read_case(shorten(case), "short")

    assert again == case
    assert compile_short(shorten(case), "short") == compile_short(tree, "short")


def test_keys_and_words_of_yaml_stay_as_they_are_written() -> None:
    """012 is keys, not ten; no is a word, not false."""
    case = read_case(read_tree(SHORT, "short.yaml"), "short")

    assert case.observations[1].steps[0].parameters["Instruction"]["Properties"]["Value"] == "012"
    assert case.observations[3].steps[0].parameters["Operand"] == "no"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("steps: 5", "/steps: must be a list"),
        ("stages: []\nsteps: []", "/stages: unknown word"),
        ("steps: [{when: {hear: x}}]", "/steps/0/when/hear: unknown event"),
        ("steps: [{when: start, then: [{push: 1}]}]", "/steps/0/then/0: unknown action"),
        ("steps: [{when: start, then: [{check: $.A.b}]}]", "/steps/0/then/0: needs one of"),
        ("given: {channel: fax}\nsteps: []", "/given/channel: must be voice, chat"),
        ("given: {flow: [x]}\nsteps: []", "/given/flow: must be a string"),
        ("given: {attributes: {a: {b: c}}}\nsteps: []", "/given/attributes/a: must be a string"),
        ("steps: []", "/Content/Observations: is empty"),
        ("steps: [{when: {hears: }}]", "/steps/0/when/hears: must say what is heard"),
        ("steps: [{when: {hears_like: [x]}}]", "/steps/0/when/hears_like: must say what is"),
        (
            "steps: [{when: start, then: [{say: }]}]",
            "/Content/Observations/0/Actions/0/Parameters/Instruction/Properties/Value",
        ),
    ],
)
def test_a_wrong_word_of_the_short_form_is_reported(text: str, problem: str) -> None:
    """What is wrong and where."""
    with pytest.raises(CaseError) as raised:
        read_case(read_tree(text, "x.yaml"), "x")

    assert raised.value.problems[0].startswith(problem)


@pytest.mark.parametrize("text", ["{", "a: [", "- a\nb", "\x00"])
def test_a_text_that_is_no_document_is_one_sentence(text: str) -> None:
    """Neither JSON nor YAML."""
    with pytest.raises(CaseError, match="neither JSON nor YAML"):
        read_tree(text, "x.yaml")


def problems_in(tree: dict[str, Any]) -> tuple[str, ...]:
    """What is wrong with a document; nothing where it is read."""
    try:
        read_case(tree, "file")
    except CaseError as error:
        return error.problems
    return ()


_JSON = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
_ANY = _JSON | st.lists(_JSON, max_size=2) | st.dictionaries(st.text(max_size=3), _JSON, max_size=2)


@given(_ANY, st.sampled_from(["Text", "SSML", "PromptId"]))
@settings(max_examples=40, deadline=None)
def test_a_message_is_a_string(value: Any, member: str) -> None:
    """A number or an object is refused with its pointer, as the service's model refuses it."""
    assume(value)
    properties = {member: value, "MatchingCriteria": {"Type": "Inclusion"}}
    tree = content(observe("a", "", event=on("MessageReceived", **properties)))

    told = " ".join(problems_in(tree))

    assert (f"/Event/Properties/{member}: " in told) is not isinstance(value, str)


@given(_ANY, st.sampled_from(["ExecutionResult", "Error"]))
@settings(max_examples=60, deadline=None)
def test_a_delay_is_a_number_of_seconds(value: Any, kind: str) -> None:
    """From 0 up, also written as a string."""
    told = {"LoadedData": "{}"} if kind == "ExecutionResult" else {"Value": "NoMatchingError"}
    response = {"Type": kind, kind: {**told, "DelaySeconds": value}}
    strategy = {"Type": "MockResponse", "Response": response}
    mock = override("InvokeLambdaFunction", strategy, LambdaFunctionARN="f")
    tree = content(observe("a", "x", mock))
    fits = seconds_of(value, -1.0) >= 0

    assert ("DelaySeconds" in " ".join(problems_in(tree))) is not fits


@given(st.dictionaries(st.text(max_size=3), _ANY, max_size=3) | _ANY)
@settings(max_examples=60, deadline=None)
def test_attributes_are_strings(value: Any) -> None:
    """Their object is refused where it is none, and a value that is an object or a list."""
    data = {"Attributes": value, "SegmentAttributes": {}}
    tree = {"Content": content(observe("a", "x")), "InitializationData": data}
    fits = value is None or (
        isinstance(value, dict) and not any(isinstance(v, (dict, list)) for v in value.values())
    )

    assert ("/InitializationData/Attributes" in " ".join(problems_in(tree))) is not fits
