"""One shape for errors, held against every operation of the model."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from flowport.server.app import App, ServerOptions
from flowport.server.protocol.errors import FRONT_DOOR
from flowport.server.protocol.model import load
from flowport.server.served_operations import unserved
from flowport.store import open_store
from serving import ask

if TYPE_CHECKING:
    from pathlib import Path

API = load()


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> App:
    """An application without signatures, over an empty store."""
    folder: Path = tmp_path_factory.mktemp("errors")
    return App(open_store(str(folder / "flowport.db")), ServerOptions(signed=False))


@pytest.mark.parametrize("name", sorted(API.operations))
def test_error_has_the_shape_of_the_model(app: App, name: str) -> None:
    """A request that can't succeed answers an error that the operation models, in its shape."""
    operation = API.operations[name]
    path = operation.model.http["requestUri"].replace("{", "").replace("}", "")

    status, headers, body = ask(app, operation.model.http["method"], path, b"[]")

    if status == 200:
        assert name in {"ListInstances", "ListPhoneNumbersV2", "ListTrafficDistributionGroups"}
        return
    error = headers["x-amzn-errortype"]
    shape = API.error(error)
    answer = json.loads(body)
    assert status == shape.status
    assert error in operation.errors | FRONT_DOOR.keys()
    assert isinstance(answer[shape.message], str)
    assert headers["content-type"] == "application/json"
    assert len(headers["x-amzn-requestid"]) == 36


def test_unknown_path_is_unknown(app: App) -> None:
    """A path of no operation answers UnknownOperation, 404."""
    status, headers, _body = ask(app, "GET", "/no/such/thing")

    assert (status, headers["x-amzn-errortype"]) == (404, "UnknownOperationException")


def test_what_is_not_served_says_so(app: App) -> None:
    """An operation that the server lacks answers 501, which no client retries."""
    how = API.operations[unserved()[0]].model.http
    path = re.sub(r"\{\w+\}", "x", how["requestUri"])
    status, headers, _body = ask(app, how["method"], path, b"{}")

    assert (status, headers["x-amzn-errortype"]) == (501, "NotImplementedException")
