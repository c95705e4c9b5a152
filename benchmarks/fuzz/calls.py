"""Calls of the Connect API, damaged at random, to one server after another.

Each server is given some hundred calls in a row, so that they meet what earlier ones wrote. What
a flow was given last must be there in the end, byte for byte.
"""

from __future__ import annotations

import json
import re
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, quote_from_bytes

from flowport.server.app import App, ServerOptions
from flowport.server.operations.operation_registry import served
from flowport.server.protocol.errors import FRONT_DOOR
from flowport.server.protocol.model import load
from flowport.store import open_store
from flowport.store.seed import new_instance
from fuzz.asking import Answer, Asking
from fuzz.damage import STRANGE, damaged, spoiled
from fuzz.documents import bases

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["walk"]

ACCOUNT, REGION = "123456789012", "eu-central-1"
_LABEL = re.compile(r"\{(\w+)\+?\}")
_ARN = re.compile(r"arn:aws:connect:[^\"]*?:instance/[0-9a-f-]+/([a-z-]+)/([0-9a-f-]{36})")
_GONE = 404
#: Ends the walk's own instance.
_NOT = {"DeleteInstance"}
#: Operations by which a flow or module gets a content, and the member of its id.
_CONTENTS = {
    "CreateContactFlow": "ContactFlowId",
    "UpdateContactFlowContent": "ContactFlowId",
    "CreateContactFlowModule": "Id",
    "UpdateContactFlowModuleContent": "ContactFlowModuleId",
}
_SIGNATURES = (
    b"",
    b"AWS4-HMAC-SHA256",
    b"AWS4-HMAC-SHA256 Credential=, SignedHeaders=, Signature=",
    b"AWS4-HMAC-SHA256 Credential=A/1/x/connect/aws4_request, SignedHeaders=host, Signature=0",
    b"AWS4-HMAC-SHA256 Credential=a/b/c/d/e/f, SignedHeaders=;;, Signature=\xff",
    b"Basic eDp4",
)


@cache
def _names() -> list[str]:
    return sorted(name for name in served() if name in load().operations and name not in _NOT)


@cache
def _errors() -> set[str]:
    return {error for operation in load().operations.values() for error in operation.errors}


@dataclass
class _World:
    """A server, and what is known of it."""

    asking: Asking
    instance: str
    random: Random
    known: dict[str, list[str]] = field(default_factory=dict)
    contents: dict[str, tuple[str, str]] = field(default_factory=dict)

    def any(self, name: str) -> str:
        """An id or ARN that may fit a member of a name."""
        if name.lower() == "instanceid":
            return self.instance
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower().split("-")
        fitting = [slug for slug in self.known if {*slug.split("-")} & {*words}]
        pool = self.known[self.random.choice(fitting or sorted(self.known) or [""])]
        return self.random.choice(pool)

    def learn(self, body: bytes) -> None:
        """Take in the ids of an answer."""
        for found in _ARN.finditer(body.decode(errors="replace")):
            pool = self.known.setdefault(found[1], [])
            if found[2] not in pool:
                pool += [found[2], found[0]]


@contextmanager
def _world(random: Random) -> Iterator[_World]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        store = open_store(str(Path(folder, "fuzz.db")))
        with store.writing() as connection:
            made, _ = new_instance(connection, account=ACCOUNT, region=REGION)
        app = App(store, ServerOptions(signed=False))
        signing = App(store, ServerOptions())
        asking = Asking(app, signing)
        world = _World(asking, made.id, random, {"instance": [made.id, made.arn]})
        for kind in ("queues-summary", "users-summary", "security-profiles-summary"):
            world.learn(asking.send("GET", f"/{kind}/{made.id}".encode()).body)
        yield world
        for each in (app, signing):
            for close in each.closing:
                close()
            each.writer.close()
        asking.close()
        store.close()


def walk(first: int, count: int) -> list[str]:
    """Send calls in order; what went wrong, one sentence a call."""
    wrong = []
    with _world(Random(first)) as world:  # noqa: S311  damage is no secret
        for number in range(first, first + count):
            name = world.random.choice(_names())
            found = _call(world, name)
            if found:
                wrong.append(f"{name}: {found} (call {number} of the walk from {first})")
        wrong += [f"{each} (walk from {first})" for each in _lost(world)]
    return wrong


def _call(world: _World, name: str) -> str:
    """What is wrong with the answer to a damaged call."""
    random, operation = world.random, load().operations[name]
    labels: dict[str, str] = {}
    path = _LABEL.sub(
        lambda found: _label(world, found[1], labels),
        operation.model.http["requestUri"].split("?")[0],
    )
    tree = _body(world, operation.model.input_shape)
    body = json.dumps(damaged(tree, random, random.choice((0, 0, 1, 1, 2, 4)))).encode()
    if random.random() < 0.05:  # noqa: PLR2004  one in twenty
        body = spoiled(body, random)
    headers = [(b"content-type", random.choice((b"application/json", b"", b"text/html\xff")))]
    to = int(random.random() < 0.05)  # noqa: PLR2004  one in twenty
    if to:
        headers += [
            (b"authorization", random.choice(_SIGNATURES)),
            (b"x-amz-date", random.choice((b"", b"20260101T000000Z", b"x", b"\xff"))),
        ]
    method = operation.model.http["method"]
    answer = world.asking.send(method, path.encode(), _query(world, name), headers, body, to=to)
    _keep(world, name, labels, body, answer)
    return answer.wrong or _foreign(answer)


def _foreign(answer: Answer) -> str:
    """What no client of the service would understand in an answer."""
    error = answer.headers.get("x-amzn-errortype", "")
    if answer.body and answer.tree() is None:
        return "the answer is no JSON"
    if error and error not in _errors() | FRONT_DOOR.keys():
        return f"{error} is not an error of the service"
    return ""


def _label(world: _World, name: str, labels: dict[str, str]) -> str:
    random = world.random
    value: Any = world.any(name)
    if random.random() < 0.1:  # noqa: PLR2004  one in ten
        value = random.choice(("", "..", "../..", "\0", "%", "x" * 3000, f"{value}:$SAVED", "é"))
    labels[name] = value
    if random.random() < 0.02:  # noqa: PLR2004  one in fifty
        return quote_from_bytes(random.randbytes(8))
    return quote(value, safe="")


def _query(world: _World, name: str) -> bytes:
    shape = load().operations[name].model.input_shape
    parts = []
    for member, inner in shape.members.items() if shape else ():
        if inner.serialization.get("location") == "querystring" and world.random.random() < 0.5:  # noqa: PLR2004
            wire = inner.serialization.get("name", member)
            value = world.random.choice(("1", "0", "-1", "x", "", "%FF", "9" * 30, "true", "%00"))
            parts.append(f"{wire}={value}")
    if world.random.random() < 0.05:  # noqa: PLR2004  one in twenty
        parts.append(world.random.choice(("&&", "=", "%", "maxResults=1&maxResults=2", "a" * 3000)))
    return "&".join(parts).encode()


def _body(world: _World, shape: Any) -> Any:
    if shape is None:
        return {}
    return {
        inner.serialization.get("name", member): _value(world, member, inner, 1)
        for member, inner in shape.members.items()
        if "location" not in inner.serialization
        and (member in shape.required_members or world.random.random() < 0.3)  # noqa: PLR2004
    }


def _value(world: _World, name: str, shape: Any, depth: int) -> Any:
    """A value that a shape may well accept."""
    random, kind = world.random, shape.type_name
    if kind == "structure":
        return {
            inner.serialization.get("name", member): _value(world, member, inner, depth + 1)
            for member, inner in shape.members.items()
            if member in shape.required_members or random.random() < 0.6 / depth
        }
    if kind == "list":
        least = shape.metadata.get("min", 0)
        several = range(max(least, random.randrange(3)) if depth < 6 else least)  # noqa: PLR2004
        return [_value(world, name, shape.member, depth + 1) for _ in several]
    if kind == "map":
        return {"x": _value(world, name, shape.value, depth + 1)}
    if kind == "string":
        return _string(world, name, shape)
    plain = {"boolean": random.random() < 0.5, "timestamp": 0, "blob": ""}  # noqa: PLR2004
    return plain.get(kind, shape.metadata.get("min", random.choice((0, 1, 5))))


def _string(world: _World, name: str, shape: Any) -> str:
    random = world.random
    if name == "Content":
        return random.choice(bases()).decode()
    if name.endswith(("Id", "Ids", "Arn", "Arns")) and random.random() < 0.9:  # noqa: PLR2004
        return world.any(name)
    enum = shape.metadata.get("enum")
    if enum:
        return str(random.choice(enum))
    least, most = shape.metadata.get("min", 1), shape.metadata.get("max", 40)
    strange = random.choice(STRANGE)
    if isinstance(strange, str) and random.random() < 0.1:  # noqa: PLR2004  one in ten
        return strange
    return f"{name} {random.randrange(50)}"[:most].ljust(least, "x")


def _keep(world: _World, name: str, labels: dict[str, str], body: bytes, answer: Answer) -> None:
    """Remember what a call that went well wrote."""
    if answer.status != 200:  # noqa: PLR2004
        return
    world.learn(answer.body)
    if name.startswith("DeleteContactFlow"):
        for value in labels.values():
            world.contents.pop(value.rpartition("/")[2].partition(":")[0], None)
    if name in _CONTENTS:
        tree = json.loads(body)
        kind = "flow-modules" if "Module" in name else "flows"
        where = labels.get(_CONTENTS[name]) or answer.tree()[_CONTENTS[name]]
        if "Content" in tree:
            id_ = where.rpartition("/")[2].partition(":")[0]
            world.contents[id_] = (kind, tree["Content"])


def _lost(world: _World) -> Iterator[str]:
    """The flows that don't have what they were given."""
    for id_, (kind, text) in world.contents.items():
        path = f"/contact-{kind}/{world.instance}/{id_}:$SAVED"
        answer = world.asking.send("GET", path.encode())
        tree = answer.tree()
        found: Any = next(iter(tree.values()), {}) if answer.status == 200 else {}  # noqa: PLR2004
        if not isinstance(found, dict) or found.get("Content") != text:
            yield f"{kind} {id_} lost its content: {answer.status} {answer.body[:200]!r}"
