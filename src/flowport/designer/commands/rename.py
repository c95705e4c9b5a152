"""Give a block a name, or take its name away."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flowport.catalogue import IDENTIFIER_CHARACTERS, IDENTIFIER_WORDS, limit
from flowport.errors import EditError
from flowport.model import edit

if TYPE_CHECKING:
    from flowport.designer.draft import Draft
    from flowport.designer.members import Members
    from flowport.model import Flow


def perform(draft: Draft, members: Members) -> Draft:
    """Rename it wherever the document names it; without a name it gets the id that is given."""
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
