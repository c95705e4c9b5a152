"""Plans, runs and journals that were edited, damaged, lost, or written by another version."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from click.testing import CliRunner

from flowport.cli import app
from flowport.errors import FlowportError, PlanError
from flowport.folder import FolderInstance
from flowport.jobs.moving import plan_json
from flowport.jobs.moving.apply import ApplyOptions
from flowport.jobs.moving.plan_json import dump, load
from flowport.jobs.moving.running import run_plan
from flowport.jobs.moving.runs import Runs
from flowport.ports import State
from flowport.store import open_store
from flowport.store.instance import stored
from jobs.moving.running import plan
from jobs.moving.world import FakeClock, Memory, populate

if TYPE_CHECKING:
    from collections.abc import Callable

    from flowport.jobs.moving.plan import Plan
    from flowport.jobs.moving.runs import Run

SAMPLE = Path(__file__).parents[2] / "data" / "release_0_1"


def small() -> tuple[Memory, Plan]:
    """A target, and a plan for it."""
    source, target = Memory(), Memory("444455556666")
    populate(source, {"flow:Main": ["flow:Other"], "flow:Other": []})
    return target, plan(source, target)


def test_a_plan_is_written_part_by_part() -> None:
    """The parts are one JSON file with sorted members, and no part is the whole of the flows."""
    parts = list(plan_json.chunks(small()[1]))
    whole = b"".join(parts)
    option = orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE

    assert whole == orjson.dumps(orjson.loads(whole), option=option)
    assert sum(b'"Actions' in part for part in parts) == 2


def _set(member: str, value: Any) -> Callable[[dict[str, Any]], None]:
    return lambda tree: tree.update({member: value})


@pytest.mark.parametrize(
    "change",
    [
        _set("items", []),
        _set("rates", {"CreateContactFlow": 0}),
        _set("seconds", 1.5),
        lambda tree: tree["items"][0].update(text="{}"),
        lambda tree: tree.pop("digest"),
        lambda tree: tree["steps"].reverse(),
    ],
    ids=["items", "rates", "seconds", "text", "digest", "steps"],
)
def test_an_edited_plan_is_refused(change: Callable[[dict[str, Any]], None]) -> None:
    """Whatever is changed in a plan's file, it is not carried out."""
    tree = json.loads(dump(small()[1]))
    change(tree)

    with pytest.raises(PlanError, match="the plan was edited or is damaged; create a new plan"):
        load(json.dumps(tree).encode(), "plan.json")


@pytest.mark.parametrize("rate", [0, -1, "2", True, None, float("inf")])
def test_an_absurd_rate_is_refused(rate: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sealed plan whose rates can't be is refused as well."""
    monkeypatch.setattr(plan_json, "_digest", lambda _tree: "seal")
    tree = json.loads(dump(small()[1])) | {"rates": {"CreateContactFlow": rate}}

    with pytest.raises(PlanError, match=r"plan\.json: "):
        load(json.dumps(tree).encode(), "plan.json")


def test_a_plan_of_a_newer_version_is_refused() -> None:
    """The sentence says to update."""
    tree = json.loads(dump(small()[1])) | {"flowportPlan": 99}

    with pytest.raises(PlanError, match="written by a newer version of Flowport"):
        load(json.dumps(tree).encode(), "plan.json")


def begun(runs: Runs, clock: FakeClock | None = None) -> Run:
    """A complete run."""
    target, made = small()
    return run_plan(made, target, runs, ApplyOptions(clock=clock or FakeClock()))[0]


@pytest.mark.parametrize("lost", ["gone", "emptied"])
def test_a_lost_journal_is_reported(tmp_path: Path, lost: str) -> None:
    """A run whose journal is missing or empty can't be undone, and the sentence says why."""
    runs = Runs(tmp_path)
    path = tmp_path / begun(runs).id / "journal.jsonl"
    if lost == "gone":
        path.unlink()
    else:
        path.write_bytes(b"")

    with pytest.raises(PlanError, match="cannot undo: the journal is missing"):
        runs.journal("last", "undo")


@pytest.mark.parametrize("left", [b"", b"{", b"[]", b'{"began": "x"}'])
def test_a_run_that_cant_be_read_is_never_passed_over(tmp_path: Path, left: bytes) -> None:
    """``last`` names the damaged run instead of an earlier one, and its folder is listed."""
    runs = Runs(tmp_path)
    first, last = begun(runs).id, begun(runs).id
    (tmp_path / last / "run.json").write_bytes(left)

    assert runs.damaged() == [last]
    assert runs.find(first).id == first
    for name in ("last", last):
        with pytest.raises(PlanError, match=r"run\.json is damaged"):
            runs.find(name)


@pytest.mark.parametrize("lost", ["gone", "emptied"])
def test_a_lost_journal_is_listed(tmp_path: Path, lost: str) -> None:
    """A complete run whose journal is missing or empty is not listed as complete."""
    runs = Runs(tmp_path)
    run = begun(runs)
    path = tmp_path / run.id / "journal.jsonl"
    if lost == "gone":
        path.unlink()
    else:
        path.write_bytes(b"")

    assert runs.seen(run).state == "journal missing"


def _damaged(data: bytes, where: str) -> bytes:
    lines = data.splitlines(keepends=True)
    last = lines[-1]
    changed = {
        "cut short": last[:-9],
        "zeros": last[:20] + bytes(len(last) - 21) + b"\n",
        "a changed byte": last[:20] + b"#" + last[21:],
        "a line twice": last + last,
        "a line of another program": b"{}\n",
    }
    return b"".join([*lines[:-1], changed[where]])


@pytest.mark.parametrize("where", ["cut short", "zeros"])
def test_a_last_line_that_was_not_written_whole_is_cut_off(tmp_path: Path, where: str) -> None:
    """A process that died or a power cut leaves such a line; the run goes on without it."""
    runs = Runs(tmp_path)
    path = tmp_path / begun(runs).id / "journal.jsonl"
    path.write_bytes(_damaged(path.read_bytes(), where))
    count = path.read_bytes().count(b"\n") - (where == "zeros")
    runs.journal("last").close()

    assert path.read_bytes().count(b"\n") == count


@pytest.mark.parametrize("where", ["a changed byte", "a line twice", "a line of another program"])
def test_a_last_line_that_is_damaged_is_not_cut_off(tmp_path: Path, where: str) -> None:
    """It may say that something was created; the journal is refused and stays as it is."""
    runs = Runs(tmp_path)
    path = tmp_path / begun(runs).id / "journal.jsonl"
    path.write_bytes(_damaged(path.read_bytes(), where))
    before = path.read_bytes()

    with pytest.raises(PlanError, match=r"line \d+ is damaged; restore it from a backup"):
        runs.journal("last")
    assert path.read_bytes() == before


def test_a_run_is_in_its_own_folder(tmp_path: Path) -> None:
    """Whatever its file says, a run's journal is not looked for elsewhere."""
    runs = Runs(tmp_path)
    run = begun(runs)
    path = tmp_path / run.id / "run.json"
    path.write_bytes(path.read_bytes().replace(run.id.encode(), b"../../" + b"x" * 300))

    assert [each.id for each in runs.every()] == [run.id]


def test_runs_that_begin_alike_are_named(tmp_path: Path) -> None:
    """A beginning that two runs have is refused with the ids of both."""
    runs = Runs(tmp_path)
    first, second = begun(runs), begun(runs)

    with pytest.raises(PlanError, match=f"{first.id}, {second.id}"):
        runs.find(first.id[:8])


def test_a_plan_of_another_run_is_refused(tmp_path: Path) -> None:
    """A run's folder with another plan, whole as that may be, is not carried on with."""
    runs = Runs(tmp_path)
    first, second = begun(runs), begun(runs)
    shutil.copy(tmp_path / first.id / "plan.json", tmp_path / second.id / "plan.json")

    with pytest.raises(PlanError, match="not the one that the run began with"):
        runs.journal(second.id)


def test_the_last_run_is_the_last_begun(tmp_path: Path) -> None:
    """A clock that was set back between two runs does not change their order."""
    runs, clock = Runs(tmp_path), FakeClock()
    first = begun(runs, clock)
    clock.time -= 3600
    second = begun(runs, clock)

    assert [run.id for run in runs.every()] == [first.id, second.id]


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What Flowport 0.1 left: a database, a run, a plan and an exported folder."""
    place = tmp_path / "sample"
    shutil.copytree(SAMPLE, place)
    (place / "flowport.db").write_bytes(gzip.decompress((SAMPLE / "flowport.db.gz").read_bytes()))
    monkeypatch.setenv("FLOWPORT_DATABASE", str(place / "flowport.db"))
    monkeypatch.chdir(place)
    return place


def flowport(*words: str) -> tuple[int, str]:
    """The exit code and the output of a command."""
    result = CliRunner().invoke(app, words)
    if isinstance(result.exception, FlowportError):
        return 2, str(result.exception)
    return result.exit_code, result.output


def held(place: Path, name: str) -> dict[str, str]:
    """The saved contents of the sample's flows in an instance."""
    store = open_store(str(place / "flowport.db"))
    instance = stored(store, name)
    found = {f.name: instance.read(f.key).text for f in instance.flows() if f.name[:3] == "My "}
    store.close()
    return found


def test_a_database_of_0_1_keeps_everything(sample: Path) -> None:
    """It opens, and has the flows that it had."""
    assert (sorted(held(sample, "source")), sorted(held(sample, "target"))) == (
        ["My main", "My ring A", "My ring B"],
        ["My main", "My ring A", "My ring B"],
    )


@pytest.mark.usefixtures("sample")
def test_a_run_of_0_1_is_listed() -> None:
    """Its state and steps are shown."""
    code, output = flowport("runs", "--runs", "runs")

    assert (code, "complete  4/4" in output) == (0, True)


def test_a_run_of_0_1_is_resumed(sample: Path) -> None:
    """What its journal says is done is not done again."""
    before = held(sample, "target")
    code, _ = flowport("resume", "last", "--runs", "runs")

    assert (code, held(sample, "target")) == (0, before)


def test_a_stopped_run_of_0_1_is_resumed(sample: Path) -> None:
    """A run that was killed in its last step goes on from there."""
    (journal,) = sample.glob("runs/*/journal.jsonl")
    lines = journal.read_bytes().splitlines(keepends=True)
    last = next(n for n, line in enumerate(lines) if b'"update flow:My main"' in line)
    journal.write_bytes(b"".join(lines[: last + 1]))
    before = held(sample, "target")
    code, output = flowport("resume", "last", "--runs", "runs")

    assert (code, held(sample, "target")) == (0, before), output


def test_a_run_of_0_1_is_undone(sample: Path) -> None:
    """The flow that it changed is as before, and those that it created are gone."""
    code, output = flowport("undo", "last", "--yes", "--runs", "runs")
    after = held(sample, "target")

    assert (code, sorted(after), "Before." in after["My main"]) == (0, ["My main"], True), output


@pytest.mark.usefixtures("sample")
def test_a_plan_of_0_1_is_refused() -> None:
    """It has no seal, and the sentence says to create a new one."""
    told = flowport("apply", "plan.json", "--runs", "runs")

    assert told == (2, "plan.json: written by Flowport 0.1; create a new plan")


@pytest.mark.usefixtures("sample")
def test_a_folder_of_0_1_plans_quietly() -> None:
    """What 0.1 exported is what the instance has: nothing is to be written."""
    code, output = flowport("plan", "exported", "local:source", "--runs", "none")

    assert (code, "3 unchanged" in output, "update" in output) == (0, True, False), output


def test_a_folder_of_0_1_is_read(sample: Path) -> None:
    """All its flows are there, active."""
    flows = FolderInstance(sample / "exported").flows()

    assert [(flow.name, flow.state) for flow in flows] == [
        ("My main", State.ACTIVE),
        ("My ring A", State.ACTIVE),
        ("My ring B", State.ACTIVE),
    ]
