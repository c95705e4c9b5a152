"""Workspaces: their pages, logos and the people who see them, which belong to them as children."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING, Any

import orjson

from flowport.catalogue.resource_families import RESOURCE_FAMILIES
from flowport.errors import ConflictError, FlowportError
from flowport.server import search_criteria
from flowport.server.identifiers import part
from flowport.server.operations import plain
from flowport.server.operations.operation_registry import operation
from flowport.server.protocol.errors import ServiceError, invalid, missing
from flowport.store import resources

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from flowport.server.operation_call import ApiCall
    from flowport.store.resources import StoredResource

_WORKSPACE = plain.of_kind("workspace")
_PAGE = "workspace-page"
_MEDIA = "workspace-media"
_ASSOCIATION = "workspace-association"
_SETTABLE = ("ResourceArn", "Slug", "InputData")
_ARN_PARTS = 6  # what follows is a version
_RESERVED = ("aws:", "connect:")  # source: CreateWorkspacePage
_VIEW = RESOURCE_FAMILIES["view"].slug

#: Who may be associated: the API's word, and the kind.
_ASSOCIATED = (
    ("USER", plain.of_kind("user")),
    ("ROUTING_PROFILE", plain.of_kind("routing-profile")),
)


def _children(call: ApiCall, workspace: StoredResource, kind: str) -> list[StoredResource]:
    return resources.page(call.connection, call.instance.id, kind, parent=workspace.id)


def _child(call: ApiCall, workspace: StoredResource, kind: str, name: str) -> StoredResource:
    found = resources.find(call.connection, call.instance.id, kind, name, parent=workspace.id)
    if found is None:
        raise missing(f"The workspace {workspace.name!r} has no {kind.partition('-')[2]} {name!r}.")
    return found


def _add(
    call: ApiCall, workspace: StoredResource, kind: str, name: str, body: Mapping[str, Any]
) -> None:
    resources.create(
        call.connection,
        call.instance.id,
        kind,
        name=name,
        arn=f"{workspace.arn}/{kind}/{{id}}",
        body=body,
        parent=workspace.id,
    )


@operation("CreateWorkspacePage", writes=True, needs="Workspaces.Edit")
def _create_page(call: ApiCall) -> None:
    workspace = plain.fetch(call, _WORKSPACE)
    given = {name: call.params[name] for name in _SETTABLE if name in call.params}
    _check_page(call, workspace, call.params["Page"], given)
    _add(call, workspace, _PAGE, call.params["Page"], given)


@operation("UpdateWorkspacePage", writes=True, needs="Workspaces.Edit")
def _update_page(call: ApiCall) -> None:
    workspace = _of_page(call)
    page = _child(call, workspace, _PAGE, call.params["Page"])
    name = call.params.get("NewPage", page.name)
    given = {each: call.params[each] for each in _SETTABLE if each in call.params}
    if name != page.name:
        _check_name(name)
    _check_page(call, workspace, name, given, page)
    resources.change(call.connection, page, body={**page.body, **given}, name=name)


def _of_page(call: ApiCall) -> StoredResource:
    """The workspace of a call whose path ends with a page."""
    wanted = call.params["WorkspaceId"]
    try:
        return resources.get(call.connection, call.instance.id, _WORKSPACE.kind, wanted)
    except FlowportError as error:
        raise missing(str(error)) from error


def _check_name(name: str) -> None:
    if name.lower().startswith(_RESERVED):
        raise invalid(f"A page can't begin with {' or '.join(_RESERVED)}.")


def _check_page(
    call: ApiCall,
    workspace: StoredResource,
    name: str,
    given: Mapping[str, Any],
    own: StoredResource | None = None,
) -> None:
    """Go on only if a page's name and slug are free, its view exists and its input is JSON."""
    if own is None:
        _check_name(name)
    for each in _children(call, workspace, _PAGE):
        if own is not None and each.id == own.id:
            continue
        if each.name == name:
            raise ServiceError("DuplicateResourceException", f"The page {name!r} exists already.")
        if given.get("Slug") and each.body.get("Slug") == given["Slug"]:
            reason = f"The page {each.name!r} has the slug {given['Slug']!r} already."
            raise ServiceError("ResourceConflictException", reason)
    if "ResourceArn" in given:
        _check_view(call, given["ResourceArn"])
    _check_input(given.get("InputData"))


def _check_view(call: ApiCall, arn: str) -> None:
    """Go on only if an ARN is that of a view of the instance or of AWS, perhaps of a version."""
    service, _, own = arn.partition(f":{_VIEW}/")
    if own and service.endswith(":aws"):
        return
    named = ":".join(arn.split(":")[:_ARN_PARTS])
    if not named.startswith(f"{call.instance.arn}/{_VIEW}/"):
        raise invalid(f"ResourceArn {arn!r} is not the ARN of a view of the instance.")
    if not resources.existing(call.connection, call.instance.id, {named}):
        raise missing(f"There is no view {arn}.")


def _check_input(text: str | None) -> None:
    if not text:
        return
    try:
        orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise invalid(f"InputData is not JSON: {error}.") from error


@operation("DeleteWorkspacePage", writes=True, needs="Workspaces.Edit")
def _delete_page(call: ApiCall) -> None:
    page = _child(call, _of_page(call), _PAGE, call.params["Page"])
    resources.remove(call.connection, page)


@operation("ListWorkspacePages", needs="Workspaces.View")
def _list_pages(call: ApiCall) -> Mapping[str, Any]:
    pages = _children(call, plain.fetch(call, _WORKSPACE), _PAGE)
    page = call.slice([{**each.body, "Page": each.name} for each in pages])
    return {"WorkspacePageList": page.rows, "NextToken": page.token}


@operation("ImportWorkspaceMedia", writes=True, needs="Workspaces.Edit")
def _import_media(call: ApiCall) -> None:
    workspace, source = plain.fetch(call, _WORKSPACE), call.params["MediaSource"]
    _check_media(source)
    kind = call.params["MediaType"]
    found = resources.find(call.connection, call.instance.id, _MEDIA, kind, parent=workspace.id)
    if found is None:
        _add(call, workspace, _MEDIA, kind, {"Source": source})
    else:
        resources.change(call.connection, found, body={"Source": source})


def _check_media(source: str) -> None:
    """Source: ImportWorkspaceMedia, "an S3 presigned URL or a base64-encoded string"."""
    if source.startswith("https://"):
        return
    try:
        base64.b64decode(source, validate=True)
    except (binascii.Error, ValueError) as error:
        raise invalid("MediaSource is neither an https URL nor base64.") from error


@operation("DeleteWorkspaceMedia", writes=True, needs="Workspaces.Edit")
def _delete_media(call: ApiCall) -> None:
    workspace = plain.fetch(call, _WORKSPACE)
    resources.remove(call.connection, _child(call, workspace, _MEDIA, call.params["MediaType"]))


@operation("ListWorkspaceMedia", needs="Workspaces.View")
def _list_media(call: ApiCall) -> Mapping[str, Any]:
    found = _children(call, plain.fetch(call, _WORKSPACE), _MEDIA)
    return {"Media": [{"Type": each.name, "Source": each.body["Source"]} for each in found]}


def _associated(call: ApiCall, arn: str) -> tuple[str, StoredResource]:
    """The kind, in the API's words, and the user or routing profile of an ARN.

    Raises:
        ServiceError: The ARN is not of either, or there is none.
    """
    for word, kind in _ASSOCIATED:
        if arn.startswith(f"{call.instance.arn}/{kind.family.slug}/"):
            wanted = part(arn, call.instance.arn, (kind.family.slug,))
            try:
                return word, resources.get(call.connection, call.instance.id, kind.kind, wanted)
            except FlowportError as error:
                raise missing(str(error)) from error
    raise missing(f"{arn} is not a user or routing profile of the instance.")


def _each_arn(
    step: Callable[[ApiCall, StoredResource, str], None],
) -> Callable[[ApiCall], Mapping[str, Any]]:
    """A batch: what can be done of it is done, and the rest is named with the reason."""

    def run(call: ApiCall) -> Mapping[str, Any]:
        workspace, done, failed = plain.fetch(call, _WORKSPACE), [], []
        for arn in dict.fromkeys(call.params["ResourceArns"]):
            try:
                step(call, workspace, arn)
                done.append({"ResourceArn": arn})
            except ServiceError as error:
                code = "409" if error.name.startswith("Duplicate") else "404"
                failed.append(
                    {"ResourceArn": arn, "ErrorCode": code, "ErrorMessage": str(error)[:256]}
                )
        return {"SuccessfulList": done, "FailedList": failed}

    return run


def _associate(call: ApiCall, workspace: StoredResource, arn: str) -> None:
    word, _found = _associated(call, arn)
    try:
        _add(call, workspace, _ASSOCIATION, arn, {"ResourceType": word})
    except ConflictError as error:
        reason = f"{arn} is associated with {workspace.name!r} already."
        raise ServiceError("DuplicateResourceException", reason) from error


def _disassociate(call: ApiCall, workspace: StoredResource, arn: str) -> None:
    resources.remove(call.connection, _child(call, workspace, _ASSOCIATION, arn))


operation("AssociateWorkspace", writes=True, needs="Workspaces.Edit")(_each_arn(_associate))
operation("DisassociateWorkspace", writes=True, needs="Workspaces.Edit")(_each_arn(_disassociate))


@operation("SearchWorkspaceAssociations", needs="Workspaces.View")
def _search_associations(call: ApiCall) -> Mapping[str, Any]:
    """The associations of what still exists."""
    met, said = [], search_criteria.conditions(call.params, call.instance.arn)
    for workspace in resources.page(call.connection, call.instance.id, _WORKSPACE.kind):
        for each in _children(call, workspace, _ASSOCIATION):
            row = _shown(call, workspace, each.name)
            if row is not None and search_criteria.found(search_criteria.row(row, {}), said):
                met.append(row)
    page = call.slice(met)
    return {
        "WorkspaceAssociations": page.rows,
        "NextToken": page.token,
        "ApproximateTotalCount": len(met),
    }


def _shown(call: ApiCall, workspace: StoredResource, arn: str) -> Mapping[str, Any] | None:
    try:
        word, found = _associated(call, arn)
    except ServiceError:
        return None
    return {
        "WorkspaceId": workspace.id,
        "WorkspaceArn": workspace.arn,
        "ResourceId": found.id,
        "ResourceArn": arn,
        "ResourceType": word,
        "ResourceName": found.name,
    }
