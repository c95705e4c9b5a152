"""One-time links: a page that posts by itself, so that only a person's browser uses a link up.

Whoever merely looks at the address (a mail scanner, a chat's preview, HEAD) changes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from flowport.server.designer import page, page_sessions
from flowport.server.designer.cookies import SESSION, get_cookie, set_cookie
from flowport.server.designer.refusals import Refusal
from flowport.server.designer.signing import From, redeemed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    from flowport.server.app import App

__all__ = ["PREFIX", "host_of", "routes"]

#: Where one-time links are.
PREFIX = "/_flowport/link"

_SCRIPT = "/_flowport/link.js"
_PAGE = f"""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="robots" content="noindex">
<title>Sign in to Flowport</title>
<form method="post">
<p>This link signs you in to Flowport once.</p>
<button>Sign in</button>
</form>
<script src="{_SCRIPT}"></script>
</html>
"""
_POSTS = "document.forms[0].submit();\n"
#: Without a referrer policy of its own, browsers would post the page's form with the origin null.
_HEADERS = {**page.SAFE, "cache-control": "no-store", "referrer-policy": "same-origin"}
_PORTS = {"http": 80, "https": 443}


def routes(app: App) -> list[Route]:
    """The addresses of links, and of the script on their page."""
    return [
        Route(f"{PREFIX}/{{token}}", _show, methods=["GET", "HEAD"]),
        Route(f"{PREFIX}/{{token}}", _redeem(app), methods=["POST"]),
        Route(_SCRIPT, _script, methods=["GET", "HEAD"]),
    ]


async def _show(_request: Request) -> Response:
    return Response(_PAGE, media_type="text/html", headers=_HEADERS)


async def _script(_request: Request) -> Response:
    return Response(_POSTS, media_type="text/javascript", headers=_HEADERS)


def _redeem(app: App) -> Callable[[Request], Awaitable[Response]]:
    async def redeem(request: Request) -> Response:
        if _is_foreign(request):
            return page.sentence("Open the link itself: another site can't sign you in.", 403)
        token = request.path_params["token"]
        place = From(host_of(request), request.headers.get("user-agent", ""))
        try:
            made = await app.writer.do(lambda connection: redeemed(connection, token, place))
        except Refusal as refusal:
            return page.sentence(refusal.message, refusal.status)
        present = get_cookie(request, SESSION).split(".")
        response = RedirectResponse("/", status_code=303, headers=_HEADERS)
        tokens = page_sessions.joined([made, *(each for each in present if each)])
        set_cookie(response, request, SESSION, tokens, life=page_sessions.LIFE)
        return response

    return redeem


def _is_foreign(request: Request) -> bool:
    """Whether a page of another site makes a request: by what the browser says, or its origin.

    Behind a proxy that is not trusted the scheme may be another than the browser's, which then
    says itself that the page is of this site.
    """
    site = request.headers.get("sec-fetch-site")
    if site == "same-origin":
        return False
    own = f"{request.url.scheme}://{request.headers.get('host', '')}"
    origin = request.headers.get("origin")
    return site not in {None, "none"} or (origin is not None and _parts(origin) != _parts(own))


def _parts(origin: str) -> tuple[str, str, int] | None:
    """Scheme, host and port; None where the text is no origin, such as ``null``."""
    try:
        found = urlsplit(origin)
        port = found.port or _PORTS[found.scheme]
    except (ValueError, KeyError):
        return None
    return found.scheme, found.hostname or "", port


def host_of(request: Request) -> str:
    """The client's address, empty where it has none."""
    return request.client.host if request.client else ""
