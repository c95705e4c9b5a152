"""Ids for ARNs, wherever a request may give either.

Which members those are follows from the service model and one table. A function is compiled for
each operation once; operations that take no id have none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from flowport.server.identifiers import part
from flowport.server.operations.kinds import segments_of

if TYPE_CHECKING:
    from flowport.server.operation_call import ApiCall
    from flowport.server.protocol.model import Operation
    from flowport.store.instances import InstanceRow

__all__ = ["normalise"]

#: A value and the instance that it is read in -> the value with bare ids
_Step: TypeAlias = Callable[[Any, "InstanceRow"], Any]


def normalise(call: ApiCall) -> Mapping[str, Any]:
    """A call's parameters with the bare id wherever they give the ARN of what has one.

    Raises:
        ServiceError: An ARN is of another instance or of another kind, or there is no such
            instance.
    """
    step = _compiled(call.operation)
    if step is None or "InstanceId" not in call.params:
        return call.params
    found: Mapping[str, Any] = step(call.params, call.instance)
    return found


@cache
def _compiled(operation: Operation) -> _Step | None:
    shape = operation.model.input_shape
    return None if shape is None else _step("", shape, {})


def _step(name: str, shape: Any, known: dict[str, _Step | None]) -> _Step | None:
    """The function for a member of a name and shape; None where it can't hold an id."""
    if shape.type_name == "list":
        return _each(_step(name, shape.member, known))
    if shape.type_name == "map":
        return _each_value(_step("", shape.value, known))
    if shape.type_name == "structure":
        return _structure(shape, known)
    segments = segments_of(name, shape.name) if shape.type_name == "string" else ()
    if not segments:
        return None
    return lambda value, instance: part(value, instance.arn, segments)


def _each(step: _Step | None) -> _Step | None:
    if step is None:
        return None
    return lambda value, instance: [step(each, instance) for each in value]


def _each_value(step: _Step | None) -> _Step | None:
    if step is None:
        return None
    return lambda value, instance: {key: step(each, instance) for key, each in value.items()}


def _structure(shape: Any, known: dict[str, _Step | None]) -> _Step | None:
    """The function for a structure; one that contains itself finds its own function late."""
    if shape.name in known:
        return known[shape.name]
    steps: dict[str, _Step] = {}

    def run(value: Any, instance: InstanceRow) -> Any:
        return {
            name: each if (step := steps.get(name)) is None else step(each, instance)
            for name, each in value.items()
        }

    known[shape.name] = run
    for name, inner in shape.members.items():
        if (step := _step(name, inner, known)) is not None:
            steps[name] = step
    known[shape.name] = run if steps else None
    return known[shape.name]
