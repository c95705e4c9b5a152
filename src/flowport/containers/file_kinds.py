"""What a file is and what it holds, for every command."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from flowport.containers.origin import ContainerOrigin
from flowport.dataclass import dataclass

if TYPE_CHECKING:
    from flowport.errors import FlowportError
    from flowport.model import Flow, LegacyFlow

__all__ = ["Contents", "Embedded", "Sort"]


class Sort(StrEnum):
    """What a file is."""

    FLOW = "flow"
    """It is a flow."""
    DAMAGED = "damaged flow"
    """It was meant as a flow, and can't be read."""
    TEMPLATE = "template"
    """It becomes a flow once its placeholders are filled in."""
    CONTAINER = "container"
    """It holds flows, or says which files do."""
    OTHER = "not a flow"
    """It is none of these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedded:
    """A flow inside a container.

    Attributes:
        resource: What the container calls it.
        document: The flow.
        writable: Whether it may be rewritten inside the container.
    """

    resource: str
    document: Flow | LegacyFlow
    writable: bool = True

    @property
    def origin(self) -> ContainerOrigin | None:
        """Where it was read from; None where it is the whole of a file of its own."""
        origin = self.document.origin
        return origin if isinstance(origin, ContainerOrigin) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a file holds.

    Attributes:
        sort: What the file is.
        flows: Its flows; the one of a flow's own file has an empty resource.
        problems: What could not be read, each with its place.
        elsewhere: Flows that the file names without their content, each in a sentence.
        files: The files that it fills or names, as the reader of neighbouring files calls them.
        reason: Why it is what it is, for what is not a flow.
        own: Whether it is a file that Flowport wrote for itself.
    """

    sort: Sort
    flows: tuple[Embedded, ...] = ()
    problems: tuple[FlowportError, ...] = ()
    elsewhere: tuple[str, ...] = ()
    files: frozenset[str] = frozenset()
    reason: str = ""
    own: bool = False
