"""The designer's side of the server: the life of a call, from its cookie to its answer."""

from __future__ import annotations

import asyncio
import json
import logging
import time
import uuid
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

import orjson
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.routing import Route

from flowport.server.designer import audited_refusals, links, listening, page, page_sessions
from flowport.server.designer.ask import Ask, DesignerReply
from flowport.server.designer.bodies import received
from flowport.server.designer.caller_limits import Turns
from flowport.server.designer.cookies import BROWSER, SESSION, get_cookie, set_cookie
from flowport.server.designer.endpoint_registry import Endpoint, endpoints
from flowport.server.designer.migrating.migrations import Migrating
from flowport.server.designer.open_documents import OpenDocuments
from flowport.server.designer.presence import Presence
from flowport.server.designer.refusals import Refusal, of
from flowport.store import access, audit

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from sqlalchemy import Connection
    from starlette.requests import Request

    from flowport.server.app import App

__all__ = ["PREFIX", "designer"]

#: Where the API stands.
PREFIX = "/designer/api"

_log = logging.getLogger(__name__)
_KNOWN_FOR = 90 * 24 * 3600.0  # seconds that a browser is known by the names it signed in with
_THREADS = 16  # that calls are worked on in; many of them only wait for other processes

Handler: TypeAlias = "Callable[[Request], Awaitable[Response]]"


def designer(app: App) -> Starlette:
    """The application: the API, one-time links, and the page."""
    slow = ThreadPoolExecutor(1, thread_name_prefix="slow")
    threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="designer")
    shared = _DesignerResources(
        app, OpenDocuments(), Migrating(app.options.runs), slow, threads, Turns(), Presence(app)
    )
    app.closing += [shared.migrating.close, slow.shutdown, threads.shutdown]
    paths: dict[str, dict[str, Endpoint]] = {}
    for each in endpoints():
        paths.setdefault(each.path, {})[each.method] = each
    routes = [
        Route(f"{PREFIX}{path}", _handler(shared, methods), methods=_METHODS)
        for path, methods in paths.items()
    ]
    routes.append(Route(f"{PREFIX}{listening.PATH}", _listener(shared), methods=["GET"]))
    routes.append(Route(f"{PREFIX}/{{rest:path}}", _nothing, methods=_METHODS))
    routes += links.routes(app)
    routes.append(Route("/{path:path}", page.serve, methods=["GET", "HEAD"]))
    site = Starlette(
        routes=routes,
        middleware=[Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)],
        exception_handlers={HTTPException: _no_route, Exception: _failed},
    )
    site.state.presence = shared.presence
    return site


_METHODS = ["GET", "POST", "PATCH", "PUT", "DELETE"]


@dataclass(frozen=True, slots=True)
class _DesignerResources:
    """What all calls share."""

    app: App
    open_documents: OpenDocuments
    migrating: Migrating
    slow: Executor
    threads: Executor
    turns: Turns
    presence: Presence


def _handler(shared: _DesignerResources, methods: Mapping[str, Endpoint]) -> Handler:
    async def handle(request: Request) -> Response:
        async def answered() -> Response:
            return await _answered(shared, _chosen(methods, request.method), request)

        return await _guarded(request, answered)

    return handle


def _listener(shared: _DesignerResources) -> Handler:
    async def handle(request: Request) -> Response:
        async def begun() -> Response:
            visitor = await asyncio.to_thread(_visitor, shared.app, get_cookie(request, SESSION))
            try:
                return await listening.listen(shared.app, shared.presence, request, visitor)
            except Refusal as refusal:
                await audited_refusals.note(shared.app, refusal, request, visitor)
                raise

        return await _guarded(request, begun)

    return handle


async def _guarded(request: Request, answer: Callable[[], Awaitable[Response]]) -> Response:
    """An answer; a sentence for the page where there is none."""
    try:
        return await answer()
    except Refusal as refusal:
        return _refusal_response(refusal)
    except ClientDisconnect:
        return _refusal_response(_GONE)
    except Exception as error:  # noqa: BLE001  the page gets a sentence, the log the traceback
        known = of(error)
        if known is None:
            known = _fault(request)
        return _refusal_response(known)


def _chosen(methods: Mapping[str, Endpoint], method: str) -> Endpoint:
    found = methods.get("GET" if method == "HEAD" else method)
    if found is None:
        raise Refusal("wrong-method", f"Use {' or '.join(methods)} here.")
    return found


_GONE = Refusal("bad-request", "The call broke off.")


def _fault(request: Request) -> Refusal:
    """The answer to a call in which Flowport has a fault; the log has it under the same id."""
    fault = uuid.uuid4().hex
    _log.exception("%s %s failed, id %s", request.method, request.url.path, fault)
    message = f"Something went wrong in the server. Its log says what, under the id {fault}."
    return Refusal("internal", message, id=fault)


async def _answered(shared: _DesignerResources, chosen: Endpoint, request: Request) -> Response:
    visitor = await asyncio.to_thread(_visitor, shared.app, get_cookie(request, SESSION))
    try:
        return await _permitted(shared, chosen, request, visitor)
    except Refusal as refusal:
        await audited_refusals.note(shared.app, refusal, request, visitor)
        raise


async def _permitted(
    shared: _DesignerResources, chosen: Endpoint, request: Request, visitor: page_sessions.Visitor
) -> Response:
    if not chosen.open:
        visitor.want_signed_in()
        if chosen.method != "GET":
            visitor.want_csrf(request.headers.get("x-flowport-csrf", ""))
    _use(shared.app, visitor)
    found = await _found(shared, chosen, request, visitor)
    answer = found if isinstance(found, DesignerReply) else DesignerReply(body=found)
    response = _response(answer)
    if answer.tokens is not None:
        tokens = page_sessions.joined(answer.tokens)
        set_cookie(response, request, SESSION, tokens, life=page_sessions.LIFE)
    if answer.browser is not None:
        set_cookie(response, request, BROWSER, answer.browser, life=_KNOWN_FOR)
    return response


async def _found(
    shared: _DesignerResources, chosen: Endpoint, request: Request, visitor: page_sessions.Visitor
) -> DesignerReply | Mapping[str, Any]:
    """What an endpoint answers: when it is the caller's turn, or the writer's."""
    if not chosen.writes:
        answer: DesignerReply | Mapping[str, Any] = await _read(
            shared, chosen, request, visitor, partial(_said_in, request, chosen)
        )
        return answer
    said = await _said_in(request, chosen)
    if chosen.prepare:

        async def known() -> dict[str, Any]:
            return said

        first = replace(chosen, run=chosen.prepare, writes=False)
        said = {**said, "prepared": await _read(shared, first, request, visitor, known)}
    done: DesignerReply | Mapping[str, Any] = await shared.app.writer.do(
        partial(_worked, shared, chosen, visitor, said)
    )
    return done


async def _read(
    shared: _DesignerResources,
    chosen: Endpoint,
    request: Request,
    visitor: page_sessions.Visitor,
    receive: Callable[[], Awaitable[Mapping[str, Any]]],
) -> Any:
    """What an endpoint gives that only reads, when it is the caller's turn."""

    async def work() -> Callable[[], Any]:
        asked = partial(_worked, shared, chosen, visitor, await receive())
        return partial(_reading, shared.app, asked)

    caller = visitor.name or f"host {links.host_of(request)}"
    return await shared.turns.run(caller, work, shared.slow if chosen.slow else shared.threads)


async def _said_in(request: Request, chosen: Endpoint) -> dict[str, Any]:
    """What a call says, as the members of an ``Ask``."""
    body, files = await received(request, chosen)
    return {
        "path": request.path_params,
        "query": request.query_params,
        "body": body,
        "files": files,
        "host": links.host_of(request),
        "agent": request.headers.get("user-agent", ""),
        "browser": get_cookie(request, BROWSER),
    }


def _use(app: App, visitor: page_sessions.Visitor) -> None:
    """Have it written down that sessions are used; nobody waits for that."""
    now = time.time()
    stale = [visit.token for visit in visitor.visits if visit.used < now - page_sessions.STALE]
    if stale:
        app.writer.later(lambda connection: _used(connection, stale))


def _used(connection: Connection, tokens: list[str]) -> None:
    for token in tokens:
        access.use_session(connection, token)


def _worked(
    shared: _DesignerResources,
    chosen: Endpoint,
    visitor: page_sessions.Visitor,
    said: Mapping[str, Any],
    connection: Connection,
) -> DesignerReply | Mapping[str, Any]:
    """What an endpoint answers to what a call said."""
    ask = Ask(
        app=shared.app,
        open_documents=shared.open_documents,
        migrating=shared.migrating,
        connection=connection,
        visitor=visitor,
        **said,
    )
    ask.admit(chosen.needs)
    if not chosen.writes:
        return chosen.run(ask)
    with audit.acting(ask.by, ask.host):
        return chosen.run(ask)


def _visitor(app: App, cookie: str) -> page_sessions.Visitor:
    with app.store.reading() as connection:
        return page_sessions.find(connection, cookie, app.options.idle)


def _reading(app: App, run: Callable[[Connection], Any]) -> Any:
    with app.store.reading() as connection:
        return run(connection)


def _response(answer: DesignerReply) -> Response:
    body = answer.body
    data = body if isinstance(body, bytes) else _written(body)
    headers = {"cache-control": "no-store", **page.SAFE, **answer.headers}
    return Response(data, status_code=answer.status, media_type=answer.media, headers=headers)


def _written(body: Any) -> bytes:
    """JSON; slower where a document holds what orjson refuses (half a character, say)."""
    try:
        return orjson.dumps(body, default=str)
    except TypeError:
        return json.dumps(body, default=str).encode()


def _refusal_response(refusal: Refusal) -> Response:
    answer = DesignerReply(body=refusal.as_json(), status=refusal.status)
    return _response(answer)


async def _nothing(_request: Request) -> Response:
    return _refusal_response(Refusal("not-found", "There is nothing at that address."))


async def _no_route(_request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    if status == 405:  # noqa: PLR2004  the status says it
        return _refusal_response(Refusal("wrong-method", "That address does not take this method."))
    return _refusal_response(Refusal("not-found", "There is nothing at that address."))


async def _failed(request: Request, _error: Exception) -> Response:
    return _refusal_response(_fault(request))
