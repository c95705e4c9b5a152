"""For a terminal: a line a finding, as compilers write them, and a closing sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flowport.check.report import Placed, Report

__all__ = ["render"]

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def render(report: Report) -> str:
    """``file:line:column: severity code [block] message``, then the counts."""
    return "\n".join([*map(_line, report.placed), report.summary()])


def _line(placed: Placed) -> str:
    finding = placed.finding
    where = placed.file if placed.line is None else f"{placed.file}:{placed.line}:{placed.column}"
    block = f" [{finding.block}]" if finding.block else ""
    said = f"{where}: {finding.severity} {finding.code}{block} {finding.message}"
    return said if said.isprintable() else _CONTROL.sub(lambda c: repr(c[0])[1:-1], said)
