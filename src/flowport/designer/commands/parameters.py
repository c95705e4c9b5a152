"""What blocks hold: their parameters, modes and references."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.catalogue import REFERENCE_KINDS, action_named, block_of
from flowport.designer import new_blocks
from flowport.errors import EditError
from flowport.model import edit
from flowport.model.parse import parse
from flowport.model.pointer import get, pointer
from flowport.refs.all_references import find
from flowport.refs.outcome import Outcome, Resolution, ResolvedBy
from flowport.refs.resource import Resource
from flowport.refs.rewrite import rewrite

if TYPE_CHECKING:
    from typing import Any

    from flowport.designer.command_members import Members
    from flowport.designer.draft import Draft
    from flowport.model import Flow


def set_parameter(draft: Draft, members: Members) -> Draft:
    """Set one of a block's parameters.

    Set it to a value, or to what a JSON text says; objects and lists around it are made.
    """
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


def remove_parameter(draft: Draft, members: Members) -> Draft:
    """Remove one of a block's parameters.

    Remove it; an object or list around it stays, even if it is empty now.
    """
    return draft.with_flow(edit.remove_parameter(draft.flow, members.text("block"), members.path()))


def set_mode(draft: Draft, members: Members) -> Draft:
    """Set a block to another of the things that it can do.

    Give it the mode's action; settings that the new action knows stay, targets as well.
    """
    flow, block = draft.flow, members.text("block")
    action = flow.action(block)
    known = block_of(action.type, action.parameters)
    if known is None:
        raise EditError(f"the block {block!r} is not of the palette, so it has no modes")
    types, given = new_blocks.mode(known[0].title, members.whole("mode", 0))
    made = new_blocks.actions(block, types, given, draft.type)
    first = made[0]
    first["Parameters"] = {
        **_kept(action.parameters, known[1].when, types[0]),
        **first["Parameters"],
    }
    targets = {branch.key: branch.target for branch in action.branches}
    flow = flow.with_value(action.pointer, first)
    for branch in flow.action(block).branches:
        if targets.get(branch.key) and branch.target == "":
            flow = edit.connect(flow, block, branch.key, targets[branch.key])
    spot = flow.position_of(block) or (0.0, 0.0)
    return draft.with_flow(new_blocks.added(flow, made[1:], (spot[0] + 300, spot[1])))


def _kept(parameters: dict[str, Any], told_by: Any, action: str) -> dict[str, Any]:
    """The parameters that the new action has as well, without those that chose the old mode."""
    declared = action_named(action)
    names = (
        {each.name.partition(".")[0].removesuffix("[]") for each in declared.parameters}
        if declared
        else set()
    )
    telling = set(new_blocks.telling(told_by)) if told_by else set()
    return {key: value for key, value in parameters.items() if key in names - telling}


def replace_reference(draft: Draft, members: Members) -> Draft:
    """Point a reference to another resource, together with every copy of it in the metadata.

    Rewrite the reference at a pointer.
    """
    where, said = members.text("pointer"), members.part("resource")
    reference = next((each for each in find(draft.flow) if each.pointer == where), None)
    if reference is None:
        raise EditError(f"there is no reference at {where}")
    resource = Resource(
        kind=said.text("kind", reference.kind),
        name=said.text("name", ""),
        arn=said.text("arn", ""),
        id=said.text("id", ""),
    )
    if resource.kind not in REFERENCE_KINDS:
        raise EditError(f"there is no kind of reference {resource.kind!r}")
    if not (resource.arn or resource.id or resource.name):
        raise EditError("the resource has neither an ARN nor an id nor a name")
    outcome = Outcome(reference=reference, step=ResolvedBy.BOUND, resource=resource)
    return draft.with_flow(rewrite(draft.flow, Resolution((outcome,)), names=True))


#: Each command by its kind.
COMMANDS = {
    "setParameter": set_parameter,
    "removeParameter": remove_parameter,
    "setMode": set_mode,
    "replaceReference": replace_reference,
}
