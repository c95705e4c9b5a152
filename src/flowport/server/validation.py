"""What the service finds wrong with a content that is to be published, in its words.

This is the one place where the server asks whether a content is right.
What follows from the content alone is remembered for the latest contents.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from flowport.catalogue.families import KIND_OF_REFERENCE
from flowport.check import Severity, check
from flowport.check import problems as sentences
from flowport.errors import NotFoundError
from flowport.model.pointer import get
from flowport.refs.unfilled import unfilled_references
from flowport.server.identifiers import LATEST, SAVED, written_number
from flowport.store import contents, flows, resources, versions
from flowport.store.content_memory import ContentMemory
from flowport.store.uses import read_flow, references, uses

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

    from flowport.model import Flow
    from flowport.refs.reference import Reference
    from flowport.store.instances import InstanceRow
    from flowport.store.references import StoredReference

__all__ = ["LONGEST", "NO_SETTINGS", "Foreseen", "dangling", "foreseen", "learn", "problems"]

#: The longest content, in characters; for flows it stands only in the documentation.
LONGEST = 256_000

#: The problem of a module whose content has no settings.
NO_SETTINGS = "JSON field is missing or null for field name: settings"

#: The kinds of which an instance knows all that there are.
_OWN = frozenset(
    {
        "contact_flow",
        "contact_flow_module",
        "hours_of_operation",
        "prompt",
        "queue",
        "task_template",
        "user",
    }
)


def _problems(content: str, flow_type: str, instance_arn: str) -> tuple[str, ...]:
    """The problems that follow from the content alone."""
    flow = read_flow(content)
    if flow is None:
        return ("Invalid contact flow format",)
    found = check(flow, type=flow_type, instance=instance_arn, at_least=Severity.ERROR)
    return tuple(dict.fromkeys((*sentences(found), *_left_open(flow))))


_of_content = ContentMemory(_problems, 64)


def _left_open(flow: Flow) -> Iterator[str]:
    """A problem for each placeholder that is left where an id belongs.

    Source: the messages that aicc's tests met at the service; only that of a queue is known.
    """
    tree = flow.tree
    for each in unfilled_references(flow):
        if each.path.endswith("QueueId"):
            yield f"Failed to convert id: {get(tree, each.pointer)}"
        else:
            yield f"Invalid Action property value. Path: {_path(each.pointer)}"


class Foreseen(NamedTuple):
    """What follows from a content of a type in an instance, whatever else the instance has."""

    packed: tuple[str, bytes]
    problems: tuple[str, ...]
    references: tuple[Reference, ...]


def foreseen(content: str, flow_type: str, instance_arn: str) -> Foreseen:
    """Work out what follows from a content alone, before the transaction that asks for it."""
    problems = _of_content(content, flow_type, instance_arn)
    return Foreseen(contents.packed(content), problems, references(content))


def learn(found: Foreseen, content: str, flow_type: str, instance_arn: str) -> None:
    """Remember what was worked out, here or in another process."""
    contents.packed.learn(found.packed, content)
    _of_content.learn(found.problems, content, flow_type, instance_arn)
    references.learn(found.references, content)


def problems(
    connection: Connection, instance: InstanceRow, content: str, flow_type: str
) -> tuple[str, ...]:
    """The problems of a content of a type; none if it can be published.

    Args:
        connection: Where the instance's things are looked up.
        instance: Where it is to be published.
        content: The text.
        flow_type: The flow's type, or ``MODULE``.
    """
    found = _of_content(content, flow_type, instance.arn)
    gone = dangling(connection, instance, uses(content))
    gone += without_version(connection, instance, references(content))
    return found + tuple(said for said in gone if said not in found)


def without_version(
    connection: Connection, instance: InstanceRow, found: Iterable[Reference]
) -> list[str]:
    """A problem for each version or alias of a flow or module that the instance does not have.

    Contested: that the service looks for them when it publishes is not documented.
    """
    return [
        f"Invalid Action property value. Path: {_path(each.pointer)}"
        for each in found
        if each.kind in KIND_OF_REFERENCE and not _has_version(connection, instance, each)
    ]


def _has_version(connection: Connection, instance: InstanceRow, reference: Reference) -> bool:
    head, _, qualifier = reference.written.rpartition("/")[2].partition(":")
    if qualifier in {"", LATEST, SAVED}:
        return True
    kind = str(KIND_OF_REFERENCE[reference.kind])
    try:
        flow = flows.get(connection, instance.id, kind, head)
        number = written_number(qualifier)
        if number is not None:
            versions.get(connection, flow, number)
        else:
            versions.alias(connection, flow, qualifier)
    except NotFoundError:
        return False
    return True


def dangling(
    connection: Connection, instance: InstanceRow, found: Iterable[StoredReference]
) -> list[str]:
    """A problem for each reference to something of the instance that it does not have."""
    own = [use for use in found if use.kind in _OWN]
    present = resources.existing(connection, instance.id, {use.target for use in own})
    return [
        f"Invalid Action property value. Path: {_path(use.place)}"
        for use in own
        if use.target not in present
    ]


def _path(pointer: str) -> str:
    """A JSON pointer as the service writes paths: ``Actions[3].Parameters.QueueId``."""
    path = ""
    for part in pointer.split("/")[1:]:
        path += f"[{part}]" if part.isdigit() else f".{part}"
    return path.removeprefix(".")
