"""Bad values in every member of every operation: the error that the operation models, and no 500.

Requests are made from the service model; nothing that they write is kept.
"""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from flowport.server.app import App, ServerOptions
from flowport.server.auth.signature import SignedRequest
from flowport.server.operations.kinds import segments_of
from flowport.server.operations.operation_registry import served
from flowport.server.protocol.errors import FRONT_DOOR, ServiceError
from flowport.server.protocol.model import load
from flowport.server.request import Request
from flowport.store import flows, open_store, resources
from flowport.store.seed import new_instance
from sampling import exchanged, id_places, places, sample, wire
from serving import ACCOUNT, REGION
from undoing import Undoing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from flowport.store.instances import InstanceRow

_API = load()
_NAMES = [name for name in served() if name in _API.operations]
_LABEL = re.compile(r"\{(\w+)\+?\}")
_NOBODY = "00000000-0000-0000-0000-000000000001"

#: Values of every JSON type, and such as break what reads numbers, times or nested documents.
_WRONG: tuple[Any, ...] = (
    *(7, -1.5, True, "", "x", [], [[]], [None], {}, {"x": None}, [{"x": 1}]),
    *(2**31, 2**63, -(2**70), 1e300),
    *("nan", "0001-01-01", "٣", "x" * 6000, "[" * 3000, '{"x":' * 400),
)
_IN_A_QUERY = ("", "x", "-1", "7", "1e300", "nan", "%00", "%ff", "9" * 30, "true", "%d9%a3", "a&a")


@dataclass(frozen=True)
class World:
    """A server whose writes are rolled back, its instance, another one, and ids in the first."""

    app: App
    own: InstanceRow
    other: InstanceRow
    ids: Mapping[str, str]
    loop: asyncio.AbstractEventLoop

    def known(self, segments: tuple[str, ...]) -> str | None:
        """The id of something whose ARN has one of the parts before it."""
        return next((self.ids[each] for each in segments if each in self.ids), None)

    def labels(self, name: str) -> dict[str, str]:
        """The values in an operation's path."""
        shape = _API.operations[name].model.input_shape
        members = {} if shape is None else shape.members
        wires = {wire(member, inner): (member, inner) for member, inner in members.items()}
        found = _LABEL.findall(_API.operations[name].model.http["requestUri"].split("?")[0])
        return {
            label: str(sample(wires[label][1], self.known, name=wires[label][0])) for label in found
        }

    def fault(self, name: str, labels: Mapping[str, str], body: Any, query: str = "") -> str:
        """What is wrong with the answer of an operation: a failure, or an error of no model."""
        operation = _API.operations[name]
        template = operation.model.http["requestUri"].split("?")[0]
        path = _LABEL.sub(lambda found: quote(labels[found[1]], safe=""), template)
        said = json.dumps(body).encode() if isinstance(body, dict) else body
        sent = SignedRequest(operation.model.http["method"], path, query, {}, said, "192.0.2.1")
        request = Request(sent, "id")
        try:
            for step in self.app.life:
                if (waiting := step(request)) is not None:
                    self.loop.run_until_complete(waiting)
        except ServiceError as error:
            worded = operation.worded(error)
            modelled = worded.name in operation.errors | FRONT_DOOR.keys()
            failed = _API.error(worded.name).status == 500
            return "" if modelled and not failed else f"{worded.name}: {worded.message}"
        except Exception as error:  # noqa: BLE001  what the server would answer with 500
            return f"500: {error!r}"
        return ""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A server with two instances."""
    store = open_store(str(tmp_path_factory.mktemp("wrong") / "flowport.db"))
    with store.writing() as connection:
        own, _ = new_instance(connection, account=ACCOUNT, region=REGION)
        other, _ = new_instance(connection, account=ACCOUNT, region=REGION)
        rows: list[Any] = flows.page(connection, own.id, "flow", limit=1)
        for kind in resources.counts(connection, own.id):
            rows += resources.page(connection, own.id, kind, limit=1)
    ids = {row.arn.removeprefix(f"{own.arn}/").rpartition("/")[0]: row.id for row in rows}
    app = App(store, ServerOptions(signed=False))
    app.writer.close()
    app.writer = Undoing(store)  # type: ignore[assignment]
    loop = asyncio.new_event_loop()
    yield World(app, own, other, {**ids, "instance": own.id}, loop)
    loop.close()
    for close in app.closing:
        close()
    store.close()


def _bodies(world: World, name: str) -> list[Any]:
    """A request with every member, and one with only those that it must have."""
    shape = _API.operations[name].model.input_shape
    made = [sample(shape, world.known, whole=whole) for whole in (True, False) if shape is not None]
    return made if made[:1] != made[1:] else made[:1]


@pytest.mark.parametrize("name", _NAMES)
def test_wrong_value_is_a_modelled_error(world: World, name: str) -> None:
    """Whatever is in place of a member, however deep, the answer is one of the model's."""
    labels, found = world.labels(name), {}
    for body in _bodies(world, name):
        for path in places(body):
            for wrong in _WRONG if path else ():
                fault = world.fault(name, labels, exchanged(body, path, wrong))
                found.update({fault: (path, wrong)} if fault else {})

    assert found == {}


@pytest.mark.parametrize("name", _NAMES)
def test_wrong_query_is_a_modelled_error(world: World, name: str) -> None:
    """The same of what is behind the question mark of an address."""
    shape = _API.operations[name].model.input_shape
    body = (_bodies(world, name) or [{}])[-1]
    found = {}
    for member, inner in () if shape is None else shape.members.items():
        if inner.serialization.get("location") == "querystring":
            for wrong in _IN_A_QUERY:
                query = f"{wire(member, inner)}={wrong}"
                fault = world.fault(name, world.labels(name), body, query)
                found.update({fault: query} if fault else {})

    assert found == {}


def _not_one(world: World, segments: tuple[str, ...]) -> Iterator[str]:
    """Strings that name nothing of the kinds: other kinds, another instance, nothing at all."""
    for segment, each in world.ids.items():
        if segment not in segments:
            yield from (each, f"{world.own.arn}/{segment}/{each}")
    for segment in segments:
        yield f"{world.own.arn}/{segment}/"
        yield from (f"{arn}/{segment}/{_NOBODY}" for arn in (world.own.arn, world.other.arn))
    yield from ("", "arn:", _NOBODY, world.own.arn, world.other.arn)


def _holds(value: Any, path: Any) -> bool:
    try:
        for key in path:
            value = value[key]
    except (KeyError, IndexError):
        return False
    return True


@pytest.mark.parametrize("name", _NAMES)
def test_id_of_another_thing_is_a_modelled_error(world: World, name: str) -> None:
    """An id of another kind, an ARN of another instance and an empty id are answered in shape."""
    shape = _API.operations[name].model.input_shape
    labels, found = world.labels(name), {}
    for body in _bodies(world, name):
        for path, segments in id_places(shape):
            for wrong in _not_one(world, segments) if _holds(body, path) else ():
                fault = world.fault(name, labels, exchanged(body, path, wrong))
                found.update({fault: (path, wrong)} if fault else {})

    assert found == {}


@pytest.mark.parametrize("name", _NAMES)
def test_path_of_another_thing_is_a_modelled_error(world: World, name: str) -> None:
    """The same of the ids in the path."""
    shape, labels = _API.operations[name].model.input_shape, world.labels(name)
    body = (_bodies(world, name) or [{}])[-1]
    found = {}
    for member, inner in () if shape is None else shape.members.items():
        label = wire(member, inner)
        for wrong in _not_one(world, segments_of(member, inner.name)) if label in labels else ():
            fault = world.fault(name, {**labels, label: wrong}, body) if wrong else ""
            found.update({fault: (label, wrong)} if fault else {})

    assert found == {}


#: Members that take what contains itself, and one level of it.
_NESTED = {
    **{
        name: ("SearchCriteria", '{"OrConditions":[', "]}", "{}")
        for name in _NAMES
        if name.startswith("Search")
    },
    **dict.fromkeys(
        ("CreateEvaluationForm", "UpdateEvaluationForm"),
        ("Items", '[{"Section":{"Title":"x","RefId":"x","Items":', "}}]", "[]"),
    ),
    **dict.fromkeys(
        (
            "CreateContact",
            "StartChatContact",
            "StartEmailContact",
            "StartOutboundChatContact",
            "StartTaskContact",
            "UpdateContact",
        ),
        ("SegmentAttributes", '{"x":{"ValueMap":', "}}", "{}"),
    ),
    "UpdateContactRoutingData": ("RoutingCriteria", '{"AndExpression":[', "]}", "{}"),
}
#: What is around the nested value, where that is not the member itself.
_AROUND: dict[str, Any] = {"UpdateContactRoutingData": {"Steps": [{"Expression": "HERE"}]}}


@pytest.mark.parametrize("depth", [300, 5000])
@pytest.mark.parametrize("name", _NESTED)
def test_nesting_without_end_is_a_modelled_error(world: World, name: str, depth: int) -> None:
    """What contains itself 300 times and more is refused in the model's shape."""
    member, opened, closed, inmost = _NESTED[name]
    body = json.dumps({**_bodies(world, name)[-1], member: _AROUND.get(name, "HERE")})
    nested = body.replace('"HERE"', opened * depth + inmost + closed * depth).encode()

    assert world.fault(name, world.labels(name), nested) == ""


@pytest.mark.parametrize("name", [name for name in _NESTED if name.startswith("Search")])
def test_crowd_of_conditions_is_a_modelled_error(world: World, name: str) -> None:
    """A search with 60,000 conditions is refused in the model's shape, or knows no conditions."""
    many: list[Any] = [{}] * 60_000
    body = {**_bodies(world, name)[-1], "SearchCriteria": {"OrConditions": many}}

    assert world.fault(name, world.labels(name), body) == ""


def _endless(shape: Any, within: tuple[str, ...] = ()) -> bool:
    """Whether values of a shape may be nested without end."""
    inner = (
        list(shape.members.values())
        if shape.type_name == "structure"
        else [getattr(shape, part) for part in ("member", "value") if hasattr(shape, part)]
    )
    return shape.name in within or any(_endless(each, (*within, shape.name)) for each in inner)


def test_every_shape_that_contains_itself_is_known() -> None:
    """The operations whose requests may be nested without end are those that are tried here."""
    shapes = {name: _API.operations[name].model.input_shape for name in _NAMES}

    assert {name for name, shape in shapes.items() if shape and _endless(shape)} <= _NESTED.keys()
