"""A network that lies between a migration and its target: every answer may be another."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import orjson
from botocore.awsrequest import AWSResponse
from botocore.exceptions import ConnectionClosedError
from botocore.httpsession import URLLib3Session

from flowport.remote import RemoteInstance
from remote.answering import Raw

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["FAULTS", "LEGAL", "Wire"]

#: How often each fault happens, of a thousand calls.
FAULTS: Mapping[str, int] = {
    "cut": 25,
    "short": 15,
    "login page": 20,
    "login page after": 20,
    "empty object": 15,
    "twice": 60,
    "no list": 40,
    "same token": 25,
    "throttled": 20,
    "lost before": 15,
    "lost after": 20,
    "expired": 8,
}
#: What a network may do, and what must change nothing.
LEGAL: Mapping[str, int] = {"short page": 300, "empty page": 100}

_EMPTY = "an-empty-page"
_LOGIN = (200, {"Content-Type": "text/html"}, b"<html>Sign in</html>")
_EXPIRED = (
    403,
    {"Content-Type": "application/json", "x-amzn-ErrorType": "ExpiredTokenException"},
    b'{"message": "The security token included in the request is expired"}',
)
_THROTTLED = (
    429,
    {"Content-Type": "application/json", "x-amzn-ErrorType": "ThrottlingException"},
    b'{"message": "Rate exceeded"}',
)

Answer = tuple[int, dict[str, str], bytes]


class Wire:
    """What carries the calls of one client; a server without signatures is behind it.

    Attributes:
        met: How often each fault happened.
        calls: How many calls were made.
        at: Faults that happen for sure, by the number of the call.
    """

    def __init__(self, client: Any, seed: int, faults: Mapping[str, int]) -> None:
        self.met: Counter[str] = Counter()
        self.calls = 0
        self.at: dict[int, str] = {}
        self._dice = random.Random(seed)  # noqa: S311  it makes tests, and guards nothing
        self._faults = faults
        self._session = URLLib3Session()
        self._client = client
        client.meta.events.register("before-send", self._send)

    def instance(self, arn: str) -> RemoteInstance:
        """The instance of an ARN at the other end."""
        return RemoteInstance(self._client, arn, label="target")

    def _send(self, request: Any, event_name: str, **_: Any) -> AWSResponse:
        self.calls += 1
        name = event_name.rsplit(".", 1)[1]
        fault = self.at.get(self.calls) or self._fault(name)
        status, headers, body = _BEHAVIOURS.get(fault, _honest)(self, request, name)
        known: Any = headers
        return AWSResponse(request.url, status, known, Raw(body))

    def _fault(self, name: str) -> str:
        throw = self._dice.randrange(1000)
        for fault, share in self._faults.items():
            throw -= share
            if throw < 0:
                if fault in _OF_LISTS and not _lists(name):
                    return ""
                self.met[fault] += 1
                return fault
        return ""

    def honest(self, request: Any) -> Answer:
        """What the server answers."""
        request.url = _without_empty(request.url)
        found = self._session.send(request)
        return found.status_code, dict(found.headers), found.content


def _lists(name: str) -> bool:
    return name.startswith("List") and name != "ListTagsForResource"


def _honest(wire: Wire, request: Any, _name: str) -> Answer:
    return wire.honest(request)


def _cut(wire: Wire, request: Any, _name: str) -> Answer:
    status, headers, body = wire.honest(request)
    half = body[: len(body) // 2]
    return (status, headers | {"content-length": str(len(half))}, half) if half else _LOGIN


def _short(wire: Wire, request: Any, _name: str) -> Answer:
    status, headers, body = wire.honest(request)
    return status, headers | {"content-length": str(len(body) + 9)}, body


def _login(_wire: Wire, _request: Any, _name: str) -> Answer:
    return _LOGIN


def _login_after(wire: Wire, request: Any, _name: str) -> Answer:
    wire.honest(request)
    return _LOGIN


def _nothing(wire: Wire, request: Any, _name: str) -> Answer:
    wire.honest(request)
    return 200, {"Content-Type": "application/json"}, b"{}"


def _twice(wire: Wire, request: Any, _name: str) -> Answer:
    wire.honest(request)
    return wire.honest(request)


def _no_list(wire: Wire, request: Any, _name: str) -> Answer:
    tree = orjson.loads(wire.honest(request)[2])
    return _json({k: value for k, value in tree.items() if not isinstance(value, list)})


def _same_token(wire: Wire, request: Any, _name: str) -> Answer:
    return _json({**orjson.loads(wire.honest(request)[2]), "NextToken": "round-and-round"})


def _throttled(_wire: Wire, _request: Any, _name: str) -> Answer:
    return _THROTTLED


def _expired(_wire: Wire, _request: Any, _name: str) -> Answer:
    return _EXPIRED


def _lost_before(_wire: Wire, request: Any, _name: str) -> Answer:
    raise ConnectionClosedError(endpoint_url=request.url)


def _lost_after(wire: Wire, request: Any, _name: str) -> Answer:
    wire.honest(request)
    raise ConnectionClosedError(endpoint_url=request.url)


def _short_page(wire: Wire, request: Any, _name: str) -> Answer:
    request.url = _changed(request.url, maxResults="1")
    return wire.honest(request)


def _empty_page(wire: Wire, request: Any, _name: str) -> Answer:
    """A page with nothing on it; the next one is what this should have been."""
    asked = dict(parse_qsl(urlsplit(request.url).query))
    if "nextToken" in asked:
        return wire.honest(request)
    tree = orjson.loads(wire.honest(request)[2])
    member = next(name for name, value in tree.items() if isinstance(value, list))
    return _json({member: [], "NextToken": _EMPTY})


_BEHAVIOURS: dict[str, Callable[[Wire, Any, str], Answer]] = {
    "cut": _cut,
    "short": _short,
    "login page": _login,
    "login page after": _login_after,
    "empty object": _nothing,
    "twice": _twice,
    "no list": _no_list,
    "same token": _same_token,
    "throttled": _throttled,
    "lost before": _lost_before,
    "lost after": _lost_after,
    "expired": _expired,
    "short page": _short_page,
    "empty page": _empty_page,
}
_OF_LISTS = {"no list", "same token", "short page", "empty page"}


def _json(tree: Any) -> Answer:
    body = orjson.dumps(tree)
    headers = {"Content-Type": "application/json", "x-amzn-RequestId": "1"}
    return 200, headers | {"Content-Length": str(len(body))}, body


def _changed(url: str, **values: str) -> str:
    parts = urlsplit(url)
    query = {**dict(parse_qsl(parts.query)), **values}
    return urlunsplit(parts._replace(query=urlencode(query)))


def _without_empty(url: str) -> str:
    """A call without the token that the server knows nothing of."""
    parts = urlsplit(url)
    kept = [
        (k, value) for k, value in parse_qsl(parts.query) if (k, value) != ("nextToken", _EMPTY)
    ]
    return urlunsplit(parts._replace(query=urlencode(kept))) if _EMPTY in parts.query else url
