"""Do the fix that a finding offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.designer import report
from flowport.errors import EditError

if TYPE_CHECKING:
    from flowport.designer.draft import Draft
    from flowport.designer.members import Members


def perform(draft: Draft, members: Members) -> Draft:
    """Make its changes in their order."""
    code, where = members.text("code"), members.text("pointer")
    for finding in report.checked(draft):
        if (finding.code, finding.pointer) == (code, where) and finding.fix:
            flow = draft.flow
            for change in finding.fix.changes:
                if change.remove:
                    flow = flow.without(change.pointer)
                else:
                    flow = flow.with_value(change.pointer, change.value)
            return draft.with_flow(flow)
    raise EditError(f"there is nothing that {code} could fix at {where or 'the flow'}")
