"""What is worked out of documents in other processes, and which documents are heavy."""

from __future__ import annotations

import contextlib
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from flowport.designer.clipboard import read
from flowport.designer.draft import Draft, opened
from flowport.errors import DocumentError
from flowport.layout.flow_graph import entry_beside, notes_beside, positions
from flowport.model import Flow
from flowport.model.parse import parse
from flowport.render.svg import svg
from flowport.split.split import split
from flowport.store.database import Store, open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from flowport.designer.draft import BlockNote
    from flowport.layout.boxes import Position
    from flowport.split.split import Into, Limits, Split

__all__ = [
    "HEAVY_TEXT",
    "arranged",
    "drawn",
    "flows_in",
    "from_store",
    "is_heavy",
    "is_light",
    "parts",
    "read_draft",
]

T = TypeVar("T")

#: From so many blocks, branches and notes on a document is heavy.
HEAVY = 600
#: From so many characters on a text is heavy to read.
HEAVY_TEXT = 100_000


def is_heavy(flow: Flow) -> bool:
    """Whether work on a flow is to be done in another process."""
    count = len(flow.tree["Actions"]) + len(flow.annotations)
    for action in flow.actions if count <= HEAVY else ():
        transitions = action.transitions
        count += 1 + len(transitions.get("Errors") or ()) + len(transitions.get("Conditions") or ())
    return count > HEAVY


def flows_in(given: Iterable[Any]) -> Iterator[Flow]:
    """The flows among what a function is given: alone, in a draft, or in a list."""
    for each in given:
        if isinstance(each, Flow):
            yield each
        elif isinstance(each, Draft):
            yield each.flow
        elif isinstance(each, list | tuple):
            yield from flows_in(each)


def is_light(flow: Flow) -> bool:
    """Whether a flow may be called in the server itself: few blocks and few characters."""
    return not is_heavy(flow) and len(flow.content()) <= HEAVY_TEXT


@cache
def _store(address: str) -> Store:
    """The database of the server, opened once in each process."""
    return open_store(address)


def from_store(address: str, function: Callable[..., T], given: Sequence[Any]) -> T:
    """What a function makes of the database, and of what it is given, in this process."""
    return function(_store(address), *given)


def read_draft(
    text: str, settings: str | None, notes: Sequence[BlockNote], about: dict[str, Any]
) -> Draft:
    """A document as it is opened, from its text.

    Args:
        text: The content.
        settings: A module's settings that the API keeps beside its content.
        notes: What is known of it already.
        about: Other members of the draft.

    Raises:
        EditError: The text is not a flow.
    """
    piece = read(text, called="the flow's content")
    flow = piece.flow
    if settings is not None and "Settings" not in flow.tree:
        with contextlib.suppress(DocumentError):
            flow = flow.with_value("/Settings", parse(settings.encode()))
    return opened(flow, notes=(*notes, *piece.notes), **about)


def drawn(flow: Flow, title: str | None) -> bytes:
    """The picture of a flow."""
    return svg(flow, title=title).encode()


def arranged(flow: Flow, keep: Collection[str]) -> dict[str, Any]:
    """The command that arranges a flow; kept blocks stay."""
    found = positions(flow, keep=keep)
    spots = {name: _spot(at) for name, at in found.items() if name not in keep}
    command: dict[str, Any] = {"kind": "arrange", "positions": spots}
    if not keep:
        command["entry"] = _spot(entry_beside(flow, found))
        if flow.annotations:
            command["annotations"] = _noted(flow, notes_beside(flow, found))
    return command


def _spot(at: Position) -> dict[str, int]:
    return {"x": at.x, "y": at.y}


def _noted(flow: Flow, spots: Sequence[Position]) -> dict[str, Any]:
    """Where notes stand, by their ids; one that has none can't be moved by a command."""
    ids = [note.get("id") for note in flow.annotations]
    return {
        name: _spot(at)
        for name, at in zip(ids, spots, strict=True)
        if isinstance(name, str) and name
    }


def parts(flow: Flow, name: str | None, limits: Limits | None, into: Into) -> Split:
    """A flow, split."""
    return split(flow, name=name, limits=limits, into=into)
