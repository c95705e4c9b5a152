"""The attributes that a field of a document can read."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from flowport.catalogue.families import KIND_OF_REFERENCE
from flowport.designer.attributes import namespaces
from flowport.errors import NotFoundError
from flowport.server.designer.documents import state_of
from flowport.server.designer.endpoint_registry import endpoint
from flowport.store import contents, flows
from flowport.store.references import users_of
from flowport.store.uses import read_flow, uses_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.designer.schema.form_schema import NamespacesJSON
    from flowport.model import Flow
    from flowport.server.designer.ask import Ask

#: How many callers and modules are read.
_MOST = 50


@endpoint("POST", "/{instance}/attributes", needs="View")
def attributes(ask: Ask) -> NamespacesJSON:
    """The namespaces, with the keys that the document, its callers and its modules use."""
    flow = state_of(ask).draft.flow
    around = list(islice(_around(ask, flow), _MOST))
    return {"namespaces": ask.worked(namespaces, flow, around)}


def _around(ask: Ask, flow: Flow) -> Iterator[Flow]:
    """The flows that lead to the document, and those and the modules that it leads to."""
    may = {kind for kind, steps in ask.visit.permissions().items() if steps["view"]}
    for kind, identifier in _named(ask, flow):
        if kind not in may:
            continue
        try:
            row = flows.get(ask.connection, ask.instance.id, kind, identifier)
        except NotFoundError:
            continue
        found = read_flow(contents.read(ask.connection, row.saved))
        if found is not None:
            yield found


def _named(ask: Ask, flow: Flow) -> Iterator[tuple[str, str]]:
    """Kind and id of the flows around a document, each once."""
    mine = ask.body.get("flow")
    found: dict[tuple[str, str], None] = {}
    if isinstance(mine, str) and mine:
        row = ask.flow(mine)
        for user in users_of(ask.connection, ask.instance.id, row.arn, row.id):
            found[user.kind, user.id] = None
    for use in uses_of(flow):
        if use.kind in KIND_OF_REFERENCE:
            found[str(KIND_OF_REFERENCE[use.kind]), use.target.rpartition("/")[2]] = None
    yield from found
