"""Point a reference to another resource, together with every copy of it in the metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import REFERENCE_KINDS
from flowport.errors import EditError
from flowport.refs.find import find
from flowport.refs.outcome import Outcome, Resolution, ResolvedBy
from flowport.refs.resource import Resource
from flowport.refs.rewrite import rewrite

if TYPE_CHECKING:
    from flowport.designer.draft import Draft
    from flowport.designer.members import Members


def perform(draft: Draft, members: Members) -> Draft:
    """Rewrite the reference at a pointer."""
    where, said = members.text("pointer"), members.part("resource")
    reference = next((each for each in find(draft.flow) if each.pointer == where), None)
    if reference is None:
        raise EditError(f"there is no reference at {where}")
    resource = Resource(
        kind=said.text("kind", reference.kind),
        name=said.text("name", ""),
        arn=said.text("arn", ""),
        id=said.text("id", ""),
    )
    if resource.kind not in REFERENCE_KINDS:
        raise EditError(f"there is no kind of reference {resource.kind!r}")
    if not (resource.arn or resource.id or resource.name):
        raise EditError("the resource has neither an ARN nor an id nor a name")
    outcome = Outcome(reference=reference, step=ResolvedBy.BOUND, resource=resource)
    return draft.with_flow(rewrite(draft.flow, Resolution((outcome,)), names=True))
