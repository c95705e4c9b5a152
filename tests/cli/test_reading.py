"""One folder with one file of each sort: every command says the same about each."""

from __future__ import annotations

import json
import os
import threading
import zipfile
from typing import TYPE_CHECKING

import pytest

from command import flowport
from flowport.jobs.reading import read_files

if TYPE_CHECKING:
    from pathlib import Path

FLOW = {
    "Version": "2019-10-30",
    "StartAction": "end",
    "Metadata": {"name": "Plain", "type": "contactFlow"},
    "Actions": [
        {"Identifier": "end", "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}}
    ],
}
STACK = """Resources:
  Menu:
    Type: AWS::Connect::ContactFlow
    Properties:
      Name: Inside
      Type: CONTACT_FLOW
      Content: |
        {"Version": "2019-10-30", "StartAction": "end", "Metadata": {}, "Actions": [
          {"Identifier": "end", "Type": "DisconnectParticipant",
           "Parameters": {}, "Transitions": {}}]}
"""
TERRAFORM = """resource "aws_connect_contact_flow" "named" {
  name    = "Named"
  content = templatefile("${path.module}/named.json.tftpl", {})
}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A flow, a container, a file that a container fills, and files that are not flows."""
    here = tmp_path / "flows"
    here.mkdir()
    (here / "plain.json").write_text(json.dumps(FLOW))
    (here / "no extension").write_text(json.dumps({**FLOW, "Metadata": {"name": "Bare"}}))
    (here / "stack.yaml").write_text(STACK)
    (here / "main.tf").write_text(TERRAFORM)
    (here / "named.json.tftpl").write_text(json.dumps({**FLOW, "Metadata": {"x": "${x}"}}))
    (here / "note.txt").write_text("{" * 300)
    (here / "data.json").write_text('{"a": 1}')
    (here / "old").mkdir()
    (here / "old" / "instance.json").write_text('{"arn": "x"}')
    (here / "README.md").write_text(f"```\n{json.dumps(FLOW)}\n```")
    return here


def damage(folder: Path) -> None:
    """Add a flow that can't be read."""
    (folder / "menu.json").write_text(json.dumps(FLOW, indent=1)[:-2] + ",\n}")


COMMANDS = [
    ["check"],
    ["find", "block:DisconnectParticipant"],
    ["list"],
    ["refs"],
    ["draw", "-o", "out"],
    ["arrange", "-o", "out"],
    ["convert", "-o", "out"],
]


def call(words: list[str], folder: Path, *more: str, code: int | None = None) -> tuple[int, str]:
    """The exit code and all output of a command on a folder."""
    first = words[:2] if words[0] == "find" else words[:1]
    done = flowport(*first, folder.name, *words[len(first) :], *more, cwd=folder.parent, code=code)
    return done.returncode, (done.stdout + done.stderr).decode()


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_a_damaged_flow_makes_exit_code_2(words: list[str], folder: Path) -> None:
    """It is named with line and column, and the other files are handled."""
    damage(folder)

    code, said = call(words, folder, "-v")

    assert code == 2
    assert "menu.json: line 16, column 1: a comma before '}'" in said
    assert "data.json" in said
    if words[0] in {"draw", "arrange", "convert"}:
        assert len([path for path in (folder.parent / "out").rglob("*") if path.is_file()]) == 4


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_other_files_are_counted(words: list[str], folder: Path) -> None:
    """A folder of flows and other files is no error."""
    code, said = call(words, folder)

    assert code == 0, said
    assert "not a flow" in said
    assert "README" not in said


def test_a_folder_without_a_flow_is_an_error_unless_skipped(tmp_path: Path) -> None:
    """Only files that are not flows: exit code 2, or 0 as the hook asks for it."""
    (tmp_path / "a.json").write_text("{}")

    flowport("check", "a.json", cwd=tmp_path, code=2)
    flowport("check", "--skip-other-files", "a.json", cwd=tmp_path, code=0)


def test_import_takes_every_sort(folder: Path) -> None:
    """Flows in files, containers and files that containers name, with names and types."""
    done = flowport(
        "import", "flows", "./target/", "--type", "no ext*=AGENT_HOLD", "--json", cwd=folder.parent,
        code=None,
    )  # fmt: skip
    found = {each["name"]: each["type"] for each in json.loads(done.stdout)["flows"]}

    assert found == {
        "Plain": "CONTACT_FLOW",
        "Bare": "AGENT_HOLD",
        "Inside": "CONTACT_FLOW",
        "Named": "CONTACT_FLOW",
    }


def test_a_nameless_file_is_named_after_itself(tmp_path: Path) -> None:
    """The file's name is the flow's, and the user is informed."""
    (tmp_path / "evening menu.json").write_text(json.dumps({**FLOW, "Metadata": {}}))

    done = flowport("import", ".", "./t/", "--type", "CONTACT_FLOW", cwd=tmp_path, code=None)

    assert b"named 'evening menu' after its file" in done.stderr


def test_fixes_and_places_keep_the_container(folder: Path) -> None:
    """Arranging inside a template changes the flow's characters only."""
    flowport("arrange", "stack.yaml", "--in-place", cwd=folder)

    after = (folder / "stack.yaml").read_text()
    assert after.startswith(STACK[: STACK.index('"Metadata"')])
    assert after.endswith(STACK[STACK.index('"Actions"') :])
    assert '"position"' in after


def test_what_cannot_be_kept_is_not_changed(folder: Path) -> None:
    """A flow written as YAML stays as it is, with the reason and exit code 1."""
    text = "Version: '2019-10-30'\nStartAction: e\nActions:\n- {Identifier: e, Type: Loop}\n"
    (folder / "a.yaml").write_text(text)

    done = flowport("arrange", "a.yaml", "--in-place", cwd=folder, code=1)

    assert b"written as YAML" in done.stderr
    assert b"-o" in done.stderr
    assert (folder / "a.yaml").read_text() == text


def test_git_is_given_what_cannot_be_read(folder: Path) -> None:
    """The text conversion prints a damaged flow, and a file that is none, as they are."""
    damage(folder)

    for name in ("menu.json", "old/instance.json", "note.txt"):
        done = flowport("diff", "--textconv", name, cwd=folder, code=0)
        assert done.stdout == (folder / name).read_bytes()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("v.toml", 'n = 3\nwho = "Ann"\n'),
        ("v.yaml", "n: 3\nwho: Ann\n"),
        ("v.json", '{"n": 3, "who": "Ann"}'),
        ("v.tfvars", 'n = 3\nwho = "Ann"\n'),
    ],
)
def test_values_fill_a_template(name: str, text: str, tmp_path: Path) -> None:
    """Every format of values fills a template; without values it is an error at its place."""
    block = {"Identifier": "b", "Type": "MessageParticipant", "Transitions": {"NextAction": "end"}}
    block["Parameters"] = {"Text": "Hi ${who}", "N": "@"}
    flow = {**FLOW, "StartAction": "b", "Actions": [block, *FLOW["Actions"]]}
    (tmp_path / "a.json.tftpl").write_text(json.dumps(flow).replace('"@"', "${n}"))
    (tmp_path / name).write_text(text)

    unfilled = flowport("check", "a.json.tftpl", cwd=tmp_path, code=1)
    filled = flowport("show", "a.json.tftpl", "--values", name, cwd=tmp_path)

    assert b"a template: ${who}, ${n} not filled" in unfilled.stdout
    assert b"Hi Ann" in filled.stdout


def test_a_container_stays_inside_its_folder(folder: Path) -> None:
    """A path that leaves the given folder is refused, and nothing is read there."""
    (folder.parent / "secret.json").write_text(json.dumps(FLOW))
    (folder / "main.tf").write_text(TERRAFORM.replace("/named.json.tftpl", "/../secret.json"))

    done = flowport("check", "flows", cwd=folder.parent, code=2)

    assert b"names ../secret.json, which is outside flows" in done.stderr


def test_zip_files_are_read(tmp_path: Path) -> None:
    """Flows in a zip file are checked; an empty one, and one that leads out, are one sentence."""
    for name, member in (("a.zip", "in/menu.json"), ("b.zip", "../menu.json"), ("c.zip", None)):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            if member:
                archive.writestr(member, json.dumps(FLOW))

    done = flowport("check", "a.zip", "b.zip", "c.zip", cwd=tmp_path, code=2)
    flowport("convert", "a.zip", "-o", "out", cwd=tmp_path)

    assert b"in 1 flow" in done.stdout
    assert b"b.zip: its member '../menu.json' leads out" in done.stderr
    assert [path.name for path in (tmp_path / "out").rglob("*.json")]


def test_a_pipe_is_read_whole(tmp_path: Path) -> None:
    """A pipe that gives its text in parts is one flow."""
    text = json.dumps({**FLOW, "Metadata": {"x": "y" * 300_000}})
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(text,))
    writer.start()

    found = next(read_files([str(pipe)]))
    writer.join()

    assert found.contents.flows[0].document.content() == text
