"""The stream by which a page hears who else is at its flow: server-sent events."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import orjson
from starlette.responses import StreamingResponse

from flowport.catalogue.families import FAMILIES
from flowport.errors import NotFoundError
from flowport.server.designer import page, page_sessions
from flowport.server.designer.cookies import SESSION, get_cookie
from flowport.server.designer.presence import FlowPlace, Person
from flowport.server.designer.refusals import Refusal
from flowport.store import flows

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request

    from flowport.server.app import App
    from flowport.server.designer.presence import Presence

__all__ = ["PATH", "listen"]

PATH = "/{instance}/flows/{flow}/presence"

#: After how many seconds a stream says something, and its session is looked at again.
BEAT = 15.0

_HEADERS = {**page.SAFE, "cache-control": "no-store", "x-accel-buffering": "no"}
_OVER = b"event: over\ndata: {}\n\n"


async def listen(
    app: App, presence: Presence, request: Request, visitor: page_sessions.Visitor
) -> StreamingResponse:
    """Begin a stream: an event whenever people come or go, or the flow is saved.

    Raises:
        Refusal: Nobody is signed in there, may not see the flow, or too many listen.
    """
    place = FlowPlace(
        request.path_params["instance"],
        request.query_params.get("kind", "flow"),
        request.path_params["flow"],
    )
    person = _permitted(visitor, place)
    await asyncio.to_thread(_want_flow, app, place)
    presence.admit()
    cookie = get_cookie(request, SESSION)
    events = _events(app, presence, place, person, cookie)
    return StreamingResponse(events, media_type="text/event-stream", headers=_HEADERS)


def _permitted(visitor: page_sessions.Visitor, place: FlowPlace) -> Person:
    if place.kind not in FAMILIES:
        raise Refusal("bad-request", "'kind' is flow or module.")
    visit = visitor.at(place.instance)
    permission = f"{FAMILIES[place.kind].permission}.View"
    if not visit.principal.may(permission):
        message = f"Your security profiles lack the permission {permission}."
        raise Refusal("forbidden", message, permission=permission)
    return Person(visit.user.id, visit.user.name)


def _want_flow(app: App, place: FlowPlace) -> None:
    try:
        with app.store.reading() as connection:
            flows.get(connection, *place)
    except NotFoundError:
        message = f"The instance has no {FAMILIES[place.kind].title} {place.flow}."
        raise Refusal("not-found", message) from None


async def _events(
    app: App, presence: Presence, place: FlowPlace, person: Person, cookie: str
) -> AsyncIterator[bytes]:
    """The stream's bytes; it ends with the session, without having used it."""
    news = presence.news(place, person)
    coming = asyncio.ensure_future(anext(news))
    looked = time.monotonic()
    try:
        while True:
            done, _ = await asyncio.wait({coming}, timeout=BEAT)
            if time.monotonic() > looked + BEAT / 2:
                if not await asyncio.to_thread(_still, app, cookie, place):
                    break
                looked = time.monotonic()
            if not done:
                yield b": still here\n\n"
                continue
            told = coming.result()
            if told is None:
                break
            yield b"data: " + orjson.dumps(told) + b"\n\n"
            coming = asyncio.ensure_future(anext(news))
        yield _OVER
    finally:
        coming.cancel()
        await asyncio.gather(coming, return_exceptions=True)
        await news.aclose()


def _still(app: App, cookie: str, place: FlowPlace) -> bool:
    """Whether the session lives, and may still see the flow."""
    with app.store.reading() as connection:
        visitor = page_sessions.find(connection, cookie, app.options.idle)
    try:
        _permitted(visitor, place)
    except Refusal:
        return False
    return True
