"""The document that is edited: a flow with what the instance knows of it beside its content."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Self

from flowport.catalogue import FLOW_TYPES, flow_type
from flowport.catalogue.families import MODULE, settings
from flowport.layout.faces import faces
from flowport.layout.flow_graph import as_placed
from flowport.model import VERSION, Flow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.designer.schema.document_schema import NoteJSON
    from flowport.layout import Position

__all__ = ["MODULE", "BlockNote", "Draft", "blank", "opened"]


@dataclass(frozen=True, slots=True)
class BlockNote:
    """What a conversion said of a block, until a person dismisses it.

    Attributes:
        id: Its name among the notes of a document.
        block: The block's identifier; empty where it is about the whole flow.
        kind: How sure the conversion is: ``assumed``, ``dropped`` or ``unknown``.
        message: One sentence.
    """

    id: str
    block: str
    kind: str
    message: str

    def as_json(self) -> NoteJSON:
        """The note for the page."""
        return {"id": self.id, "block": self.block, "kind": self.kind, "message": self.message}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A document on its way from one command to the next.

    Attributes:
        flow: The document itself.
        kind: ``flow`` or ``module``.
        type: The flow's type as the API spells it, ``MODULE`` for a module.
        name: Its name in the instance.
        description: Its description there.
        notes: What conversions said, not yet dismissed.
        places: Where blocks are drawn that have no place, or on top of another one.
    """

    flow: Flow
    kind: str = "flow"
    type: str = "CONTACT_FLOW"
    name: str = ""
    description: str = ""
    notes: tuple[BlockNote, ...] = ()
    places: Mapping[str, Position] = field(default_factory=dict)

    @property
    def is_module(self) -> bool:
        """Whether it is a flow module."""
        return self.kind == "module"

    def with_flow(self, flow: Flow) -> Self:
        """The draft with another state of its document."""
        return self if flow is self.flow else replace(self, flow=flow)

    def placed(self) -> Self:
        """The draft with a place for every block that has none of its own."""
        found = as_placed(self.flow, faces(self.flow))
        odd = {name: spot for name, spot in found.items() if not _is_at(self.flow, name, spot)}
        return replace(self, places=odd)


def opened(flow: Flow, **about: Any) -> Draft:
    """A document as it is opened; ``about`` are the draft's other members."""
    return Draft(flow=flow, **about).placed()


def blank(kind: str, type_: str, *, name: str = "", description: str = "") -> Draft:
    """A new document without blocks."""
    flow_types = flow_type(type_)
    facts = FLOW_TYPES.get(flow_types) if flow_types else None
    metadata: dict[str, Any] = {"entryPointPosition": {"x": 40, "y": 40}, "ActionMetadata": {}}
    if name:
        metadata["name"] = name
    if facts and facts.export_name:
        metadata["type"] = facts.export_name
    tree: dict[str, Any] = {"Version": VERSION, "StartAction": ""}
    if kind == "module":
        tree["Settings"] = settings()
    tree |= {"Metadata": metadata, "Actions": []}
    return Draft(
        flow=Flow.from_tree(tree), kind=kind, type=type_, name=name, description=description
    )


def _is_at(flow: Flow, name: str, spot: Position) -> bool:
    """Whether a block is drawn where the document places it."""
    stored = flow.position_of(name)
    return stored is not None and (round(stored[0]), round(stored[1])) == (spot.x, spot.y)
