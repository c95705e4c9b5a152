"""How a flow would be split, to be looked at before anything is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.catalogue.families import MODULE
from flowport.designer import opened
from flowport.designer.report import report
from flowport.designer.view import view
from flowport.server.designer.documents import index_of, state_of
from flowport.server.designer.heavy import parts
from flowport.server.designer.refusals import Refusal
from flowport.server.designer.registry import endpoint
from flowport.split.split import Into, Limits

if TYPE_CHECKING:
    from flowport.server.designer.ask import Ask


@endpoint("POST", "/{instance}/split", needs="View")
def look(ask: Ask) -> dict[str, Any]:
    """The parts, each with its content and its canvas; the first keeps the flow's place."""
    draft = state_of(ask).draft
    into = ask.text("into", Into.FLOWS)
    if into not in set(Into):
        raise Refusal("bad-request", "'into' is flows or modules.")
    limits = Limits(blocks=_blocks(ask)) if ask.body.get("blocks") is not None else None
    found = ask.apart(parts, draft.flow, draft.name or None, limits, Into(into))
    index, made = index_of(ask), []
    for number, flow in enumerate(found.flows):
        kind = "module" if flow.is_module else draft.kind
        type_ = MODULE if flow.is_module else draft.type
        name = draft.name if number == 0 else flow.name or f"{draft.name} {number + 1}"
        part = opened(flow, kind=kind, type=type_, name=name)
        made.append(
            {
                "name": name,
                "kind": kind,
                "type": type_,
                "content": flow.content(),
                "view": view(part),
                "counts": report(part, index).counts,
            }
        )
    carried = [{"attribute": attribute, "path": path} for path, attribute in found.carried]
    return {"parts": made, "added": sorted(found.added), "carried": carried}


def _blocks(ask: Ask) -> int:
    blocks = ask.body.get("blocks")
    if not isinstance(blocks, int) or isinstance(blocks, bool) or blocks < 1:
        raise Refusal("bad-request", "'blocks' is how many blocks a part may hold.")
    return blocks
