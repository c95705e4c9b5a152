"""Files in and out: single ones, many, folders, archives; legacy ones; bombs."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from browsing import Browser, block_id, document

if TYPE_CHECKING:
    from serving import Served

UNKNOWN_QUEUE = "arn:aws:connect:us-east-1:999999999999:instance/other/queue/q-9"


def flow(name: str, *, queue: str = UNKNOWN_QUEUE, shown: str = "BasicQueue") -> bytes:
    """An export that refers to a queue of another instance."""
    setting = {
        "Identifier": block_id(1),
        "Type": "UpdateContactTargetQueue",
        "Parameters": {"QueueId": queue},
        "Transitions": {
            "NextAction": block_id(2),
            "Errors": [{"NextAction": block_id(2), "ErrorType": "NoMatchingError"}],
            "Conditions": [],
        },
    }
    end = {"Identifier": block_id(2), "Type": "DisconnectParticipant", "Parameters": {}}
    metadata = {
        "name": name,
        "type": "contactFlow",
        "ActionMetadata": {
            block_id(1): {"parameters": {"QueueId": {"displayName": shown}}},
            block_id(2): {},
        },
    }
    tree = {
        "Version": "2019-10-30",
        "StartAction": block_id(1),
        "Metadata": metadata,
        "Actions": [setting, {**end, "Transitions": {}}],
    }
    return json.dumps(tree).encode()


def legacy(name: str) -> bytes:
    """A legacy export with an unknown block."""
    module = {"id": block_id(3), "type": "Unheard", "branches": [], "parameters": []}
    tree = {
        "modules": [module],
        "version": "1",
        "type": "contactFlow",
        "start": block_id(3),
        "metadata": {"name": name, "type": "contactFlow", "entryPointPosition": {"x": 0, "y": 0}},
    }
    return json.dumps(tree).encode()


def looked(browser: Browser, *files: tuple[str, bytes]) -> list[dict[str, Any]]:
    """What the server says of files."""
    parts = [("file", (name, data, "application/json")) for name, data in files]
    answer = browser.call("POST", "I/import", files=parts)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["documents"]
    return found


def committed(browser: Browser, *documents: dict[str, Any], **more: Any) -> Any:
    """What writing looked-at documents gives."""
    told = [
        {**{key: each[key] for key in ("content", "name", "type", "kind", "commands")}, **more}
        for each in documents
    ]
    return browser.post("I/import/commit", {"documents": told})


def archive(*files: tuple[str, bytes]) -> bytes:
    """A zip of files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files:
            made.writestr(name, data)
    return packed.getvalue()


def test_looking_stores_nothing(admin: Browser) -> None:
    """A look at files leaves the list as it was."""
    before = admin.get("I/flows")["flows"]
    looked(admin, ("a.json", flow("Only looked at")))

    assert [row["name"] for row in admin.get("I/flows")["flows"]] == [row["name"] for row in before]


def test_the_review_tells_each_reference(admin: Browser) -> None:
    """What the instance has under the same name is distinguished from what it lacks."""
    found, lacking = looked(
        admin,
        ("a.json", flow("By name")),
        ("b.json", flow("Unresolved", shown="Nowhere queue")),
    )

    assert [each["state"] for each in found["references"]] == ["by-name"]
    assert [each["state"] for each in lacking["references"]] == ["unresolved"]


def listed(browser: Browser, *files: tuple[str, bytes]) -> Any:
    """What the server lists of files, before it examines them."""
    parts = [("file", (name, data, "application/json")) for name, data in files]
    answer = browser.call("POST", "I/import/list", files=parts)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_files_are_listed_before_they_are_examined(admin: Browser) -> None:
    """The list has names, types and what the instance has of them, and no references yet."""
    admin.new("Listed here")
    answer = listed(admin, ("a.json", flow("Listed here")), ("b.txt", b"no flow"))
    here, lacking = answer["documents"]

    assert (here["name"], here["type"], here["ok"]) == ("Listed here", "CONTACT_FLOW", True)
    assert here["exists"] == answer["names"]["flow"]["Listed here"]
    assert "references" not in here
    assert lacking["ok"] is False


def test_the_parts_of_an_examination_give_what_the_whole_gives(admin: Browser) -> None:
    """References are resolved over all files together, and checks count as in one call."""
    other = UNKNOWN_QUEUE.replace("q-9", "q-10")
    files = [("a.json", flow("Part one")), ("b.json", flow("Part two", queue=other))]
    whole = looked(admin, *files)
    body = {"documents": listed(admin, *files)["documents"]}
    resolved = admin.post("I/import/references", body)["documents"]
    counts = admin.post("I/import/check", body)["documents"]

    assert [each["references"] for each in resolved] == [each["references"] for each in whole]
    assert [each["commands"] for each in resolved] == [each["commands"] for each in whole]
    assert [each["errors"] for each in counts] == [each["counts"]["errors"] for each in whole]


def test_a_type_is_suggested_where_the_file_says_none(admin: Browser) -> None:
    """The name says which of the types that the blocks allow; a type that is said stays."""
    untyped = flow("Our transfer to queue").replace(b'"type": "contactFlow", ', b"")
    answer = listed(admin, ("a.json", untyped), ("b.json", flow("Typed")))

    assert [each["type"] for each in answer["documents"]] == ["", "CONTACT_FLOW"]
    assert [each["suggestedType"] for each in answer["documents"]] == ["QUEUE_TRANSFER", ""]


@pytest.mark.parametrize("call", ["references", "check"])
@pytest.mark.parametrize(
    "document",
    [
        "text",
        {"content": 1},
        {"content": "{}", "kind": "queue"},
        {"content": "no", "kind": "flow"},
        {"content": "{}", "kind": "flow", "name": 7},
    ],
)
def test_documents_that_are_none_are_refused(admin: Browser, call: str, document: Any) -> None:
    """What is no document of a list gives a sentence, not a fault."""
    error = admin.refused("POST", f"I/import/{call}", {"documents": [document]})

    assert error["code"] in {"bad-request", "bad-file"}


def test_the_review_calls_each_block_by_its_name(admin: Browser) -> None:
    """A reference's block is reported as a person knows it, not by its id."""
    (told,) = looked(admin, ("a.json", flow("Named blocks")))

    assert [each["blockName"] for each in told["references"]] == ["Set working queue"]


def test_the_review_sees_all_files_together(admin: Browser) -> None:
    """Two queues of one label in two files would become one queue: both are unresolved."""
    other = UNKNOWN_QUEUE.replace("q-9", "q-10")
    told = looked(admin, ("a.json", flow("First")), ("b.json", flow("Second", queue=other)))

    assert [r["state"] for each in told for r in each["references"]] == ["unresolved"] * 2
    assert all("2 different sources" in r["reason"] for each in told for r in each["references"])


def test_an_import_again_finds_what_it_brought(admin: Browser) -> None:
    """A flow that is both in the instance and in the import is one flow, and is found."""
    other = "arn:aws:connect:us-east-1:999999999999:instance/other/contact-flow/f-9"
    transfer = flow("Leads on", shown="Led to")
    transfer = transfer.replace(b"UpdateContactTargetQueue", b"TransferToFlow")
    transfer = transfer.replace(b"QueueId", b"ContactFlowId")
    transfer = transfer.replace(UNKNOWN_QUEUE.encode(), other.encode())
    files = [("a.json", transfer), ("b.json", flow("Led to"))]
    committed(admin, *looked(admin, *files))
    again, _ = looked(admin, *files)

    assert [each["state"] for each in again["references"]] == ["by-name"]


def test_what_is_absent_is_said_once(admin: Browser) -> None:
    """The finding of a queue that the instance lacks has one plain sentence."""
    (told,) = looked(admin, ("a.json", flow("Said once", shown="Nowhere queue")))
    opened = admin.get(f"I/flows/{committed(admin, told)['done'][0]['id']}")
    found = [each["message"] for each in opened["findings"] if each["code"] == "unresolved"]

    assert found == ["The queue Nowhere queue is not in this instance."]


def test_committing_takes_what_has_the_same_name(admin: Browser) -> None:
    """After an import the reference points to the queue of this instance."""
    (told,) = looked(admin, ("a.json", flow("Committed")))
    done = committed(admin, told)["done"][0]
    opened = admin.get(f"I/flows/{done['id']}")

    assert [each["state"] for each in opened["references"]] == ["resolved"]


def test_an_unresolved_reference_stays_a_warning(admin: Browser) -> None:
    """What can't be resolved may be saved, warns on its block, and is not published."""
    (told,) = looked(admin, ("a.json", flow("Warned", shown="Nowhere queue")))
    done = committed(admin, told)["done"][0]
    opened = admin.get(f"I/flows/{done['id']}")
    found = [each for each in opened["findings"] if each["code"] == "unresolved"]

    assert [each["block"] for each in found] == [block_id(1)]
    assert opened["publish"]["allowed"] is False
    assert opened["summary"]["counts"]["unresolved"] == 1


def test_what_the_instance_has_is_no_stranger(admin: Browser) -> None:
    """Among references of another instance the one that is right is not warned of."""
    (told,) = looked(admin, ("a.json", flow("Mixed", shown="Nowhere queue")))
    opened = admin.get(f"I/flows/{committed(admin, told)['done'][0]['id']}")
    queue = admin.get("I/resources?kind=queue&q=basic")["resources"][0]
    commands = []
    for number in range(3, 6):
        add = {"id": block_id(number), "block": "Set working queue", "x": 0, "y": 0}
        arn = queue["arn"] if number == 3 else f"{UNKNOWN_QUEUE}{number}"
        value = {"block": block_id(number), "path": ["QueueId"], "value": arn}
        commands += [{"kind": "add", **add}, {"kind": "setParameter", **value}]
    found = admin.edit(opened, *commands)["findings"]

    codes = {each["code"] for each in found if each["block"] == block_id(3)}
    assert codes & {"R004", "R005", "R006"} == set()


def test_a_pick_resolves_it(admin: Browser) -> None:
    """The resource that a person picks is written, with its name in the metadata."""
    (told,) = looked(admin, ("a.json", flow("Picked", shown="Nowhere queue")))
    queue = admin.get("I/resources?kind=queue&q=basic")["resources"][0]
    pick = {
        "kind": "replaceReference",
        "pointer": told["references"][0]["pointer"],
        "resource": queue,
    }
    done = committed(admin, {**told, "commands": [pick]})["done"][0]

    assert admin.get(f"I/flows/{done['id']}")["publish"]["allowed"] is True


def test_a_legacy_file_keeps_its_notes_until_dismissed(admin: Browser) -> None:
    """Notes of a conversion are on the blocks after a reload, and gone once dismissed."""
    (told,) = looked(admin, ("old.json", legacy("Legacy one")))
    done = committed(admin, told)["done"][0]
    opened = admin.get(f"I/flows/{done['id']}")
    ids = [note["id"] for note in opened["view"]["notes"]]
    admin.save(opened, {"kind": "dismissNote", "ids": ids})

    assert told["legacy"] is True
    assert ids
    assert admin.get(f"I/flows/{done['id']}")["view"]["notes"] == []


def test_a_taken_name_writes_nothing(admin: Browser) -> None:
    """One document that can't be written keeps the others from being written, too."""
    admin.new("Already here")
    told = looked(admin, ("a.json", flow("Already here")), ("b.json", flow("Not written")))
    answer = committed(admin, *told)

    assert answer["written"] is False
    assert "Not written" not in {row["name"] for row in admin.get("I/flows")["flows"]}


def test_replacing_on_purpose(admin: Browser) -> None:
    """A flow of the same name is replaced when that was chosen."""
    before = admin.new("Replaced one")
    (told,) = looked(admin, ("a.json", flow("Replaced one")))
    done = committed(admin, told, mode="replace")["done"][0]

    assert (told["exists"]["id"], done["id"]) == (before["summary"]["id"],) * 2


def test_an_archive_is_unpacked(admin: Browser) -> None:
    """A zip gives its files; litter of other systems is skipped."""
    data = archive(
        ("in/a.json", flow("In zip")), ("__MACOSX/._a.json", b"x"), ("readme.txt", b"hello")
    )
    told = looked(admin, ("flows.zip", data))

    assert [(each["file"], each["ok"]) for each in told] == [
        ("in/a.json", True),
        ("readme.txt", False),
    ]


def test_an_archive_bomb_is_refused(admin: Browser) -> None:
    """An archive that unpacks to far more than it is, is refused before it does."""
    data = archive(*((f"{number}.json", b"0" * 20_000_000) for number in range(6)))
    answer = admin.call("POST", "I/import", files=[("file", ("bomb.zip", data))])

    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too-large")


def test_a_damaged_archive_is_told(admin: Browser) -> None:
    """A broken zip gives a sentence."""
    data = archive(("a.json", flow("x")))[:60]
    answer = admin.call("POST", "I/import", files=[("file", ("broken.zip", data))])

    assert answer.json()["error"]["code"] == "bad-file"


@pytest.mark.parametrize("data", [b"", b"hello", b"{}", b"\x00\x01", b'{"Actions": 1}'])
def test_a_file_that_is_no_flow_is_told(admin: Browser, data: bytes) -> None:
    """What holds no flow is listed with the reason, beside those that do."""
    bad, good = looked(admin, ("bad.json", data), ("good.json", flow("Good")))

    assert (bad["ok"], good["ok"]) == (False, True)
    assert bad["message"]


def test_fifty_megabytes_are_refused(admin: Browser) -> None:
    """A huge drop is refused by its announced length."""
    data = b"0" * 51_000_000
    answer = admin.call("POST", "I/import", files=[("file", ("huge.json", data))])

    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too-large")


def test_an_export_comes_back_the_same(admin: Browser) -> None:
    """What is exported and imported again says the same flow."""
    (told,) = looked(admin, ("a.json", flow("There and back")))
    opened = admin.get(f"I/flows/{committed(admin, told)['done'][0]['id']}")
    answer = admin.call("POST", "I/export", document(opened, name="My / file"))
    (again,) = looked(admin, ("b.json", answer.content))

    assert again["name"] == "There and back"
    assert "UTF-8''My%20_%20file" in answer.headers["content-disposition"]


def test_the_export_is_that_of_the_command_line(admin: Browser, site: Served) -> None:
    """The page and the command line export the same bytes."""
    from flowport.jobs.exporting import ExportOptions, export  # noqa: PLC0415  only here
    from flowport.store.instance import stored  # noqa: PLC0415  only here

    opened = admin.new("Same bytes")
    answer = admin.call("POST", "I/export", document(opened))
    instance = stored(site.store, site.instance)
    (summary,) = [each for each in instance.flows() if each.name == "Same bytes"]
    (exported,) = export(instance, [summary], ExportOptions())

    assert answer.content == exported.text.encode()


def test_the_whole_list_as_an_archive(admin: Browser) -> None:
    """Every flow comes as a file of its own, under a name that every system takes."""
    admin.new("Slash / name")
    answer = admin.call("POST", "I/export-all", {"kind": "flow"})
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        names = packed.namelist()

    assert "Slash _ name.json" in names
    assert len(names) == len(admin.get("I/flows")["flows"])


def test_an_archive_says_how_many_flows_it_lacks(admin: Browser) -> None:
    """A flow that is too large to export is counted, and explained in the archive."""
    opened = admin.new("Too large for the archive")
    adds = [
        {"kind": "add", "id": block_id(number), "block": "Play prompt", "x": 0, "y": number}
        for number in range(120)
    ]
    assert admin.save(opened, *adds).status_code == 200
    ids = [opened["summary"]["id"]]
    answer = admin.call("POST", "I/export-all", {"kind": "flow", "ids": ids})
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        names = packed.namelist()

    assert (answer.headers["x-flowport-left-out"], names) == ("1", ["not exported.txt"])


def test_opting_in_leaves_what_was_not_chosen(admin: Browser, site: Served) -> None:
    """Of two legacy flows the one that was named is converted, and the other stays."""
    from flowport.store import flows  # noqa: PLC0415  only here

    with site.store.writing() as connection:
        for name in ("Chosen legacy", "Left legacy"):
            text = legacy(name).decode()
            new = flows.FlowToMake(name=name, content=text, type="CONTACT_FLOW", published=False)
            flows.create(connection, site.instance, site.arn, new)
    before = {each["name"]: each["id"] for each in admin.get("I/opt-in")["flows"]}
    admin.post("I/opt-in", {"flows": [before["Chosen legacy"]]})
    after = admin.get("I/opt-in")["flows"]
    admin.post("I/opt-in", {"flows": [before["Left legacy"]]})

    assert [each["name"] for each in after] == ["Left legacy"]


def test_opting_in_converts_what_is_legacy(admin: Browser, site: Served) -> None:
    """Flows in the legacy format are listed, converted, and not listed any more."""
    from flowport.store import flows  # noqa: PLC0415  only here

    with site.store.writing() as connection:
        new = flows.FlowToMake(
            name="Old", content=legacy("Old").decode(), type="CONTACT_FLOW", published=False
        )
        flows.create(connection, site.instance, site.arn, new)
    before = admin.get("I/opt-in")["flows"]
    done = admin.post("I/opt-in", {"flows": [before[0]["id"]]})["flows"]

    assert ([each["name"] for each in before], done[0]["ok"]) == (["Old"], True)
    assert admin.get("I/opt-in")["flows"] == []
