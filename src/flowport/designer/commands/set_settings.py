"""Set what a flow module takes, gives and branches to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.errors import EditError
from flowport.model.parse import parse

if TYPE_CHECKING:
    from flowport.designer.draft import Draft
    from flowport.designer.members import Members


def perform(draft: Draft, members: Members) -> Draft:
    """Replace the settings by what a JSON text says."""
    if not draft.is_module:
        raise EditError("only modules have settings, and this is a flow")
    settings = parse(members.text("text").encode(errors="surrogatepass"), source="the settings")
    if not isinstance(settings, dict):
        raise EditError("a module's settings are a JSON object")
    return draft.with_flow(draft.flow.with_value("/Settings", settings))
