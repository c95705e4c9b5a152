"""Every command, and what all of them hold: nothing unknown is lost, and a list means one thing."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowport.designer import Draft, blank, opened, perform
from flowport.designer.perform import COMMANDS, perform_all
from flowport.designer.view import view
from flowport.errors import EditError
from flowport.model import Flow, read_text

if TYPE_CHECKING:
    from collections.abc import Callable

A, B, NEW = (f"00000000-0000-4000-8000-{number:012d}" for number in range(3))
QUEUE = "arn:aws:connect:eu-west-2:111122223333:instance/i-1/queue/q-1"


def flow_text() -> str:
    """A flow with something that is unknown in every place where something may stand."""
    say = {
        "Identifier": A,
        "Type": "MessageParticipant",
        "Parameters": {"Text": "Hello.", "Strange": {"deep": [1, 2.50, None]}},
        "Transitions": {
            "NextAction": B,
            "Errors": [{"NextAction": B, "ErrorType": "NoMatchingError", "Odd": True}],
            "Conditions": [],
            "Weird": 12345678901234567890,
        },
        "Unheard": "of",
    }
    queue = {
        "Identifier": B,
        "Type": "UpdateContactTargetQueue",
        "Parameters": {"QueueId": QUEUE},
        "Transitions": {
            "NextAction": "",
            "Errors": [{"NextAction": "", "ErrorType": "NoMatchingError"}],
            "Conditions": [],
        },
    }
    note = {
        "type": "default",
        "id": "n1",
        "content": "Look.",
        "actionId": A,
        "isFolded": False,
        "position": {"x": 1, "y": 2},
        "size": {"height": 100, "width": 100},
        "colour": "pink",
    }
    metadata = {
        "entryPointPosition": {"x": 0, "y": 0},
        "ActionMetadata": {
            A: {"position": {"x": 100, "y": 0}, "kept": {"a": 1}},
            B: {"position": {"x": 400, "y": 0}, "queue": {"id": QUEUE, "text": "First"}},
        },
        "Annotations": [note],
        "unknownToUs": [1],
    }
    tree = {
        "Version": "2019-10-30",
        "StartAction": A,
        "Metadata": metadata,
        "Actions": [say, queue],
        "Extra": {"x": 1},
    }
    return json.dumps(tree).replace("2.5,", "2.50,")


def draft() -> Draft:
    """That flow, opened."""
    flow = read_text(flow_text())
    assert isinstance(flow, Flow)
    return opened(flow, name="Test")


def piece() -> str:
    """A text for the clipboard."""
    action = {"Identifier": "x", "Type": "DisconnectParticipant", "Parameters": {}}
    return json.dumps({"Version": "2019-10-30", "StartAction": "x", "Actions": [action]})


RESOURCE = {"kind": "queue", "id": "q-2", "arn": QUEUE.replace("q-1", "q-2"), "name": "Second"}

#: An example of every kind, each of which changes the document above.
EXAMPLES: dict[str, dict[str, Any]] = {
    "add": {"id": NEW, "block": "Disconnect", "x": 9, "y": 9},
    "addError": {"block": A, "error": "Other", "target": B},
    "all": {"commands": [{"kind": "disconnect", "block": A, "branch": "next"}]},
    "arrange": {"positions": {A: {"x": 5, "y": 5}}, "entry": {"x": 1, "y": 1}},
    "blockJson": {"block": B, "text": json.dumps({"Identifier": B, "Type": "Mystery"})},
    "connect": {"block": B, "branch": "next", "target": A},
    "disconnect": {"block": "", "branch": "next"},
    "dismissNote": {"ids": ["0"]},
    "fix": {"code": "", "pointer": ""},
    "move": {"positions": {B: {"x": 7, "y": 7}}, "annotations": {"n1": {"x": 3, "y": 3}}},
    "note": {"id": "n2", "content": "New.", "block": B},
    "paste": {"fragment": piece(), "seed": "s", "x": 50, "y": 50},
    "remove": {"ids": [A], "reconnect": True},
    "removeError": {"block": A, "error": "NoMatchingError"},
    "removeNote": {"ids": ["n1"]},
    "removeParameter": {"block": A, "path": ["Text"]},
    "rename": {"block": A, "name": "Greeting"},
    "replace": {"content": piece(), "name": "Other"},
    "replaceReference": {"pointer": "/Actions/1/Parameters/QueueId", "resource": RESOURCE},
    "setConditions": {
        "block": A,
        "conditions": [{"operator": "Equals", "operands": ["1"], "target": B}],
    },
    "setFlow": {"name": "Renamed", "description": "What it does."},
    "setMode": {"block": B, "mode": 0},
    "setParameter": {"block": B, "path": ["Deep", "List", 0], "value": "v"},
    "setSettings": {"text": "{}"},
    "setStart": {"block": B},
}

#: Those whose example needs another document than the one above.
ELSEWHERE = {"fix", "setSettings", "dismissNote"}
#: Those after which a block's own unknown parts may be gone, because it is.
DESTROYING = {"remove", "replace", "removeNote"}


def test_every_kind_has_an_example() -> None:
    """A new command must come with an example here."""
    assert set(EXAMPLES) == set(COMMANDS)


@pytest.mark.parametrize("kind", sorted(set(EXAMPLES) - ELSEWHERE))
def test_a_command_changes_the_document(kind: str) -> None:
    """Performing the example leads to another state."""
    before = draft()

    assert perform(before, {"kind": kind, **EXAMPLES[kind]}) != before


@pytest.mark.parametrize("kind", sorted(set(EXAMPLES) - ELSEWHERE - DESTROYING))
def test_a_command_loses_nothing_unknown(kind: str) -> None:
    """What nobody knows stays where it is, whatever is done beside it."""
    text = perform(draft(), {"kind": kind, **EXAMPLES[kind]}).flow.content()

    for unknown in ('"Extra": {"x": 1}', '"unknownToUs": [1]', '"Strange"', "2.50"):
        assert unknown in text
    for unknown in ('"Unheard"', "12345678901234567890", '"kept"', '"colour": "pink"'):
        assert unknown in text


@pytest.mark.parametrize("kind", sorted(EXAMPLES))
def test_a_command_without_its_members_is_explained(kind: str) -> None:
    """A bare command gives a sentence that names what is missing, or does nothing at all."""
    before = draft()
    if kind in {"move", "arrange", "setFlow"}:
        assert perform(before, {"kind": kind}).flow.content() == before.flow.content()
        return
    with pytest.raises(EditError, match=r"lacks|only modules"):
        perform(before, {"kind": kind})


@pytest.mark.parametrize("wrong", [None, 1, "add", [], {}, {"kind": 1}, {"kind": "explode"}])
def test_what_is_no_command_is_explained(wrong: object) -> None:
    """Anything that is no command gives one sentence."""
    with pytest.raises(EditError):
        perform(draft(), wrong)


@pytest.mark.parametrize("kind", sorted(EXAMPLES))
@pytest.mark.parametrize("junk", [None, 0, -1, 1e999, "", "☎", [], {}, True, [[]], {"x": {}}])
def test_junk_in_a_member_is_explained(kind: str, junk: object) -> None:
    """Whatever is in a member, the answer is a state or a sentence, never a crash."""
    for member in EXAMPLES[kind]:
        with_junk = {"kind": kind, **EXAMPLES[kind], member: junk}
        with contextlib.suppress(EditError):
            view(perform(draft(), with_junk))


def some_commands() -> st.SearchStrategy[dict[str, Any]]:
    """Commands that may or may not fit the document."""
    block = st.sampled_from([A, B, NEW, "Greeting", "nowhere"])
    branch = st.sampled_from(["next", "error:NoMatchingError", "condition:0", "error:New"])
    number = st.integers(-500, 500)
    spot = st.fixed_dictionaries({"x": number, "y": number})
    make: Callable[..., Any] = lambda kind, **members: st.fixed_dictionaries(  # noqa: E731  short
        {"kind": st.just(kind), **members}
    )
    title = st.sampled_from(["Play prompt", "Disconnect", "Check hours of operation", "Loop"])
    path = st.sampled_from([["Text"], ["Strange", "deep", 0], ["New", "er"]])
    return st.one_of(
        make("add", id=st.sampled_from([NEW, A]), block=title, x=number, y=number),
        make("remove", ids=st.lists(block, max_size=2), reconnect=st.booleans()),
        make("connect", block=st.one_of(block, st.just("")), branch=branch, target=block),
        make("disconnect", block=block, branch=branch),
        make("move", positions=st.dictionaries(block, spot, max_size=2)),
        make("setParameter", block=block, path=path, value=st.text(max_size=3)),
        make("removeParameter", block=block, path=path),
        make(
            "rename", block=block, name=st.sampled_from(["Greeting", "Other", "a/b", ""]), id=block
        ),
        make("paste", fragment=st.just(piece()), seed=st.text(max_size=2), x=number, y=number),
        make("note", id=st.sampled_from(["n1", "n2"]), content=st.text(max_size=3), x=number),
        make("setStart", block=block),
        make("addError", block=block, error=st.sampled_from(["New", "NoMatchingError"])),
    )


def performed(start: Draft, commands: list[dict[str, Any]]) -> tuple[Draft, list[dict[str, Any]]]:
    """The state after those commands that fit, and these."""
    fitting = []
    for command in commands:
        try:
            start = perform(start, command)
        except EditError:
            continue
        fitting.append(command)
    return start, fitting


@settings(max_examples=60, deadline=None)
@given(st.lists(some_commands(), max_size=12))
def test_a_list_of_commands_means_one_thing(commands: list[dict[str, Any]]) -> None:
    """The same list gives the same bytes, at once or after any beginning of it."""
    end, fitting = performed(draft(), commands)
    half = perform_all(draft(), fitting[: len(fitting) // 2])
    again = perform_all(half, fitting[len(fitting) // 2 :])

    assert again.flow.content() == end.flow.content()
    assert view(again) == view(end)


@settings(max_examples=60, deadline=None)
@given(st.lists(some_commands(), max_size=12))
def test_no_command_loses_what_nobody_knows(commands: list[dict[str, Any]]) -> None:
    """Whatever is done, the result can be read, and the document's unknown parts are there."""
    end, _ = performed(draft(), commands)
    text = end.flow.content()

    assert isinstance(read_text(text), Flow)
    assert '"Extra": {"x": 1}' in text
    assert '"unknownToUs": [1]' in text


@settings(max_examples=40, deadline=None)
@given(st.lists(some_commands(), max_size=10))
def test_every_link_leads_somewhere(commands: list[dict[str, Any]]) -> None:
    """After any commands each branch leads to a block that is there, or to none."""
    end, _ = performed(draft(), commands)
    ids = {action.id for action in end.flow.actions} | {""}
    targets = {branch.target for action in end.flow.actions for branch in action.branches}

    assert targets | {end.flow.start} <= ids


def test_splicing_keeps_the_chain() -> None:
    """A block put into a link leads on to where the link led."""
    command = {"kind": "add", "id": NEW, "block": "Play prompt", "x": 0, "y": 0, "splice": True}
    flow = perform(draft(), {**command, "from": {"block": A, "branch": "next"}}).flow

    assert (flow.action(A).next, flow.action(NEW).next) == (NEW, B)


@pytest.mark.parametrize(
    "title", ["Store customer input", "Set Touchtone Buffer Behavior", "Invoke module"]
)
def test_splicing_leads_on_where_all_goes_well(title: str) -> None:
    """A block whose next action copies no other branch is drawn with it, and left by it."""
    command = {"kind": "add", "id": NEW, "block": title, "x": 0, "y": 0}
    alone = view(perform(draft(), command))["blocks"][-1]
    link = {"from": {"block": A, "branch": "next"}, "splice": True}
    spliced = view(perform(draft(), {**command, **link}))["blocks"][-1]

    assert [each["tone"] for each in alone["branches"]] == ["success", "error"]
    assert [each["target"] for each in spliced["branches"]] == [B, ""]


def test_delete_and_reconnect_leads_past() -> None:
    """What led to a removed block leads to the one behind it, the start as well."""
    flow = perform(draft(), {"kind": "remove", "ids": [A], "reconnect": True}).flow

    assert flow.start == B


def test_a_copied_branch_follows_its_original() -> None:
    """Where the language repeats a branch as the next action, both are led together."""
    start = perform(draft(), {"kind": "add", "id": NEW, "block": "Loop", "x": 0, "y": 0})
    done = next(b for b in start.flow.action(NEW).branches if b.name == "DoneLooping")
    command = {"kind": "connect", "block": NEW, "branch": done.key, "target": B}

    assert perform(start, command).flow.action(NEW).next == B


@pytest.mark.parametrize("title", ["Get customer input", "Set whisper flow", "Check staffing"])
def test_a_mode_can_be_chosen_and_changed(title: str) -> None:
    """Each mode of a block can be added, and set afterwards."""
    start = perform(draft(), {"kind": "add", "id": NEW, "block": title, "mode": 1, "x": 0, "y": 0})
    after = perform(start, {"kind": "setMode", "block": NEW, "mode": 0})
    titles = [block["title"] for block in view(after)["blocks"]]

    assert title in titles
    assert after.flow.content() != start.flow.content()


@pytest.mark.parametrize("name", ["a/b", "constructor", "x" * 600])
def test_a_name_that_the_language_forbids_is_refused(name: str) -> None:
    """A block's name holds no forbidden character or word, and is not endless."""
    with pytest.raises(EditError):
        perform(draft(), {"kind": "rename", "block": A, "name": name})


def test_a_renamed_block_keeps_its_place_and_note() -> None:
    """A block under another name stands where it stood, and its note hangs on it."""
    shown = view(perform(draft(), {"kind": "rename", "block": A, "name": "Greeting"}))
    block = next(each for each in shown["blocks"] if each["id"] == "Greeting")

    assert (block["x"], shown["annotations"][0]["block"]) == (100, "Greeting")


def test_importing_another_type_is_refused() -> None:
    """A file of another type does not replace the open flow; the sentence says what to do."""
    tree = json.loads(piece())
    tree["Metadata"] = {"type": "customerQueue"}
    command = {"kind": "replace", "content": json.dumps(tree)}

    with pytest.raises(EditError, match="import it as a new flow instead"):
        perform(draft(), command)


def test_importing_a_legacy_file_leaves_notes() -> None:
    """A legacy file is converted, and what is not exact stays as notes until dismissed."""
    module = {"id": A, "type": "NeverHeardOf", "branches": [], "parameters": []}
    content = json.dumps({"modules": [module], "start": A, "version": "1", "type": "contactFlow"})
    after = perform(draft(), {"kind": "replace", "content": content})
    gone = perform(after, {"kind": "dismissNote", "ids": [note.id for note in after.notes]})

    assert after.notes
    assert gone.notes == ()


def test_settings_belong_to_modules() -> None:
    """A module's settings can be set, a flow has none."""
    text = '{"InputParameters": [], "OutputParameters": [], "Transitions": []}'
    module = perform(blank("module", "MODULE"), {"kind": "setSettings", "text": text})

    assert module.flow.settings["Transitions"] == []
    with pytest.raises(EditError):
        perform(draft(), {"kind": "setSettings", "text": text})


def test_a_fix_does_what_the_finding_offers() -> None:
    """The fix of a finding is one command, and the finding is gone after it."""
    from flowport.designer.document_report import checked  # noqa: PLC0415  only here

    block = {"Identifier": B, "Type": "DisconnectParticipant", "Parameters": {}}
    ending = {**block, "Transitions": {"NextAction": A}}
    start = perform(draft(), {"kind": "blockJson", "block": B, "text": json.dumps(ending)})
    found = next((each for each in checked(start) if each.fix), None)
    assert found is not None
    command = {"kind": "fix", "code": found.code, "pointer": found.pointer}

    assert found not in checked(perform(start, command))
