"""Every member with the wrong JSON type gets the error that the operation models, and no 500."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from flowport.server.app import App, Options
from flowport.server.operations.registry import served
from flowport.server.protocol.errors import FRONT_DOOR
from flowport.server.protocol.model import load
from flowport.store import open_store
from flowport.store.seed import new_instance
from serving import ACCOUNT, REGION, ask

if TYPE_CHECKING:
    from pathlib import Path

_WRONG: tuple[Any, ...] = (7, -1.5, True, "", "x", [], [[]], [None], {}, {"x": None}, [{"x": 1}])
_API = load()


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> tuple[App, str]:
    """An application without signatures, and its instance."""
    folder: Path = tmp_path_factory.mktemp("types")
    store = open_store(str(folder / "flowport.db"))
    with store.writing() as connection:
        made, _admin = new_instance(connection, account=ACCOUNT, region=REGION)
    return App(store, Options(signed=False)), made.id


def _members(name: str) -> dict[str, str]:
    """The body members of an operation, by what they are called on the wire."""
    shape = _API.operations[name].model.input_shape
    found = {} if shape is None else shape.members
    return {
        inner.serialization.get("name", member): inner.type_name
        for member, inner in found.items()
        if "location" not in inner.serialization
    }


_NAMES = [name for name in served() if name in _API.operations and _members(name)]


@pytest.mark.parametrize("name", _NAMES)
def test_wrong_type_is_a_modelled_error(app: tuple[App, str], name: str) -> None:
    """Whatever stands where a member belongs, the answer is one that the operation models."""
    operation = _API.operations[name]
    path = operation.model.http["requestUri"]
    for label in ("{InstanceId}", "{instanceId}"):
        path = path.replace(label, app[1])
    path = path.replace("{", "").replace("}", "")
    answers = set()
    for member in _members(name):
        for wrong in _WRONG:
            body = {"InstanceId": app[1], member: wrong}
            status, headers, _said = ask(
                app[0], operation.model.http["method"], path, json.dumps(body).encode()
            )
            answers.add((status, headers.get("x-amzn-errortype", "")))

    assert {error for _status, error in answers} <= operation.errors | FRONT_DOOR.keys() | {""}
    assert max(status for status, _error in answers) < 500
