"""For programs: a JSON list of findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson

if TYPE_CHECKING:
    from flowport.check.report import Report

__all__ = ["render"]


def render(report: Report) -> str:
    """An object a finding: code, severity, message, file, flow, block, title, pointer,
    line, column."""
    rows = [
        {
            "code": placed.finding.code,
            "severity": str(placed.finding.severity),
            "message": placed.finding.message,
            "file": placed.file,
            "flow": placed.flow,
            "block": placed.finding.block,
            "title": placed.title,
            "pointer": placed.finding.pointer,
            "line": placed.line,
            "column": placed.column,
        }
        for placed in report.placed
    ]
    return orjson.dumps(rows, option=orjson.OPT_INDENT_2).decode()
