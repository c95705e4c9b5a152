"""``flowport test --on``: the same cases on a served instance over HTTP, as on a live one."""

from __future__ import annotations

import json
import sqlite3
import uuid
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from command import flowport
from serving import Served, content
from simulate.blocks import block, flow
from testing.cases import END, observe
from testing.cases import content as document

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def place(served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose flowport.toml names the served instance."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", served.key.id)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", served.key.secret)
    text = f'[instances.sandbox]\narn = "{served.arn}"\nendpoint_url = "{served.url}"\n'
    (tmp_path / "flowport.toml").write_text(text)
    return tmp_path


@pytest.fixture
def named(served: Served, connect: Any) -> str:
    """The name of a published flow that says Hello."""
    name = f"Hello {uuid.uuid4().hex[:8]}"
    given = {"Name": name, "Type": "CONTACT_FLOW", "Content": content({"Text": "Hello."})}
    connect.create_contact_flow(InstanceId=served.instance, **given)
    return name


def write(folder: Path, name: str, entered: str, text: str = "hello") -> None:
    """A case that enters a flow and expects a message."""
    parameters = {"FlowId": entered}
    entry = {"Type": "VOICE_CALL", "VoiceCallEntryPointParameters": parameters}
    tree = {"Name": name, "EntryPoint": entry, "Content": document(observe("a", text, END))}
    (folder / f"{name}.json").write_text(json.dumps(tree))


def cases_of(served: Served, connect: Any) -> list[str]:
    """The names of the test cases of the instance that a run created."""
    found = connect.list_test_cases(InstanceId=served.instance)["TestCaseSummaryList"]
    return [each["Name"] for each in found if each["Name"].startswith("flowport-")]


def test_both_verdicts_are_shown_and_nothing_is_left(
    served: Served, connect: Any, place: Path, named: str
) -> None:
    """A case passes in both; the instance has no test case more than before."""
    write(place, "greeting", named)
    words = ("test", "greeting.json", "--on", "sandbox", "--yes", "--format", "json")
    (case,) = json.loads(flowport(*words, cwd=place).stdout)["cases"]

    assert (case["status"], case["on"]["status"], case["differences"]) == ("PASSED", "PASSED", [])
    assert [record["Type"] for record in case["on"]["records"]] == [
        "INITIATION",
        "EXECUTION_START",
        "OBSERVATION",
        "COMPLETION",
    ]
    assert cases_of(served, connect) == []


def test_a_difference_is_named(place: Path, named: str) -> None:
    """The flow of the files says something else than the one of the instance."""
    (place / "flows").mkdir()
    tree = json.loads(content({"Text": "Good morning."}))
    tree["Metadata"] = {"name": named}
    (place / "flows" / "here.json").write_text(json.dumps(tree))
    write(place, "greeting", named, "good morning")
    words = ("test", "greeting.json", "--flows", "flows", "--on", "sandbox", "--yes")
    told = flowport(*words, cwd=place, code=1).stdout.decode()

    assert "offline PASSED, sandbox FAILED" in told
    assert 'differs: observation "a" happened offline, and not on sandbox' in told


def test_a_stem_of_a_file_is_the_flow_of_its_name(place: Path, named: str) -> None:
    """The case names a file; the instance has the flow by name."""
    (place / "flows").mkdir()
    tree = json.loads(content({"Text": "Hello."}))
    tree["Metadata"] = {"name": named}
    (place / "flows" / "here.json").write_text(json.dumps(tree))
    write(place, "greeting", "here")

    flowport("test", "greeting.json", "--flows", "flows", "--on", "sandbox", "--yes", cwd=place)


def test_a_call_that_could_reach_an_agent_is_refused(
    served: Served, connect: Any, place: Path, named: str
) -> None:
    """It is not created there; the others are run; exit code 2."""
    queue = connect.list_queues(InstanceId=served.instance, QueueTypes=["STANDARD"])
    arn = queue["QueueSummaryList"][0]["Arn"]
    made = flow(
        block("queue", "UpdateContactTargetQueue", {"QueueId": arn}, to="go",
              fails={"NoMatchingError": "end"}),
        block("go", "TransferContactToQueue", to="end",
              fails={"QueueAtCapacity": "end", "NoMatchingError": "end"}),
        block("end", "DisconnectParticipant"),
    )  # fmt: skip
    name = f"Queue {uuid.uuid4().hex[:8]}"
    given = {"Name": name, "Type": "CONTACT_FLOW", "Content": made.content()}
    connect.create_contact_flow(InstanceId=served.instance, **given)
    write(place, "agent", name)
    write(place, "greeting", named)
    words = ("test", "agent.json", "greeting.json", "--on", "sandbox", "--yes", "--format", "json")
    found = json.loads(flowport(*words, cwd=place, code=2).stdout)["cases"]

    assert found[0]["on"]["status"] is None
    assert found[0]["on"]["reason"].startswith('refused: "go" could reach an agent')
    assert found[1]["on"]["status"] == "PASSED"


def test_it_asks_with_account_and_region(place: Path, named: str) -> None:
    """Without a terminal the question is the message, with the option that answers it."""
    write(place, "greeting", named)
    told = flowport("test", "greeting.json", "--on", "sandbox", cwd=place, code=2).stderr.decode()

    question = "Create, run and delete 1 test case on sandbox (account 123456789012, Region"
    assert question in told
    assert "--yes" in told


def test_a_protected_instance_needs_its_name(place: Path, named: str) -> None:
    """``--yes`` is not enough; the name is."""
    write(place, "greeting", named)
    toml = place / "flowport.toml"
    toml.write_text(toml.read_text().replace("sandbox", "prod") + "protected = true\n")
    words = ("test", "greeting.json", "--on", "prod")
    told = flowport(*words, "--yes", cwd=place, code=2).stderr.decode()

    assert "--yes-to prod" in told
    flowport(*words, "--yes-to", "prod", cwd=place)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"mocks": {"attributes": {"a": "b"}}}, "its mocks are Flowport's own"),
        ({"at": "2026-12-25T10:00"}, "its moment (at)"),
        ({"channel": "task"}, "no tests of task contacts"),
        ({"flow": "Nowhere"}, 'has no flow "Nowhere"'),
    ],
)
def test_what_the_service_does_not_have_is_refused(
    place: Path, named: str, given: dict[str, Any], reason: str
) -> None:
    """Each with its sentence."""
    tree = {"given": {"flow": named, **given}, "steps": [{"when": "start", "then": "end"}]}
    (place / "case.yaml").write_text(json.dumps(tree))
    words = ("test", "case.yaml", "--on", "sandbox", "--yes", "--format", "json")
    (case,) = json.loads(flowport(*words, cwd=place, code=2).stdout)["cases"]

    assert reason in case["on"]["reason"]


def test_a_folder_has_no_tests(place: Path, named: str) -> None:
    """The sentence says what to do."""
    write(place, "greeting", named)
    (place / "folder").mkdir()
    words = ("test", "greeting.json", "--on", "folder", "--yes")

    assert b"has no test-case API" in flowport(*words, cwd=place, code=2).stderr


def test_junit_has_one_verdict(place: Path, named: str) -> None:
    """A case that fails in either has failed."""
    write(place, "greeting", named, "good evening")
    words = ("test", "greeting.json", "--on", "sandbox", "--yes", "--format", "junit")

    assert b'failures="1"' in flowport(*words, cwd=place, code=1).stdout


@pytest.fixture
def unserved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder beside the database of a local instance that nothing serves, with one flow."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    flowport("instance", "create", "bench", cwd=tmp_path)
    tree = json.loads(content({"Text": "Hello."}))
    tree["Metadata"] = {"name": "Hello"}
    (tmp_path / "hello.json").write_text(json.dumps(tree))
    words = ("import", "hello.json", "local:bench", "--type", "CONTACT_FLOW", "--publish")
    flowport(*words, cwd=tmp_path)
    write(tmp_path, "greeting", "Hello")
    return tmp_path


def test_a_local_instance_needs_no_server(unserved: Path) -> None:
    """A local instance runs the cases in the process of the command."""
    words = ("test", "greeting.json", "--on", "local:bench", "--yes", "--format", "json")
    (case,) = json.loads(flowport(*words, cwd=unserved).stdout)["cases"]

    assert (case["status"], case["on"]["status"], case["differences"]) == ("PASSED", "PASSED", [])


def test_a_local_instance_keeps_no_case(unserved: Path) -> None:
    """What was created to run is deleted, so that the next run creates it again."""
    words = ("test", "greeting.json", "--on", "local:bench", "--yes")
    flowport(*words, cwd=unserved)
    database = unserved / "data" / "flowport" / "flowport.db"
    with closing(sqlite3.connect(database)) as connection:
        kept = connection.execute("SELECT name FROM resources WHERE kind LIKE 'test-case%'")

        assert kept.fetchall() == []
