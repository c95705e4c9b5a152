"""Calls of the page's endpoints, damaged at random, by somebody who is signed in.

Each server is given some hundred calls in a row. A flow that was saved has that content in the
end, byte for byte.
"""

from __future__ import annotations

import hashlib
import inspect
import json
import re
import tempfile
import uuid
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from flowport.designer.perform import COMMANDS
from flowport.server.app import App, ServerOptions
from flowport.server.designer.endpoint_registry import Endpoint, endpoints
from flowport.server.whole_site import WebSite
from flowport.store import access, open_store
from flowport.store.seed import new_instance
from fuzz.asking import Answer, Asking
from fuzz.damage import STRANGE, damaged, spoiled
from fuzz.documents import bases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["walk"]

ACCOUNT, REGION = "123456789012", "eu-central-1"
_OK, _MADE = 200, 201
_API = "/designer/api"
_JSON = (b"content-type", b"application/json")

#: What the members of bodies and commands may be, besides what a document says.
_VALUES: dict[str, tuple[Any, ...]] = {
    "block": ("Play prompt", "Check hours of operation", "Set working queue"),
    "branch": ("next", "error:NoMatchingError", "condition:0"),
    "channel": ("VOICE", "CHAT", "TASK"),
    "kind": ("flow", "flow", "flow", "module"),
    "type": ("CONTACT_FLOW", "CUSTOMER_QUEUE", "MODULE"),
    "into": ("flows", "modules"),
    "state": ("ACTIVE", "ARCHIVED"),
    "publish": (True, False),
    "mode": (0, 1, 99, "new", "replace"),
    "operator": ("Equals", "NumberGreaterThan"),
    "error": ("NoMatchingError",),
    "code": ("S001", "S008", "unresolved"),
    "pointer": ("/Actions/0/Parameters", "/StartAction", ""),
    "path": (["Text"], ["Text", "x"], [], ["Parameters", 0]),
    "at": ("2026-01-01T00:00:00Z", "2026-02-30"),
    "begins": ("2026-01-01T00:00:00Z",),
    "version": ("saved", "published", 1, "1"),
    "a": ("saved", "published", "1"),
    "b": ("saved", "1"),
    "x": (0, 100, -5.5),
    "y": (0, 1e9),
    "create": (["queue"], ["versions"]),
    "allow": (["R001"],),
    "tags": ({}, {"a": "b"}),
    "attributes": ({}, {"a": "b"}),
    "mocks": ("", "queues: {}", "{", "a: [1"),
    "text": ("", "{}", "[]", '{"Identifier": "x"}'),
    "fragment": ("{}",),
    "limit": ("1", "500", "0", "x"),
    "before": ("5", "x", ""),
    "bindings": ([], [{"kind": "queue", "from": "a", "to": "b"}]),
    "splice": (True, False),
    "reconnect": (True, False),
    "folded": (True, False),
    "check": (False, True),
    "archiveAtMost": (0, 5),
    "blocks": (2, 10, 0),
    "resource": ({"kind": "queue", "id": "x", "arn": "arn:x", "name": "x"},),
}
_NAMES = (
    "name", "description", "expected", "have", "inspect", "target", "ids", "positions",
    "annotations", "entry", "conditions", "operands", "from", "id", "seed", "number", "note",
    "answers", "documents", "commands", "flows", "plan", "yesTo", "after", "words", "q", "item",
    "flow", "value", "key", "begin", "link", "username", "password", "instance", "width", "height",
    "content", "base", "allowPlaceholders", "outcome",
    *_VALUES,
)  # fmt: skip
#: What endpoints need besides a document, by the last parts of their paths.
_NEEDED: dict[str, tuple[str, ...]] = {
    "arrange": ("ids",),
    "paste": ("text", "x", "y", "seed"),
    "copy": ("ids",),
    "call": ("answers",),
    "tests": ("name", "answers"),
    "run": ("ids",),
    "plans": ("target",),
    "runs": ("plan",),
    "commit": ("documents",),
    "calls": ("documents", "a"),
    "compare": ("a",),
    "restore": ("version",),
    "opt-in": ("ids",),
    "split": ("blocks",),
}
#: What ends a walk's own session, or is slow by design.
_NOT = {("DELETE", "/session"), ("DELETE", "/sessions"), ("POST", "/session")}


@dataclass
class _World:
    """A server, and what a page knows of it."""

    asking: Asking
    instance: str
    random: Random
    headers: list[tuple[bytes, bytes]]
    known: dict[str, list[str]] = field(default_factory=dict)
    opened: list[dict[str, Any]] = field(default_factory=list)
    saved: dict[tuple[str, str], str] = field(default_factory=dict)

    def call(self, method: str, path: str, query: str = "", body: bytes = b"") -> Answer:
        """A call of a page."""
        where = f"{_API}{path}".encode()
        return self.asking.send(method, where, query.encode(), [_JSON, *self.headers], body)


@contextmanager
def _world(random: Random) -> Iterator[_World]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        Path(folder, "flowport.toml").touch()
        store = open_store(str(Path(folder, "fuzz.db")))
        with store.writing() as connection:
            made, admin = new_instance(connection, account=ACCOUNT, region=REGION)
            access.grant(connection, made.id, admin.id, access.TARGETS)
            other, its = new_instance(connection, account=ACCOUNT, region=REGION)
            tokens = [
                access.open_session(connection, made.id, admin.id, "link", 60),
                access.open_session(connection, other.id, its.id, "link", 60),
            ]
        app = App(store, ServerOptions(runs=str(Path(folder, "runs")), project=folder))
        asking = Asking(WebSite(app))
        world = _World(asking, made.id, random, [])
        for token in tokens:
            _sign_in(world, token)
        listed = world.call("GET", f"/{made.id}/targets").tree()["targets"]
        world.known["target"] = [each["id"] for each in listed]
        for text in random.sample(bases(), 3):
            _open(world, text.decode())
        yield world
        for close in app.closing:
            close()
        app.writer.close()
        asking.close()
        store.close()


def _sign_in(world: _World, token: str) -> None:
    answer = world.call("POST", "/session", "", json.dumps({"link": token}).encode())
    cookie = answer.headers["set-cookie"].split(";")[0].encode()
    csrf = answer.tree()["csrf"].encode()
    world.headers = [(b"cookie", cookie), (b"x-flowport-csrf", csrf)]


def _open(world: _World, text: str) -> None:
    """Make a flow of a text, and open it."""
    name = f"flow {world.random.randrange(10**9)}"
    base = hashlib.sha256(text.encode()).hexdigest()
    body = {"kind": "flow", "type": "CONTACT_FLOW", "name": name, "base": base, "content": text}
    made = world.call("POST", f"/{world.instance}/flows", "", json.dumps(body).encode()).tree()
    if "summary" in made:
        found = world.call("GET", f"/{world.instance}/flows/{made['summary']['id']}").tree()
        world.opened.append(found)


def walk(first: int, count: int) -> list[str]:
    """Send calls in order; what went wrong, one sentence a call."""
    wrong = []
    chosen = [each for each in endpoints() if (each.method, each.path) not in _NOT]
    with _world(Random(first)) as world:  # noqa: S311  damage is no secret
        for number in range(first, first + count):
            endpoint = world.random.choice(chosen)
            found = _call(world, endpoint)
            if found:
                title = f"{endpoint.method} {endpoint.path}"
                wrong.append(f"{title}: {found} (call {number} of the walk from {first})")
        wrong += [f"{each} (walk from {first})" for each in _lost(world)]
    return wrong


def _call(world: _World, endpoint: Endpoint) -> str:
    """What is wrong with the answer to a damaged call."""
    random = world.random
    if not world.opened:
        _open(world, random.choice(bases()).decode())
    labels: dict[str, str] = {}
    path = re.sub(r"\{(\w+)\}", lambda found: _label(world, found[1], labels), endpoint.path)
    query = _query(random, _asked(world, endpoint))
    last = endpoint.path.rpartition("/")[2]
    body, tree = b"", _body(world, _NEEDED.get(last, ()))
    if endpoint.method != "GET":
        tree = damaged(tree, random, random.choice((0, 0, 1, 1, 2, 4)))
        body = json.dumps(tree).encode()
        if random.random() < 0.05:  # noqa: PLR2004  one in twenty
            body = spoiled(body, random)
    if "/import" in endpoint.path and endpoint.path.endswith("import"):
        answer = _upload(world, path, query)
    else:
        answer = world.call(endpoint.method, path, query, body)
    _keep(world, endpoint, labels, answer)
    if not answer.wrong and "json" in answer.headers.get("content-type", ""):
        return "" if answer.tree() is not None else "the answer is no JSON"
    return answer.wrong


def _label(world: _World, name: str, labels: dict[str, str]) -> str:
    random = world.random
    value = world.instance if name == "instance" else random.choice(world.known.get(name, ["x"]))
    if name == "flow" and world.opened:
        value = random.choice(world.opened)["summary"]["id"]
    if name == "target":
        value = random.choice((*world.known["target"], "x"))
    if random.random() < 0.05:  # noqa: PLR2004  one in twenty
        value = random.choice(("..", "\0", "%", "x" * 3000, str(uuid.UUID(int=7)), "é"))
    labels[name] = value
    return quote(value, safe="")


def _asked(world: _World, endpoint: Endpoint) -> dict[str, str]:
    """What an endpoint needs in its query."""
    if endpoint.path.endswith("/resources"):
        return {"kind": world.random.choice(("queue", "prompt", "contact_flow", "user"))}
    if endpoint.path.endswith("/tests") and world.opened:
        return {"flow": world.random.choice(world.opened)["summary"]["id"]}
    return {}


def _query(random: Random, more: dict[str, str]) -> str:
    names = random.sample(("version", "a", "b", "q", "ids", "limit", "type", "before"), 2)
    given = {
        name: random.choice(
            (*map(str, _VALUES.get(name, ())), *random.choices(("", "x", "\0", "9" * 30)))
        )
        for name in names
        if random.random() < 0.5  # noqa: PLR2004
    }
    kind = random.choice(("", "flow", "module", "x")) if random.random() < 0.1 else ""  # noqa: PLR2004
    return urlencode({**given, **({"kind": kind} if kind else {}), **more})


def _body(world: _World, needed: tuple[str, ...]) -> dict[str, Any]:
    """A document as calls take it, with members that some of them know."""
    random = world.random
    tree: dict[str, Any] = {"name": f"name {random.randrange(60)}", "kind": "flow"}
    blocks: list[str] = [""]
    if world.opened and random.random() < 0.85:  # noqa: PLR2004
        opened = random.choice(world.opened)
        summary = opened["summary"]
        tree |= {"flow": summary["id"], "kind": summary["kind"], "base": opened["base"]}
        tree["expected"] = opened["base"]
        blocks += [each["id"] for each in opened["view"]["blocks"]][:40]
    else:
        tree |= {"base": None, "type": random.choice(_VALUES["type"])}
    if random.random() < 0.2:  # noqa: PLR2004
        tree["content"] = random.choice(bases()).decode()
        tree["base"] = random.choice(("x", tree.get("base")))
    tree["commands"] = [
        _command(random, blocks, 1) for _ in range(random.choice((0, 0, 0, 1, 1, 2, 5)))
    ]
    names = [*random.sample(_NAMES, random.choice((0, 0, 1, 3))), *needed]
    found = _members(random, blocks, names, 1)
    if "target" in needed:
        found["target"] = random.choice(world.known["target"])
    if "plan" in needed and world.known.get("plan"):
        found["plan"] = world.known["plan"][-1]
    return tree | found


def _members(random: Random, blocks: list[str], names: list[str], depth: int) -> dict[str, Any]:
    return {name: _value(random, blocks, name, depth) for name in names}


def _value(random: Random, blocks: list[str], name: str, depth: int) -> Any:
    if name in _BLOCKS and random.random() < 0.8:  # noqa: PLR2004
        return random.choice(blocks)
    if name in _VALUES and random.random() < 0.6:  # noqa: PLR2004
        return random.choice(_VALUES[name])
    making = _MAKING.get(name)
    return making(random, blocks, depth) if making else random.choice(STRANGE)


def _spots(random: Random, blocks: list[str], _: int) -> Any:
    return {each: {"x": 1, "y": random.choice((2, -1e12))} for each in blocks[:3]}


def _several(random: Random, blocks: list[str], depth: int) -> Any:
    return [_command(random, blocks, depth + 1) for _ in range(2 if depth < _DEEPEST else 0)]


def _documents(random: Random, _: list[str], __: int) -> Any:
    text = random.choice(bases()).decode()
    about = {"name": "d", "type": "CONTACT_FLOW", "kind": "flow", "mode": "new"}
    return [{"content": text, **about}]


def _parts(random: Random, blocks: list[str], depth: int) -> Any:
    names = ["block", "kind", "outcome", "value", "operator"] if depth < _DEEPEST else []
    return [_members(random, blocks, names, depth + 1)]


_DEEPEST = 4
_BLOCKS = {"block", "target", "inspect", "id"}
_MAKING: dict[str, Callable[[Random, list[str], int], Any]] = {
    "ids": lambda random, blocks, _: random.sample(blocks, random.randrange(len(blocks))),
    "positions": _spots,
    "annotations": _spots,
    "entry": lambda *_: {"x": 1, "y": 2},
    "commands": _several,
    "documents": _documents,
    "answers": _parts,
    "conditions": _parts,
    "from": lambda *given: _parts(*given)[0],
    "content": lambda random, *_: random.choice(bases()).decode(),
}
"""What makes the members that have parts."""


def _command(random: Random, blocks: list[str], depth: int) -> dict[str, Any]:
    kind = random.choice(sorted(COMMANDS))
    names = random.sample(_COMMANDS[kind], len(_COMMANDS[kind]) - (random.random() < 0.2))  # noqa: PLR2004
    found = {**_members(random, blocks, list(names), depth), "kind": kind}
    if kind == "add" and "block" in found:
        found["block"] = random.choice(_VALUES["block"])
    return found


def _commands() -> dict[str, tuple[str, ...]]:
    """The members of each command, by what its function reads."""
    found = {}
    for kind, command in COMMANDS.items():
        source = inspect.getsource(command)
        members = re.findall(r"members\.\w+\(\s*\"(\w+)\"|\"(\w+)\" in members", source)
        words = [a or b for a, b in members] + [
            word
            for word in ("path", "error", "positions", "entry", "branch")
            if re.search(rf"\b{word}\b", source)
        ]
        found[kind] = tuple(dict.fromkeys(words)) or ("block",)
    return found


_COMMANDS = _commands()


def _upload(world: _World, path: str, query: str) -> Answer:
    random, edge = world.random, b"x-edge-x"
    parts = b""
    for number in range(random.randrange(4)):
        data = random.choice(bases())
        data = spoiled(data, random) if random.random() < 0.5 else data  # noqa: PLR2004
        name = random.choice(
            ("a.json", "../b.json", "c.zip", "d.yaml", "e.tf", "\xe9", "", f"{number}")
        )
        parts += b'--%s\r\ncontent-disposition: form-data; name="file"; filename="%s"\r\n\r\n' % (
            edge,
            name.encode(),
        )
        parts += data + b"\r\n"
    body = parts + b"--%s--\r\n" % edge
    body = spoiled(body, random) if random.random() < 0.1 else body  # noqa: PLR2004
    media = (b"content-type", b"multipart/form-data; boundary=" + edge)
    where = f"{_API}{path}".encode()
    return world.asking.send("POST", where, query.encode(), [media, *world.headers], body)


def _keep(world: _World, endpoint: Endpoint, labels: dict[str, str], answer: Answer) -> None:
    """Remember what a call that went well told or wrote."""
    if answer.status not in {_OK, _MADE, 202}:
        return
    tree = answer.tree()
    if not isinstance(tree, dict):
        return
    for name in ("plan", "run", "test"):
        if isinstance(tree.get(name), str):
            world.known.setdefault(name, []).append(tree[name])
    flow = labels.get("flow", "")
    if endpoint.method == "DELETE":
        world.opened = [each for each in world.opened if each["summary"]["id"] != flow]
        world.saved = {key: text for key, text in world.saved.items() if key[1] != flow}
    if {"summary", "view", "base"} <= tree.keys() and isinstance(tree["summary"], dict):
        world.opened = [*world.opened[-6:], tree]
    if endpoint.path.endswith("/save") and {"summary", "content"} <= tree.keys():
        world.saved[tree["summary"]["kind"], tree["summary"]["id"]] = tree["content"]
    if endpoint.path.endswith(("/restore", "/commit")):
        world.saved.clear()


def _lost(world: _World) -> Iterator[str]:
    for (kind, flow), text in world.saved.items():
        answer = world.call("GET", f"/{world.instance}/flows/{flow}", f"kind={kind}")
        if answer.status != _OK or answer.tree().get("content") != text:
            yield f"{kind} {flow} lost its content: {answer.status} {answer.body[:200]!r}"
