"""What the service finds wrong with a content that is to be published, in its words.

This is the one place where the server asks whether a content is right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.errors import DocumentError
from flowport.model import Flow, read_text
from flowport.store import resources
from flowport.store.references import Use

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from flowport.store.instances import Instance

__all__ = ["LONGEST", "problems", "read", "uses"]

#: The longest content, in characters; for flows it stands only in the documentation.
LONGEST = 256_000


def read(content: str) -> Flow | None:
    """The flow that a content says, or None if it says none."""
    try:
        found = read_text(content)
    except DocumentError:
        return None
    return found if isinstance(found, Flow) else None


def problems(
    connection: Connection, instance: Instance, flow: Flow | None, *, module: bool
) -> list[str]:
    """The problems of a content, in the service's words; none if it can be published."""
    if flow is None:
        return ["Invalid contact flow format"]
    found = _structure(flow)
    if module and not isinstance(flow.tree.get("Settings"), dict):
        found.append("JSON field is missing or null for field name: settings")
    return found + _dangling(connection, instance, uses(flow, instance))


def _structure(flow: Flow) -> list[str]:
    found: list[str] = []
    known = {action.id for action in flow.actions}
    if flow.start not in known:
        found.append("Invalid Action property value. Path: StartAction")
    for place, action in enumerate(flow.actions):
        if not action.type:
            found.append(f"Action is missing required property. Path: Actions[{place}].Type")
        found += [
            f"Invalid Action property value. Path: {_path(branch.pointer)}"
            for branch in action.branches
            if branch.target not in known
        ]
    return found


def uses(flow: Flow | None, instance: Instance) -> list[Use]:
    """What a flow refers to in its instance: each place of an ARN, with the ARN and its kind."""
    found: list[Use] = []
    for place, action in enumerate(flow.actions if flow else ()):
        _walk(action.parameters, f"/Actions/{place}/Parameters", f"{instance.arn}/", found)
    return found


def _walk(value: Any, place: str, prefix: str, found: list[Use]) -> None:
    if isinstance(value, dict):
        for name, each in value.items():
            _walk(each, f"{place}/{name.replace('~', '~0').replace('/', '~1')}", prefix, found)
    elif isinstance(value, list):
        for index, each in enumerate(value):
            _walk(each, f"{place}/{index}", prefix, found)
    elif isinstance(value, str) and value.startswith(prefix):
        found.append(Use(place, value.partition(":$")[0], value[len(prefix) :].split("/")[0]))


def _dangling(connection: Connection, instance: Instance, found: list[Use]) -> list[str]:
    """A problem for each reference to something that the instance does not have."""
    present = resources.existing(connection, instance.id, {use.target for use in found})
    return [
        f"Invalid Action property value. Path: {_path(use.place)}"
        for use in found
        if use.target not in present
    ]


def _path(pointer: str) -> str:
    """A JSON pointer as the service writes paths: ``Actions[3].Parameters.QueueId``."""
    path = ""
    for part in pointer.split("/")[1:]:
        path += f"[{part}]" if part.isdigit() else f".{part}"
    return path.removeprefix(".")
