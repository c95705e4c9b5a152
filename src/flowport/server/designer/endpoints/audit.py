"""The audit log of an instance, for those who may see what its users may do."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from flowport.server.designer.endpoint_registry import endpoint
from flowport.server.designer.page_sessions import AUDIT
from flowport.server.designer.refusals import Refusal
from flowport.server.identifiers import written_number
from flowport.store import audit

if TYPE_CHECKING:
    from flowport.server.designer.ask import Ask

_PAGE = 100
_STRINGS = ("event", "by", "host", "target")
_DAMAGED = "someone changed this event in the database; see flowport audit verify"


@endpoint("GET", "/{instance}/audit")
def show(ask: Ask) -> dict[str, Any]:
    """The events of the instance, the newest first; ``before`` is the number of the last seen."""
    if not ask.visit.principal.may(AUDIT):
        message = f"Your security profiles lack the permission {AUDIT}."
        raise Refusal("forbidden", message, permission=AUDIT)
    said = ask.query.get("before") or ""
    before = written_number(said)
    if said and before is None:
        raise Refusal("bad-request", "'before' is the number of an event.")
    found = audit.latest(
        ask.connection,
        ask.instance.id,
        before=before,
        limit=_PAGE + 1,
    )
    return {"events": [_row(line) for line in found[:_PAGE]], "more": len(found) > _PAGE}


def _row(line: audit.AuditLine) -> dict[str, Any]:
    """An event; of one that was changed in the database, only that it was."""
    try:
        facts = line.as_json()
        datetime.fromisoformat(facts["time"])
        json.dumps(facts, allow_nan=False)
        if all(isinstance(facts[name], str) for name in _STRINGS) and isinstance(
            facts.get("details", {}), dict
        ):
            return facts
    except (audit.Broken, KeyError, TypeError, ValueError):
        pass
    damaged = {"number": line.number, "event": "damaged", "details": {"problem": _DAMAGED}}
    return {**dict.fromkeys(_STRINGS, ""), **damaged, "time": "", "hash": str(line.hash)}
