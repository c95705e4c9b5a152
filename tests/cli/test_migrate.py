"""Migrations as a person runs them: plan, apply, resume, undo, runs, and one that is killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from command import ROOT, flowport
from instances.kinds import KINDS
from jobs.moving.running import SCENARIO, TYPES
from jobs.moving.world import picture, populate

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with two instances that are folders: the scenario's source and its target."""
    source = KINDS["folder"](tmp_path / "source").instance
    populate(source, SCENARIO, types=TYPES)
    target = KINDS["folder"](tmp_path / "target")
    target.add("queue", "Sales")
    target.add("lambda_function", "Other")
    populate(target.instance, {"flow:Main": [], "flow:Stray": []})
    return tmp_path


def shown(place: Path) -> dict[str, object]:
    """All that the target holds."""
    from flowport.folder import FolderInstance  # noqa: PLC0415

    return picture(FolderInstance(place / "target"), ids=True)


def test_a_plan_writes_nothing(place: Path) -> None:
    """Planning leaves the target alone, and exits with 1 since one flow would only be saved."""
    before = shown(place)
    flowport("plan", "source", "target", "--runs", "runs", cwd=place, code=1)

    assert shown(place) == before


def test_a_plan_as_json_is_the_same_each_time(place: Path) -> None:
    """Two plans of the same instances are the same bytes."""
    words = ("plan", "source", "target", "--runs", "runs", "--json")
    first, second = (flowport(*words, cwd=place, code=1).stdout for _ in range(2))

    assert first == second


def test_applied_and_taken_back(place: Path) -> None:
    """A plan's file is applied, listed, and taken back so that the target is as before."""
    before = shown(place)
    flowport("plan", "source", "target", "-o", "plan", "--runs", "runs", cwd=place, code=1)
    flowport("apply", "plan", "--runs", "runs", cwd=place, code=1)
    (run,) = json.loads(flowport("runs", "--runs", "runs", "--json", cwd=place).stdout)
    flowport("undo", "last", "--yes", "--runs", "runs", cwd=place)

    assert (run["state"], shown(place)) == ("complete", before)


def test_a_second_undo_says_so(place: Path) -> None:
    """A run that was undone is not undone again: the command says that it was, and exits with 0."""
    flowport("migrate", "source", "target", "--yes", "--runs", "runs", cwd=place, code=1)
    flowport("undo", "last", "--yes", "--runs", "runs", cwd=place)

    again = flowport("undo", "last", "--yes", "--runs", "runs", cwd=place)

    assert b"already undone" in again.stdout


def test_undo_removes_a_folder_that_the_run_created(place: Path) -> None:
    """A new folder is gone after undo; the one of another run, or with a file in it, stays."""
    words = ("migrate", "source", "./new", "--yes", "--runs", "runs")
    flowport(*words, cwd=place, code=1)
    flowport("undo", "last", "--yes", "--runs", "runs", cwd=place)
    gone = not (place / "new").exists()
    flowport(*words, cwd=place, code=1)
    (place / "new" / "notes.txt").write_text("mine", encoding="utf-8")
    flowport("undo", "last", "--yes", "--runs", "runs", cwd=place)

    assert (gone, (place / "new" / "notes.txt").exists()) == (True, True)


def test_a_file_that_was_deleted_is_named(place: Path) -> None:
    """A flow whose file is deleted between plan and apply is named, with what to do."""
    flowport("plan", "source", "target", "-o", "plan", "--runs", "runs", cwd=place, code=1)
    next((place / "target").rglob("Main*")).unlink()
    done = flowport("apply", "plan", "--runs", "runs", cwd=place, code=1)

    assert b"flow:Main is no longer in the target; create a new plan" in done.stdout


def test_a_target_that_changed_is_refused(place: Path) -> None:
    """A flow that someone edits between plan and apply is left alone, and told."""
    flowport("plan", "source", "target", "-o", "plan", "--runs", "runs", cwd=place, code=1)
    edited = next((place / "target").rglob("Main*"))
    text = edited.read_text(encoding="utf-8").replace("This is flow:Main", "Someone was here")
    edited.write_text(text, encoding="utf-8")
    done = flowport("apply", "plan", "--runs", "runs", cwd=place, code=1)

    assert b"flow:Main changed in the target since it was planned" in done.stdout


def test_pruning_archives_only_when_asked(place: Path) -> None:
    """What the source does not have is archived with --prune."""
    words = ("migrate", "source", "target", "--yes", "--runs", "runs")
    flowport(*words, cwd=place, code=1)
    without = shown(place)["flow:Stray"]
    flowport(*words, "--prune", cwd=place)

    assert ("ACTIVE" in str(without), "ARCHIVED" in str(shown(place)["flow:Stray"])) == (True, True)


def test_drift_is_shown(place: Path) -> None:
    """A flow of the target that was edited since the last run is marked."""
    flowport("migrate", "source", "target", "--yes", "--runs", "runs", cwd=place, code=1)
    edited = next((place / "target").rglob("Wait*"))
    edited.write_text(edited.read_text(encoding="utf-8").replace("flow:Wait", "W"), "utf-8")
    done = flowport("plan", "source", "target", "--runs", "runs", cwd=place, code=1)

    (line,) = [each for each in done.stdout.decode().splitlines() if each.startswith("~ ")]
    assert "changed in the target since the last run" in line


def test_a_folder_that_is_not_there_yet_is_made(place: Path) -> None:
    """A first migration into a new folder makes it, and a plan of it is good from anywhere."""
    flowport("plan", "target", "./new", "-o", "plan", "--runs", "runs", cwd=place)
    (place / "elsewhere").mkdir()
    flowport("apply", "../plan", "--runs", "../runs", cwd=place / "elsewhere")

    assert sorted(f.stem for f in (place / "new" / "flows").iterdir()) == ["Main", "Stray"]


def test_a_configured_name_goes_before_a_folder_of_that_name(place: Path) -> None:
    """A plan for a name of flowport.toml is applied to that, whatever folders there are."""
    (place / "flowport.toml").write_text('[instances.prod]\nfolder = "target"\n', encoding="utf-8")
    (place / "prod").mkdir()
    flowport("migrate", "source", "prod", "--yes", "--runs", "runs", cwd=place, code=1)

    assert ("flow:Wait" in shown(place), list((place / "prod").iterdir())) == (True, [])


def test_killed_and_resumed(place: Path) -> None:
    """A process that is killed in the midst is resumed, and ends as if it had not been."""
    script = "import killing, sys; killing.kill_at(12, 'after'); killing.run(sys.argv[1:])"
    words = ["migrate", "source", "target", "--yes", "--runs", "runs", "--json"]
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests" / "cli")])
    env = {**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"}
    call = [sys.executable, "-c", script, *words]
    code = subprocess.run(call, cwd=place, env=env, capture_output=True, check=False).returncode
    (killed,) = json.loads(flowport("runs", "--runs", "runs", "--json", cwd=place).stdout)
    flowport("resume", "last", "--runs", "runs", cwd=place, code=1)
    again = flowport("plan", "source", "target", "--runs", "runs", "--json", cwd=place, code=1)

    ended = (code, killed["state"], killed["done"] > 1, json.loads(again.stdout)["steps"])
    assert ended == (-signal.SIGKILL, "stopped", True, [])


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("apply", "source/instance.json"), "this is not a plan"),
        (("resume", "nothing"), "has no run 'nothing'"),
        (("plan", "nowhere", "target"), "no instance or folder named"),
        (("plan", "source", "target", "--create", "agents"), "not 'agents'"),
        (("plan", "source", "target", "--rates", "none"), "the rates can't be read"),
        (("plan", "source", "target", "--flows", "Nobody"), "there is no flow or module 'Nobody'"),
    ],
)
def test_wrong_calls_are_told(place: Path, words: tuple[str, ...], sentence: str) -> None:
    """A call that makes no sense is reported in one sentence."""
    done = flowport(*words, "--runs", "runs", cwd=place, code=2)

    assert sentence in done.stderr.decode()


def test_plan_and_runs_show_what_was_typed(place: Path) -> None:
    """A plan's first line and the list of runs have the names of flowport.toml, not the aliases."""
    project = '[instances.dev]\nfolder = "source"\n[instances.prod]\nfolder = "target"\n'
    (place / "flowport.toml").write_text(project, encoding="utf-8")
    done = flowport("migrate", "dev", "prod", "--yes", "--runs", "runs", cwd=place, code=1)
    (run,) = json.loads(flowport("runs", "--runs", "runs", "--json", cwd=place).stdout)

    assert done.stdout.decode().startswith("From dev to prod\n")
    assert (run["source"], run["target"]) == ("dev", "prod")


def test_blocked_flow_ends_migrate_and_apply_with_1(place: Path) -> None:
    """Where a file can't be read the rest is written, and the exit code is 1."""
    flow = next((place / "source").rglob("Wait*"))
    flow.write_text(flow.read_text("utf-8").replace(":", "<<<<<<<", 1), "utf-8")
    words = ("source", "./new", "--flows", "*", "--runs", "runs")
    flowport("plan", *words, "-o", "plan", cwd=place, code=1)
    applied = flowport("apply", "plan", "--runs", "runs", cwd=place, code=1)
    migrated = flowport("migrate", *words, "--yes", cwd=place, code=1)

    assert b"blocked" in applied.stdout
    assert b"blocked" in migrated.stdout


@pytest.mark.parametrize(
    ("source", "target", "code"),
    [("target", "./new", 3), ("target", "target", 0), ("source", "target", 1), ("x", "target", 2)],
    ids=["changes", "nothing", "only saved", "no plan"],
)
def test_detailed_exit_code(place: Path, source: str, target: str, code: int) -> None:
    """A script learns from the exit code whether there is anything to do."""
    words = ("plan", source, target, "--runs", "runs", "--detailed-exitcode")

    assert flowport(*words, cwd=place, code=code).returncode == code
