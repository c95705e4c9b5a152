"""Remove blocks, with what leads to them led on if that is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.designer import canvas_notes, connecting
from flowport.model import edit

if TYPE_CHECKING:
    from flowport.designer.draft import Draft
    from flowport.designer.members import Members
    from flowport.model import Flow


def perform(draft: Draft, members: Members) -> Draft:
    """Remove each; notes that are pinned to a block go with it."""
    flow = draft.flow
    for identifier in members.texts("ids"):
        flow = _removed(flow, identifier, reconnect=members.truth("reconnect"))
    return draft.with_flow(flow)


def _removed(flow: Flow, identifier: str, *, reconnect: bool) -> Flow:
    gone = flow.action(identifier)
    leading = {other.id: other for other in flow.actions if _leads(other.branches, identifier)}
    usual = connecting.usual(gone) if reconnect else None
    heir = gone.branch(usual) if usual else None
    after = edit.remove(flow, identifier)
    after = canvas_notes.without(after, pinned_to=identifier)
    if heir is None or heir.target in {"", identifier}:
        return after
    if flow.start == identifier:
        after = edit.set_start(after, heir.target)
    for other in leading.values():
        for branch in other.branches:
            if branch.target == identifier and other.id != identifier:
                after = edit.connect(after, other.id, branch.key, heir.target)
    return after


def _leads(branches: object, identifier: str) -> bool:
    return isinstance(branches, tuple) and any(each.target == identifier for each in branches)
