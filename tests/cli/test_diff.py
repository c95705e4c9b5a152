"""``flowport diff`` on files, on folders, and as git's diff command."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from command import ROOT, flowport
from diff.edits import EDITS
from diff.sample import SAMPLE, reidentified, shuffled
from flowport.model import Flow, edit

if TYPE_CHECKING:
    from pathlib import Path

BYE = {"id": "bye", "type": "Disconnect", "branches": [], "parameters": [], "metadata": {}}
LEGACY = {"modules": [BYE], "version": "1", "type": "contactFlow", "start": "bye"}


def put(path: Path, flow: Flow) -> Path:
    """Write a flow, and give its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(flow.to_bytes())
    return path


def changed(text: str = "Hi.") -> Flow:
    """The sample with another greeting."""
    return edit.set_parameter(SAMPLE, "Greeting", ("Text",), text)


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """The sample, and it with another greeting and other identifiers in another order."""
    return put(tmp_path / "a.json", SAMPLE), put(tmp_path / "b.json", changed())


def test_a_change_of_meaning_exits_with_1(pair: tuple[Path, Path]) -> None:
    """The edit is reported, and the exit code says that there is one."""
    done = flowport("diff", *pair, code=1)

    assert done.stdout.decode() == (
        "~ Play prompt “Greeting”: text changed from “Welcome to the bakery.” to “Hi.”\n"
    )


def test_the_same_meaning_exits_with_0(tmp_path: Path) -> None:
    """Other identifiers in another order are reported as names, with exit code 0."""
    other = put(tmp_path / "b.json", reidentified(shuffled(SAMPLE)))

    done = flowport("diff", put(tmp_path / "a.json", SAMPLE), other)

    assert done.stdout.decode().startswith("No change in meaning.\nNames and notes: 11 blocks")


def test_legacy_flows_compare_with_new_ones(tmp_path: Path) -> None:
    """A legacy export and its conversion mean the same."""
    legacy = tmp_path / "old.json"
    legacy.write_text(json.dumps(LEGACY))
    flowport("convert", legacy, "-o", tmp_path / "new.json")

    done = flowport("diff", legacy, tmp_path / "new.json")

    assert done.stdout.decode() == "No change.\n"


def test_folders_match_by_path_and_by_name(tmp_path: Path) -> None:
    """A renamed file is found by its flow's name; what has no partner is new or gone."""
    old, new = tmp_path / "old", tmp_path / "new"
    put(old / "main.json", SAMPLE)
    put(new / "renamed.json", changed())
    put(old / "same.json", SAMPLE.with_value("/Metadata/name", "Same"))
    put(new / "same.json", SAMPLE.with_value("/Metadata/name", "Same"))
    put(old / "gone.json", SAMPLE.with_value("/Metadata/name", "Gone"))
    put(new / "fresh.json", SAMPLE.with_value("/Metadata/name", "Fresh"))

    done = flowport("diff", old, new, "--format", "json", code=1)

    flows = json.loads(done.stdout)["flows"]
    assert {(one["before"], one["after"], one["same_meaning"]) for one in flows} == {
        ("main.json", "renamed.json", False),
        ("same.json", "same.json", True),
        ("gone.json", None, False),
        (None, "fresh.json", False),
    }


def test_markdown_is_written_to_a_file(pair: tuple[Path, Path], tmp_path: Path) -> None:
    """The report for a pull request goes where it is wanted."""
    flowport("diff", *pair, "--format", "markdown", "-o", tmp_path / "out.md", code=1)

    assert (tmp_path / "out.md").read_text(encoding="utf-8").startswith("**The flow changed")


def test_a_picture_marks_the_changes(pair: tuple[Path, Path]) -> None:
    """The picture is an SVG that differs from one of flows that are the same."""
    same = flowport("diff", pair[1], pair[1], "--format", "svg").stdout
    marked = flowport("diff", *pair, "--format", "svg", code=1).stdout

    assert marked.startswith(b"<svg")
    assert len(marked) > len(same)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Two folders: one flow changed, one did not, one is gone, and one is new."""
    before, after = tmp_path / "before", tmp_path / "after"
    put(before / "deep" / "one.json", SAMPLE)
    put(after / "deep" / "one.json", changed())
    for folder in (before, after):
        put(folder / "same.json", SAMPLE.with_value("/Metadata/name", "Same"))
    put(before / "gone.json", SAMPLE.with_value("/Metadata/name", "Gone"))
    put(after / "new.json", SAMPLE.with_value("/Metadata/name", "New"))
    return before, after


def test_pictures_of_folders(tmp_path: Path, folders: tuple[Path, Path]) -> None:
    """Each flow that changed, is gone or is new has its picture, with its blocks marked."""
    out = tmp_path / "out"
    flowport("diff", *folders, "--format", "svg", "-o", out, code=1)
    marks = {
        str(path.relative_to(out)): set(re.findall(r"line s-(added|removed|changed)", picture))
        for path in out.rglob("*.svg")
        if (picture := path.read_text(encoding="utf-8"))
    }

    assert marks == {
        "deep/one.svg": {"changed"},
        "gone.svg": {"removed"},
        "new.svg": {"added"},
    }


def test_the_picture_of_one_flow_in_folders(tmp_path: Path) -> None:
    """Two folders with one flow each get a folder too, unless -o names a picture."""
    before, after = tmp_path / "before", tmp_path / "after"
    put(before / "one.json", SAMPLE)
    put(after / "one.json", changed())
    for output in ("out", "out.svg"):
        flowport("diff", before, after, "--format", "svg", "-o", tmp_path / output, code=1)

    assert (tmp_path / "out" / "one.svg").is_file()
    assert (tmp_path / "out.svg").is_file()


def test_pictures_of_folders_need_a_place(folders: tuple[Path, Path]) -> None:
    """Several pictures don't go to standard output."""
    done = flowport("diff", *folders, "--format", "svg", code=2)

    assert "-o FOLDER" in done.stderr.decode()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["one.json"], "give two files, folders or instances, not 1"),
        (["missing.json", "missing.json"], "there is no such file"),
        ([".", "a.json"], "is a folder and"),
        (["text", "text"], "not JSON"),
        (["empty", "empty"], "there is no flow in"),
        (["-", "-"], "only one of the two"),
        (["--git", "a", "b"], "--git takes the arguments that git gives"),
        (["--textconv", "a.json", "a.json"], "give one file, not 2"),
    ],
)
def test_a_wrong_call_exits_with_2(tmp_path: Path, arguments: list[str], words: str) -> None:
    """A call that can't be answered is refused in a sentence."""
    put(tmp_path / "a.json", SAMPLE)
    (tmp_path / "text").write_text("hello")
    (tmp_path / "empty").mkdir()

    done = flowport("diff", *arguments, cwd=tmp_path, code=2)

    assert words in done.stderr.decode()


class Repository:
    """A git repository of one flow, set up as the task page says."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.file = root / "flows" / "main.json"
        self.run("init", "-q")
        (root / ".gitattributes").write_text("flows/**/*.json diff=flow\n")
        put(self.file, SAMPLE)
        self.keep()

    def run(self, *arguments: str) -> str:
        """What a git command prints."""
        settings = {
            "PYTHONPATH": str(ROOT / "src"),
            "PYTHONUTF8": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
        }
        done = subprocess.run(
            ["git", "-c", "user.name=a", "-c", "user.email=a@b", *arguments],  # noqa: S607
            cwd=self.root,
            env={**os.environ, **settings},
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    def keep(self) -> None:
        """Commit everything."""
        self.run("add", "-A")
        self.run("commit", "-qm", "Keep")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository with a kept flow."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    return Repository(tmp_path)


COMMAND = f'"{sys.executable}" -m flowport diff'


def with_command(repository: Repository) -> None:
    """Let our command answer git."""
    repository.run("config", "diff.flow.command", f"{COMMAND} --git")


def test_git_shows_the_edits(repository: Repository) -> None:
    """``git diff`` tells a changed flow in words."""
    with_command(repository)
    put(repository.file, changed())

    assert repository.run("diff") == (
        "flow flows/main.json\n"
        "~ Play prompt “Greeting”: text changed from “Welcome to the bakery.” to “Hi.”\n"
    )


def test_git_shows_new_and_lost_flows(repository: Repository) -> None:
    """``git diff`` names a flow that is new, and one that is gone."""
    with_command(repository)
    repository.file.unlink()
    put(repository.file.with_name("other.json"), EDITS[0].change(changed("Quite another flow.")))
    repository.run("add", "-A")

    told = repository.run("diff", "--cached", "--no-renames")

    assert "flows/main.json (flow is gone)" in told
    assert "flows/other.json (new flow)" in told


def test_git_shows_a_renamed_flow(repository: Repository) -> None:
    """``git diff`` tells what changed in a file that has another name."""
    with_command(repository)
    repository.run("mv", "flows/main.json", "flows/front.json")
    put(repository.file.with_name("front.json"), changed())
    repository.run("add", "-A")

    told = repository.run("diff", "--cached", "-M")

    assert told.startswith("flow flows/main.json → flows/front.json\n~ Play prompt “Greeting”")


def test_git_shows_other_files_as_it_would(repository: Repository) -> None:
    """A file of the pattern that is not a flow is compared line by line."""
    other = repository.root / "flows" / "settings.json"
    other.write_text('{"a": 1}\n')
    repository.keep()
    other.write_text('{"a": 2}\n')
    with_command(repository)

    assert '-{"a": 1}\n+{"a": 2}\n' in repository.run("diff")


def test_git_compares_readable_lines(repository: Repository) -> None:
    """With textconv git itself compares, and new identifiers do not show."""
    repository.run("config", "diff.flow.textconv", f"{COMMAND} --textconv")
    before = reidentified(SAMPLE)
    put(repository.file, before)
    repository.keep()
    start = before.start
    after = edit.set_parameter(before, start, ("Text",), "Welcome to the bakery. Hi!")
    put(repository.file, reidentified(shuffled(after), 5))

    lines = [line for line in repository.run("diff", "-U0").splitlines() if line[:1] in "+-"]

    assert "+    text: Welcome to the bakery. Hi!" in lines
    assert len(lines) <= 10
