"""The catalogue, and the resources of an instance for pickers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import REFERENCE_KINDS
from flowport.designer.document_report import resource_json
from flowport.designer.draft import MODULE
from flowport.designer.palette import catalogue
from flowport.server.designer.documents import index_of
from flowport.server.designer.endpoint_registry import endpoint
from flowport.server.designer.refusals import Refusal
from flowport.store.instance import StoredInstance

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flowport.designer.schema.answer_schema import CatalogueJSON
    from flowport.designer.schema.migration_schema import FoundResourcesJSON, ResourcesJSON
    from flowport.refs.resource import Resource
    from flowport.server.designer.ask import Ask

_MOST = 100


@endpoint("GET", "/catalogue")
def show(ask: Ask) -> CatalogueJSON:
    """Palette, flow types, operators, sizes, limits."""
    return catalogue(ask.query.get("type") or MODULE)


@endpoint("GET", "/{instance}/resources")
def resources(ask: Ask) -> ResourcesJSON:
    """Resources of a kind whose name holds some text, those that begin with it first."""
    kind = wanted_kind(ask)
    every = StoredInstance(ask.app.store, ask.instance).resources(kind) or ()
    return {**met(every, ask.query.get("q", "")), "known": index_of(ask).knows(kind)}


def wanted_kind(ask: Ask) -> str:
    """The kind of resource that a picker asks for, of someone who sees flows or modules.

    Raises:
        Refusal: There is no such kind, or the security profiles don't allow it.
    """
    if not any(may["view"] for may in ask.visit.permissions().values()):
        ask.permit("View", "flow")
    kind = ask.query.get("kind", "")
    if kind not in REFERENCE_KINDS:
        raise Refusal("bad-request", f"'kind' is one of {', '.join(REFERENCE_KINDS)}.")
    return kind


def met(every: Iterable[Resource], text: str) -> FoundResourcesJSON:
    """The resources whose name contains a string, those that begin with it first; or of that id."""
    wanted = text.casefold()
    found = [each for each in every if wanted in each.name.casefold() or wanted == each.id]
    found.sort(key=lambda each: (not each.name.casefold().startswith(wanted), each.name.casefold()))
    return {
        "resources": [resource_json(each) for each in found[:_MOST]],
        "more": len(found) > _MOST,
    }
