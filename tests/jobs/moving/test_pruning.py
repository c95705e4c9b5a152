"""Archiving never runs away: not for a source that was not read, nor for many flows unasked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from flowport.cli import app
from flowport.errors import FlowportError, PlanError
from flowport.folder import FolderInstance
from flowport.jobs.moving.plan import Do, Plan, PlanEnd, Step
from flowport.ports import State
from instances.kinds import flow_text, folder, new_flow
from jobs.moving.running import plan
from jobs.moving.world import Memory, populate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILE = flow_text(metadata={"name": "Kept", "type": "contactFlow"})


def emptied(place: Path) -> None:
    """A folder whose only flow was deleted, as its record says."""
    made = folder(place).instance
    made.create(new_flow("Kept"))
    (place / "flows" / "Kept.json").unlink()


def holding(name: str, data: str | bytes) -> Callable[[Path], None]:
    """A folder with a good flow and another file."""

    def make(place: Path) -> None:
        place.mkdir()
        (place / "kept.json").write_text(FILE)
        (place / name).write_bytes(data if isinstance(data, bytes) else data.encode())

    return make


SOURCES = {
    "empty": lambda place: place.mkdir(),
    "emptied": emptied,
    "half a file": holding("other.json", FILE[: len(FILE) // 2]),
    "conflict markers": holding("other.json", f"<<<<<<< HEAD\n{FILE}"),
    "not UTF-8": holding("other.json", b'{"Actions": "\xff"}'),
    "half a container": holding("other.yaml", f"Resources:\n  x: [\n    Content: '{FILE[:90]}"),
}


@pytest.mark.parametrize("make", SOURCES.values(), ids=SOURCES.keys())
def test_a_source_that_was_not_read_prunes_nothing(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    """No plan is made, and the sentence begins with what was refused."""
    make(tmp_path / "source")
    target = Memory("444455556666")
    populate(target, {"flow:Kept": [], "flow:Stray": []})

    with pytest.raises(PlanError, match="cannot prune: "):
        plan(FolderInstance(tmp_path / "source"), target, prune=True)


def test_a_whole_source_prunes(tmp_path: Path) -> None:
    """What such a source does not have is archived; files that are no flows do not matter."""
    holding("package.json", "{}")(tmp_path / "source")
    (tmp_path / "source" / "README.md").write_text("Flows.")
    target = Memory("444455556666")
    populate(target, {"flow:Kept": [], "flow:Stray": []})
    found = plan(FolderInstance(tmp_path / "source"), target, prune=True)

    assert [step.label for step in found.steps if step.do is Do.ARCHIVE] == ["flow:Stray"]


@pytest.mark.parametrize(
    ("number", "held", "many"),
    [
        (2, 2, False),
        (3, 30, False),
        (3, 29, True),
        (10, 100, False),
        (10, 99, True),
        (11, 999, True),
    ],
)
def test_many_are_asked_about(number: int, held: int, many: bool) -> None:
    """More than ten; or three or more that are over a tenth."""
    place = PlanEnd(name="", arn="")
    steps = tuple(Step(do=Do.ARCHIVE, label=f"flow:{n}") for n in range(number))

    assert Plan(source=place, target=place, steps=steps, held=held).archives_many is many


@pytest.fixture
def prod(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FolderInstance:
    """A folder of four flows, and a folder that has one of them."""
    monkeypatch.chdir(tmp_path)
    made = folder(tmp_path / "prod").instance
    for name in ("Kept", "A", "B", "C"):
        made.create(new_flow(name), publish=True)
    holding("readme.txt", "Flows.")(tmp_path / "source")
    assert isinstance(made, FolderInstance)
    return made


def flowport(*words: str) -> tuple[int, str]:
    """The exit code and the output of a command without a terminal."""
    result = CliRunner().invoke(app, [*words, "--runs", "runs"])
    if isinstance(result.exception, FlowportError):
        return 2, str(result.exception)
    return result.exit_code, result.output


def archived(instance: FolderInstance) -> list[str]:
    """The names of its archived flows."""
    return [flow.name for flow in instance.flows() if flow.state is State.ARCHIVED]


MIGRATE = ("migrate", "source", "./prod", "--prune", "--yes")


@pytest.mark.parametrize("words", [("archive", "prod", "*", "--yes"), MIGRATE])
def test_nobody_to_ask_archives_nothing(prod: FolderInstance, words: tuple[str, ...]) -> None:
    """Without a terminal --yes is no answer, and the sentence names the option that is."""
    code, output = flowport(*words)

    assert (code, "--archive-at-most" in output, archived(prod)) == (2, True, [])


@pytest.mark.parametrize("words", [("archive", "prod", "A", "B", "C"), MIGRATE])
def test_the_allowed_number_is_archived(prod: FolderInstance, words: tuple[str, ...]) -> None:
    """--archive-at-most answers, up to its number."""
    few, _ = flowport(*words, "--archive-at-most", "2")
    before = archived(prod)
    flowport(*words, "--archive-at-most", "3")

    assert (few, before, archived(prod)) == (2, [], ["A", "B", "C"])


@pytest.mark.parametrize("words", [("archive", "prod", "*"), MIGRATE])
def test_a_dry_run_says_what_the_archiving_needs(
    prod: FolderInstance, words: tuple[str, ...]
) -> None:
    """The number that a run would ask for is said beforehand, and nothing is archived."""
    _, output = flowport(*words, "--dry-run")

    assert f"needs --archive-at-most {4 if words[0] == 'archive' else 3}" in output
    assert archived(prod) == []


def test_the_instance_is_named_as_typed(prod: FolderInstance) -> None:
    """The refusal names the instance as the person wrote it, and its folder."""
    _, output = flowport("archive", "./prod", "*")

    assert f"of ./prod (folder {prod.root.resolve()})" in output


def test_archiving_is_undone(prod: FolderInstance) -> None:
    """An archive is a run that undo takes back."""
    flowport("archive", "prod", "*", "--archive-at-most", "4")
    after = archived(prod)
    flowport("undo", "last", "--yes")

    assert (after, archived(prod)) == (["A", "B", "C", "Kept"], [])


def test_restore_takes_patterns(prod: FolderInstance) -> None:
    """A pattern means the archived flows that it matches."""
    flowport("archive", "prod", "A", "B")
    code, _ = flowport("restore", "prod", "*")

    assert (code, archived(prod)) == (0, [])


@pytest.mark.usefixtures("prod")
def test_what_was_not_archived_is_reported() -> None:
    """Restoring an active flow changes nothing and says so."""
    code, output = flowport("restore", "prod", "A")

    assert (code, "not archived" in output) == (1, True)
