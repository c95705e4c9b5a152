"""``flowport export --as``, as it is typed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from command import flowport

if TYPE_CHECKING:
    from pathlib import Path

FLOW = {
    "Version": "2019-10-30",
    "StartAction": "end",
    "Metadata": {"name": "Bye", "type": "contactFlow"},
    "Actions": [
        {"Identifier": "end", "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}}
    ],
}


def test_files_are_written_and_not_overwritten(tmp_path: Path) -> None:
    """A folder's flows become a template; a second time nothing is overwritten without --force."""
    (tmp_path / "flows").mkdir()
    (tmp_path / "flows" / "bye.json").write_text(json.dumps(FLOW))
    words = ("export", "flows", "--as", "cloudformation", "-o", "stack")

    first = flowport(*words, cwd=tmp_path)
    second = flowport(*words, cwd=tmp_path, code=2)

    assert b"1 flows and modules written, 0 left out" in first.stderr
    assert "AWS::Connect::ContactFlow" in (tmp_path / "stack" / "template.yaml").read_text()
    assert b"--force" in second.stderr


def test_a_folder_is_required(tmp_path: Path) -> None:
    """Without -o nothing is written, and the sentence says what is missing."""
    (tmp_path / "bye.json").write_text(json.dumps(FLOW))

    done = flowport("export", ".", "--as", "terraform", cwd=tmp_path, code=2)

    assert b"name their folder with -o FOLDER" in done.stderr


def test_a_stack_is_planned_back_with_its_own_values(tmp_path: Path) -> None:
    """The parameters that an export writes fill its template when it is read again."""
    queue = "arn:aws:connect:us-east-1:111122223333:instance/aa/queue/11111111-2222-4333-8444-55"
    choose = {
        "Identifier": "choose",
        "Type": "UpdateContactTargetQueue",
        "Parameters": {"QueueId": queue + "5555555555"},
        "Transitions": {
            "NextAction": "end",
            "Errors": [{"NextAction": "end", "ErrorType": "NoMatchingError"}],
        },
    }
    flow = {**FLOW, "StartAction": "choose", "Actions": [choose, *FLOW["Actions"]]}
    (tmp_path / "flows").mkdir()
    (tmp_path / "flows" / "bye.json").write_text(json.dumps(flow))
    flowport("export", "flows", "--as", "cloudformation", "-o", "stack", "--drafts", cwd=tmp_path)

    done = flowport("refs", "stack", "--values", "stack/parameters.json", cwd=tmp_path)

    assert queue.encode() in done.stdout
    assert b"${" not in done.stdout
