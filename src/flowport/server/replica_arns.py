"""The ARNs of a replica in place of those of its source, in calls and answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from flowport.server.protocol.errors import ServiceError
from flowport.server.replicas import seen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.server.operation_call import ApiCall
    from flowport.store.instances import InstanceRow

__all__ = ["localise", "translate"]

_INSTANCE = re.compile(r"arn:aws[^:]*:connect:[^:]*:[^:]*:instance/([^/]+)")


def localise(call: ApiCall) -> Mapping[str, Any]:
    """The parameters with the source's ARNs in place of the replica's, where one is asked."""
    source = _source(call)
    here = None if source is None else seen(source, call.principal.region)
    if source is None or here is None or here is source:
        return call.params
    call.replica = (source.arn, here.arn)
    localised: Mapping[str, Any] = _replaced(call.params, here.arn, source.arn)
    return localised


def _source(call: ApiCall) -> InstanceRow | None:
    """The instance that a call names, by itself or in the ARN of what has tags."""
    if "InstanceId" in call.params:
        return call.instance
    found = _INSTANCE.match(str(call.params.get("resourceArn", "")))
    try:
        return None if found is None else call.reach(found[1])
    except ServiceError:
        return None


def _replaced(value: Any, old: str, new: str) -> Any:
    if isinstance(value, str):
        return value.replace(old, new)
    if isinstance(value, list):
        return [_replaced(each, old, new) for each in value]
    if isinstance(value, dict):
        return {name: _replaced(each, old, new) for name, each in value.items()}
    return value


def translate(call: ApiCall, answer: bytes) -> bytes:
    """An answer with the replica's ARNs in place of the source's, where one was asked."""
    if call.replica is None:
        return answer
    source, here = call.replica
    return answer.replace(source.encode(), here.encode())
