"""Every operation x role x own, other instance's, malformed and decorated names.

The calls follow from the registry and the service model. Nothing that they write is kept.
"""

from __future__ import annotations

import asyncio
import json
import re
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from sqlalchemy import select

from flowport.server.app import App, ServerOptions
from flowport.server.auth.principals import Principal, permissions_of
from flowport.server.auth.signature import SignedRequest
from flowport.server.operations.operation_registry import served
from flowport.server.protocol import errors
from flowport.server.protocol.errors import ServiceError
from flowport.server.protocol.model import load
from flowport.server.request import Request
from flowport.store import instances, open_store, people, resources, schema
from flowport.store.seed import new_instance
from serving import ACCOUNT, REGION
from undoing import Undoing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from botocore.model import Shape

    from flowport.store.instances import InstanceRow

#: What each role may do, as a security profile of a new instance; the last two are our own.
ROLES = ("Admin", "CallCenterManager", "Agent", "QualityAnalyst", "Viewer", "Nothing")
_OWN_ROLES = {"Viewer": ["ContactFlows.View"], "Nothing": []}

#: Labels of paths that name a resource of a new instance, by the store's kind.
_KINDS = {
    "AgentStatusId": "agent-status",
    "HoursOfOperationId": "hours-of-operation",
    "PromptId": "prompt",
    "QueueId": "queue",
    "RoutingProfileId": "routing-profile",
    "SecurityProfileId": "security-profile",
    "UserId": "user",
}
_LABEL = re.compile(r"\{(\w+)\+?\}")


#: Those that the model has.
OPERATIONS = {name: each for name, each in served().items() if name in load().operations}


@dataclass(frozen=True)
class World:
    """A server with two instances of an account, and who calls."""

    app: App
    own: InstanceRow
    other: InstanceRow
    principals: dict[str, Principal]
    known: dict[tuple[str, str], tuple[str, str]]
    loop: asyncio.AbstractEventLoop

    def called(self, role: str, name: str, labels: dict[str, str], body: Any) -> str:
        """The error that an operation answers, ``ok``, or a stack trace's last line."""
        operation = self.app.api.operations[name]
        method, template = operation.model.http["method"], operation.model.http["requestUri"]
        path = _LABEL.sub(lambda found: quote(labels[found[1]], safe=""), template.split("?")[0])
        sent = SignedRequest(method, path, "", {}, json.dumps(body).encode(), "192.0.2.1")
        request = Request(sent, "id")
        try:
            self._live(role, request)
        except ServiceError as error:
            return error.name
        except Exception as error:  # noqa: BLE001  what the server would answer with 500
            return f"500: {error!r}"
        return "ok"

    def _live(self, role: str, request: Request) -> None:
        """All steps of a request's life, with the caller that the role has."""
        for step in self.app.life:
            if step == self.app._authenticate:  # noqa: SLF001  the one step that is replaced
                request.principal = self.principals[role]
            elif (waiting := step(request)) is not None:
                self.loop.run_until_complete(waiting)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A server whose writes are rolled back."""
    store = open_store(str(tmp_path_factory.mktemp("matrix") / "flowport.db"))
    with store.writing() as connection:
        own, _ = new_instance(connection, account=ACCOUNT, region=REGION)
        other, _ = new_instance(connection, account=ACCOUNT, region=REGION)
        for profile, permissions in _OWN_ROLES.items():
            arn, body = f"{own.arn}/security-profile/{{id}}", {"Permissions": permissions}
            resources.create(
                connection, own.id, "security-profile", name=profile, arn=arn, body=body
            )
        principals = {role: _principal(connection, own, role) for role in ROLES}
        known = {
            (instance.id, label): _first(connection, instance, kind)
            for instance in (own, other)
            for label, kind in _KINDS.items()
        }
    app = App(store, ServerOptions())
    app.writer.close()
    app.writer = Undoing(store)  # type: ignore[assignment]
    loop = asyncio.new_event_loop()
    yield World(app, own, other, principals, known, loop)
    loop.close()
    for close in app.closing:
        close()
    store.close()


def _principal(connection: Any, own: InstanceRow, role: str) -> Principal:
    user = people.add(connection, own, f"{role} person", profiles=[role])
    return Principal(
        account=ACCOUNT,
        region=REGION,
        instance=own.id,
        user=user.id,
        permissions=permissions_of(connection, own.id, user.id),
    )


def _first(connection: Any, instance: InstanceRow, kind: str) -> tuple[str, str]:
    row = resources.page(connection, instance.id, kind, limit=1)[0]
    return row.id, row.arn


def sample(shape: Shape | None, depth: int = 0) -> Any:
    """A value that a shape may well accept."""
    if shape is None or depth > 6:
        return {}
    if shape.type_name == "structure":
        members: Any = shape
        wanted = set(members.required_members)
        return {
            name: sample(inner, depth + 1)
            for name, inner in members.members.items()
            if name in wanted and "location" not in inner.serialization
        }
    if shape.type_name == "list":
        return [sample(shape.member, depth + 1)]  # type: ignore[attr-defined]
    if shape.type_name == "string":
        return next(iter(shape.metadata.get("enum", ())), "x" * shape.metadata.get("min", 1))
    plain = {"map": {"x": "y"}, "boolean": True, "timestamp": 0, "blob": ""}
    return plain.get(shape.type_name, shape.metadata.get("min", 1))


def names(world: World, instance: InstanceRow, label: str, form: str) -> str:
    """The value of a path's label in one of the forms."""
    if label == "resourceArn":
        known_id, arn = world.known[instance.id, "SecurityProfileId"]
    elif label == "InstanceId":
        known_id, arn = instance.id, instance.arn
    else:
        known_id, arn = world.known.get((instance.id, label), (str(uuid.UUID(int=7)), ""))
        arn = arn or f"{instance.arn}/queue/{known_id}"
    return {
        "id": known_id,
        "arn": arn,
        "short arn": arn.rpartition("/")[0],
        "empty segments": "arn:aws:connect:::",
        "not one": "../..",
        "with a tail": f"{arn}/contact-flow/x",
        "with a qualifier": f"{known_id}:$/contact-flow/x",
        "arn with a qualifier": f"{arn}:$SAVED/../x",
        "with a question mark": f"{arn}?/contact-flow/x",
        "another service": arn.replace(":connect:", ":lambda:"),
        "upper case": arn.upper(),
    }[form]


FORMS = (
    "id",
    "arn",
    "short arn",
    "empty segments",
    "not one",
    "with a tail",
    "with a qualifier",
    "arn with a qualifier",
    "with a question mark",
    "another service",
    "upper case",
)


def _labels(name: str) -> list[str]:
    return _LABEL.findall(load().operations[name].model.http["requestUri"].split("?")[0])


@pytest.mark.parametrize("role", ROLES)
def test_an_operation_is_refused_exactly_without_its_permission(world: World, role: str) -> None:
    """Whatever the name, who lacks the permission is denied, before anything is looked at."""
    caller, wrong = world.principals[role], []
    for name, operation in OPERATIONS.items():
        labels, body = _labels(name), sample(load().operations[name].model.input_shape)
        denied = operation.needs is not None and not caller.may(operation.needs)
        for form in FORMS if denied else ("id",):
            found = {each: names(world, world.own, each, form) for each in labels}
            answer = world.called(role, name, found, body)
            if denied != (answer == "AccessDeniedException") and not _asks_for_more(name):
                wrong.append((name, form, answer))

    assert wrong == []


def _asks_for_more(name: str) -> bool:
    """Whether an operation asks for the permission of what is tagged."""
    return name in {"TagResource", "UntagResource", "ListTagsForResource"}


@pytest.mark.parametrize("role", ROLES)
def test_another_instance_is_out_of_reach(world: World, role: str) -> None:
    """No operation does anything with the name of another instance, in any form."""
    wrong = []
    for name in OPERATIONS:
        labels, body = _labels(name), sample(load().operations[name].model.input_shape)
        for form in FORMS if {"InstanceId", "resourceArn"} & {*labels} else ():
            found = {each: names(world, world.other, each, form) for each in labels}
            answer = world.called(role, name, found, body)
            if answer == "ok" or answer.startswith("500"):
                wrong.append((name, form, answer))

    assert wrong == []


def test_a_resource_of_another_instance_is_not_found(world: World) -> None:
    """The own instance with another one's resource is no way round, whoever asks."""
    wrong = []
    for name in OPERATIONS:
        labels, body = _labels(name), sample(load().operations[name].model.input_shape)
        if "InstanceId" not in labels or not {*labels} & {*_KINDS}:
            continue
        for form in FORMS:
            found = {each: names(world, world.other, each, form) for each in labels}
            found["InstanceId"] = world.own.id
            answer = world.called("Admin", name, found, body)
            if answer == "ok" or answer.startswith("500"):
                wrong.append((name, form, answer))

    assert wrong == []


@pytest.mark.parametrize("form", FORMS[2:])
def test_malformed_and_decorated_names_break_nothing(world: World, form: str) -> None:
    """No form of a name of one's own makes the server fail, or is mistaken for the plain one."""
    wrong = []
    for name in OPERATIONS:
        labels, body = _labels(name), sample(load().operations[name].model.input_shape)
        for label in labels:
            found = {each: names(world, world.own, each, "id") for each in labels}
            found[label] = names(world, world.own, label, form)
            answer = world.called("Admin", name, found, body)
            if answer.startswith("500") or (answer == "ok" and label in {*_KINDS, "InstanceId"}):
                wrong.append((name, label, answer))

    assert wrong == []


def test_nothing_was_kept(world: World) -> None:
    """The matrix leaves both instances as they were: what it calls is rolled back."""
    with world.app.store.reading() as connection:
        rows = connection.execute(select(schema.resources.c.instance)).scalars().all()
        every = [each.id for each in instances.every(connection)]

    assert sorted(every) == sorted([world.own.id, world.other.id])
    assert rows.count(world.other.id) > 0
    assert errors.of(ValueError()) is None
