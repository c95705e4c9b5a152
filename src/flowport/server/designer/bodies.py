"""The bodies of calls: JSON or files, never more of either than an endpoint takes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import TYPE_CHECKING, Any, TypeAlias

from starlette.exceptions import HTTPException
from starlette.requests import Request

from flowport.errors import DocumentError
from flowport.model.parse import parse
from flowport.server.designer.ask import UploadedFile
from flowport.server.designer.refusals import Refusal

if TYPE_CHECKING:
    from flowport.server.designer.endpoint_registry import Endpoint

__all__ = ["received"]

_MOST_FILES = 2_000
_MEGABYTE = 1_000_000
_Receive: TypeAlias = Callable[[], Awaitable[MutableMapping[str, Any]]]


async def received(request: Request, chosen: Endpoint) -> tuple[dict[str, Any], list[UploadedFile]]:
    """The JSON body or the files of a call, within the endpoint's limit.

    Raises:
        Refusal: There is too much, or it is in no form that the endpoint takes.
    """
    if chosen.method == "GET":
        return {}, []
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length[:20]) > chosen.largest:
        raise _too_large(chosen)
    media = request.headers.get("content-type", "")
    if chosen.open and not media.startswith("application/json"):
        raise Refusal("bad-request", "Send this as application/json; a form of another site can't.")
    bounded = Request(request.scope, _bounded(request.receive, chosen))
    if media.startswith("multipart/form-data"):
        return {}, await _files(bounded)
    return _object(await bounded.body()), []


def _bounded(receive: _Receive, chosen: Endpoint) -> _Receive:
    """The same, until there is more than the endpoint takes, however it is sent."""
    length = 0

    async def take() -> MutableMapping[str, Any]:
        nonlocal length
        event = await receive()
        length += len(event.get("body", b""))
        if length > chosen.largest:
            raise _too_large(chosen)
        return event

    return take


def _too_large(chosen: Endpoint) -> Refusal:
    most = chosen.largest
    size = f"{most / _MEGABYTE:.0f} MB" if most >= _MEGABYTE else f"{most} bytes"
    return Refusal("too-large", f"That is more than {size}.")


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


async def _files(request: Request) -> list[UploadedFile]:
    found = []
    try:
        async with request.form(max_files=_MOST_FILES, max_fields=100) as form:
            for part in form.getlist("file"):
                data = part.encode() if isinstance(part, str) else await part.read()
                name = "" if isinstance(part, str) else part.filename or ""
                found.append(UploadedFile(name=name, data=data))
    except HTTPException as error:
        raise Refusal("bad-request", f"{error.detail}") from error
    return found
