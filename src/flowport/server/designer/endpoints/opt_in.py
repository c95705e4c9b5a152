"""Opting in: the legacy flows of an instance, looked at and converted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.errors import FlowportError
from flowport.jobs import opting_in
from flowport.server.designer.registry import endpoint
from flowport.store.instance import StoredInstance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowport.jobs.opting_in import Converted
    from flowport.server.designer.ask import Ask


@endpoint("GET", "/{instance}/opt-in", needs="View")
def look(ask: Ask) -> dict[str, Any]:
    """Which flows are in the legacy format, and what converting them says."""
    found = list(opting_in.plan(StoredInstance(ask.app.store, ask.instance)))
    _permit(ask, found, "View")
    return {"flows": [_converted(each) for each in found]}


@endpoint("POST", "/{instance}/opt-in", needs="Edit")
def opt_in(ask: Ask) -> dict[str, Any]:
    """Convert legacy flows: all, or those of the ids; each tells what became of it."""
    instance, wanted = StoredInstance(ask.app.store, ask.instance), set(ask.texts("flows"))
    found = list(opting_in.plan(instance, wanted or None))
    _permit(ask, found, "Edit", "Publish")
    return {"flows": [{**_converted(each), **_done(instance, each)} for each in found]}


def _permit(ask: Ask, found: Sequence[Converted], *steps: str) -> None:
    """Go on only if the user may do the steps with whatever was found, flow or module."""
    for kind in {"flow", *(each.summary.key.kind.value for each in found)}:
        for step in steps:
            ask.permit(step, kind)


def _done(instance: StoredInstance, each: Converted) -> dict[str, Any]:
    if each.problem:
        return {"ok": False, "reasons": [each.problem]}
    try:
        reasons = opting_in.carry_out(instance, each)
    except FlowportError as error:
        return {"ok": False, "reasons": [str(error)]}
    return {"ok": True, "reasons": list(reasons)}


def _converted(each: Converted) -> dict[str, Any]:
    notes = [{"block": n.block, "kind": n.kind.value, "message": n.message} for n in each.notes]
    return {
        "id": each.summary.key.id,
        "kind": each.summary.key.kind.value,
        "name": each.summary.name,
        "type": each.summary.type,
        "exact": all(note["kind"] == "exact" for note in notes),
        "notes": [note for note in notes if note["kind"] != "exact"],
        "errors": list(each.errors),
        "problem": each.problem,
        "draftOnly": each.draft_only,
    }
