"""Views: a saved content, a published one, and numbered versions of what was published."""

from __future__ import annotations

import hashlib
import uuid
from typing import TYPE_CHECKING, Any

import orjson

from flowport.catalogue.partitions import arn_in
from flowport.catalogue.references import slug_of
from flowport.errors import ConflictError, NotFoundError
from flowport.server import search_criteria
from flowport.server.identifiers import LATEST, SAVED, Named, named, written_number
from flowport.server.operations.operation_registry import operation
from flowport.server.protocol.errors import ServiceError, invalid, missing
from flowport.store import resources, tags

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.server.operation_call import ApiCall
    from flowport.store.resources import StoredResource

_KIND = "view"
#: The views of AWS's own account; their content is AWS's, so they are described without it.
_MANAGED = ("Cards", "Confirmation", "Detail", "Form", "List")


def _fetch(call: ApiCall) -> tuple[StoredResource, Named]:
    name = named(call.params["ViewId"], call.instance.arn)
    try:
        return resources.get(call.connection, call.instance.id, _KIND, name.id), name
    except NotFoundError as error:
        raise missing(str(error)) from error


def _digest(content: Mapping[str, Any]) -> str:
    text = orjson.dumps(dict(content), option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(text).hexdigest()


def _answer(call: ApiCall, view: StoredResource, qualifier: str = SAVED) -> Mapping[str, Any]:
    body = view.body
    published = body["Published"]
    content, more = body["Saved"], {}
    if qualifier == LATEST:
        content = published
    elif qualifier != SAVED:
        version = body["Versions"].get(qualifier)
        content = None if version is None else version["Content"]
        more = {"Version": written_number(qualifier), **(version or {})}
    if content is None:
        raise missing(f"The view {view.name!r} has no {qualifier}.")
    return {
        "Id": view.id,
        "Arn": view.arn,
        "Name": view.name,
        "Status": "PUBLISHED" if content == published else "SAVED",
        "Type": "CUSTOMER_MANAGED",
        "Description": body.get("Description"),
        "Content": content,
        "Tags": tags.of(call.connection, view.arn),
        "CreatedTime": view.created,
        "LastModifiedTime": view.modified,
        "ViewContentSha256": _digest(content),
        **more,
    }


@operation("CreateView", writes=True, needs="Views.Create")
def _create(call: ApiCall) -> Mapping[str, Any]:
    params = call.params
    view_id = str(uuid.uuid4())
    body = {
        "Description": params.get("Description"),
        "Saved": params["Content"],
        "Published": params["Content"] if params["Status"] == "PUBLISHED" else None,
        "Versions": {},
        "LastVersion": 0,
    }
    try:
        made = resources.create(
            call.connection,
            call.instance.id,
            _KIND,
            name=params["Name"],
            arn=f"{call.instance.arn}/{slug_of('view')}/{view_id}",
            body=body,
            resource_id=view_id,
        )
    except ConflictError as error:
        raise ServiceError("DuplicateResourceException", str(error)) from error
    tags.add(call.connection, call.instance.id, made.arn, params.get("Tags", {}))
    return {"View": _answer(call, made)}


@operation("DescribeView", needs="Views.View")
def _describe(call: ApiCall) -> Mapping[str, Any]:
    managed = _managed_named(call)
    if managed is not None:
        return {"View": managed}
    view, name = _fetch(call)
    unpublished = name.qualifier == LATEST and view.body["Published"] is None
    plain = ":" not in call.params["ViewId"].rpartition("/")[2]
    return {"View": _answer(call, view, SAVED if unpublished and plain else name.qualifier)}


def _managed(region: str) -> list[Mapping[str, Any]]:
    """The views that every instance has from AWS, as a list says them."""
    return [
        {
            "Id": name.lower(),
            "Arn": arn_in(region, "connect", "aws", f"view/{name.lower()}:1"),
            "Name": name,
            "Status": "PUBLISHED",
            "Type": "AWS_MANAGED",
            "Version": 1,
        }
        for name in _MANAGED
    ]


def _managed_named(call: ApiCall) -> Mapping[str, Any] | None:
    """AWS's own view that a call names, by its ARN; without a version the first is meant."""
    wanted = call.params["ViewId"]
    return next(
        (
            view
            for view in _managed(call.instance.region)
            if wanted in {view["Arn"], view["Arn"].removesuffix(":1")}
        ),
        None,
    )


def _rows(call: ApiCall) -> list[StoredResource]:
    return resources.page(call.connection, call.instance.id, _KIND)


@operation("ListViews", needs="Views.View")
def _list(call: ApiCall) -> Mapping[str, Any]:
    wanted = call.params.get("Type")
    own = [] if wanted == "AWS_MANAGED" else [_answer(call, each) for each in _rows(call)]
    managed = [] if wanted == "CUSTOMER_MANAGED" else _managed(call.instance.region)
    page = call.slice([*managed, *own])
    return {"ViewsSummaryList": page.rows, "NextToken": page.token}


@operation("SearchViews", needs="Views.View")
def _search(call: ApiCall) -> Mapping[str, Any]:
    every = [*_managed(call.instance.region), *(_answer(call, each) for each in _rows(call))]
    said = search_criteria.conditions(call.params, call.instance.arn)
    met = [
        each
        for each in every
        if search_criteria.found(
            search_criteria.row(each, each.get("Tags", {}), resourceID=each["Id"]), said
        )
    ]
    page = call.slice(met)
    return {"Views": page.rows, "NextToken": page.token, "ApproximateTotalCount": len(met)}


@operation("UpdateViewContent", writes=True, needs="Views.Edit")
def _update_content(call: ApiCall) -> Mapping[str, Any]:
    view, _name = _fetch(call)
    content = call.params["Content"]
    published = content if call.params["Status"] == "PUBLISHED" else view.body["Published"]
    body = {**view.body, "Saved": content, "Published": published}
    return {"View": _answer(call, resources.change(call.connection, view, body=body))}


@operation("UpdateViewMetadata", writes=True, needs="Views.Edit")
def _update_metadata(call: ApiCall) -> None:
    view, _name = _fetch(call)
    name = call.params.get("Name", view.name)
    if name != view.name:
        taken = resources.find(call.connection, view.instance, _KIND, name)
        if taken is not None:
            raise ServiceError("DuplicateResourceException", f"a view named {name!r} exists")
    body = dict(view.body)
    if "Description" in call.params:
        body["Description"] = call.params["Description"]
    resources.change(call.connection, view, body=body, name=name)


@operation("DeleteView", writes=True, needs="Views.Delete")
def _delete(call: ApiCall) -> None:
    view, _name = _fetch(call)
    resources.remove(call.connection, view)


@operation("CreateViewVersion", writes=True, needs="Views.Edit")
def _create_version(call: ApiCall) -> Mapping[str, Any]:
    view, _name = _fetch(call)
    content = view.body["Published"]
    if content is None:
        raise missing(f"The view {view.name!r} was never published.")
    expected = call.params.get("ViewContentSha256")
    if expected not in {None, _digest(content)}:
        raise invalid("ViewContentSha256 is not that of the published content.")
    number = view.body["LastVersion"] + 1
    version = {"Content": content, "VersionDescription": call.params.get("VersionDescription")}
    versions = {**view.body["Versions"], str(number): version}
    body = {**view.body, "Versions": versions, "LastVersion": number}
    changed = resources.change(call.connection, view, body=body)
    return {"View": _answer(call, changed, str(number))}


@operation("ListViewVersions", needs="Views.View")
def _list_versions(call: ApiCall) -> Mapping[str, Any]:
    managed = _managed_named(call)
    if managed is not None:
        return {"ViewVersionSummaryList": [managed]}
    view, _name = _fetch(call)
    numbers = sorted(view.body["Versions"], key=int, reverse=True)
    page = call.slice([_answer(call, view, number) for number in numbers])
    return {"ViewVersionSummaryList": page.rows, "NextToken": page.token}


@operation("DeleteViewVersion", writes=True, needs="Views.Delete")
def _delete_version(call: ApiCall) -> None:
    view, _name = _fetch(call)
    number = str(call.params["ViewVersion"])
    if number not in view.body["Versions"]:
        raise missing(f"The view {view.name!r} has no version {number}.")
    kept = {name: each for name, each in view.body["Versions"].items() if name != number}
    resources.change(call.connection, view, body={**view.body, "Versions": kept})
