"""Commands that rewrite a flow inside a container, and leave all around it as it was."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from command import flowport
from flowport.jobs.reading import read_one

if TYPE_CHECKING:
    from pathlib import Path

_LEGACY = {
    "modules": [
        {
            "id": "a",
            "type": "Disconnect",
            "branches": [],
            "parameters": [],
            "metadata": {"position": {"x": 10, "y": 10}},
        }
    ],
    "version": "1",
    "type": "contactFlow",
    "start": "a",
    "metadata": {"entryPointPosition": {"x": 0, "y": 0}, "name": "F", "type": "contactFlow"},
}
_END = {"Identifier": "a", "Type": "DisconnectParticipant", "Parameters": {}}
_FAULTY = {
    "Version": "2019-10-30",
    "StartAction": "a",
    "Metadata": {},
    "Actions": [{**_END, "Transitions": {"NextAction": "a"}}],
}


def _scalar(text: str) -> tuple[str, str, str]:
    before = (
        "# kept\nResources:\n  F:\n    Type: AWS::Connect::ContactFlow\n    Properties:\n"
        "      Name: F   # kept\n      Type: CONTACT_FLOW\n      Content: |\n"
    )
    return (
        before,
        "".join(f"        {line}\n" for line in text.splitlines()),
        "      State: ACTIVE\n",
    )


def _string(text: str) -> tuple[str, str, str]:
    before = (
        '{ "Resources" : {"F": {"Type": "AWS::Connect::ContactFlow",\n "Properties": '
        '{"Name":"F","Type":"CONTACT_FLOW", "Content" : '
    )
    return before, json.dumps(text), " }}}}\n"


def _heredoc(text: str) -> tuple[str, str, str]:
    before = (
        '# kept\nresource "aws_connect_contact_flow" "f" {\n  name = "F" # kept\n'
        '  type = "CONTACT_FLOW"\n  content = <<EOT\n'
    )
    return before, text, "\nEOT\n}\n"


_FORMS = {"stack.yaml": _scalar, "stack.json": _string, "main.tf": _heredoc}


def _rewritten(folder: Path, name: str, flow: object, *words: str, code: int = 0) -> Path:
    """A container that a command has rewritten; what is around the flow is as before."""
    before, text, after = _FORMS[name](json.dumps(flow, indent=2))
    path = folder / name
    path.write_text(before + text + after)
    flowport(*words, name, cwd=folder, code=code)
    now = path.read_text()
    assert now.startswith(before)
    assert now.endswith(after)
    return path


@pytest.mark.parametrize("name", _FORMS)
def test_fixed_inside_a_container(tmp_path: Path, name: str) -> None:
    """``check --fix`` fixes a flow in its container."""
    path = _rewritten(tmp_path, name, _FAULTY, "check", "--fix")
    (flow,) = read_one(path).contents.flows

    assert flow.document.value("/Actions/0/Transitions") == {}


@pytest.mark.parametrize("name", _FORMS)
def test_converted_inside_a_container(tmp_path: Path, name: str) -> None:
    """``convert --in-place`` converts a legacy flow in its container."""
    path = _rewritten(tmp_path, name, _LEGACY, "convert", "--in-place")
    (flow,) = read_one(path).contents.flows

    assert flow.document.value("/Actions/0/Type") == "DisconnectParticipant"
