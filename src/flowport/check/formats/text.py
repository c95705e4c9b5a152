"""For people: the findings of each flow below its name, each with its block's title first."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from flowport.model.printable import escaped

if TYPE_CHECKING:
    from flowport.check.check_report import Placed, Report

__all__ = ["render"]


def render(report: Report) -> str:
    """A heading a flow, a line a finding, an empty line between flows, and the counts."""
    lines: list[str] = []
    for (file, flow), group in groupby(report.placed, key=lambda one: (one.file, one.flow)):
        lines.append(escaped(f"{file}: {flow}".rstrip()))
        lines += [escaped(_line(placed)) for placed in group]
        lines.append("")
    return "\n".join([*lines, report.summary()])


def _line(placed: Placed) -> str:
    finding = placed.finding
    at = f"{placed.line}:{placed.column} " if placed.line is not None else ""
    block = placed.title
    if finding.block and finding.block not in block:
        block = f"{block} [{finding.block}]".lstrip()
    who = f"{block}: " if block else ""
    return f"  {at}{finding.severity} {finding.code} {who}{finding.message}"
