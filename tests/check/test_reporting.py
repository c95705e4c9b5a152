"""How ``flowport check`` reports many findings: counts, quiet, files, diffs, known findings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from breaking import EXAMPLES
from command import flowport
from flowport.check import Finding, Severity
from flowport.check.baseline import baseline_of, read_baseline
from flowport.check.check_report import Placed, Report
from flowport.check.statistics import statistics
from flowport.errors import CheckError

if TYPE_CHECKING:
    from pathlib import Path

BAD = EXAMPLES / "S009" / "bad.json"
WARNED = EXAMPLES / "D001" / "bad.json"
FIXABLE = EXAMPLES / "S010" / "bad.json"


def placed(file: str, code: str, block: str, line: int = 1) -> Placed:
    """A finding somewhere."""
    return Placed(file, Finding(code, Severity.ERROR, "wrong", block), line, 1)


OLD = Report(("a.json",), (placed("a.json", "S009", "x"), placed("a.json", "S009", "x", 2)))


def test_statistics_count_by_rule_the_most_frequent_first() -> None:
    """A line a rule: how often, how bad, which, and in how many files."""
    more = (*OLD.placed, placed("b.json", "S008", "y"))

    assert statistics(Report(("a.json", "b.json"), more)).splitlines() == [
        "2 error   S009 dangling-branch, in 1 file",
        "1 error   S008 unconnected-branch, in 1 file",
        "3 errors, 0 warnings, 0 for information in 2 flows",
    ]


def test_a_baseline_knows_its_findings_wherever_they_move() -> None:
    """Other lines make no finding new, one more of a kind does."""
    known = read_baseline(baseline_of(OLD).dump(), "b.json")
    moved = tuple(placed("a.json", "S009", "x", line) for line in (7, 8, 9))

    report, old, gone = known.new(Report(("a.json",), moved))

    assert (len(report.placed), old, gone) == (1, 2, 0)


def test_a_baseline_says_what_is_gone() -> None:
    """Findings that were fixed are counted, but not those of files that were not checked."""
    known = read_baseline(baseline_of(OLD).dump(), "b.json")

    assert known.new(Report(("a.json",), ()))[2] == 2
    assert known.new(Report(("b.json",), ()))[2] == 0


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version": 1, "findings": [1]}', '{"version": 9, "findings": []}']
)
def test_a_damaged_baseline_is_one_sentence(text: str) -> None:
    """Whatever the file holds, the sentence names it."""
    with pytest.raises(CheckError, match=r"b\.json"):
        read_baseline(text, "b.json")


def test_quiet_shows_only_what_fails(tmp_path: Path) -> None:
    """A warning that does not fail the command is not shown, nor are the counts."""
    assert flowport("check", "-q", WARNED, cwd=tmp_path).stdout == b""
    assert b"S009" in flowport("check", "-q", BAD, cwd=tmp_path, code=1).stdout


def test_the_report_goes_to_a_file(tmp_path: Path) -> None:
    """The file has the report, and standard output the counts."""
    done = flowport(
        "check", BAD, "--format", "json", "--output-file", "found.json", cwd=tmp_path, code=1
    )

    assert done.stdout.startswith(b"2 errors")
    assert json.loads((tmp_path / "found.json").read_bytes())


def test_diff_shows_the_fix_and_writes_nothing(tmp_path: Path) -> None:
    """A unified diff, exit code 1, and the file as it was; 0 where nothing would change."""
    (tmp_path / "flow.json").write_bytes(FIXABLE.read_bytes())
    done = flowport("check", "--fix", "--diff", "flow.json", cwd=tmp_path, code=1)

    assert b'+        "NextAction": "goodbye"' in done.stdout
    assert (tmp_path / "flow.json").read_bytes() == FIXABLE.read_bytes()
    flowport("check", "--diff", EXAMPLES / "S010" / "good.json", cwd=tmp_path)


def test_a_baseline_lets_old_findings_pass(tmp_path: Path) -> None:
    """Written once, it makes the same findings pass, and flowport.toml may name it."""
    (tmp_path / "flow.json").write_bytes(BAD.read_bytes())
    (tmp_path / "flowport.toml").write_text('[check]\nbaseline = "known.json"\n')

    flowport("check", "flow.json", "--write-baseline", cwd=tmp_path)
    assert b"3 known findings" in flowport("check", "flow.json", cwd=tmp_path).stderr


def test_a_baseline_without_a_name_is_one_sentence(tmp_path: Path) -> None:
    """There is no default file that could be overwritten by accident."""
    done = flowport("check", BAD, "--write-baseline", cwd=tmp_path, code=2)

    assert b"needs --baseline FILE" in done.stderr


def test_an_exported_folder_says_which_instance_is_meant(tmp_path: Path) -> None:
    """The instance.json beside a flow names its instance, so a foreign reference is an error."""
    arn = "arn:aws:connect:eu-west-2:333333333333:instance/33333333-3333-4333-8333-333333333333"
    flow = (EXAMPLES / "R006" / "bad.json").read_bytes()
    entry = {"file": "flow.json", "kind": "flow", "id": "1", "name": "Flow", "type": "CONTACT_FLOW"}
    record = {"instance": {"arn": arn, "alias": "here"}, "flows": [entry]}
    (tmp_path / "flow.json").write_bytes(flow)
    flowport("check", "flow.json", "--select", "R006", cwd=tmp_path)

    (tmp_path / "instance.json").write_text(json.dumps(record))
    done = flowport("check", "flow.json", "--select", "R006", cwd=tmp_path, code=1)
    assert b"error R006" in done.stdout
