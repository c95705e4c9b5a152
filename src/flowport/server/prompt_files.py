"""The audio of prompts over HTTP, for whoever has a URL that GetPromptFile gave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from flowport.server.wav import silence
from flowport.store import resource_files

if TYPE_CHECKING:
    from flowport.server.exchange import Receive, Scope, Send
    from flowport.server.prompt_urls import PromptUrls
    from flowport.store import Store

__all__ = ["PromptFiles"]

_KIND = "prompt"
_REFUSED = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n'
    b"<Error><Code>AccessDenied</Code><Message>Request has expired, or its signature does not "
    b"match.</Message></Error>"
)


class PromptFiles:
    """An ASGI application that answers as S3 does."""

    def __init__(self, store: Store, urls: PromptUrls) -> None:
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
            return Response(_REFUSED, 405, {"allow": "GET, HEAD"}, "application/xml")
        named = self._urls.read(f"{request.url.path}?{request.url.query}")
        audio = None if named is None else await run_in_threadpool(self._read, *named)
        if audio is None:
            return Response(_REFUSED, 403, media_type="application/xml")
        return Response(audio, media_type="audio/wav")

    def _read(self, instance: str, prompt: str) -> bytes | None:
        """The audio of a prompt; silence for one without, None where the prompt is gone."""
        with self._store.reading() as connection:
            if not resource_files.exists(connection, instance, _KIND, prompt):
                return None
            return resource_files.read(connection, instance, _KIND, prompt) or silence()
