"""Signing in and out, and which instances a person is in."""

from __future__ import annotations

from typing import Any

from flowport.server.auth.tries import Tries
from flowport.server.designer.ask import Answer, Ask
from flowport.server.designer.refusals import Refusal
from flowport.server.designer.registry import endpoint
from flowport.server.designer.signing import Fitting, fitting, redeemed, signed_in
from flowport.server.designer.visits import find, joined
from flowport.store import access

_tries = Tries()


@endpoint("GET", "/session")
def show(ask: Ask) -> dict[str, Any]:
    """Who is signed in."""
    return ask.visitor.as_json()


@endpoint("POST", "/session", slow=True, open=True, largest=10_000)
def sign_in(ask: Ask) -> Answer:
    """Sign in with name and password, or with the token of a one-time link."""
    linked = isinstance(ask.body.get("link"), str)
    users = () if linked else _with_password(ask)
    with ask.app.store.writing() as connection:
        made = [redeemed(connection, ask.text("link"))] if linked else signed_in(connection, users)
        tokens = [*made, *(visit.token for visit in ask.visitor.visits)]
        visitor = find(connection, joined(tokens))
    return Answer(body=visitor.as_json(), tokens=[visit.token for visit in visitor.visits])


def _with_password(ask: Ask) -> tuple[Fitting, ...]:
    name, password = ask.text("username"), ask.text("password")
    where = ask.text("instance", "") or None
    if _tries.too_many(name):
        raise Refusal("too-many", "Too many failed sign-ins; wait a minute and try again.")
    try:
        return fitting(ask.connection, name, password, where)
    except Refusal:
        _tries.note(name)
        raise


@endpoint("DELETE", "/session", writes=True)
def sign_out(ask: Ask) -> Answer:
    """Sign out of every instance."""
    for visit in ask.visitor.visits:
        access.close_session(ask.connection, visit.token)
    return Answer(body={}, tokens=[])


@endpoint("GET", "/instances")
def instances(ask: Ask) -> dict[str, Any]:
    """The instances that the person is signed in to."""
    return {"instances": [visit.as_json() for visit in ask.visitor.visits]}
