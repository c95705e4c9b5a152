"""``flowport check`` and ``flowport explain``, run as a person runs them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from breaking import EXAMPLES
from command import ROOT, flowport
from flowport.check.rule_pages import pages
from flowport.folder import FolderInstance
from instances.kinds import new_flow

if TYPE_CHECKING:
    from pathlib import Path

GOOD = EXAMPLES / "S009" / "good.json"
BAD = EXAMPLES / "S009" / "bad.json"
WARNED = EXAMPLES / "D001" / "bad.json"


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ([GOOD], 0),
        ([BAD], 1),
        ([WARNED], 0),
        ([WARNED, "--fail-on", "warning"], 1),
        ([BAD, "--ignore", "S009,S012"], 0),
        ([BAD, "--select", "limits"], 0),
    ],
)
def test_exit_code(tmp_path: Path, args: list[str | Path], code: int) -> None:
    """1 when a finding reaches --fail-on, else 0."""
    flowport("check", *args, cwd=tmp_path, code=code)


def test_line_and_column(tmp_path: Path) -> None:
    """A finding is shown at its line and column in the file."""
    rows = json.loads(flowport("check", BAD, "--format", "json", cwd=tmp_path, code=1).stdout)
    lines = BAD.read_text(encoding="utf-8").splitlines()

    assert lines[rows[0]["line"] - 1][rows[0]["column"] - 1 :].startswith('"goodbey"')


def test_standard_input(tmp_path: Path) -> None:
    """A flow is read from standard input."""
    done = flowport("check", "-", stdin=BAD.read_bytes(), cwd=tmp_path, code=1)

    assert done.stdout.startswith(b"standard input:")


def test_folder_leaves_other_files_alone(tmp_path: Path) -> None:
    """In a folder, files that are no flows are skipped."""
    (tmp_path / "flow.json").write_bytes(GOOD.read_bytes())
    (tmp_path / "package.json").write_text("{}", encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\xff")

    assert flowport("check", ".", cwd=tmp_path).stdout == (
        b"0 errors, 0 warnings, 0 for information in 1 flow\n"
    )


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["."], b"there is no flow in ."),
        (["nowhere.json"], b"no such file"),
        (["picture.png"], b"picture.png"),
        (["words.json"], b"words.json"),
        ([GOOD, "--select", "Z1"], b"no rule 'Z1'"),
        ([GOOD, "--type", "inbox"], b"'inbox' is not a flow type"),
        ([GOOD, "--config", "missing.toml"], b"missing.toml"),
        ([GOOD, "--instance", "mine"], b"no instance or folder named 'mine'"),
    ],
)
def test_bad_call_is_one_sentence(tmp_path: Path, args: list[str | Path], said: bytes) -> None:
    """A call that makes no sense gets one sentence and exit code 2."""
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\xff")
    (tmp_path / "words.json").write_text("hello", encoding="utf-8")
    done = flowport("check", *args, cwd=tmp_path, code=2)

    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_fix_rewrites_the_file(tmp_path: Path) -> None:
    """--fix fixes the file and says what it did."""
    path = tmp_path / "flow.json"
    path.write_bytes((EXAMPLES / "S010" / "bad.json").read_bytes())
    done = flowport("check", "--fix", path, cwd=tmp_path)

    assert b"fixed" in done.stderr
    assert b'"NextAction": "goodbye"' in path.read_bytes()


def test_settings_file(tmp_path: Path) -> None:
    """flowport.toml ignores, excludes, suppresses, and says from when to fail."""
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "draft.json").write_bytes(BAD.read_bytes())
    (tmp_path / "flow.json").write_bytes(BAD.read_bytes())
    (tmp_path / "flowport.toml").write_text(
        '[check]\nignore = ["S012"]\nexclude = ["drafts/*"]\nfail-on = "info"\n'
        '[[check.suppress]]\ncode = "S009"\nflow = "flow.json"\nblock = "hello"\n'
        'reason = "later"\n',
        encoding="utf-8",
    )

    assert flowport("check", ".", cwd=tmp_path).stdout.startswith(b"0 errors")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[check", b"invalid TOML"),
        ("[check]\nselekt = []", b"'selekt'"),
        ("[chek]\nignore = []", b"unknown key 'chek'"),
        ('[check]\nignore = ["Z1"]', b"no rule 'Z1'"),
        ('[check]\nfail-on = "never"', b"fail-on"),
        ('[check]\nignore = "S009"', b"list of strings"),
        ('[[check.suppress]]\ncode = "S009"', b"a code and a reason"),
    ],
)
def test_bad_settings_are_one_sentence(tmp_path: Path, text: str, said: bytes) -> None:
    """A mistake in flowport.toml is named with the file."""
    (tmp_path / "flowport.toml").write_text(text, encoding="utf-8")
    done = flowport("check", GOOD, cwd=tmp_path, code=2)

    assert b"flowport.toml" in done.stderr
    assert said in done.stderr


@pytest.mark.parametrize("name", ["Play promt", "MessageParticipent"])
def test_explain_suggests_a_block(name: str) -> None:
    """A misspelled block is answered with the nearest one."""
    done = flowport("explain", name, code=2)

    assert "did you mean '" in done.stderr.decode()


def test_a_misspelled_type_is_answered_with_its_name() -> None:
    """The suggestion is the type as it is written."""
    done = flowport("check", GOOD, "--type", "contact-flow", code=2)

    assert "did you mean 'CONTACT_FLOW'?" in done.stderr.decode()


def test_explain_prints_the_page(tmp_path: Path) -> None:
    """A rule is explained by its code or name."""
    by_code = flowport("explain", "S009", cwd=tmp_path).stdout

    assert by_code == flowport("explain", "dangling-branch", cwd=tmp_path).stdout
    assert b"What it does:" in by_code


def test_explain_lists(tmp_path: Path) -> None:
    """Without a code all rules are listed."""
    assert b"S009  error    dangling-branch" in flowport("explain", cwd=tmp_path).stdout


def test_explain_says_what_it_does_not_know(tmp_path: Path) -> None:
    """An unknown code gets one sentence."""
    assert b"no rule 'Z1'" in flowport("explain", "Z1", cwd=tmp_path, code=2).stderr


def test_pages_are_not_stale() -> None:
    """docs/rules is what `flowport explain --write docs/rules` writes."""
    folder = ROOT / "docs" / "rules"
    there = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}

    assert there == pages()


QUEUE = "arn:aws:connect:us-east-1:111122223333:instance/{}/queue/{}"


def labelled(queue: str, label: str) -> bytes:
    """A flow that sets a queue, which it shows under a label."""
    tree = json.loads((EXAMPLES / "R009" / "good.json").read_bytes())
    block = next(each for each in tree["Actions"] if "QueueId" in each["Parameters"])
    for each in tree["Actions"]:
        if "QueueId" in each["Parameters"]:
            each["Parameters"]["QueueId"] = queue
    known = tree["Metadata"]["ActionMetadata"]
    for name in list(known):
        known[name] = {}
    known[block["Identifier"]] = {"parameters": {"QueueId": {"displayName": label}}}
    return json.dumps(tree).encode()


def doubles(folder: Path, *args: str) -> list[tuple[str, str]]:
    """The file and block of each finding about labels in a folder."""
    done = flowport("check", *(args or (".",)), "--format", "json", cwd=folder, code=None)
    found = [row for row in json.loads(done.stdout) if row["code"] == "R009"]
    return [(row["file"], row["message"].partition(" ")[0]) for row in found]


@pytest.mark.parametrize("more", [(), ("--select", "R009")])
def test_labels_are_compared_across_flows(tmp_path: Path, more: tuple[str, ...]) -> None:
    """A label that two flows give to two queues is reported in both, wherever each is read."""
    for number in (1, 2):
        data = labelled(QUEUE.format("a", f"q-{number}"), "Claims")
        (tmp_path / f"flow{number}.json").write_bytes(data)
    (tmp_path / "other.json").write_bytes(labelled(QUEUE.format("a", "q-3"), "Sales"))

    assert doubles(tmp_path, ".", *more) == [("flow1.json", "2"), ("flow2.json", "2")]


def test_labels_of_one_queue_are_right(tmp_path: Path) -> None:
    """Two flows that show one queue under one label are as they should be."""
    for number in (1, 2):
        data = labelled(QUEUE.format("a", "q-1"), "Claims")
        (tmp_path / f"flow{number}.json").write_bytes(data)

    assert doubles(tmp_path) == []


def test_exported_folders_are_compared_each_by_itself(tmp_path: Path) -> None:
    """The same label of two instances is no fault where each has its own exported folder."""
    for name in ("dev", "prod"):
        folder = FolderInstance(tmp_path / name)
        text = labelled(QUEUE.format(name, f"q-{name}"), "Claims").decode()
        folder.create(new_flow("Main", text), publish=True)

    assert doubles(tmp_path) == []


def test_an_ignored_rule_looks_at_no_batch(tmp_path: Path) -> None:
    """Where the rule is ignored, labels across flows are not reported either."""
    for number in (1, 2):
        data = labelled(QUEUE.format("a", f"q-{number}"), "Claims")
        (tmp_path / f"flow{number}.json").write_bytes(data)

    assert doubles(tmp_path, ".", "--ignore", "R009") == []


def test_a_wrong_type_is_said_once(tmp_path: Path) -> None:
    """It is an error of the call, not of each file."""
    for number in range(3):
        (tmp_path / f"{number}.json").write_bytes(GOOD.read_bytes())
    done = flowport("check", tmp_path, "--type", "CONTACT_FLO", cwd=tmp_path, code=2)

    assert done.stderr.count(b"not a flow type") == 1
    assert b"did you mean 'CONTACT_FLOW'" in done.stderr


def test_the_instance_is_named_as_everywhere(tmp_path: Path) -> None:
    """--instance takes a name of flowport.toml, whose ARN is not asked for, and a folder."""
    arn = "arn:aws:connect:eu-west-2:111122223333:instance/8f2f8a56-3c1e-4b0d-9d57-6c1f5a0b7e21"
    (tmp_path / "flowport.toml").write_text(f'[instances.prod]\narn = "{arn}"\n')
    foreign = EXAMPLES / "R007" / "bad.json"
    found = [
        flowport("check", foreign, "--instance", name, "--format", "json", cwd=tmp_path, code=None)
        for name in (arn, "prod")
    ]

    assert found[0].stdout == found[1].stdout
    lost = flowport("check", foreign, "--instance", "prd", cwd=tmp_path, code=2)
    assert b"did you mean 'prod'" in lost.stderr
