"""Output formats: pure renderings of a report, each in the form that its readers want."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft4Validator

from flowport.check import Finding, Severity
from flowport.check.check_report import Placed, Report
from flowport.check.formats import names, render
from flowport.errors import CheckError

HERE = Path(__file__).parent
ERROR = Finding("S009", Severity.ERROR, "50% of <it>\nis: wrong", "hello", "/Actions/0/Type")
HINT = Finding("S014", Severity.INFO, "a hint")
REPORT = Report(
    ("a b,c.json", "fine.json"),
    (Placed("a b,c.json", ERROR, 3, 7), Placed("a b,c.json", HINT)),
    "1.2",
)


def sarif() -> Any:
    """The report as SARIF, parsed."""
    return json.loads(render("sarif", REPORT))


def test_formats_are_found_by_name() -> None:
    """The six formats that are promised are there."""
    assert names() == ["github", "json", "junit", "lines", "sarif", "text"]


def test_unknown_format_is_said() -> None:
    """Another format is an error that lists them."""
    with pytest.raises(CheckError, match="github, json"):
        render("pdf", REPORT)


def test_lines_are_a_line_a_finding() -> None:
    """A compiler's line: file, line, column, severity, code, block, message."""
    assert render("lines", REPORT).startswith("a b,c.json:3:7: error S009 [hello] 50% of <it>")


def test_lines_show_control_characters() -> None:
    """A line end or an escape sequence in a flow stays within its line."""
    odd = Placed("x.json", Finding("S009", Severity.ERROR, "a\nb\x1b[2J", "c\rd"))

    assert render("lines", Report(("x.json",), (odd,))).splitlines()[0] == (
        r"x.json: error S009 [c\rd] a\nb\x1b[2J"
    )


def test_text_groups_by_flow_with_the_block_s_title_first() -> None:
    """A heading a flow; below it place, severity, code, the block's title, its id, the message."""
    found = Finding("S009", Severity.ERROR, "leads nowhere", "4f-1")
    placed = [
        Placed("a.json", found, 3, 7, "Main menu", "Play prompt “Welcome”"),
        Placed("a.json", HINT, 1, 1, "Main menu"),
        Placed("b.json", ERROR, 2, 1, "", "hello"),
    ]

    assert render("text", Report(("a.json", "b.json"), tuple(placed))).splitlines() == [
        "a.json: Main menu",
        "  3:7 error S009 Play prompt “Welcome” [4f-1]: leads nowhere",
        "  1:1 info S014 a hint",
        "",
        "b.json:",
        r"  2:1 error S009 hello: 50% of <it>\nis: wrong",
        "",
        "2 errors, 0 warnings, 1 for information in 2 flows",
    ]


@pytest.mark.parametrize("name", names())
def test_half_a_character_is_spelled_out(name: str) -> None:
    """A lone surrogate, which JSON may hold and UTF-8 can't, is written as its escape."""
    odd = Placed("\udcff.json", Finding("S009", Severity.ERROR, "\ud800", "\udc00", "/\ud800"))

    assert "ud800" in render(name, Report(("\udcff.json",), (odd,))).encode().decode()


def test_text_ends_with_counts() -> None:
    """The last line counts."""
    assert render("text", REPORT).endswith("1 error, 0 warnings, 1 for information in 2 flows")


def test_json_has_all_fields() -> None:
    """A finding is an object with eight keys."""
    assert json.loads(render("json", REPORT))[0] == {
        "code": "S009",
        "severity": "error",
        "message": "50% of <it>\nis: wrong",
        "file": "a b,c.json",
        "block": "hello",
        "pointer": "/Actions/0/Type",
        "line": 3,
        "column": 7,
    }


def test_github_escapes() -> None:
    """Commas, colons, percent signs and line ends are written as GitHub reads them."""
    first = render("github", REPORT).splitlines()[0]

    assert first == (
        "::error file=a b%2Cc.json,line=3,col=7,title=S009 dangling-branch"
        "::[hello] 50%25 of <it>%0Ais: wrong"
    )


def test_junit_is_xml_with_a_suite_a_file() -> None:
    """Each flow is a suite, also one without findings."""
    tree = ET.fromstring(render("junit", REPORT))  # noqa: S314  our own text

    assert [(s.get("name"), s.get("failures")) for s in tree] == [
        ("a b,c.json", "1"),
        ("fine.json", "0"),
    ]


def test_junit_takes_strange_characters() -> None:
    """Characters that XML has no room for do not break the file."""
    odd = Placed("x.json", Finding("S009", Severity.ERROR, "\x00\ud800", "\x1b"))

    assert ET.fromstring(render("junit", Report(("x.json",), (odd,)))) is not None  # noqa: S314


def test_sarif_is_valid() -> None:
    """The log is valid under the schema of SARIF 2.1.0 (its descriptions taken out)."""
    schema = json.loads((HERE / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    validator = Draft4Validator(schema)

    assert not [error.message for error in validator.iter_errors(sarif())]


def test_sarif_of_nothing_is_valid() -> None:
    """A run without findings is a valid log as well."""
    schema = json.loads((HERE / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    log = json.loads(render("sarif", Report(("fine.json",), ())))

    assert Draft4Validator(schema).is_valid(log)


def test_sarif_names_its_rules() -> None:
    """Every result points at a rule of the run, by id and by index."""
    run = sarif()["runs"][0]
    rules = run["tool"]["driver"]["rules"]

    assert all(rules[r["ruleIndex"]]["id"] == r["ruleId"] for r in run["results"])


def test_sarif_quotes_files() -> None:
    """A file's name is a URI reference."""
    result = sarif()["runs"][0]["results"][0]

    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%20b%2Cc.json"


def test_sarif_fingerprint_survives_other_blocks() -> None:
    """A finding keeps its fingerprint when its block moves in the file."""
    moved = Finding("S009", Severity.ERROR, "else", "hello", "/Actions/9/Type")
    log = json.loads(render("sarif", Report(("a b,c.json",), (Placed("a b,c.json", moved, 9, 9),))))
    prints = [run["runs"][0]["results"][0]["partialFingerprints"] for run in (log, sarif())]

    assert prints[0] == prints[1]
