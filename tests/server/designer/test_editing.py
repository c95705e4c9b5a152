"""Opening, editing and saving through the designer's API."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from browsing import Browser, block_id, document

if TYPE_CHECKING:
    from serving import Served

SAY, END = block_id(1), block_id(2)


def whole() -> list[dict[str, Any]]:
    """Commands that make a small flow that can be published."""
    return [
        {"kind": "add", "id": SAY, "block": "Play prompt", "x": 200, "y": 40},
        {"kind": "connect", "block": "", "branch": "next", "target": SAY},
        {"kind": "setParameter", "block": SAY, "path": ["Text"], "value": "Hello."},
        {
            "kind": "add",
            "id": END,
            "block": "Disconnect",
            "x": 500,
            "y": 40,
            "from": {"block": SAY, "branch": "next"},
        },
        {"kind": "connect", "block": SAY, "branch": "error:NoMatchingError", "target": END},
    ]


def test_a_new_flow_is_empty(admin: Browser) -> None:
    """A flow that was just made opens without blocks, under its name."""
    opened = admin.new("Empty one")

    assert opened["view"]["blocks"] == []
    assert opened["view"]["name"] == "Empty one"


def test_commands_make_a_flow_that_can_be_published(admin: Browser) -> None:
    """Blocks added and connected one after the other end up without a finding that refuses."""
    edited = admin.edit(admin.new("Whole one"), *whole())

    assert edited["publish"] == {"allowed": True, "reasons": []}


def test_only_what_changed_is_sent_again(admin: Browser) -> None:
    """With the token of an earlier state the view holds just the blocks that differ."""
    opened = admin.new("Partial one")
    before = admin.edit(opened, *whole())
    move = {"kind": "move", "positions": {END: {"x": 700, "y": 80}}}
    after = admin.edit(opened, *whole(), move, have=before["token"])

    assert after["view"]["partial"] is True
    assert [block["id"] for block in after["view"]["blocks"]] == [END]


def test_undo_is_a_shorter_list(admin: Browser) -> None:
    """The same beginning of a list gives the same state, whatever was done after it."""
    opened = admin.new("Undone one")
    first = admin.edit(opened, *whole()[:2])
    admin.edit(opened, *whole())

    assert admin.edit(opened, *whole()[:2]) == first


def test_saving_keeps_what_was_edited(admin: Browser) -> None:
    """What is opened after a save is what was saved."""
    opened = admin.new("Saved one")
    told = admin.save(opened, *whole()).json()
    again = admin.get(f"I/flows/{opened['summary']['id']}")

    assert again["base"] == told["base"]
    assert [block["id"] for block in again["view"]["blocks"]] == [SAY, END]


def test_publishing_is_refused_with_reasons(admin: Browser) -> None:
    """A flow with a branch that leads nowhere is not published; each reason is reported."""
    opened = admin.new("Unfinished one")
    answer = admin.save(opened, *whole()[:3], publish=True)

    assert answer.status_code == 422
    assert answer.json()["error"]["problems"]


def _leading_to(target: dict[str, Any], block: str, parameter: str) -> list[dict[str, Any]]:
    """Commands that make a block which leads to a flow or module."""
    add = {"kind": "add", "id": SAY, "block": block, "x": 200, "y": 40}
    to = {"block": SAY, "path": [parameter], "value": target["summary"]["arn"]}
    return [add, {"kind": "setParameter", **to}]


@pytest.mark.parametrize(
    ("kind", "block", "parameter"),
    [
        ("flow", "Transfer to flow", "ContactFlowId"),
        ("module", "Invoke module", "FlowModuleId"),
    ],
)
def test_what_was_never_published_is_named(
    admin: Browser, kind: str, block: str, parameter: str
) -> None:
    """With the answer to an edit comes what the flow leads to and nobody published."""
    draft = admin.new(f"Draft {kind} only", kind=kind)
    edited = admin.edit(admin.new(f"Leads to a {kind}"), *_leading_to(draft, block, parameter))

    never = {"kind": kind, "id": draft["summary"]["id"], "name": f"Draft {kind} only"}
    assert edited["publish"]["unpublished"] == [{**never, "block": SAY}]


def test_what_was_published_is_not_named(admin: Browser) -> None:
    """A flow that leads to one that callers hear already is published without a warning."""
    target = admin.new("Published and led to")
    assert admin.save(target, *whole(), publish=True).status_code == 200
    leading = _leading_to(target, "Transfer to flow", "ContactFlowId")
    edited = admin.edit(admin.new("Leads to a published one"), *leading)

    assert "unpublished" not in edited["publish"]


def test_a_flow_that_leads_to_itself_is_not_named(admin: Browser) -> None:
    """What is about to be published is published then."""
    opened = admin.new("Leads to itself")
    edited = admin.edit(opened, *_leading_to(opened, "Transfer to flow", "ContactFlowId"))

    assert "unpublished" not in edited["publish"]


def test_publishing_publishes(admin: Browser) -> None:
    """A flow without problems is what callers hear after it was published."""
    opened = admin.new("Published one")
    told = admin.save(opened, *whole(), publish=True).json()

    assert (told["summary"]["status"], told["summary"]["draft"]) == ("PUBLISHED", False)


def test_a_newer_save_is_not_overwritten(admin: Browser) -> None:
    """Of two people who opened the same flow, the second to save sees what changed."""
    opened = admin.new("Contested one")
    admin.save(opened, *whole())
    answer = admin.save(opened, *whole()[:2])
    error = answer.json()["error"]

    assert (answer.status_code, error["code"]) == (409, "conflict")
    assert len(error["current"]["view"]["blocks"]) == 2
    assert error["diff"]["same"] is False
    assert error["by"] == "admin"


def test_overwriting_is_possible_on_purpose(admin: Browser) -> None:
    """Who has seen the newer save may expect it, and so overwrite it."""
    opened = admin.new("Overwritten one")
    newer = admin.save(opened, *whole()).json()["base"]
    body = document(opened, *whole()[:2], expected=newer)
    told = admin.post(f"I/flows/{opened['summary']['id']}/save", body)

    assert told["base"] != newer


def test_a_save_sent_twice_is_saved_once(admin: Browser) -> None:
    """When the answer was lost, the same save again is no conflict."""
    opened = admin.new("Twice saved one")
    answers = [admin.save(opened, *whole()) for _ in range(2)]

    assert [each.status_code for each in answers] == [200, 200]


def test_a_forgotten_base_is_asked_for_and_taken(admin: Browser, site: Served) -> None:
    """When someone saved and the server forgot what was opened, the page's copy serves."""
    opened = admin.new("Forgotten one")
    lost = {**opened, "base": "0" * 64}
    refused = admin.refused("POST", "I/edit", document(lost))
    text = json.dumps({"Version": "2019-10-30", "StartAction": "", "Actions": []})
    import hashlib  # noqa: PLC0415  only here

    kept = {**opened, "base": hashlib.sha256(text.encode()).hexdigest()}
    told = admin.edit(kept, content=text)

    assert refused["code"] == "base-gone"
    assert told["view"]["blocks"] == []
    assert site.instance


def test_a_name_that_is_taken_is_told(admin: Browser) -> None:
    """Two flows can't have one name."""
    admin.new("Taken name")
    body = {"kind": "flow", "type": "CONTACT_FLOW", "name": "Taken name"}

    assert admin.refused("POST", "I/flows", body)["code"] == "name-taken"


def test_save_as_keeps_both(admin: Browser) -> None:
    """What is edited can be saved under another name, and the first flow stays."""
    opened = admin.new("Original")
    body = document(opened, *whole(), name="Copy of it")
    made = admin.post("I/flows", body)
    names = {row["name"] for row in admin.get("I/flows?kind=flow")["flows"]}

    assert made["summary"]["name"] == "Copy of it"
    assert {"Original", "Copy of it"} <= names


def test_properties_are_a_form(admin: Browser) -> None:
    """An inspected block comes with its fields, each with path, value and rules."""
    told = admin.edit(admin.new("Inspected one"), *whole(), inspect=SAY)
    text = next(f for f in told["properties"]["fields"] if f["name"] == "Text")

    assert (text["path"], text["value"], text["dynamic"]) == (["Text"], "Hello.", "text")


def test_a_block_copied_is_pasted_under_another_id(admin: Browser) -> None:
    """Copy and paste give the block's settings a second time, and a new identifier."""
    opened = admin.new("Copied one")
    text = admin.post("I/copy", document(opened, *whole(), ids=[SAY, END]))["text"]
    paste = {"text": text, "x": 0, "y": 300, "seed": "s"}
    told = admin.post("I/paste", document(opened, *whole(), **paste))
    blocks = admin.edit(opened, *whole(), told["command"])["view"]["blocks"]

    assert [block["id"] for block in blocks[2:]] == told["ids"]
    assert blocks[2]["settings"] == blocks[0]["settings"]
    assert blocks[2]["branches"][0]["target"] == told["ids"][1]


def test_what_the_page_has_is_not_sent_again(admin: Browser) -> None:
    """Of findings, references and the reasons not to publish, those that changed are sent."""
    opened = admin.new("Told once")
    first = admin.edit(opened, *whole())
    same = admin.edit(opened, *whole(), marks=first["marks"])
    other = admin.edit(opened, *whole()[:2], marks=first["marks"])

    assert {"findings", "references", "publish"}.isdisjoint(same)
    assert other["findings"] != first["findings"]
    assert "references" not in other


def test_a_bad_clipboard_is_explained(admin: Browser) -> None:
    """Text that is not a flow gives a sentence that says what to do."""
    opened = admin.new("Badly pasted one")
    body = document(opened, text="some words", x=0, y=0, seed="s")
    told = admin.refused("POST", "I/paste", body)

    assert told["message"] == (
        "The clipboard holds no blocks, but other text; copy some blocks first."
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"Actions": []}', "nothing to paste"),
        ('{"modules": [], "metadata": {}}', "nothing to paste"),
        ('{"a": 1}', "other data"),
        ('{"Actions": [', "cut off or damaged at line 1"),
        ('"words"', "other text"),
        ('{"Actions": [1]}', "damaged: Actions/0 is a number"),
    ],
)
def test_what_is_no_piece_is_explained_plainly(admin: Browser, text: str, words: str) -> None:
    """Each kind of wrong text has a sentence without words of the file format's reader."""
    opened = admin.opened or admin.new(f"Refused paste {text}")
    body = document(opened, text=text, x=0, y=0, seed="s")
    message = admin.refused("POST", "I/paste", body)["message"]

    assert words in message
    assert "no flow:" not in message


def test_two_blocks_of_one_identifier_both_arrive(admin: Browser) -> None:
    """The second one gets a name of its own, and a note says so."""
    opened = admin.new("Pasted twins")
    wait = {"Identifier": "wait", "Type": "Wait", "Parameters": {}, "Transitions": {}}
    text = json.dumps([wait, {**wait, "Type": "Loop"}])
    told = admin.post("I/paste", document(opened, text=text, x=0, y=0, seed="s"))
    after = admin.edit(opened, told["command"])["view"]

    assert [block["id"] for block in after["blocks"]] == ["wait", "wait 2"] == told["ids"]
    assert [block["type"] for block in after["blocks"]] == ["Wait", "Loop"]
    assert [note["block"] for note in after["notes"]] == ["wait 2"]


def test_actions_without_a_flow_are_pasted(admin: Browser) -> None:
    """An action, a list of actions and a block of code in a text are blocks too."""
    opened = admin.new("Pasted from a chat")
    end = {
        "Identifier": "end",
        "Type": "DisconnectParticipant",
        "Parameters": {},
        "Transitions": {},
    }
    one, two = json.dumps(end), json.dumps([end, {**end, "Identifier": "other"}])
    texts = {one: 1, two: 2, f"As said:\n```json\n{two}\n```\nTry it.": 2}
    for text, blocks in texts.items():
        told = admin.post("I/paste", document(opened, text=text, x=0, y=0, seed="s"))
        after = admin.edit(opened, told["command"])["view"]["blocks"]

        assert [block["id"] for block in after] == told["ids"]
        assert len(after) == blocks
    for text in ('[{"a": 1}]', "[1, 2]", "```\nwords\n```"):
        body = document(opened, text=text, x=0, y=0, seed="s")
        assert "holds no blocks" in admin.refused("POST", "I/paste", body)["message"]


def test_one_of_several_fenced_pieces_is_not_dropped(admin: Browser) -> None:
    """Where a text has two pieces nothing is pasted; a fence with other things does not count."""
    opened = admin.new("Fences")
    end = json.dumps({"Identifier": "end", "Type": "DisconnectParticipant", "Parameters": {}})
    piece = f"```json\n{end}\n```\n"
    body = document(opened, text=piece * 2, x=0, y=0, seed="s")
    assert "2 fenced pieces" in admin.refused("POST", "I/paste", body)["message"]
    body = document(opened, text=f"```sh\nls\n```\n{piece}", x=0, y=0, seed="s")

    assert len(admin.post("I/paste", body)["ids"]) == 1


def test_a_copy_of_an_open_branch_is_no_problem_of_its_own(admin: Browser) -> None:
    """Each problem of a new block is of a branch that the block shows."""
    opened = admin.new("Open once")
    add = {"kind": "add", "id": block_id(1), "block": "Wait", "x": 0, "y": 0}
    findings = admin.edit(opened, add)["findings"]

    said = [each["message"] for each in findings if each["code"] == "S008"]
    assert len(said) == 2
    assert not [words for words in said if words.startswith("This branch")]


def test_a_version_is_compared_with_what_is_edited(admin: Browser) -> None:
    """Edits that nobody saved yet are part of the comparison."""
    opened = admin.new("Compared while edited")
    add = {"kind": "add", "id": block_id(1), "block": "Play prompt", "x": 0, "y": 0}
    place = f"I/flows/{opened['summary']['id']}/compare"
    diff = admin.post(place, document(opened, add, a="saved"))["diff"]

    assert "Added" in {change["what"] for change in diff["changes"]}


def test_versions_compare_and_come_back(admin: Browser) -> None:
    """A version keeps what was published; comparing tells layout apart; restoring saves it."""
    opened = admin.new("Versioned one")
    admin.save(opened, *whole(), publish=True)
    place = f"I/flows/{opened['summary']['id']}"
    number = admin.post(f"{place}/versions", {"description": "first"})["number"]
    newer = admin.get(place)
    admin.save(newer, {"kind": "move", "positions": {END: {"x": 900, "y": 90}}})
    diff = admin.get(f"{place}/compare?a={number}&b=saved")["diff"]
    admin.post(f"{place}/restore", {"version": str(number)})

    assert ({each["aspect"] for each in diff["changes"]}, diff["sameMeaning"]) == ({"layout"}, True)
    assert admin.get(place)["base"] == newer["base"]


def test_arranging_gives_a_command(admin: Browser) -> None:
    """The arrangement comes as one command that places every block."""
    opened = admin.new("Arranged one")
    command = admin.post("I/arrange", document(opened, *whole()))["command"]
    told = admin.edit(opened, *whole(), command)

    assert set(command["positions"]) == {SAY, END}
    assert told["view"]["blocks"][0]["x"] == command["positions"][SAY]["x"]


def test_arranging_moves_notes(admin: Browser) -> None:
    """A note that is pinned to a block moves with it."""
    opened = admin.new("Arranged with a note")
    far = {"kind": "move", "positions": {SAY: {"x": 0, "y": 0}, END: {"x": 3000, "y": 3000}}}
    note = {"kind": "note", "id": "n", "block": END, "content": "Ask", "x": 3000, "y": 3200}
    done = [*whole(), far, note]
    command = admin.post("I/arrange", document(opened, *done))["command"]
    (noted,) = admin.edit(opened, *done, command)["view"]["annotations"]

    assert noted["x"] == command["positions"][END]["x"]


def test_a_modules_settings_are_joined_with_its_content(admin: Browser, site: Served) -> None:
    """Settings that the API keeps beside a module's content are edited and saved with it."""
    from flowport.store import flows  # noqa: PLC0415  only here

    apart = '{"InputParameters": [], "OutputParameters": [], "Transitions": []}'
    content = '{"Version": "2019-10-30", "StartAction": "", "Metadata": {}, "Actions": []}'
    with site.store.writing() as connection:
        new = flows.FlowToMake(
            kind="module", name="Apart", content=content, body={"Settings": apart}
        )
        made = flows.create(connection, site.instance, site.arn, new)
    opened = admin.get(f"I/flows/{made.id}?kind=module")
    new_settings = apart.replace('"Transitions": []', '"Transitions": [{"DisplayName": "Yes"}]')
    admin.save(opened, {"kind": "setSettings", "text": new_settings})
    with site.store.reading() as connection:
        kept = flows.get(connection, site.instance, "module", made.id).body["Settings"]

    assert "S015" not in {each["code"] for each in opened["findings"]}
    assert json.loads(kept) == json.loads(new_settings)


def test_a_finding_names_the_branch(admin: Browser) -> None:
    """A branch without a target is called as the page calls it, without a path of the API."""
    say = {"kind": "add", "id": SAY, "block": "Play prompt", "x": 200, "y": 40}
    found = admin.edit(admin.new("Named branch"), say)["findings"]

    assert any("The branch Error" in each["message"] for each in found)
    assert not any("Actions[" in each["message"] for each in found)


def test_an_unfinished_attribute_is_a_reason(admin: Browser) -> None:
    """A field that waits for an attribute keeps the flow from being published."""
    waiting = {"kind": "setParameter", "block": SAY, "path": ["Text"], "value": "$."}
    edited = admin.edit(admin.new("Waiting one"), *whole(), waiting)

    assert edited["publish"]["allowed"] is False
