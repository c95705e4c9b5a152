"""The page's cookies: the sessions of a browser, and that it signed in with a name before."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["BROWSER", "SESSION", "get_cookie", "set_cookie"]

#: The cookie of the sessions.
SESSION = "flowport_session"

#: The cookie of a browser that signed in before.
BROWSER = "flowport_browser"

#: Browsers take a cookie of this prefix over TLS alone, of this host alone and for every path.
_OF_HOST = "__Host-"


def _name(cookie: str, request: Request) -> str:
    return _OF_HOST + cookie if request.url.scheme == "https" else cookie


def get_cookie(request: Request, cookie: str) -> str:
    """A cookie's value, empty where there is none."""
    return request.cookies.get(_name(cookie, request), "")


def set_cookie(
    response: Response, request: Request, cookie: str, value: str, *, life: float
) -> None:
    """Set a cookie for so many seconds; an empty value deletes it."""
    response.set_cookie(
        _name(cookie, request),
        value,
        max_age=int(life) if value else 0,
        path="/",
        httponly=True,
        secure=request.url.scheme == "https",
        samesite="lax",
    )
