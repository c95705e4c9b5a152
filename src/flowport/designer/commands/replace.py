"""Put another document in place of the open one, as an import over it does."""

from __future__ import annotations

from dataclasses import replace as other
from typing import TYPE_CHECKING

from flowport.catalogue import FLOW_TYPES, flow_type
from flowport.designer import clipboard
from flowport.errors import EditError

if TYPE_CHECKING:
    from flowport.designer.draft import Draft
    from flowport.designer.members import Members
    from flowport.model import Flow


def perform(draft: Draft, members: Members) -> Draft:
    """Take a string's flow, converted if need be, with its name; types must agree."""
    found = clipboard.read(members.text("content"), called="the file")
    want_same_type(found.flow, draft.kind, draft.type)
    name = members.text("name", found.flow.name or draft.name)
    changed = other(draft, flow=found.flow, name=name, notes=found.notes)
    return other(changed, description=found.flow.description or draft.description).placed()


def want_same_type(flow: Flow, kind: str, type_: str) -> None:
    """Hold that a flow may stand where one of this kind and type stands.

    Raises:
        EditError: It is of another; the sentence says the way to do it right.
    """
    if flow.is_module and kind != "module":
        raise EditError("the file holds a flow module; import it from the list of modules")
    if kind == "module" and not flow.is_module and flow.type:
        raise EditError("the file holds a flow, and this is a module; import it as a new flow")
    if kind == "module" or flow.type in {None, type_}:
        return
    raise EditError(
        f"the file holds a flow of type {_title(str(flow.type))}, and this is of type "
        f"{_title(type_)}; import it as a new flow instead"
    )


def _title(name: str) -> str:
    known = flow_type(name)
    return FLOW_TYPES[known].title if known else name
