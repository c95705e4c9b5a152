"""Blocks: added, pasted, renamed, replaced by their JSON, removed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flowport.catalogue import IDENTIFIER_CHARACTERS, IDENTIFIER_WORDS, limit
from flowport.catalogue.families import VERSION
from flowport.designer import canvas_notes, clipboard, connecting, new_blocks
from flowport.errors import EditError
from flowport.model import edit, read_bytes
from flowport.model.parse import parse

if TYPE_CHECKING:
    from typing import Any

    from flowport.designer.command_members import Members
    from flowport.designer.draft import Draft
    from flowport.model import Flow


def add(draft: Draft, members: Members) -> Draft:
    """Add a block of the palette, perhaps at the end of a branch or in the middle of a link.

    Add the actions that the block makes; ``from`` connects, ``splice`` keeps the old target.
    """
    made = _made(draft, members)
    spot = (members.number("x"), members.number("y"))
    flow = new_blocks.added(draft.flow, made, spot)
    if "from" in members:
        origin = members.part("from")
        source, branch = origin.text("block"), origin.text("branch", "next")
        before = connecting.target(draft.flow, source, branch)
        flow = connecting.connect(flow, source, branch, made[0]["Identifier"])
        if members.truth("splice") and before:
            flow = connecting.lead_on(flow, made[-1]["Identifier"], before)
    elif members.truth("splice"):
        raise EditError("'splice' needs 'from': the link that the block is put into")
    return draft.with_flow(flow)


def _made(draft: Draft, members: Members) -> list[dict[str, Any]]:
    """The new actions: of an action's type, or of a block's mode."""
    if "type" in members:
        return new_blocks.actions(members.text("id"), [members.text("type")], {}, draft.type)
    types, parameters = new_blocks.mode(members.text("block"), members.whole("mode", 0))
    return new_blocks.actions(members.text("id"), types, parameters, draft.type)


def paste(draft: Draft, members: Members) -> Draft:
    """Paste a piece of a flow.

    Add its blocks under new names, with what a conversion said of them.
    """
    found = clipboard.read_piece(members.text("fragment"))
    at = (members.number("x"), members.number("y"))
    flow, names = clipboard.pasted(draft.flow, found, members.text("seed"), at)
    notes = tuple(
        replace(note, block=names.get(note.block, ""), id=f"{members.text('seed')}:{note.id}")
        for note in found.notes
    )
    return replace(draft, flow=flow, notes=(*draft.notes, *notes))


def rename(draft: Draft, members: Members) -> Draft:
    """Give a block a name, or take its name away.

    Rename it wherever the document names it; without a name it gets the id that is given.
    """
    block, name = members.text("block"), members.text("name").strip()
    if name:
        _want_allowed(name)
    new = name or members.text("id")
    flow = edit.rename(draft.flow, block, new)
    flow = _marked(flow, new, friendly=bool(name))
    places = {new if key == block else key: spot for key, spot in draft.places.items()}
    notes = tuple(replace(n, block=new) if n.block == block else n for n in draft.notes)
    return replace(draft, flow=flow, places=places, notes=notes)


def _marked(flow: Flow, block: str, *, friendly: bool) -> Flow:
    """The flow with the designer's mark for names that people gave."""
    known = flow.metadata_of(block)
    if friendly:
        return edit.set_metadata(flow, block, {**known, "isFriendlyName": True})
    if "isFriendlyName" not in known:
        return flow
    kept = {key: value for key, value in known.items() if key != "isFriendlyName"}
    return edit.set_metadata(flow, block, kept)


def _want_allowed(name: str) -> None:
    wrong = [letter for letter in IDENTIFIER_CHARACTERS if letter in name]
    if wrong:
        raise EditError(f"a block's name can't hold {' '.join(wrong)}")
    if name in IDENTIFIER_WORDS:
        raise EditError(f"a block can't be called {name!r}; take another word")
    if len(name) > limit("identifier_characters"):
        longest = limit("identifier_characters")
        raise EditError(f"a block's name has at most {longest} characters; this has {len(name)}")


def block_json(draft: Draft, members: Members) -> Draft:
    """Replace a block's action by what a JSON text says.

    Take the text as the action; another ``Identifier`` in it renames the block.
    """
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


def remove(draft: Draft, members: Members) -> Draft:
    """Remove blocks, with what leads to them led on if that is wanted.

    Remove each; notes that are pinned to a block go with it.
    """
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


#: Each command by its kind.
COMMANDS = {
    "add": add,
    "paste": paste,
    "rename": rename,
    "blockJson": block_json,
    "remove": remove,
}
