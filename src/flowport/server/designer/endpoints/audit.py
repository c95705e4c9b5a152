"""The audit log of an instance, for those who may see what its users may do."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, cast

from flowport.server.designer.endpoint_registry import endpoint
from flowport.server.designer.page_sessions import AUDIT
from flowport.server.designer.refusals import Refusal
from flowport.server.identifiers import written_number
from flowport.store import audit

if TYPE_CHECKING:
    from flowport.designer.schema.list_schema import AuditEventJSON, AuditPageJSON
    from flowport.server.designer.ask import Ask

_PAGE = 100
_STRINGS = ("event", "by", "host", "target")
_DAMAGED = "someone changed this event in the database; see flowport audit verify"


@endpoint("GET", "/{instance}/audit")
def show(ask: Ask) -> AuditPageJSON:
    """The events of the instance, the newest first; ``before`` is the number of the last seen."""
    if not ask.visit.principal.may(AUDIT):
        message = f"Your security profiles lack the permission {AUDIT}."
        raise Refusal("forbidden", message, permission=AUDIT)
    written = ask.query.get("before") or ""
    before = written_number(written)
    if written and before is None:
        raise Refusal("bad-request", "'before' is the number of an event.")
    found = audit.latest(
        ask.connection,
        ask.instance.id,
        before=before,
        limit=_PAGE + 1,
    )
    return {"events": [_row(line) for line in found[:_PAGE]], "more": len(found) > _PAGE}


def _row(line: audit.AuditLine) -> AuditEventJSON:
    """An event; of one that was changed in the database, only that it was."""
    try:
        facts = line.as_json()
        datetime.fromisoformat(facts["time"])
        json.dumps(facts, allow_nan=False)
        if all(isinstance(facts[name], str) for name in _STRINGS) and isinstance(
            facts.get("details", {}), dict
        ):
            return cast("AuditEventJSON", facts)
    except (audit.Broken, KeyError, TypeError, ValueError):
        pass
    return {
        "number": line.number,
        "time": "",
        "event": "damaged",
        "by": "",
        "host": "",
        "target": "",
        "details": {"problem": _DAMAGED},
        "hash": str(line.hash),
    }
