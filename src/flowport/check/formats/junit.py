"""For test reports: JUnit's XML, a suite a flow; errors and warnings are failures."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from flowport.check.finding import Severity
from flowport.check.rule_registry import named
from flowport.model.printable import escaped

if TYPE_CHECKING:
    from flowport.check.check_report import Placed, Report

__all__ = ["render"]


def render(report: Report) -> str:
    """A suite a file; a flow without findings is one case that passed."""
    suites = [
        _suite(file, [placed for placed in report.placed if placed.file == file])
        for file in report.files
    ]
    body = "\n".join(suites)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="flowport check">'
    return f"{head}\n{body}\n</testsuites>"


def _suite(file: str, placed: list[Placed]) -> str:
    cases = [_case(file, one) for one in placed] or [
        f'    <testcase classname={_quoted(file)} name="check"/>'
    ]
    failed = sum(1 for one in placed if one.finding.severity is not Severity.INFO)
    head = f'  <testsuite name={_quoted(file)} tests="{len(cases)}" failures="{failed}" errors="0">'
    return "\n".join([head, *cases, "  </testsuite>"])


def _case(file: str, placed: Placed) -> str:
    finding = placed.finding
    name = f"{finding.code} {named(finding.code).name}"
    if finding.block:
        name += f" [{finding.block}]"
    place = f"{file}:{placed.line}:{placed.column}" if placed.line else file
    body = escape("\n".join(map(escaped, (place, finding.pointer, finding.message))))
    inside = (
        f"      <system-out>{body}</system-out>"
        if finding.severity is Severity.INFO
        else f"      <failure type={_quoted(finding.severity)} "
        f"message={_quoted(finding.message)}>{body}</failure>"
    )
    head = f"    <testcase classname={_quoted(file)} name={_quoted(name)}>"
    return f"{head}\n{inside}\n    </testcase>"


def _quoted(text: str) -> str:
    return f'"{escape(escaped(text))}"'
