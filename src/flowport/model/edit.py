"""Edits: each takes a flow and gives a new one, leaving every value that it does not name alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.errors import EditError
from flowport.model.pointer import pointer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from flowport.model.flow import Action, Flow

_REFERRING = ("fragments", "children", "parentId", "parent")


def set_parameter(flow: Flow, identifier: str, path: tuple[str | int, ...], value: Any) -> Flow:
    """Set one parameter, such as ``("InputValidation", "CustomValidation", "MaximumLength")``.

    Raises:
        EditError: there is no such block, or nothing around the path.
    """
    action = flow.action(identifier)
    if action.tree.get("Parameters") is None:
        flow = flow.with_value(f"{action.pointer}/Parameters", {})
    return flow.with_value(flow.parameter_pointer(identifier, *path), value)


def remove_parameter(flow: Flow, identifier: str, path: tuple[str | int, ...]) -> Flow:
    """Remove one parameter.

    Raises:
        EditError: there is no such block or parameter.
    """
    return flow.without(flow.parameter_pointer(identifier, *path))


def add(
    flow: Flow, action: Mapping[str, Any], *, metadata: Mapping[str, Any] | None = None
) -> Flow:
    """Add a block; the first one of an empty flow becomes its start.

    Raises:
        EditError: it has no identifier, or one that is taken.
    """
    identifier = _want_free_name(flow, action.get("Identifier"))
    tree = {**flow.tree, "Actions": [*flow.tree["Actions"], dict(action)]}
    if not flow.tree["Actions"]:
        tree["StartAction"] = identifier
    flow = flow.with_tree(tree)
    return set_metadata(flow, identifier, metadata) if metadata is not None else flow


def remove(flow: Flow, identifier: str, *, reconnect: bool = False) -> Flow:
    """Remove a block; branches to it end up unconnected, or at its own next block.

    Raises:
        EditError: there is no such block.
    """
    gone = flow.action(identifier)
    heir = gone.next if reconnect and gone.next not in {None, identifier} else ""
    kept = [tree for index, tree in enumerate(flow.tree["Actions"]) if index != gone.index]
    flow = flow.with_tree({**flow.tree, "Actions": kept})
    flow = _retarget(flow, lambda target: heir or "" if target == identifier else target)
    known = flow.metadata.get("ActionMetadata")
    if isinstance(known, dict) and identifier in known:
        flow = flow.without(pointer("Metadata", "ActionMetadata", identifier))
    return flow


def connect(flow: Flow, identifier: str, branch: str, target: str) -> Flow:
    """Lead a branch (``next``, ``error:<type>``, ``condition:<index>``) to a block, ``""`` to none.

    An error branch that the action lacks is added.

    Raises:
        EditError: there is no such block, target or condition.
    """
    action = flow.action(identifier)
    if target:
        flow.action(target)
    found = action.branch(branch)
    if found:
        return flow.with_value(found.pointer, target)
    if branch == "next":
        return _with_transition(flow, action, "NextAction", target)
    kind, _, name = branch.partition(":")
    if kind == "error" and name:
        errors = [*(action.transitions.get("Errors") or ())]
        errors.append({"NextAction": target, "ErrorType": name})
        return _with_transition(flow, action, "Errors", errors)
    message = f"block {identifier!r} has no branch {branch!r}"
    raise EditError(message)


def set_conditions(flow: Flow, identifier: str, conditions: list[dict[str, Any]]) -> Flow:
    """Replace a block's conditions (objects with ``NextAction`` and ``Condition``).

    Raises:
        EditError: there is no such block.
    """
    return _with_transition(flow, flow.action(identifier), "Conditions", conditions)


def rename(flow: Flow, identifier: str, name: str) -> Flow:
    """Give a block another identifier, wherever the flow and its metadata name it.

    Raises:
        EditError: there is no such block, or the name is empty or taken.
    """
    flow.action(identifier)
    if name == identifier:
        return flow
    _want_free_name(flow, name)
    return rename_all(flow, {identifier: name})


def rename_all(flow: Flow, names: Mapping[str, str]) -> Flow:
    """Give many blocks other identifiers in one pass; the new names must be free."""
    for action in flow.actions:
        if action.id in names:
            flow = flow.with_value(f"{action.pointer}/Identifier", names[action.id])
    flow = _retarget(flow, lambda target: names.get(target, target))
    return _rename_in_metadata(flow, names)


def move(flow: Flow, positions: Mapping[str, tuple[float, float]]) -> Flow:
    """Place blocks, in canvas units.

    Raises:
        EditError: there is no such block.
    """
    known = _mapping(flow.metadata.get("ActionMetadata"))
    ids = {action.id for action in flow.actions}
    moved: dict[str, Any] = {}
    for identifier, (x, y) in positions.items():
        if identifier not in ids:
            flow.action(identifier)
        own = _mapping(known.get(identifier))
        place = {**_mapping(own.get("position")), "x": _plain(x), "y": _plain(y)}
        moved[identifier] = {**own, "position": place}
    whole = {**flow.metadata, "ActionMetadata": {**known, **moved}}
    return flow.with_tree({**flow.tree, "Metadata": whole}) if moved else flow


def move_entry(flow: Flow, x: float, y: float) -> Flow:
    """Place the entry point, in canvas units."""
    spot = {"x": _plain(x), "y": _plain(y)}
    whole = {**flow.metadata, "entryPointPosition": spot}
    return flow.with_tree({**flow.tree, "Metadata": whole})


def move_notes(flow: Flow, positions: Sequence[tuple[float, float]]) -> Flow:
    """Place all notes on the canvas, given in the order of ``Flow.annotations``."""
    notes = flow.metadata.get("Annotations")
    if not positions or not isinstance(notes, list):
        return flow
    spots = iter(positions)
    moved = [_placed(note, *next(spots)) if isinstance(note, dict) else note for note in notes]
    return flow.with_value("/Metadata/Annotations", moved)


def set_start(flow: Flow, identifier: str) -> Flow:
    """Begin the flow at a block, ``""`` for none.

    Raises:
        EditError: there is no such block.
    """
    if identifier:
        flow.action(identifier)
    return flow.with_value("/StartAction", identifier)


def set_metadata(flow: Flow, identifier: str, metadata: Mapping[str, Any]) -> Flow:
    """Replace what the designer keeps of one block."""
    known = _mapping(flow.metadata.get("ActionMetadata"))
    whole = {**flow.metadata, "ActionMetadata": {**known, identifier: dict(metadata)}}
    return flow.with_tree({**flow.tree, "Metadata": whole})


def _want_free_name(flow: Flow, name: object) -> str:
    if not isinstance(name, str) or not name:
        message = "a block needs a name (its Identifier)"
        raise EditError(message)
    if flow.has(name):
        message = f"the name {name!r} is taken by another block of this flow"
        raise EditError(message)
    return name


def _with_transition(flow: Flow, action: Action, key: str, value: Any) -> Flow:
    return flow.with_value(f"{action.pointer}/Transitions", {**action.transitions, key: value})


def _retarget(flow: Flow, change: Callable[[str], str]) -> Flow:
    """Send every transition, and the start, through ``change``."""
    for action in flow.actions:
        for branch in action.branches:
            target = change(branch.target)
            if target != branch.target:
                flow = flow.with_value(branch.pointer, target)
    start = change(flow.start)
    return flow if start == flow.start else flow.with_value("/StartAction", start)


def _rename_in_metadata(flow: Flow, names: Mapping[str, str]) -> Flow:
    metadata = flow.metadata
    known = _mapping(metadata.get("ActionMetadata"))
    renamed = {names.get(key, key): _renamed(value, names) for key, value in known.items()}
    changed: dict[str, Any] = {}
    if list(renamed) != list(known) or any(renamed.get(k) is not v for k, v in known.items()):
        changed["ActionMetadata"] = renamed
    notes = metadata.get("Annotations")
    if isinstance(notes, list):
        changed["Annotations"] = [_pinned(note, names) for note in notes]
    return flow.with_tree({**flow.tree, "Metadata": {**metadata, **changed}}) if changed else flow


def _pinned(note: Any, names: Mapping[str, str]) -> Any:
    """A note on the canvas, following the block that it is pinned to."""
    block = _mapping(note).get("actionId")
    return {**note, "actionId": names[block]} if isinstance(block, str) and block in names else note


def _placed(note: dict[str, Any], x: float, y: float) -> dict[str, Any]:
    """A note that stands elsewhere."""
    return {**note, "position": {**_mapping(note.get("position")), "x": _plain(x), "y": _plain(y)}}


def _renamed(metadata: Any, names: Mapping[str, str]) -> Any:
    """A block's metadata with links to renamed blocks following them."""
    links = {key: metadata[key] for key in _REFERRING if key in _mapping(metadata)}
    followed = {key: _followed(value, names) for key, value in links.items()}
    return metadata if followed == links else {**metadata, **followed}


def _followed(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _followed(item, names) for key, item in value.items()}
    if isinstance(value, list):
        return [_followed(item, names) for item in value]
    return names.get(value, value) if isinstance(value, str) else value


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _plain(number: float) -> float | int:
    return int(number) if float(number).is_integer() else round(number, 2)
