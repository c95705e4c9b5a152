"""The operations of the installed botocore: routes, readers, writers and errors, compiled on use.

Two releases of botocore may differ by dozens of operations, so nothing here names one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from botocore.loaders import Loader
from botocore.model import OperationModel, ServiceModel

from flowport.server.protocol.errors import FRONT_DOOR
from flowport.server.protocol.reading import Reader, bad_input, reader
from flowport.server.protocol.routing import Routes
from flowport.server.protocol.writing import Writer, writer

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from flowport.server.protocol.values import Check

__all__ = ["CLASSIC_HIDES", "Api", "Operation", "load"]

#: Members that newer models added to old answers; ``--fields classic`` leaves them out, since
#: scripts feed what they read into creates of an older client, which refuses what it does not know.
CLASSIC_HIDES = frozenset(
    {
        "LastModifiedTime",
        "LastModifiedRegion",
        "NumberOfAssociatedQueues",
        "NumberOfAssociatedUsers",
        "NumberOfAssociatedManualAssignmentQueues",
        "AssociatedQueueIds",
        "AssociatedManualAssignmentQueueIds",
        "IsDefault",
        "FlowContentSha256",
        "FlowModuleContentSha256",
        "Version",
        "VersionDescription",
    }
)


@dataclass(frozen=True)
class ErrorShape:
    """How the model words one error: its HTTP status, and the name of its message member."""

    status: int
    message: str


class Operation:
    """One operation of the model.

    Attributes:
        name: As the API names it, ``CreateContactFlow``.
        model: botocore's own description.
    """

    def __init__(self, model: OperationModel, api: Api) -> None:
        self.name = model.name
        self.model = model
        self._api = api

    @cached_property
    def read(self) -> Reader:
        """Reads and checks a request."""
        return reader(self.model, self._api.checks)

    @cached_property
    def write(self) -> Writer:
        """Writes an answer."""
        return writer(self.model, self._api.forms, self._api.hidden)

    @cached_property
    def bad_input(self) -> str:
        """The error for input that the shapes refuse."""
        return bad_input(self.model)

    @cached_property
    def errors(self) -> frozenset[str]:
        """The errors that the model lists for the operation."""
        return frozenset(shape.name for shape in self.model.error_shapes)


class Api:
    """All operations of a service model, by name and by route."""

    def __init__(self, service: ServiceModel, hidden: Container[str] = ()) -> None:
        self.service = service
        self.hidden = hidden
        self.checks: dict[str, Check] = {}
        self.forms: dict[str, Any] = {}
        self.operations: Mapping[str, Operation] = {
            name: Operation(service.operation_model(name), self) for name in service.operation_names
        }
        self.routes = Routes(
            (operation.model.http["method"], operation.model.http["requestUri"], operation)
            for operation in self.operations.values()
        )
        self.errors = {shape.name: _error(shape) for shape in service.error_shapes}

    def error(self, name: str) -> ErrorShape:
        """The shape of an error, also of those that stand in no model."""
        return self.errors.get(name) or ErrorShape(FRONT_DOOR.get(name, 400), "message")


def _error(shape: Any) -> ErrorShape:
    status = shape.metadata.get("error", {}).get("httpStatusCode", 400)
    named = [name for name in shape.members if name.lower() == "message"]
    return ErrorShape(status, named[0] if named else "message")


def load(*, classic: bool = False) -> Api:
    """The Connect API of the botocore that is installed."""
    service = ServiceModel(Loader().load_service_model("connect", "service-2"), "connect")
    return Api(service, CLASSIC_HIDES if classic else frozenset())
