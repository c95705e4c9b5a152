"""Fixes applied: a flow and its findings in, the fixed flow out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.errors import EditError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flowport.check.finding import Finding
    from flowport.model import Flow

__all__ = ["apply"]


def apply(flow: Flow, findings: Iterable[Finding]) -> tuple[Flow, tuple[Finding, ...]]:
    """The flow with the findings' fixes applied, and the findings that had one.

    A fix whose place an earlier one took away is left out.
    """
    applied: list[Finding] = []
    for finding in findings:
        if finding.fix is None:
            continue
        try:
            changed = flow
            for change in finding.fix.changes:
                changed = (
                    changed.without(change.pointer)
                    if change.remove
                    else changed.with_value(change.pointer, change.value)
                )
        except EditError:
            continue
        flow = changed
        applied.append(finding)
    return flow, tuple(applied)
