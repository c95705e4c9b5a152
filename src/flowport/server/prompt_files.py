"""The audio of prompts over HTTP, for whoever has a URL that GetPromptFile gave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from flowport.errors import NotFoundError
from flowport.server.signed_urls import expired, wrong_method
from flowport.server.wav import silence
from flowport.store import resource_files, resources

if TYPE_CHECKING:
    from flowport.server.exchange import Receive, Scope, Send
    from flowport.server.signed_urls import SignedResource, SignedUrls
    from flowport.store import Store

__all__ = ["PromptFiles"]


class PromptFiles:
    """An ASGI application that answers as S3 does."""

    def __init__(self, store: Store, urls: SignedUrls) -> None:
        self._store = store
        self._urls = urls

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        answer = await self._answer(Request(scope))
        answer.headers["cache-control"] = "no-store"
        answer.headers["x-content-type-options"] = "nosniff"
        await answer(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        if request.method not in {"GET", "HEAD"}:
            return wrong_method("GET", "HEAD")
        named = self._urls.read(f"{request.url.path}?{request.url.query}")
        audio = None if named is None else await run_in_threadpool(self._read, named)
        if audio is None:
            return expired()
        return Response(audio, media_type="audio/wav")

    def _read(self, named: SignedResource) -> bytes | None:
        """The audio of a prompt; silence for one without, None where the prompt is gone."""
        key = (named.instance, named.kind, named.id)
        try:
            with self._store.reading() as connection:
                resources.get(connection, *key)
                return resource_files.read(connection, *key) or silence()
        except NotFoundError:
            return None
