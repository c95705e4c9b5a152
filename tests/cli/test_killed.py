"""A command that writes an instance may be killed at any line of its journal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from command import ROOT
from flowport.folder import FolderInstance
from instances.kinds import KINDS, flow_text, new_flow
from instances.movements import legacy_text
from jobs.moving.world import picture, populate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow

WHEN = ("before", "within", "after")
RESUME, UNDO = ("resume", "last"), ("undo", "last", "--yes")
KILLED = -9


@dataclass(frozen=True)
class Command:
    """What is killed.

    Attributes:
        before: Gives a place the instances and files that the command needs.
        words: The command.
    """

    before: Callable[[Path], None]
    words: tuple[str, ...]


def _target(place: Path) -> Any:
    made = KINDS["folder"](place / "target").instance
    populate(made, {"flow:Main": []})
    return made


def _with_module(place: Path) -> None:
    populate(_target(place), {"module:Tool": []})


def _files(place: Path) -> None:
    _target(place)
    (place / "files").mkdir()
    texts = {name: _transfer(name, other) for name, other in (("A", "B"), ("B", "A"))}
    texts["Main"] = flow_text("New.", metadata={"name": "Main", "type": "contactFlow"})
    for name, text in texts.items():
        (place / "files" / f"{name}.json").write_text(text, "utf-8")


def _transfer(name: str, other: str) -> str:
    tree = json.loads(flow_text())
    tree["Actions"][0] |= {"Type": "TransferToFlow", "Parameters": {"ContactFlowId": ""}}
    shown = {"say": {"parameters": {"ContactFlowId": {"displayName": other}}}}
    tree["Metadata"] = {"name": name, "type": "contactFlow", "ActionMetadata": shown}
    return json.dumps(tree)


def _legacy(place: Path) -> None:
    made = _target(place)
    old = made.create(new_flow("Old", legacy_text("Old")), publish=True)
    made.save(old.key, flow_text("Converted by hand."))
    made.create(new_flow("Both", legacy_text("Both")), publish=True)


def _source(place: Path) -> None:
    _target(place)
    graph = {"flow:A": ["flow:B"], "flow:B": ["flow:A", "queue:Q"], "flow:Main": ["flow:A"]}
    populate(KINDS["folder"](place / "source").instance, graph)


COMMANDS = {
    "import": Command(
        _files, ("import", "files", "./target", "--publish", "--on-conflict", "replace")
    ),
    "opt-in": Command(_legacy, ("opt-in", "./target", "--originals", "originals")),
    "archive": Command(
        _with_module, ("archive", "./target", "*", "--archive-at-most", "9", "--yes")
    ),
    "migrate": Command(
        _source, ("migrate", "./source", "./target", "--create", "queues,hours", "--yes")
    ),
}
every_command = pytest.mark.parametrize("name", COMMANDS)


class Killer:
    """Runs commands of a place that are killed; see ``killing.py``."""

    def __init__(self, place: Path, words: tuple[str, ...]) -> None:
        self.place = place
        self.words = words
        env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
        script = ROOT / "tests" / "cli" / "killing.py"
        self._process = subprocess.Popen(
            [sys.executable, script],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=env,
            text=True,
        )

    def __call__(self, line: int, when: str, *then: tuple[str, ...]) -> tuple[list[int], str, Path]:
        """The exit codes, the output, and where it was, of the command and those after it."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        at = self.place.with_name(f"{line} {when} {then[0][0] if then else ''}")
        words = [[*each, "--runs", "runs"] for each in (self.words, *then)]
        job = {"from": str(self.place), "at": str(at), "line": line, "when": when}
        stdin.write(json.dumps({**job, "words": words[0], "then": words[1:]}) + "\n")
        stdin.flush()
        answer = json.loads(stdout.readline())
        return answer["codes"], answer["said"], at

    def close(self) -> None:
        """End it."""
        self._process.communicate()


@pytest.fixture
def killer(name: str, tmp_path: Path) -> Iterator[Killer]:
    """What kills the command of a name."""
    place = tmp_path / "place"
    place.mkdir()
    COMMANDS[name].before(place)
    made = Killer(place, COMMANDS[name].words)
    yield made
    made.close()


def shown(place: Path, *, ids: bool = False) -> dict[str, Any]:
    """All that the target holds."""
    return picture(FolderInstance(place / "target"), ids=ids)


def lines(killer: Killer) -> tuple[int, dict[str, Any]]:
    """How many lines the journal of a run has that is not killed, and the target after it."""
    codes, said, at = killer(0, "never")
    assert codes == [0], said
    (journal,) = (at / "runs").glob("*/journal.jsonl")
    return len(journal.read_bytes().splitlines()), shown(at)


def begun(place: Path) -> bool:
    """Whether a run is kept; a command that dies before it has written nothing."""
    return any((place / "runs").glob("*/run.json"))


@every_command
def test_it_is_resumed(killer: Killer) -> None:
    """Resumed, the target is as after a command that was not killed."""
    number, whole = lines(killer)
    before, wrong = shown(killer.place), []
    for line in range(1, number + 1):
        codes, said, at = killer(line, WHEN[line % 3], RESUME)
        ends = ([KILLED, 0], whole) if begun(at) else ([KILLED, 2], before)
        if (codes, shown(at)) != ends:
            wrong.append((line, WHEN[line % 3], codes, said))

    assert (number > 3, wrong) == (True, [])


@every_command
def test_it_is_undone(killer: Killer) -> None:
    """Undone, the target is as before, with the ids that it had."""
    number, _ = lines(killer)
    before, wrong = shown(killer.place, ids=True), []
    for line in range(1, number + 1):
        codes, said, at = killer(line, WHEN[(line + 1) % 3], UNDO)
        expected = 0 if begun(at) else 2
        if (codes, shown(at, ids=True)) != ([KILLED, expected], before):
            wrong.append((line, WHEN[(line + 1) % 3], codes, said))

    assert wrong == []
