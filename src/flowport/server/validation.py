"""What the service finds wrong with a content that is to be published, in its words.

This is the one place where the server asks whether a content is right, and what it refers to.
What follows from the content alone is remembered for the latest contents.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from flowport.check import Severity, check
from flowport.check import problems as sentences
from flowport.errors import DocumentError
from flowport.model import Flow, read_text
from flowport.refs import Form, Place, Reference, find, parse
from flowport.store import resources
from flowport.store.references import Use

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from flowport.store.instances import Instance

__all__ = ["LONGEST", "dangling", "problems", "uses", "uses_of"]

#: The longest content, in characters; for flows it stands only in the documentation.
LONGEST = 256_000

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


@lru_cache(maxsize=8)
def _read(content: str) -> Flow | None:
    try:
        found = read_text(content)
    except DocumentError:
        return None
    return found if isinstance(found, Flow) else None


@lru_cache(maxsize=64)
def _of_content(content: str, flow_type: str, instance_arn: str) -> tuple[str, ...]:
    """The problems that follow from the content alone."""
    flow = _read(content)
    if flow is None:
        return ("Invalid contact flow format",)
    return sentences(check(flow, type=flow_type, instance=instance_arn, at_least=Severity.ERROR))


@lru_cache(maxsize=64)
def uses(content: str) -> tuple[Use, ...]:
    """What a content refers to by ARN or id: the place, the ARN or id, and its kind."""
    flow = _read(content)
    return () if flow is None else uses_of(flow)


def uses_of(flow: Flow) -> tuple[Use, ...]:
    """The same of a flow that was read already."""
    found = [each for each in find(flow) if each.place is Place.PARAMETER]
    return tuple(
        {
            each.pointer: Use(each.pointer, _target(each), each.kind)
            for each in found
            if each.form in {Form.ARN, Form.ID}
        }.values()
    )


def _target(reference: Reference) -> str:
    """The ARN or id without its qualifier; an agent's own queue is the agent."""
    arn = parse(reference.written)
    if arn is None:
        return reference.written.partition(":")[0]
    return str(arn.plain).replace("/queue/agent/", "/agent/")


def problems(
    connection: Connection, instance: Instance, content: str, flow_type: str
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
    return found + tuple(said for said in gone if said not in found)


def dangling(connection: Connection, instance: Instance, found: Iterable[Use]) -> list[str]:
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
