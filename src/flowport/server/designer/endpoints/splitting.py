"""How a flow would be split, to look at before anything is stored, and the parts as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue.families import MODULE
from flowport.designer import opened
from flowport.designer.document_report import report
from flowport.designer.view import view
from flowport.server.designer.documents import index_of, state_of
from flowport.server.designer.endpoint_registry import endpoint
from flowport.server.designer.endpoints.taking_out import zipped
from flowport.server.designer.heavy import parts
from flowport.server.designer.refusals import Refusal
from flowport.split.split import Into, Limits

if TYPE_CHECKING:
    from flowport.designer import Draft
    from flowport.designer.schema.answer_schema import (
        CarriedValueJSON,
        SplitPartJSON,
        SplitPreviewJSON,
    )
    from flowport.server.designer.ask import Ask, DesignerReply
    from flowport.split.split import Split


@endpoint("POST", "/{instance}/split", needs="View")
def look(ask: Ask) -> SplitPreviewJSON:
    """The parts, each with its content and its canvas; the first keeps the flow's place."""
    draft, found = _split(ask)
    index = index_of(ask)
    made: list[SplitPartJSON] = [
        {
            "name": part.name,
            "kind": part.kind,
            "type": part.type,
            "content": part.flow.content(),
            "view": view(part),
            "counts": report(part, index).counts,
        }
        for part in _drafts(draft, found)
    ]
    carried: list[CarriedValueJSON] = [
        {"attribute": attribute, "path": path} for path, attribute in found.carried
    ]
    return {
        "parts": made,
        "added": sorted(found.added),
        "carried": carried,
        "blocks": _limits(ask).blocks,
    }


@endpoint("POST", "/{instance}/split/files", needs="View")
def files(ask: Ask) -> DesignerReply:
    """The parts as a zip of files, which are those of ``flowport split``."""
    draft, found = _split(ask)
    parts = [(part.name, part.flow.content()) for part in _drafts(draft, found)]
    return zipped(parts, f"{draft.name or 'flow'} split")


def _split(ask: Ask) -> tuple[Draft, Split]:
    """The document of a call, and what its split gives."""
    draft = state_of(ask).draft
    into = ask.text("into", Into.FLOWS)
    if into not in set(Into):
        raise Refusal("bad-request", "'into' is flows or modules.")
    return draft, ask.apart(parts, draft.flow, draft.name or None, _limits(ask), Into(into))


def _drafts(draft: Draft, found: Split) -> list[Draft]:
    """The parts as documents; the first has the name of the whole."""
    made = []
    for number, flow in enumerate(found.flows):
        kind = "module" if flow.is_module else draft.kind
        type_ = MODULE if flow.is_module else draft.type
        name = draft.name if number == 0 else flow.name or f"{draft.name} {number + 1}"
        made.append(opened(flow, kind=kind, type=type_, name=name))
    return made


def _limits(ask: Ask) -> Limits:
    return Limits() if ask.body.get("blocks") is None else Limits(blocks=_blocks(ask))


def _blocks(ask: Ask) -> int:
    blocks = ask.body.get("blocks")
    if not isinstance(blocks, int) or isinstance(blocks, bool) or blocks < 1:
        raise Refusal("bad-request", "'blocks' is how many blocks a part may hold.")
    return blocks
