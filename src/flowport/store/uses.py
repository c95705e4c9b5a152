"""What a content refers to by ARN or id, as it is stored beside the content."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from flowport.errors import DocumentError
from flowport.model import Flow, read_text
from flowport.refs.all_references import declared_in
from flowport.refs.arn import parse
from flowport.refs.reference import Form, Reference, ReferencePlace
from flowport.store.content_memory import ContentMemory
from flowport.store.references import StoredReference

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["read_flow", "references", "uses", "uses_among", "uses_of"]


@lru_cache(maxsize=8)
def read_flow(content: str) -> Flow | None:
    """The flow of a content; None where it is not exactly one JSON document in the flow language.

    A file may be the answer of a describe, or begin with a byte-order mark; a content may not.
    """
    try:
        found = read_text(content)
    except DocumentError:
        return None
    origin = found.origin
    alone = origin is not None and origin.pointer is None and not origin.mark
    return found if alone and isinstance(found, Flow) else None


def _references(content: str) -> tuple[Reference, ...]:
    """What the parameters of a content refer to by ARN or id; none where it is not a flow."""
    flow = read_flow(content)
    return () if flow is None else _references_of(flow)


references = ContentMemory(_references, 64)


def _references_of(flow: Flow) -> tuple[Reference, ...]:
    return tuple(each for each in declared_in(flow) if _is_use(each))


def _is_use(reference: Reference) -> bool:
    return reference.form in {Form.ARN, Form.ID}


def uses(content: str) -> tuple[StoredReference, ...]:
    """The same as it is stored: the place, the ARN or id, and its kind."""
    return _uses(references(content))


def uses_of(flow: Flow) -> tuple[StoredReference, ...]:
    """The same of a flow that was read already."""
    return _uses(_references_of(flow))


def uses_among(found: Iterable[Reference]) -> tuple[StoredReference, ...]:
    """The same of a flow whose references were found already, whatever holds them."""
    return _uses(each for each in found if each.place is ReferencePlace.PARAMETER and _is_use(each))


def _uses(found: Iterable[Reference]) -> tuple[StoredReference, ...]:
    by_place = {
        each.pointer: StoredReference(each.pointer, _target(each), each.kind) for each in found
    }
    return tuple(by_place.values())


def _target(reference: Reference) -> str:
    """The ARN or id without its qualifier; an agent's own queue is the agent."""
    arn = parse(reference.written)
    if arn is None:
        return reference.written.partition(":")[0]
    return str(arn.plain).replace("/queue/agent/", "/agent/")
