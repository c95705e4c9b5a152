"""``flowport show`` prints what a reader needs to know of a flow."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from command import ROOT, flowport

FLOW = {
    "Version": "2019-10-30",
    "StartAction": "greet",
    "Metadata": {"name": "Hello", "type": "contactFlow"},
    "Actions": [
        {
            "Identifier": "greet",
            "Type": "MessageParticipant",
            "Parameters": {"Text": "Welcome"},
            "Transitions": {"NextAction": "bye", "Errors": [], "Conditions": []},
        },
        {"Identifier": "bye", "Type": "DisconnectParticipant", "Transitions": {}},
        {"Identifier": "lost", "Type": "DisconnectParticipant", "Transitions": {}},
    ],
}


def test_a_flow_is_shown_block_by_block() -> None:
    """Name and type, each block with its settings, where its branches lead, and islands."""
    done = flowport("show", "-", stdin=json.dumps(FLOW).encode())

    text = done.stdout.decode()
    assert text.startswith("Hello (contact flow, 3 blocks)\n\n1. Play prompt “greet”\n")
    assert "     Text: Welcome\n   Success → 2. Disconnect “bye”\n" in text
    assert "3. Disconnect “lost”   (nothing leads here)" in text


def test_a_legacy_flow_is_shown_as_it_will_be() -> None:
    """Every legacy sample has an outline with each of its blocks."""
    for path in sorted((ROOT / "samples" / "legacy").iterdir()):
        shown = flowport("show", path).stdout.decode()

        blocks = len(json.loads(path.read_bytes())["modules"])
        assert f", {blocks} blocks)" in shown.splitlines()[0]


def test_a_file_that_is_no_flow_is_told() -> None:
    """One sentence and exit code 2."""
    done = flowport("show", ROOT / "pyproject.toml", code=2)

    assert done.stderr.startswith(b"flowport: ")
    assert b"not JSON" in done.stderr


def test_a_flow_can_t_steer_the_terminal() -> None:
    """Control characters of names, ids and texts are not printed."""
    flow = {
        "Version": "2019-10-30",
        "StartAction": "a\x1b",
        "Metadata": {"name": "\x1b[31mred"},
        "Actions": [
            {
                "Identifier": "a\x1b",
                "Type": "Odd\x9b",
                "Parameters": {"Text\x07": "\x1b]0;title\x07"},
                "Transitions": {"Errors": [{"NextAction": "no\x1b", "ErrorType": "E\x1b"}]},
            }
        ],
    }

    text = flowport("show", "-", stdin=json.dumps(flow).encode()).stdout.decode()

    assert text.startswith(" [31mred (flow, 1 block)\n")
    assert all(char == "\n" or char.isprintable() for char in text)


def test_an_output_that_lacks_a_character_gets_its_escape() -> None:
    """A pipe in an old encoding is no traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "flowport", "show", "-"],
        input=json.dumps(FLOW).encode(),
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "cp1252"},
    )

    assert b"Success \\u2192 2. Disconnect" in done.stdout
