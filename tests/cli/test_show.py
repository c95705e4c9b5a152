"""``flowport show`` prints what a reader wants to know of a flow."""

from __future__ import annotations

import json

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
