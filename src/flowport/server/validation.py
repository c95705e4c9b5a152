"""What the service finds wrong with a content that is to be published, in its words.

This is the one place where the server asks whether a content is right.
What follows from the content alone is remembered for the latest contents.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from flowport.check import Severity, check
from flowport.check import problems as sentences
from flowport.store import resources
from flowport.store.uses import read_flow, uses

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from flowport.store.instances import Instance
    from flowport.store.references import Use

__all__ = ["LONGEST", "dangling", "problems"]

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


@lru_cache(maxsize=64)
def _of_content(content: str, flow_type: str, instance_arn: str) -> tuple[str, ...]:
    """The problems that follow from the content alone."""
    flow = read_flow(content)
    if flow is None:
        return ("Invalid contact flow format",)
    return sentences(check(flow, type=flow_type, instance=instance_arn, at_least=Severity.ERROR))


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
