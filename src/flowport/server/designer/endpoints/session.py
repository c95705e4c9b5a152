"""Signing in and out, the sessions of a person, and which instances the person is in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.server.designer.ask import Ask, DesignerReply
from flowport.server.designer.endpoint_registry import endpoint
from flowport.server.designer.marks import session_json
from flowport.server.designer.page_sessions import find, joined
from flowport.server.designer.refusals import Refusal
from flowport.server.designer.signing import (
    Fitting,
    From,
    bearers,
    fitting,
    redeemed,
    signed_in,
)
from flowport.store import access, audit

if TYPE_CHECKING:
    from flowport.designer.schema.list_schema import OpenSessionJSON, OpenSessionsJSON, SessionJSON
    from flowport.server.designer.page_sessions import Visit
    from flowport.store.access import Session


@endpoint("GET", "/session")
def show(ask: Ask) -> SessionJSON:
    """Who is signed in."""
    return session_json(ask.app, ask.visitor)


@endpoint("POST", "/session", slow=True, open=True, largest=10_000)
def sign_in(ask: Ask) -> DesignerReply:
    """Sign in with name and password, or with the token of a one-time link."""
    linked = isinstance(ask.body.get("link"), str)
    users = () if linked else _with_password(ask)
    place = From(ask.host, ask.agent)
    with ask.app.store.writing() as connection:
        if linked:
            made = [redeemed(connection, ask.text("link"), place)]
        else:
            made = signed_in(connection, users, place)
        tokens = [*made, *(visit.token for visit in ask.visitor.visits)]
        visitor = find(connection, joined(tokens), ask.app.options.idle)
    browser = None if linked else ask.app.guessing.entered(ask.text("username"), ask.host)
    return DesignerReply(
        body=session_json(ask.app, visitor),
        tokens=[visit.token for visit in visitor.visits],
        browser=browser,
    )


def _with_password(ask: Ask) -> tuple[Fitting, ...]:
    name, password = ask.text("username"), ask.text("password")
    where, guessing = ask.text("instance", "") or None, ask.app.guessing
    if guessing.too_many(name, ask.host, ask.browser):
        raise Refusal(
            "too-many",
            "Too many failed sign-ins. Wait a minute and try again, or use a one-time link "
            "(flowport user link NAME).",
        )
    try:
        return fitting(ask.connection, name, password, where)
    except Refusal as refusal:
        guessing.failed(name, ask.host, ask.browser)
        refusal.bearers = name, bearers(ask.connection, name)
        raise


@endpoint("DELETE", "/session", writes=True)
def sign_out(ask: Ask) -> DesignerReply:
    """Sign out of every instance."""
    for visit in ask.visitor.visits:
        access.close_session(ask.connection, visit.token)
        _note(ask, visit, "sign-out")
    return DesignerReply(body={}, tokens=[])


def _note(ask: Ask, visit: Visit, event: str, **more: Any) -> None:
    with audit.acting(visit.principal.title, ask.host):
        audit.note(ask.connection, event, instance=visit.instance.id, target=visit.user.arn, **more)


@endpoint("GET", "/sessions")
def sessions(ask: Ask) -> OpenSessionsJSON:
    """The sessions of the person, in every instance that the browser is signed in to."""
    idle = ask.app.options.idle
    found = [
        _session_json(visit, each)
        for visit in ask.visitor.visits
        for each in access.sessions(ask.connection, visit.instance.id, visit.user.id, idle=idle)
    ]
    return {"sessions": found, "idle": idle}


def _session_json(visit: Visit, session: Session) -> OpenSessionJSON:
    return {
        "id": session.id,
        "instance": visit.instance.id,
        "instanceName": visit.instance.alias or visit.instance.id,
        "user": visit.user.name,
        "began": session.began,
        "used": session.used,
        "expires": session.expires,
        "host": session.host,
        "browser": session.browser,
        "current": session.id == visit.id,
    }


@endpoint("DELETE", "/sessions/{session}", writes=True)
def end_session(ask: Ask) -> dict[str, Any]:
    """End one of the person's sessions."""
    wanted = ask.path["session"]
    for visit in ask.visitor.visits:
        if access.end_session(ask.connection, visit.instance.id, visit.user.id, wanted):
            _note(ask, visit, "session-ended", session=wanted)
            return {}
    raise Refusal("not-found", "There is no such session; it may have ended.")


@endpoint("DELETE", "/sessions", writes=True)
def sign_out_everywhere(ask: Ask) -> DesignerReply:
    """End all of the person's sessions, this one too, and use up one-time links."""
    ended = 0
    for visit in ask.visitor.visits:
        count = access.end_sessions(ask.connection, visit.instance.id, visit.user.id)
        _note(ask, visit, "sign-out-everywhere", sessions=count)
        ended += count
    return DesignerReply(body={"ended": ended}, tokens=[])


@endpoint("GET", "/instances")
def instances(ask: Ask) -> dict[str, Any]:
    """The instances that the person is signed in to."""
    return {"instances": session_json(ask.app, ask.visitor)["instances"]}
