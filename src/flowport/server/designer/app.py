"""The designer's side of the server: the life of a call, from its cookie to its answer."""

from __future__ import annotations

import asyncio
import json
import logging
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import orjson
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from flowport.errors import DocumentError
from flowport.model.parse import parse
from flowport.server.designer import page, visits
from flowport.server.designer.ask import Answer, Ask, Sent
from flowport.server.designer.bench import Bench
from flowport.server.designer.migrating.desk import Migrating
from flowport.server.designer.refusals import Refusal, of
from flowport.server.designer.registry import Endpoint, endpoints
from flowport.server.designer.signing import redeemed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from sqlalchemy import Connection
    from starlette.requests import Request

    from flowport.server.app import App

__all__ = ["PREFIX", "designer"]

#: Where the API stands.
PREFIX = "/designer/api"

_log = logging.getLogger(__name__)
_MOST_FILES = 2_000

Handler: TypeAlias = "Callable[[Request], Awaitable[Response]]"


def designer(app: App) -> Starlette:
    """The application: the API, one-time links, and the page."""
    slow = ThreadPoolExecutor(1, thread_name_prefix="slow")
    desk = _Desk(app, Bench(), Migrating(app.options.runs), slow)
    app.closing += [desk.migrating.close, slow.shutdown]
    paths: dict[str, dict[str, Endpoint]] = {}
    for each in endpoints():
        paths.setdefault(each.path, {})[each.method] = each
    routes = [
        Route(f"{PREFIX}{path}", _handler(desk, methods), methods=_METHODS)
        for path, methods in paths.items()
    ]
    routes.append(Route(f"{PREFIX}/{{rest:path}}", _nothing, methods=_METHODS))
    routes.append(Route("/_flowport/link/{token}", _link(app), methods=["GET"]))
    routes.append(Route("/{path:path}", page.serve, methods=["GET", "HEAD"]))
    return Starlette(
        routes=routes,
        middleware=[Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)],
        exception_handlers={HTTPException: _no_route, Exception: _failed},
    )


_METHODS = ["GET", "POST", "PATCH", "PUT", "DELETE"]


@dataclass(frozen=True, slots=True)
class _Desk:
    """What all calls share."""

    app: App
    bench: Bench
    migrating: Migrating
    slow: Executor


def _handler(desk: _Desk, methods: Mapping[str, Endpoint]) -> Handler:
    async def handle(request: Request) -> Response:
        try:
            return await _answered(desk, _chosen(methods, request.method), request)
        except Refusal as refusal:
            return _said(refusal)
        except Exception as error:  # noqa: BLE001  the page gets a sentence, the log the traceback
            known = of(error)
            if known is None:
                _log.exception("%s %s failed", request.method, request.url.path)
                known = _INTERNAL
            return _said(known)

    return handle


def _chosen(methods: Mapping[str, Endpoint], method: str) -> Endpoint:
    found = methods.get("GET" if method == "HEAD" else method)
    if found is None:
        raise Refusal("wrong-method", f"Use {' or '.join(methods)} here.")
    return found


_INTERNAL = Refusal("internal", "Something went wrong in the server; its log says what.")


async def _answered(desk: _Desk, chosen: Endpoint, request: Request) -> Response:
    cookie = request.cookies.get(visits.COOKIE, "")
    csrf = request.headers.get("x-flowport-csrf", "")
    visitor = await asyncio.to_thread(_visitor, desk.app, cookie)
    if not chosen.open:
        visitor.want_signed_in()
        if chosen.method != "GET":
            visitor.want_csrf(csrf)
    body, files = await _received(request, chosen)

    def run(connection: Connection) -> Answer | dict[str, Any]:
        ask = Ask(
            app=desk.app,
            bench=desk.bench,
            migrating=desk.migrating,
            connection=connection,
            visitor=visitor,
            path=request.path_params,
            query=request.query_params,
            body=body,
            files=files,
        )
        if chosen.needs:
            ask.permit(chosen.needs)
        return chosen.run(ask)

    if chosen.writes:
        found = await desk.app.writer.do(run)
    elif chosen.slow:
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(desk.slow, _reading, desk.app, run)
    else:
        found = await asyncio.to_thread(_reading, desk.app, run)
    answer = found if isinstance(found, Answer) else Answer(body=found)
    response = _response(answer)
    if answer.tokens is not None:
        _set_cookie(response, visits.joined(answer.tokens), secure=_is_secure(request))
    return response


def _is_secure(request: Request) -> bool:
    return request.url.scheme == "https"


def _visitor(app: App, cookie: str) -> visits.Visitor:
    with app.store.reading() as connection:
        return visits.find(connection, cookie)


def _reading(app: App, run: Callable[[Connection], Any]) -> Any:
    with app.store.reading() as connection:
        return run(connection)


async def _received(request: Request, chosen: Endpoint) -> tuple[dict[str, Any], list[Sent]]:
    """The JSON body or the files of a call, within the endpoint's limit."""
    if chosen.method == "GET":
        return {}, []
    said = request.headers.get("content-length", "")
    if said.isdecimal() and int(said) > chosen.largest:
        raise _too_large(chosen)
    media = request.headers.get("content-type", "")
    if chosen.open and not media.startswith("application/json"):
        raise Refusal("bad-request", "Send this as application/json; a form of another site can't.")
    if media.startswith("multipart/form-data"):
        return {}, await _files(request, chosen)
    parts: list[bytes] = []
    length = 0
    async for part in request.stream():
        length += len(part)
        if length > chosen.largest:
            raise _too_large(chosen)
        parts.append(part)
    return _object(b"".join(parts)), []


def _too_large(chosen: Endpoint) -> Refusal:
    return Refusal("too-large", f"That is more than {chosen.largest / 1e6:.0f} MB.")


def _object(data: bytes) -> dict[str, Any]:
    if not data:
        return {}
    try:
        found = parse(data, source="the call's body")
    except DocumentError as error:
        raise Refusal("bad-json", f"{str(error)[:1].upper()}{str(error)[1:]}.") from error
    if not isinstance(found, dict):
        raise Refusal("bad-json", "The call's body must be a JSON object.")
    return found


async def _files(request: Request, chosen: Endpoint) -> list[Sent]:
    try:
        form = await request.form(max_files=_MOST_FILES, max_fields=100)
    except HTTPException as error:
        raise Refusal("bad-request", f"{error.detail}") from error
    found, length = [], 0
    async with request.form(max_files=_MOST_FILES) as form:
        for part in form.getlist("file"):
            data = part.encode() if isinstance(part, str) else await part.read()
            name = "" if isinstance(part, str) else part.filename or ""
            length += len(data)
            if length > chosen.largest:
                raise _too_large(chosen)
            found.append(Sent(name=name, data=data))
    return found


def _response(answer: Answer) -> Response:
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


def _set_cookie(response: Response, value: str, *, secure: bool) -> None:
    response.set_cookie(
        visits.COOKIE,
        value,
        max_age=int(visits.LIFE) if value else 0,
        path="/",
        httponly=True,
        secure=secure,
        samesite="lax",
    )


def _said(refusal: Refusal) -> Response:
    answer = Answer(body=refusal.as_json(), status=refusal.status)
    return _response(answer)


def _link(app: App) -> Handler:
    async def handle(request: Request) -> Response:
        token = request.path_params["token"]
        present = request.cookies.get(visits.COOKIE, "").split(".")
        try:
            made = await app.writer.do(lambda connection: redeemed(connection, token))
        except Refusal as refusal:
            return page.sentence(refusal.message, refusal.status)
        response = RedirectResponse("/", status_code=303, headers=dict(page.SAFE))
        tokens = visits.joined([made, *(each for each in present if each)])
        _set_cookie(response, tokens, secure=_is_secure(request))
        return response

    return handle


async def _nothing(_request: Request) -> Response:
    return _said(Refusal("not-found", "There is nothing at that address."))


async def _no_route(_request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    if status == 405:  # noqa: PLR2004  the status says it
        return _said(Refusal("wrong-method", "That address does not take this method."))
    return _said(Refusal("not-found", "There is nothing at that address."))


async def _failed(_request: Request, _error: Exception) -> Response:
    return _said(_INTERNAL)
