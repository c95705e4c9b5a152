"""What comes and goes on a connection: requests of the Connect API read, their answers written."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, TypeAlias

from flowport.server.auth.signature import SignedRequest
from flowport.server.protocol.errors import ServiceError

__all__ = ["Receive", "Scope", "Send", "received", "reply"]

Scope: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send: TypeAlias = Callable[[MutableMapping[str, Any]], Awaitable[None]]

_LARGEST_BODY = 6_000_000  # bytes; 256,000 characters may take 12 bytes each as JSON escapes
_DRAINED = 100_000_000  # bytes that are read of a body that is too long


async def received(scope: Scope, receive: Receive) -> SignedRequest:
    """A request with its whole body.

    Raises:
        ServiceError: It is too long, or broke off.
    """
    headers: dict[str, str] = {}
    for name, value in scope["headers"]:
        key, text = name.decode("latin-1"), value.decode("latin-1")
        headers[key] = f"{headers[key]},{text}" if key in headers else text
    body = await _body(receive)
    return SignedRequest(
        method=scope["method"],
        raw_path=scope["raw_path"].decode("latin-1"),
        raw_query=scope["query_string"].decode("latin-1"),
        headers=headers,
        body=body,
        host=(scope.get("client") or ("",))[0],
        scheme=scope.get("scheme", "http"),
    )


async def _body(receive: Receive) -> bytes:
    """The body; one that is too long is read to its end, so that the client sees the answer."""
    parts: list[bytes] = []
    length = 0
    while True:
        event = await receive()
        if event["type"] == "http.disconnect":
            raise ServiceError("InvalidRequestException", "The request broke off.")
        part = event.get("body", b"")
        length += len(part)
        if length <= _LARGEST_BODY:
            parts.append(part)
        if not event.get("more_body") or length > _DRAINED:
            break
    if length > _LARGEST_BODY:
        raise ServiceError(
            "RequestEntityTooLargeException", f"The body is longer than {_LARGEST_BODY} bytes."
        )
    return b"".join(parts)


async def reply(
    send: Send, status: int, request_id: str, body: bytes, error: str | None = None
) -> None:
    """Send an answer."""
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"x-amzn-requestid", request_id.encode()),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
    ]
    if error is not None:
        headers.append((b"x-amzn-errortype", error.encode()))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
