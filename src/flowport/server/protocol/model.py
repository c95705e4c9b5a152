"""The operations of the installed botocore: routes, readers, writers and errors, compiled on use.

Two releases of botocore may differ by dozens of operations, so nothing here names one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from botocore.loaders import Loader
from botocore.model import OperationModel, ServiceModel, StructureShape

from flowport.server.protocol.answer_writing import Hidden, Writer, writer
from flowport.server.protocol.errors import FRONT_DOOR, ServiceError
from flowport.server.protocol.request_reading import Reader, bad_input, reader
from flowport.server.protocol.request_routing import RouteTree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.server.protocol.shape_values import Check

__all__ = ["Api", "Operation", "load"]

#: Members that newer models added to older shapes; "*" represents every shape that has both.
_NEWER: Mapping[str, frozenset[str]] = {
    "*": frozenset({"LastModifiedTime", "LastModifiedRegion"}),
    "ContactFlow": frozenset({"FlowContentSha256", "Version", "VersionDescription"}),
    "ContactFlowModule": frozenset(
        {
            "FlowModuleContentSha256",
            "Version",
            "VersionDescription",
            "Settings",
            "ExternalInvocationConfiguration",
        }
    ),
    "CreateContactFlowResponse": frozenset({"FlowContentSha256"}),
    "RoutingProfile": frozenset(
        {
            "NumberOfAssociatedQueues",
            "NumberOfAssociatedUsers",
            "NumberOfAssociatedManualAssignmentQueues",
            "AssociatedQueueIds",
            "AssociatedManualAssignmentQueueIds",
            "IsDefault",
        }
    ),
}


def _newer(shape: StructureShape) -> frozenset[str]:
    """What ``--fields classic`` leaves out of a shape.

    Scripts feed what they read into creates, and an older client refuses what it does not know.
    """
    stamped = _NEWER["*"] if _NEWER["*"] <= shape.members.keys() else frozenset[str]()
    return stamped | _NEWER.get(shape.name, frozenset())


def _nothing(_shape: StructureShape) -> frozenset[str]:
    return frozenset()


@dataclass(frozen=True)
class ErrorShape:
    """How the model words one error: its HTTP status, and the name of its message member."""

    status: int
    message: str


#: Errors about what a request says; an operation may model only one of them.
_ABOUT_INPUT = frozenset(
    {"InvalidParameterException", "InvalidRequestException", "ResourceNotFoundException"}
)


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

    def sibling(self, name: str) -> Operation | None:
        """Another operation of the same model, or None if this model has none of the name."""
        return self._api.operations.get(name)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The members in the path, in the order in which they are there."""
        shape, uri = self.model.input_shape, self.model.http["requestUri"]
        wires = {
            inner.serialization.get("name", name): name
            for name, inner in (shape.members.items() if shape else ())
        }
        return tuple(wires[found] for found in re.findall(r"{(\w+)}", uri))

    @cached_property
    def listed(self) -> str:
        """The member of its answers that holds a list; ``""`` if none does."""
        shape = self.model.output_shape
        members = shape.members.items() if shape else ()
        return next((name for name, inner in members if inner.type_name == "list"), "")

    @cached_property
    def described(self) -> str:
        """The member of its answers that holds the thing described; ``""`` if they are flat."""
        shape = self.model.output_shape
        members = list(shape.members.items()) if shape else []
        alone = len(members) == 1 and members[0][1].type_name == "structure"
        return members[0][0] if alone else ""

    @cached_property
    def bad_input(self) -> str:
        """The error for input that the shapes refuse."""
        return bad_input(self.model)

    def worded(self, error: ServiceError) -> ServiceError:
        """An error for what a request says, under the name that the operation models for it."""
        if error.name in _ABOUT_INPUT and error.name not in self.errors:
            return ServiceError(self.bad_input, error.message)
        return error

    @cached_property
    def errors(self) -> frozenset[str]:
        """The errors that the model lists for the operation."""
        return frozenset(shape.name for shape in self.model.error_shapes)


class Api:
    """All operations of a service model, by name and by route."""

    def __init__(self, service: ServiceModel, hidden: Hidden = _nothing) -> None:
        self.service = service
        self.hidden = hidden
        self.checks: dict[str, Check] = {}
        self.forms: dict[str, Any] = {}
        self.operations: Mapping[str, Operation] = {
            name: Operation(service.operation_model(name), self) for name in service.operation_names
        }
        self.routes = RouteTree(
            (operation.model.http["method"], operation.model.http["requestUri"], operation)
            for operation in self.operations.values()
        )
        self.errors = {shape.name: _error(shape) for shape in service.error_shapes}

    def error(self, name: str) -> ErrorShape:
        """The shape of an error, also of those that are in no model."""
        return self.errors.get(name) or ErrorShape(FRONT_DOOR.get(name, 400), "message")


def _error(shape: Any) -> ErrorShape:
    status = shape.metadata.get("error", {}).get("httpStatusCode", 400)
    named = [name for name in shape.members if name.lower() == "message"]
    return ErrorShape(status, named[0] if named else "message")


def load(*, classic: bool = False) -> Api:
    """The Connect API of the botocore that is installed; read once in a process."""
    return _load(classic)


@cache
def _load(classic: bool) -> Api:
    return Api(_service(), _newer if classic else _nothing)


@cache
def _service() -> ServiceModel:
    return ServiceModel(Loader().load_service_model("connect", "service-2"), "connect")
