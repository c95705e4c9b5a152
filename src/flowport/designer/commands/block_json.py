"""Replace a block's action by what a JSON text says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flowport.catalogue.families import VERSION
from flowport.errors import EditError
from flowport.model import edit, read_bytes
from flowport.model.parse import parse

if TYPE_CHECKING:
    from flowport.designer.draft import Draft
    from flowport.designer.members import Members


def perform(draft: Draft, members: Members) -> Draft:
    """Take the text as the action; another ``Identifier`` in it renames the block."""
    block = members.text("block")
    action = draft.flow.action(block)
    tree = _action(members.text("text"))
    name = tree["Identifier"]
    flow, places, notes = draft.flow, draft.places, draft.notes
    if name != block:
        flow = edit.rename(flow, block, name)
        places = {name if key == block else key: spot for key, spot in places.items()}
        notes = tuple(replace(n, block=name) if n.block == block else n for n in notes)
    return replace(draft, flow=flow.with_value(action.pointer, tree), places=places, notes=notes)


def _action(text: str) -> dict[str, Any]:
    data = text.encode(errors="surrogatepass")
    tree = parse(data, source="the block's JSON")
    if not isinstance(tree, dict):
        raise EditError("a block's JSON is an object with Identifier, Type and so on")
    if not isinstance(tree.get("Identifier"), str) or not tree["Identifier"]:
        raise EditError("the block's JSON lacks its Identifier, a string")
    read_bytes(
        b'{"Version": "%b", "Actions": [' % VERSION.encode() + data + b"]}", name="the block's JSON"
    )
    return tree
