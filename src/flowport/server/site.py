"""One address for both: the Connect API, and beside it the designer with its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.server.designer.app import designer

if TYPE_CHECKING:
    from flowport.server.app import App, Receive, Scope, Send

__all__ = ["Site"]

_DESIGNER = ("/designer/", "/_flowport/", "/assets/")
_FILES = {"/", "/index.html", "/favicon.ico", "/favicon.svg", "/robots.txt"}


class Site:
    """Sends each request to the application that it is for."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.designer = designer(app)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one ASGI event."""
        path = scope.get("path", "")
        ours = path in _FILES or path.startswith(_DESIGNER)
        if scope["type"] == "http" and ours:
            await self.designer(scope, receive, send)
        else:
            await self.app(scope, receive, send)
