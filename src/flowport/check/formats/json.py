"""For programs: a JSON list of findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.model.document import PLAIN

if TYPE_CHECKING:
    from flowport.check.check_report import Report

__all__ = ["render"]


def render(report: Report) -> str:
    """An object a finding: what was found, where, and in which block of which flow."""
    rows = [
        {
            "code": placed.finding.code,
            "severity": str(placed.finding.severity),
            "message": placed.finding.message,
            "file": placed.file,
            "block": placed.finding.block,
            "pointer": placed.finding.pointer,
            "line": placed.line,
            "column": placed.column,
            **({"flow": placed.flow} if placed.flow else {}),
            **({"title": placed.title} if placed.title else {}),
        }
        for placed in report.placed
    ]
    return PLAIN.document(rows).decode()
