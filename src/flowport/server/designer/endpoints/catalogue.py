"""The catalogue, and the resources of an instance for pickers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.catalogue import REFERENCE_KINDS
from flowport.designer.draft import MODULE
from flowport.designer.palette import catalogue
from flowport.designer.report import resource_json
from flowport.server.designer.documents import index_of
from flowport.server.designer.refusals import Refusal
from flowport.server.designer.registry import endpoint
from flowport.store.instance import StoredInstance

if TYPE_CHECKING:
    from flowport.server.designer.ask import Ask

_MOST = 100


@endpoint("GET", "/catalogue")
def show(ask: Ask) -> dict[str, Any]:
    """Palette, flow types, operators, sizes, limits."""
    return catalogue(ask.query.get("type") or MODULE)


@endpoint("GET", "/{instance}/resources")
def resources(ask: Ask) -> dict[str, Any]:
    """Resources of a kind whose name holds some text, those that begin with it first."""
    if not any(may["view"] for may in ask.visit.permissions().values()):
        ask.permit("View", "flow")
    kind, wanted = ask.query.get("kind", ""), ask.query.get("q", "").casefold()
    if kind not in REFERENCE_KINDS:
        raise Refusal("bad-request", f"'kind' is one of {', '.join(REFERENCE_KINDS)}.")
    every = StoredInstance(ask.app.store, ask.instance).resources(kind) or ()
    met = [each for each in every if wanted in each.name.casefold() or wanted == each.id]
    met.sort(key=lambda each: (not each.name.casefold().startswith(wanted), each.name.casefold()))
    known = index_of(ask).knows(kind)
    return {
        "resources": [resource_json(each) for each in met[:_MOST]],
        "more": len(met) > _MOST,
        "known": known,
    }
