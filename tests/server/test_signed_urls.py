"""Signed URLs of prompts and attached files: good for one thing, for a while."""

from __future__ import annotations

import time

import pytest

from flowport.server.signed_urls import LIFE, PATHS, SignedResource, SignedUrls

_WAYS = [("prompt", "GET"), *(("attached-file", way) for way in ("PUT", "GET-inline"))]


@pytest.mark.parametrize(("kind", "way"), _WAYS)
def test_url_ends(kind: str, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A URL is good until its time, and not after it."""
    urls, named, now = SignedUrls("secret"), SignedResource(kind, "i", "x", way), time.time()
    url, method = urls.url("http://127.0.0.1", named), way[:3]
    first = urls.read(url, method)
    monkeypatch.setattr(time, "time", lambda: now + LIFE + 2)

    assert url.startswith(f"http://127.0.0.1{PATHS[kind]}")
    assert (first, urls.read(url, method)) == (named, None)


@pytest.mark.parametrize(("kind", "way"), _WAYS)
def test_url_says_how_long_it_is_good(kind: str, way: str) -> None:
    """A call may choose the end of a URL."""
    urls, named = SignedUrls("secret"), SignedResource(kind, "i", "x", way)
    url = urls.url("", named, int(time.time()) - 1)

    assert urls.read(url, way[:3]) is None


@pytest.mark.parametrize(("kind", "way"), _WAYS)
def test_signature_is_of_all_that_a_url_says(kind: str, way: str) -> None:
    """A URL that was changed in any part, or that another server signed, is refused."""
    urls, named = SignedUrls("secret"), SignedResource(kind, "i", "x", way)
    url = urls.url("", named)
    other = next(path for each, path in PATHS.items() if each != kind)
    forged = [
        url.replace("/x", "/y"),
        url.replace("/i/", "/j/"),
        url.replace("Expires=", "Expires=9"),
        url.replace(PATHS[kind], other),
        url.replace(PATHS[kind], other).replace(".wav", ""),
        SignedUrls("another").url("", named),
    ]

    assert [urls.read(each, way[:3]) for each in forged] == [None] * len(forged)


@pytest.mark.parametrize(("method", "way"), [("GET", "PUT"), ("PUT", "GET"), ("PUT", "GET-inline")])
def test_url_is_good_for_one_method(method: str, way: str) -> None:
    """An upload URL reads nothing, and a download URL writes nothing."""
    urls, named = SignedUrls("secret"), SignedResource("attached-file", "i", "x", way)

    assert urls.read(urls.url("", named), method) is None
