"""Set one of a block's parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.errors import EditError
from flowport.model import edit
from flowport.model.parse import parse
from flowport.model.pointer import get, pointer

if TYPE_CHECKING:
    from flowport.designer.draft import Draft
    from flowport.designer.members import Members
    from flowport.model import Flow


def perform(draft: Draft, members: Members) -> Draft:
    """Set it to a value, or to what a JSON text says; objects and lists around it are made."""
    block, path = members.text("block"), members.path()
    if "text" in members:
        value = parse(members.text("text").encode(errors="surrogatepass"), source="the value")
    elif "value" in members.tree:
        value = members.tree["value"]
    else:
        raise EditError("the command 'setParameter' lacks 'value', any JSON value")
    flow = _surrounded(draft.flow, block, path)
    return draft.with_flow(edit.set_parameter(flow, block, path, value))


def _surrounded(flow: Flow, block: str, path: tuple[str | int, ...]) -> Flow:
    """The flow with an empty object or list at each step of a path that has none."""
    for length in range(1, len(path)):
        above, following = path[:length], path[length]
        if _at(flow, block, above) is None:
            empty: Any = [] if isinstance(following, int) else {}
            flow = edit.set_parameter(flow, block, above, empty)
    return flow


def _at(flow: Flow, block: str, path: tuple[str | int, ...]) -> Any:
    try:
        return get(flow.action(block).parameters, pointer(*path))
    except EditError:
        flow.action(block)
        return None
