"""Which flow is called and tested: a damaged file gives none, and two that fit are an error."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from command import flowport
from simulate.blocks import block, flow

if TYPE_CHECKING:
    from pathlib import Path

_ARN = "arn:aws:connect:eu-central-1:123456789012:instance/11111111-1111-4111-8111-111111111111"
_END = block("end", "DisconnectParticipant")
_DAMAGES = [
    {"Actions": {}},
    {"Actions": [{"Identifier": "a", "Type": "MessageParticipant", "Parameters": 5}]},
    {"Actions": [{"Identifier": "a", "Type": "MessageParticipant", "Transitions": []}]},
]


def _says(folder: Path, file: str, words: str, name: str) -> None:
    """Write a flow of a name that says some words."""
    said = block("say", "MessageParticipant", {"Text": words}, to="end", fails={"x": "end"})
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(flow(said, _END, name=name).to_bytes())


def _leads(folder: Path, type_: str, key: str, name: str) -> Path:
    """Write a flow that leads to another one by its name."""
    target = f"{_ARN}/contact-flow/22222222-2222-4222-8222-222222222222"
    go = block("go", type_, {key: target}, to="end", fails={"NoMatchingError": "end"})
    tree = json.loads(flow(go, _END, name="Main").to_bytes())
    tree["Metadata"]["ActionMetadata"] = {
        "go": {"parameters": {key: {"displayName": name}}, "contactFlow": {"text": name}}
    }
    path = folder / "main.json"
    path.write_text(json.dumps(tree))
    return path


@pytest.mark.parametrize("command", [("call",), ("test", "generate")], ids=["call", "generate"])
@pytest.mark.parametrize("damage", _DAMAGES, ids=["actions", "parameters", "transitions"])
def test_a_damaged_file_is_not_called(
    tmp_path: Path, damage: dict[str, object], command: tuple[str, ...]
) -> None:
    """One sentence says what is wrong with it, and nothing else is called in its place."""
    file = tmp_path / "damaged.json"
    file.write_text(json.dumps({"Version": "2019-10-30", "StartAction": "a", **damage}))
    _says(tmp_path, "other.json", "Hello.", "Other")
    done = flowport(*command, "damaged.json", "--flows", "other.json", cwd=tmp_path, code=2)

    assert done.stdout == b""
    assert done.stderr.count(b"\n") == 1


def test_two_files_of_one_stem_are_an_error(tmp_path: Path) -> None:
    """A case that names a flow by its ARN is not run on one of two files that fit."""
    for folder in ("x", "y"):
        _says(tmp_path, f"{folder}/greeting.json", folder, folder)
    entry = {"flow": f"{_ARN}/contact-flow/greeting"}
    (tmp_path / "case.yaml").write_text(
        json.dumps({"given": entry, "steps": [{"when": "start", "then": "end"}]})
    )
    done = flowport("test", "case.yaml", "--flows", "x", "--flows", "y", cwd=tmp_path, code=2)

    assert b'2 flows fit "greeting"' in done.stdout


@pytest.mark.parametrize(
    ("type_", "key"),
    [("TransferToFlow", "ContactFlowId"), ("InvokeFlowModule", "FlowModuleId")],
)
def test_two_targets_of_one_name_are_an_error(tmp_path: Path, type_: str, key: str) -> None:
    """A block that leads to a name which two files have ends the call with a sentence."""
    main = _leads(tmp_path, type_, key, "Target")
    for file in ("one.json", "two.json"):
        _says(tmp_path, file, file, "Target")
    words = ("call", main.name, "--flows", "one.json", "--flows", "two.json")
    done = flowport(*words, cwd=tmp_path, code=2)

    assert b'2 flows fit "Target"' in done.stderr
