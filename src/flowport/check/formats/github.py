"""For GitHub Actions: workflow commands, which annotate the lines of a pull request."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flowport.check.finding import Severity
from flowport.check.rule_registry import named
from flowport.model.printable import escaped

if TYPE_CHECKING:
    from flowport.check.check_report import Placed, Report

__all__ = ["render"]

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report) -> str:
    """A command a finding, and the counts as a plain line."""
    return "\n".join([*map(_command, report.placed), report.summary()])


def _command(placed: Placed) -> str:
    finding = placed.finding
    properties = {
        "file": placed.file,
        "line": placed.line,
        "col": placed.column,
        "title": f"{finding.code} {named(finding.code).name}",
    }
    members = ",".join(
        f"{key}={_property(str(value))}" for key, value in properties.items() if value
    )
    block = f"[{finding.block}] " if finding.block else ""
    return f"::{_LEVELS[finding.severity]} {members}::{_data(block + finding.message)}"


def _data(text: str) -> str:
    return "%0A".join(escaped(line.replace("%", "%25")) for line in re.split(r"\r\n|\r|\n", text))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
