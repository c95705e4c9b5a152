"""Which refusals of the page's calls are in the audit log, and as what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.server.auth.refused import Refused
from flowport.server.designer.links import host_of

if TYPE_CHECKING:
    from starlette.requests import Request

    from flowport.server.app import App
    from flowport.server.designer.page_sessions import Visitor
    from flowport.server.designer.refusals import Refusal

__all__ = ["note"]

_SIGN_IN = {"wrong-password", "too-many"}
_NOTED = _SIGN_IN | {"forbidden", "bad-csrf"}


async def note(app: App, refusal: Refusal, request: Request, visitor: Visitor) -> None:
    """Write a refusal to the audit log, if it is one of access."""
    if refusal.code not in _NOTED:
        return
    if refusal.code in _SIGN_IN:
        await _note_sign_in(app, refusal, host_of(request))
        return
    wanted = request.path_params.get("instance")
    visit = next((each for each in visitor.visits if each.instance.id == wanted), None)
    visit = visit or next(iter(visitor.visits), None)
    refused = Refused(
        event="refused",
        by=visit.principal.title if visit else "anyone",
        host=host_of(request),
        anonymous=visit is None,
        instance=visit.instance.id if visit else None,
        target=f"{request.method} {request.url.path}",
        reason=refusal.message,
    )
    await app.refusals.note_call(refused)


async def _note_sign_in(app: App, refusal: Refusal, host: str) -> None:
    """One event an instance that has the name; a name that nobody has may be a password."""
    name, bearers = refusal.bearers
    for instance in bearers or (None,):
        refused = Refused(
            event="sign-in-refused",
            by="anyone",
            host=host,
            anonymous=True,
            instance=instance,
            target=name if bearers else "",
            reason=refusal.message,
        )
        await app.refusals.note_call(refused)
