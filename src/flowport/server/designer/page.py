"""The built page: its files from the package, under a policy that lets nothing else run."""

from __future__ import annotations

import hashlib
import mimetypes
import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from starlette.responses import Response

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from importlib.resources.abc import Traversable

    from starlette.requests import Request

__all__ = ["MISSING", "POLICY", "SAFE", "find", "forget", "sentence", "serve"]

#: What the browser may load and run: our own files, and nothing inline.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)

#: Headers of every answer.
SAFE = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-resource-policy": "same-origin",
}

#: Keeps another page that opened the page from its window. Browsers complain of it where they don't
#: trust the address: over plain http, from anywhere but the machine itself.
_ALONE = {"cross-origin-opener-policy": "same-origin"}
#: What browsers say where no other page can have opened it: the address was typed or is a bookmark,
#: or the page itself asks. There the policy only costs a new process, without compiled scripts.
_OPENED_BY_NONE = {"none", "same-origin"}
_ITSELF = {"localhost", "127.0.0.1", "::1"}

#: The answer in place of a page that was not built.
MISSING = (
    "The designer's page was not built into this installation; "
    "install Flowport from a wheel or with 'pip install .', which builds it."
)

_HASHED = re.compile(r"[-.][0-9A-Za-z_-]{8,}\.\w+$")
_YEAR = 31_536_000
_ROOT = "index.html"


@cache
def _files() -> Mapping[str, Traversable]:
    """The page's files by their path: what is not among them is never looked for on the disk."""
    root = resources.files("flowport").joinpath("page")
    return dict(_within(root, "")) if root.is_dir() else {}


def _within(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for each in folder.iterdir():
        if each.is_dir():
            yield from _within(each, f"{path}{each.name}/")
        else:
            yield f"{path}{each.name}", each


def forget() -> None:
    """Look again for which files there are, after the page was built again."""
    _files.cache_clear()
    _read.cache_clear()


def find(path: str) -> tuple[bytes, str] | None:
    """A file of the page and its tag; None where there is none of that name."""
    try:
        return _read(path) if path in _files() else None
    except FileNotFoundError:  # the page was built again
        forget()
        return _read(path) if path in _files() else None


@cache
def _read(path: str) -> tuple[bytes, str]:
    """A file that there is, so that what is remembered is bounded by the page itself."""
    data = _files()[path].read_bytes()
    return data, f'"{hashlib.sha256(data).hexdigest()[:32]}"'


async def serve(request: Request) -> Response:
    """A file of the page; addresses within the page give the page itself."""
    path = request.path_params["path"] or _ROOT
    found = find(path)
    if found is None and "." not in path.rpartition("/")[2]:
        path = _ROOT
        found = find(path)
    if found is None:
        built = find(_ROOT) is not None
        return sentence("There is no such file.", 404) if built else sentence(MISSING, 503)
    data, tag = found
    apart = _apart(request) if path == _ROOT else {}
    headers = {**SAFE, **apart, "etag": tag, "cache-control": _caching(path)}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    media = mimetypes.guess_type(path)[0] or "application/octet-stream"
    return Response(data, media_type=media, headers=headers)


def _apart(request: Request) -> Mapping[str, str]:
    """What keeps the page's window to itself, where another page may have opened it."""
    if request.url.scheme != "https" and request.url.hostname not in _ITSELF:
        return {}
    opened = request.headers.get("sec-fetch-site") not in _OPENED_BY_NONE
    return {"vary": "Sec-Fetch-Site", **(_ALONE if opened else {})}


def _caching(path: str) -> str:
    if path.startswith("assets/") and _HASHED.search(path):
        return f"public, max-age={_YEAR}, immutable"
    return "no-cache"


def sentence(text: str, status: int) -> Response:
    """One plain sentence."""
    return Response(f"{text}\n", status_code=status, media_type="text/plain", headers=dict(SAFE))
