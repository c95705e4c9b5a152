"""The flows and modules that a document leads to, and that were never published.

Contacts that reach them hear an error. The instance accepts such a document, so the page shows them
before the user publishes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue.families import FAMILIES
from flowport.model.pointer import parts
from flowport.store import flows, schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Select

    from flowport.designer import Draft
    from flowport.designer.schema.document_schema import UnpublishedJSON
    from flowport.server.designer.ask import Ask
    from flowport.store.references import StoredReference

__all__ = ["unpublished"]

_KINDS = {family.reference for family in FAMILIES.values()}


def unpublished(
    ask: Ask, draft: Draft, uses: Iterable[StoredReference], own: str
) -> list[UnpublishedJSON]:
    """What a document leads to that was never published, each with the first block that does.

    Args:
        ask: The call.
        draft: The document.
        uses: What it refers to.
        own: The id of the flow that it is of, which is published with it.
    """
    places = {use.target: use.place for use in reversed([*uses]) if use.kind in _KINDS}
    if not places:
        return []
    return [
        {"kind": row.kind, "id": row.id, "name": row.name, "block": _block(draft, place)}
        for row in flows.rows(ask.connection, lambda all_: _never(all_, ask, list(places)))
        if row.id != own
        for place in [places.get(row.arn) or places[row.id]]
    ]


def _never(
    all_: Select[tuple[object, ...]], ask: Ask, targets: Sequence[str]
) -> Select[tuple[object, ...]]:
    column = schema.flows.c
    return all_.where(
        column.instance == ask.instance.id,
        column.published.is_(None),
        column.arn.in_(targets) | column.id.in_(targets),
    ).order_by(column.name)


def _block(draft: Draft, place: str) -> str:
    """The id of the action that a JSON pointer is in."""
    index = parts(place)[1]
    return next((action.id for action in draft.flow.actions if str(action.index) == index), "")
