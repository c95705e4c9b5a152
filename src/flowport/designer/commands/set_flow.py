"""Change the flow's name or description."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flowport.errors import EditError

if TYPE_CHECKING:
    from flowport.designer.draft import Draft
    from flowport.designer.members import Members


def perform(draft: Draft, members: Members) -> Draft:
    """Set both where the document keeps them, too."""
    flow = draft.flow
    name = members.text("name", draft.name)
    description = members.text("description", draft.description)
    if not name.strip():
        raise EditError("a flow needs a name")
    for key, value in (("name", name), ("description", description)):
        if key in flow.metadata:
            flow = flow.with_value(f"/Metadata/{key}", value)
    return replace(draft, flow=flow, name=name, description=description)
