"""Plans of folders of files: what ``--values`` and ``--type`` fill in before a flow is planned."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from command import flowport

if TYPE_CHECKING:
    from pathlib import Path

_FLOW = {
    "Version": "2019-10-30",
    "StartAction": "a",
    "Metadata": {},
    "Actions": [
        {
            "Identifier": "a",
            "Type": "MessageParticipant",
            "Parameters": {"Text": "Hello ${who}"},
            "Transitions": {
                "NextAction": "e",
                "Errors": [{"NextAction": "e", "ErrorType": "NoMatchingError"}],
            },
        },
        {"Identifier": "e", "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}},
    ],
}


def planned(place: Path, *words: str, code: int) -> dict[str, dict[str, object]]:
    """The items of a plan of a folder, by name."""
    words = ("plan", "source", "target", "--runs", "runs", "--json", *words)
    plan = json.loads(flowport(*words, cwd=place, code=code).stdout)
    return {item["name"]: item for item in plan["items"]}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a flow in a template and a bare one, both with placeholders, and values."""
    for name in ("source", "target"):
        (tmp_path / name).mkdir()
    properties = {
        "Name": "Main ${Stage}",
        "Type": "CONTACT_FLOW",
        "Content": {"Fn::Sub": json.dumps(_FLOW)},
    }
    resource = {"Type": "AWS::Connect::ContactFlow", "Properties": properties}
    (tmp_path / "source/stack.json").write_text(json.dumps({"Resources": {"F": resource}}))
    (tmp_path / "source/bare.json").write_text(json.dumps(_FLOW))
    (tmp_path / "values.json").write_text('{"who": "you", "Stage": "prod"}')
    return tmp_path


def test_a_name_with_a_placeholder_is_blocked(place: Path) -> None:
    """A flow whose own name is not filled in is not planned as saved."""
    found = planned(place, code=1)["Main ${Stage}"]

    assert found["action"] == "blocked"
    assert "its name holds the placeholder" in json.dumps(found)


def test_values_and_types_make_a_plan_whole(place: Path) -> None:
    """Values fill names and texts, in containers and bare files; a pattern gives the type."""
    found = planned(place, "--values", "values.json", "--type", "bare.json=CONTACT_FLOW", code=0)

    assert {name: item["action"] for name, item in found.items()} == {
        "Main prod": "create",
        "bare": "create",
    }
    assert all("Hello you" in str(item["text"]) for item in found.values())


def test_values_that_are_not_there_end_a_plan(place: Path) -> None:
    """Values that can't be read are one sentence, and no plan."""
    words = ("plan", "source", "target", "--values", "none.json")
    told = flowport(*words, cwd=place, code=2).stderr.decode()

    assert told.startswith("flowport: none.json: can't be read as values")


def readable_by_others(path: Path) -> list[str]:
    """The files of a folder that another user of the machine can read."""
    return [
        str(file)
        for file in path.rglob("*")
        if file.is_file()
        and file.stat().st_mode & 0o077
        and not any(
            above.stat().st_mode & 0o077 == 0
            for above in file.parents
            if above.is_relative_to(path)
        )
    ]


def test_only_the_owner_reads_a_plan_and_its_run(place: Path) -> None:
    """Both hold the contents of all flows: neither the plan nor the run is readable by others."""
    words = ("plan", "source", "target", "--values", "values.json", "--type", "CONTACT_FLOW")
    flowport(*words, "--runs", "made/runs", "-o", "made/plan.json", cwd=place, code=None)
    flowport("apply", "made/plan.json", "--runs", "made/runs", cwd=place, code=None)

    made = {file.name for file in (place / "made").rglob("*") if file.is_file()}
    assert made >= {"plan.json", "journal.jsonl", "run.json"}
    assert readable_by_others(place / "made") == []
