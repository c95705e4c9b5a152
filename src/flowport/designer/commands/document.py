"""The document as a whole: its name, settings and start, another in its place, a fix."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from flowport.catalogue import FLOW_TYPES, flow_type
from flowport.designer import clipboard, document_report
from flowport.errors import EditError
from flowport.model import edit
from flowport.model.parse import parse

if TYPE_CHECKING:
    from flowport.designer.command_members import Members
    from flowport.designer.draft import Draft
    from flowport.model import Flow


def set_flow(draft: Draft, members: Members) -> Draft:
    """Change the flow's name or description.

    Set both where the document keeps them, too.
    """
    flow = draft.flow
    name = members.text("name", draft.name)
    description = members.text("description", draft.description)
    if not name.strip():
        raise EditError("a flow needs a name")
    for key, value in (("name", name), ("description", description)):
        if key in flow.metadata:
            flow = flow.with_value(f"/Metadata/{key}", value)
    return dataclasses.replace(draft, flow=flow, name=name, description=description)


def set_settings(draft: Draft, members: Members) -> Draft:
    """Set what a flow module takes, gives and branches to.

    Replace the settings by what a JSON text says.
    """
    if not draft.is_module:
        raise EditError("only modules have settings, and this is a flow")
    settings = parse(members.text("text").encode(errors="surrogatepass"), source="the settings")
    if not isinstance(settings, dict):
        raise EditError("a module's settings are a JSON object")
    return draft.with_flow(draft.flow.with_value("/Settings", settings))


def set_start(draft: Draft, members: Members) -> Draft:
    """Begin the flow at a block.

    Set the start; no block at all is allowed.
    """
    return draft.with_flow(edit.set_start(draft.flow, members.text("block")))


def replace_document(draft: Draft, members: Members) -> Draft:
    """Put another document in place of the open one, as an import over it does.

    Take a string's flow, converted if need be, with its name; types must agree.
    """
    found = clipboard.read(members.text("content"), called="the file")
    _want_same_type(found.flow, draft.kind, draft.type)
    name = members.text("name", found.flow.name or draft.name)
    changed = dataclasses.replace(draft, flow=found.flow, name=name, notes=found.notes)
    return dataclasses.replace(
        changed, description=found.flow.description or draft.description
    ).placed()


def _want_same_type(flow: Flow, kind: str, type_: str) -> None:
    """Hold that a flow may be used where one of this kind and type is.

    Raises:
        EditError: It is of another; the sentence says the way to do it right.
    """
    if flow.is_module and kind != "module":
        raise EditError("the file holds a flow module; import it from the list of modules")
    if kind == "module" and not flow.is_module and flow.type:
        raise EditError("the file holds a flow, and this is a module; import it as a new flow")
    if kind == "module" or flow.type in {None, type_}:
        return
    raise EditError(
        f"the file holds a flow of type {_title(str(flow.type))}, and this is of type "
        f"{_title(type_)}; import it as a new flow instead"
    )


def _title(name: str) -> str:
    known = flow_type(name)
    return FLOW_TYPES[known].title if known else name


def fix(draft: Draft, members: Members) -> Draft:
    """Do the fix that a finding offers.

    Make its changes in their order.
    """
    code, where = members.text("code"), members.text("pointer")
    for finding in document_report.checked(draft):
        if (finding.code, finding.pointer) == (code, where) and finding.fix:
            flow = draft.flow
            for change in finding.fix.changes:
                if change.remove:
                    flow = flow.without(change.pointer)
                else:
                    flow = flow.with_value(change.pointer, change.value)
            return draft.with_flow(flow)
    raise EditError(f"there is nothing that {code} could fix at {where or 'the flow'}")


#: Each command by its kind.
COMMANDS = {
    "setFlow": set_flow,
    "setSettings": set_settings,
    "setStart": set_start,
    "replace": replace_document,
    "fix": fix,
}
