"""What a content refers to by ARN or id, as it is stored beside the content."""

from __future__ import annotations

from functools import lru_cache

from flowport.errors import DocumentError
from flowport.model import Flow, read_text
from flowport.refs import Form, Place, Reference, find, parse
from flowport.store.references import Use

__all__ = ["read_flow", "uses", "uses_of"]


@lru_cache(maxsize=8)
def read_flow(content: str) -> Flow | None:
    """The flow of a content; None where it is not one in the flow language."""
    try:
        found = read_text(content)
    except DocumentError:
        return None
    return found if isinstance(found, Flow) else None


@lru_cache(maxsize=64)
def uses(content: str) -> tuple[Use, ...]:
    """What a content refers to by ARN or id: the place, the ARN or id, and its kind."""
    flow = read_flow(content)
    return () if flow is None else uses_of(flow)


def uses_of(flow: Flow) -> tuple[Use, ...]:
    """The same of a flow that was read already."""
    found = [each for each in find(flow) if each.place is Place.PARAMETER]
    return tuple(
        {
            each.pointer: Use(each.pointer, _target(each), each.kind)
            for each in found
            if each.form in {Form.ARN, Form.ID}
        }.values()
    )


def _target(reference: Reference) -> str:
    """The ARN or id without its qualifier; an agent's own queue is the agent."""
    arn = parse(reference.written)
    if arn is None:
        return reference.written.partition(":")[0]
    return str(arn.plain).replace("/queue/agent/", "/agent/")
