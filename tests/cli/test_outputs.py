"""No option that names a file to write overwrites one that exists, unless --force is given."""

from __future__ import annotations

import json
import shutil
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner, Result

from commands import COMMANDS
from flowport.cli import app
from flowport.cli.option_hints import with_options
from flowport.errors import FlowportError
from instances.kinds import flow_text, folder, new_flow

if TYPE_CHECKING:
    from collections.abc import Iterator

PRECIOUS = b"# decided by hand\n"

#: Options that name what is read, or where runs and databases are kept.
READ = {"bindings", "config", "database", "mocks", "runs", "values"}

#: An option that names what is read here, and what is written by another command.
READ_HERE = {"draw --coverage", "serve --buckets"}

#: For every option that names something to write: a call that writes the file FILE.
CALLS = {
    "arrange --output": "arrange flow.json -o FILE",
    "audit export --output": "audit export -o FILE",
    "call --save-test": "call flow.json --save-test DIRECTORY/kept.yaml",
    "check --baseline": "check flow.json --baseline FILE --write-baseline",
    "check --output-file": "check flow.json --output-file FILE",
    "convert --output": "convert flow.json -o FILE",
    "convert --report": "convert flow.json -o other.json --report FILE",
    "diff --output": "diff flow.json flow.json --format json -o FILE",
    "draw --output": "draw flow.json -o FILE",
    "explain --write": "explain --write DIRECTORY",
    "export --output": "export shop Main -o FILE",
    "opt-in --originals": "opt-in legacy --originals DIRECTORY",
    "plan --output": "plan shop other -o FILE",
    "test generate --output": "test generate flow.json -o DIRECTORY",
    "test run --coverage": "test run cases --flows flow.json --coverage FILE",
    "split --output": "split long.json -o DIRECTORY --max-blocks 6",
}

#: Options that are written by another rule: a bindings file is merged into, never replaced.
MERGED = {f"{name} --save-bindings" for name in ("import", "migrate", "plan", "resolve")}


def _named_files() -> Iterator[str]:
    """Every option that may name a file or folder to write."""
    for name, command in COMMANDS.items():
        for option in command.params:
            if not isinstance(option, click.Option) or set(option.opts) & {f"--{r}" for r in READ}:
                continue
            word = max(option.opts, key=len)
            if isinstance(option.type, click.Path | click.File) or word == "--output":
                yield f"{name} {word}"


def test_every_option_that_names_a_file_is_known() -> None:
    """A new option that takes a path is either read, or tried below, or merged into."""
    assert set(_named_files()) == set(CALLS) | MERGED | READ_HERE


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with flows, two instances and a legacy one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    shop = folder(tmp_path / "shop")
    shop.instance.create(new_flow("Main", flow_text()), publish=True)
    folder(tmp_path / "other")
    monkeypatch.setenv("FLOWPORT_DATABASE", str(tmp_path / "flowport.db"))
    CliRunner().invoke(app, ["instance", "create", "local"])
    (tmp_path / "flow.json").write_text(flow_text())
    CliRunner().invoke(app, ["test", "generate", "flow.json", "-o", "cases"])
    (tmp_path / "long.json").write_text(_chain(12))
    legacy = folder(tmp_path / "legacy")
    legacy.instance.create(new_flow("Old", json.dumps(_LEGACY)))
    return tmp_path


_LEGACY = {
    "modules": [{"id": "a", "type": "Disconnect", "branches": [], "parameters": []}],
    "version": "1",
    "type": "contactFlow",
    "start": "a",
    "metadata": {"entryPointPosition": {"x": 0, "y": 0}, "name": "Old"},
}


def _chain(length: int) -> str:
    names = [f"b{number}" for number in range(length)]
    actions = [
        {
            "Identifier": name,
            "Type": "MessageParticipant",
            "Parameters": {"Text": name},
            "Transitions": {
                "NextAction": after,
                "Errors": [{"NextAction": "end", "ErrorType": "NoMatchingError"}],
                "Conditions": [],
            },
        }
        for name, after in zip(names, [*names[1:], "end"], strict=True)
    ]
    end = {
        "Identifier": "end",
        "Type": "DisconnectParticipant",
        "Parameters": {},
        "Transitions": {},
    }
    flow = {"Version": "2019-10-30", "StartAction": "b0", "Metadata": {}}
    return json.dumps(flow | {"Actions": [*actions, end]})


def run(call: str) -> Result:
    """Run a call whose FILE is ``out/kept.svg`` and whose DIRECTORY is ``out``."""
    words = call.replace("FILE", "out/kept.svg").replace("DIRECTORY", "out").split()
    return CliRunner().invoke(app, words)


def _written(call: str) -> list[Path]:
    """The files that a call writes into an empty folder, which is empty again afterwards."""
    shutil.copytree("legacy", "before")
    run(call)
    shutil.rmtree("legacy")
    Path("before").rename("legacy")
    made = [path for path in Path("out").rglob("*") if path.is_file()]
    for path in made:
        path.write_bytes(PRECIOUS)
    Path("other.json").unlink(missing_ok=True)
    return made


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_file_that_exists_is_kept(call: str) -> None:
    """A second call is refused, says --force or another name, and leaves every file as it was."""
    made = _written(call)
    done = run(call)

    assert made
    assert done.exit_code != 0 or isinstance(done.exception, FlowportError)
    said = with_options(f"{done.output}{done.exception}")
    assert "exists; choose another name, or use --force" in said or "not a baseline" in said
    assert {path.read_bytes() for path in made} == {PRECIOUS}


@pytest.mark.parametrize("call", [c for c in CALLS.values() if "opt-in" not in c])
def test_force_overwrites(call: str) -> None:
    """With --force the file is written again."""
    made = _written(call)
    run(f"{call} --force")

    assert all(path.read_bytes() != PRECIOUS for path in made)


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_place_that_can_t_be_written_ends_with_2(call: str) -> None:
    """A file below another file is refused in one sentence, with exit code 2, by every command."""
    Path("out").write_bytes(PRECIOUS)
    done = run(call)

    assert done.exit_code == 2 or isinstance(done.exception, FlowportError)
    assert Path("out").read_bytes() == PRECIOUS


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_what_is_written_is_named(call: str) -> None:
    """Each file that a command writes is in what it prints, by itself or by its folder."""
    done = run(call)
    made = [path for path in Path("out").rglob("*") if path.is_file()]

    said = done.output + done.stderr
    assert made
    assert [p for p in made if str(p) not in said and f"{p.parent}" not in said.split()] == []


def test_plan_is_readable_by_its_owner_only() -> None:
    """A plan holds every content, so that nobody else may read its file."""
    run("plan shop other -o FILE")

    assert stat.S_IMODE(Path("out/kept.svg").stat().st_mode) == 0o600


def test_forced_plan_is_private_where_the_former_file_was_not() -> None:
    """A plan that takes the place of a file that others could read is private as well."""
    Path("out").mkdir()
    Path("out/kept.svg").write_text("former")
    run("plan shop other -o FILE --force")

    assert stat.S_IMODE(Path("out/kept.svg").stat().st_mode) == 0o600


def test_plan_refuses_before_it_reads() -> None:
    """The file is looked at before the instances are, so that nobody waits for a refusal."""
    Path("kept.json").write_bytes(PRECIOUS)
    done = CliRunner().invoke(app, ["plan", "nowhere", "other", "-o", "kept.json"])

    assert "kept.json exists" in str(done.exception)


def test_bindings_are_added_to_a_bindings_file_only() -> None:
    """--save-bindings leaves any other file as it is, and says why."""
    Path("kept.toml").write_text("# decided\n")

    done = CliRunner().invoke(
        app, ["resolve", "flow.json", "--in", "shop", "--save-bindings", "kept.toml"]
    )

    assert "is not a bindings file" in str(done.exception)
    assert Path("kept.toml").read_text() == "# decided\n"
