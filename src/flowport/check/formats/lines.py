"""For editors and scripts: a line a finding, as compilers write them, and the counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.model.printable import escaped

if TYPE_CHECKING:
    from flowport.check.check_report import Placed, Report

__all__ = ["render"]


def render(report: Report) -> str:
    """``file:line:column: severity code [block] message``, then the counts."""
    return "\n".join([*map(_line, report.placed), report.summary()])


def _line(placed: Placed) -> str:
    finding = placed.finding
    block = f" [{finding.block}]" if finding.block else ""
    return escaped(f"{placed.place}: {finding.severity} {finding.code}{block} {finding.message}")
