"""The bytes of attached files over HTTP, for whoever has a URL that an operation gave."""

from __future__ import annotations

import hashlib
import mimetypes
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from flowport.errors import NotFoundError
from flowport.server.signed_urls import expired, refusal, wrong_method
from flowport.store import resource_files, resources

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from flowport.server.exchange import Receive, Scope, Send
    from flowport.server.signed_urls import SignedResource, SignedUrls
    from flowport.server.writer import Writer
    from flowport.store import Store
    from flowport.store.resources import StoredResource

__all__ = ["DRAFT", "KIND", "AttachedFileBodies"]

KIND = "attached-file"
#: The status of a file whose upload has started.
DRAFT = "DRAFTING"
#: What a browser may show under the address of this server; anything else is downloaded.
_SHOWN = frozenset({"image/gif", "image/jpeg", "image/png", "text/plain"})
_PLAIN = "application/octet-stream"
_DRAINED = 100_000_000  # bytes that are read of an upload that is too long


class AttachedFileBodies:
    """An ASGI application that takes and gives them as S3 does."""

    def __init__(self, store: Store, writer: Writer, urls: SignedUrls) -> None:
        self._store = store
        self._writer = writer
        self._urls = urls

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        try:
            answer = await self._answer(request)
        except ClientDisconnect:
            return
        answer.headers["cache-control"] = "no-store"
        answer.headers["content-security-policy"] = "sandbox; default-src 'none'"
        answer.headers["x-content-type-options"] = "nosniff"
        await answer(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        if request.method not in {"GET", "HEAD", "PUT"}:
            return wrong_method("GET", "HEAD", "PUT")
        named = self._urls.read(f"{request.url.path}?{request.url.query}", request.method)
        found = None if named is None else await run_in_threadpool(self._file, named)
        if named is None or found is None:
            return expired()
        if request.method == "PUT":
            return await self._take(request, named, found)
        return await run_in_threadpool(self._give, named, found)

    def _file(self, named: SignedResource) -> StoredResource | None:
        try:
            with self._store.reading() as connection:
                return resources.get(connection, named.instance, KIND, named.id)
        except NotFoundError:
            return None

    async def _take(
        self, request: Request, named: SignedResource, found: StoredResource
    ) -> Response:
        """Keep an upload; it must be as long as its start said."""
        size = found.body["FileSizeInBytes"]
        said = f"The upload must have the {size} bytes that its start gave."
        unfit = refusal(403, "SignatureDoesNotMatch", said)
        if request.headers.get("content-length", str(size)) != str(size):
            unfit.headers["connection"] = "close"
            return unfit
        data, length, digest = bytearray(), 0, hashlib.md5(usedforsecurity=False)
        async for part in request.stream():
            length += len(part)
            if length <= size:
                data += part
                digest.update(part)
            elif length > size + _DRAINED:
                unfit.headers["connection"] = "close"
                break
        if length != size:
            return unfit

        def step(connection: Connection) -> bool:
            """Keep the bytes, unless the file has been completed or deleted since."""
            try:
                current = resources.get(connection, named.instance, KIND, named.id)
            except NotFoundError:
                return False
            if current.body["FileStatus"] == DRAFT:
                resource_files.keep(connection, current, bytes(data))
            return bool(current.body["FileStatus"] == DRAFT)

        if not await self._writer.do(step):
            return refusal(403, "AccessDenied", "The upload of this file has been completed.")
        return Response(status_code=200, headers={"etag": f'"{digest.hexdigest()}"'})

    def _give(self, named: SignedResource, found: StoredResource) -> Response:
        with self._store.reading() as connection:
            data = resource_files.read(connection, found.instance, KIND, found.id)
        if data is None:
            return refusal(404, "NoSuchKey", "The file has not been uploaded.")
        return Response(data, headers=_headers(found.body["FileName"], inline=named.inline))


def _headers(name: str, *, inline: bool) -> dict[str, Any]:
    """How a browser is to take a file: only what runs no script is shown in place."""
    guessed = mimetypes.guess_type(name)[0]
    kind = guessed if guessed in _SHOWN else _PLAIN
    way = "inline" if inline and kind != _PLAIN else "attachment"
    return {
        "content-disposition": f"{way}; filename*=UTF-8''{quote(name, safe='')}",
        "content-type": kind,
    }
