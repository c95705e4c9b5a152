"""How often each rule spoke, for a first look at many flows."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from flowport.check.rule_registry import named

if TYPE_CHECKING:
    from flowport.check.check_report import Report

__all__ = ["statistics"]


def statistics(report: Report) -> str:
    """A line a rule, the most frequent first: how often, in how many files, and which rule."""
    found = report.placed
    counts = Counter((p.finding.code, p.finding.severity) for p in found)
    files: defaultdict[str, set[str]] = defaultdict(set)
    for placed in found:
        files[placed.finding.code].add(placed.file)
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    width = len(str(max(counts.values(), default=0)))
    lines = [
        f"{count:>{width}} {severity:<7} {code} {named(code).name}, in {len(files[code])} "
        f"file{'s' if len(files[code]) != 1 else ''}"
        for (code, severity), count in rows
    ]
    return "\n".join([*lines, report.summary()])
