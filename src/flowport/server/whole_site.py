"""One address for all: the Connect API, the designer with its page, and files by signed URLs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from flowport.server.attached_file_bodies import AttachedFileBodies
from flowport.server.client_limits import HostConnections
from flowport.server.designer.app import designer
from flowport.server.prompt_files import PromptFiles
from flowport.server.signed_urls import PATHS

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from flowport.server.app import App
    from flowport.server.exchange import Receive, Scope, Send

__all__ = ["WebSite"]

_DESIGNER = ("/designer/", "/_flowport/", "/assets/")
_FILES = {"/", "/index.html", "/favicon.ico", "/favicon.svg", "/robots.txt"}


#: For a year, browsers that came through TLS come through TLS alone.
_HSTS = (b"strict-transport-security", b"max-age=31536000")


class WebSite:
    """Sends each request to the application that it is for.

    What a proxy says of the client and its scheme is believed of the trusted proxies alone.

    Attributes:
        hosts: Counts the connections of each host.
    """

    def __init__(self, app: App) -> None:
        self.app = app
        self.designer = designer(app)
        self.prompt_files = PromptFiles(app.store, app.shared.urls)
        self.attached_files = AttachedFileBodies(app.store, app.writer, app.shared.urls)
        trusted = list(app.options.trusted_proxies)
        self.hosts = HostConnections(app.options.connections, trusted)
        serve: Any = self._serve
        self._enter: Any = ProxyHeadersMiddleware(serve, trusted) if trusted else serve

    def end_streams(self) -> None:
        """End what would go on for ever: the server stops."""
        self.designer.state.presence.close()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one ASGI event."""
        await self._enter(scope, receive, send)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope.get("scheme") == "https":
            send = _strict(send)
        path = scope.get("path", "")
        ours = path in _FILES or path.startswith(_DESIGNER)
        if scope["type"] == "http" and ours:
            await self.designer(scope, receive, send)
        elif scope["type"] == "http" and path.startswith(PATHS["prompt"]):
            await self.prompt_files(scope, receive, send)
        elif scope["type"] == "http" and path.startswith(PATHS["attached-file"]):
            await self.attached_files(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def _strict(send: Send) -> Send:
    """The same, with the header that keeps browsers from coming without TLS."""

    async def answer(event: MutableMapping[str, Any]) -> None:
        if event["type"] == "http.response.start":
            event = {**event, "headers": [*event["headers"], _HSTS]}
        await send(event)

    return answer
