"""Flows and modules: create, describe, list, search, update, delete."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from flowport.catalogue.families import FAMILIES, MODULE
from flowport.errors import ConflictError
from flowport.server import search_criteria
from flowport.server.flow_conditions import condition
from flowport.server.operations.families import check_settings, examined, fetch, look_ahead, shown
from flowport.server.operations.operation_registry import operation
from flowport.server.protocol.errors import ServiceError, denied, invalid
from flowport.store import flows, searching, tags, tallies
from flowport.store.flows import Brief, FlowToMake, Stored

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flowport.catalogue.families import FlowFamily
    from flowport.server.operation_call import ApiCall
    from flowport.server.sql_conditions import SqlCondition


def _create(call: ApiCall, family: FlowFamily) -> Mapping[str, Any]:
    params = call.params
    publish = params.get("Status", "PUBLISHED") == "PUBLISHED"
    if publish:
        call.permit(f"{family.permission}.Publish")
    check_settings(family, params.get("Settings"))
    flow_type = params.get("Type", MODULE)
    uses = examined(
        call,
        family,
        params["Content"],
        flow_type,
        publish=publish,
        settings=params.get("Settings"),
    )
    _check_quota(call, family)
    new = FlowToMake(
        kind=family.kind,
        name=params["Name"],
        type=flow_type,
        description=params.get("Description"),
        content=params["Content"],
        published=publish,
        body={name: params[name] for name in family.extra if name in params},
        uses=uses,
    )
    made = _named(lambda: flows.create(call.connection, call.instance.id, call.instance.arn, new))
    tags.add(call.connection, call.instance.id, made.arn, params.get("Tags", {}))
    answer = {family.id: made.id, "Id": made.id, family.arn: made.arn, "Arn": made.arn}
    return {**answer, family.hash: made.published}


def _check_quota(call: ApiCall, family: FlowFamily) -> None:
    if call.shared.quotas.limits(family.kind):
        present = tallies.total(call.connection, call.instance.id, family.kind)
        call.shared.quotas.check(family.kind, present)


def _named(step: Any) -> Stored:
    """Do a step that may find its name taken."""
    try:
        found: Stored = step()
    except ConflictError as error:
        raise ServiceError("DuplicateResourceException", str(error)) from error
    return found


def _describe(call: ApiCall, family: FlowFamily) -> Mapping[str, Any]:
    flow, name = fetch(call, family)
    return {family.word: shown(call, family, flow, name.qualifier)}


def _list(call: ApiCall, family: FlowFamily) -> Mapping[str, Any]:
    found = call.window(
        lambda after, limit: flows.briefs(
            call.connection,
            call.instance.id,
            family.kind,
            after=after,
            limit=limit,
            types=call.params.get("ContactFlowTypes", ()),
            state=call.params.get("ContactFlowModuleState"),
        )
    )
    rows = [_summary(family, flow) for flow in found.rows]
    return {family.rows: rows, "NextToken": found.token}


def _summary(family: FlowFamily, flow: Brief) -> Mapping[str, Any]:
    return {
        "Id": flow.id,
        "Arn": flow.arn,
        "Name": flow.name,
        "State": flow.state,
        "ContactFlowType": flow.type,
        "ContactFlowState": flow.state,
        "ContactFlowStatus": family.status(published=flow.published),
    }


def _search(call: ApiCall, family: FlowFamily) -> Mapping[str, Any]:
    met = condition(call, family)
    if not met.exact:
        return _searched_apart(call, family, met)
    instance = call.instance.id

    def page(after: tuple[str, str] | None, limit: int) -> list[Stored]:
        return searching.page(
            call.connection, instance, family.kind, met.clause, after=after, limit=limit
        )

    found = call.window(page)
    return {
        f"{family.word}s": _shown(call, family, found.rows),
        "NextToken": found.token,
        "ApproximateTotalCount": _count(call, family, met),
    }


def _count(call: ApiCall, family: FlowFamily, met: SqlCondition) -> int:
    if call.params.get("SearchCriteria") or call.params.get("SearchFilter"):
        return searching.count(call.connection, call.instance.id, family.kind, met.clause)
    return tallies.total(call.connection, call.instance.id, family.kind)


def _searched_apart(call: ApiCall, family: FlowFamily, met: SqlCondition) -> Mapping[str, Any]:
    """Search what may meet conditions that SQL can't say."""
    rows = searching.page(call.connection, call.instance.id, family.kind, met.clause)
    said = search_criteria.conditions(call.params, call.instance.arn)
    chosen = [
        full
        for full in _shown(call, family, rows)
        if search_criteria.found(
            search_criteria.row(full, full["Tags"], resourceID=full["Id"]), said
        )
    ]
    page = call.slice(chosen)
    return {
        f"{family.word}s": page.rows,
        "NextToken": page.token,
        "ApproximateTotalCount": len(chosen),
    }


def _shown(call: ApiCall, family: FlowFamily, rows: Sequence[Stored]) -> list[dict[str, Any]]:
    of_each = tags.of_some(call.connection, call.instance.id, [row.arn for row in rows])
    return [_full(call, family, row, of_each.get(row.arn, {})) for row in rows]


def _full(
    call: ApiCall, family: FlowFamily, flow: Stored, of_flow: Mapping[str, str]
) -> dict[str, Any]:
    """A flow without its content, which a search that gives hundreds leaves out."""
    return {
        "Arn": flow.arn,
        "Id": flow.id,
        "Name": flow.name,
        "Type": flow.type,
        "State": flow.state,
        "Status": family.status(published=flow.published is not None),
        "Description": flow.description,
        "Tags": of_flow,
        "LastModifiedTime": flow.modified,
        "LastModifiedRegion": call.instance.region,
    }


def _update_content(call: ApiCall, family: FlowFamily) -> None:
    flow, name = fetch(call, family)
    if name.qualifier not in {"$SAVED", "$LATEST"}:
        raise invalid("A version can't be changed; give the id alone, or with :$SAVED.")
    check_settings(family, call.params.get("Settings"))
    content = call.params.get("Content")
    publish = not name.draft
    if publish:
        call.permit(f"{family.permission}.Publish")
    if content is not None:
        settings = call.params.get("Settings", flow.body.get("Settings"))
        uses = examined(call, family, content, flow.type, publish=publish, settings=settings)
        flows.put_content(
            call.connection, flow, content, publish=publish, uses=uses, **_settings(call, flow)
        )
    elif "Settings" in call.params:
        flows.change(call.connection, flow, **_settings(call, flow))


def _settings(call: ApiCall, flow: Stored) -> dict[str, Any]:
    """The column that keeps the settings of a call, if it gives any."""
    given = call.params.get("Settings")
    return {} if given is None else {"body": {**flow.body, "Settings": given}}


def _update_metadata(call: ApiCall, family: FlowFamily) -> None:
    flow, _name = fetch(call, family)
    values = {
        column: call.params[member] for member, column in _METADATA.items() if member in call.params
    }
    extra = {name: call.params[name] for name in family.extra if name in call.params}
    if extra:
        values["body"] = {**flow.body, **extra}
    _named(lambda: flows.change(call.connection, flow, **values))


_METADATA = {
    "Name": "name",
    "Description": "description",
    "ContactFlowState": "state",
    "State": "state",
}


def _delete(call: ApiCall, family: FlowFamily) -> None:
    flow, _name = fetch(call, family)
    if flow.fixed:
        raise denied(f"{flow.name!r} is one of the instance's default flows; they stay.")
    flows.remove(call.connection, flow)


#: verb and rest of the operation's name, its function, whether it writes, its permission
_OPERATIONS = (
    ("Create", "", _create, True, "Create"),
    ("Describe", "", _describe, False, "View"),
    ("List", "s", _list, False, "View"),
    ("Search", "s", _search, False, "View"),
    ("Update", "Content", _update_content, True, "Edit"),
    ("Update", "Metadata", _update_metadata, True, "Edit"),
    ("Delete", "", _delete, True, "Delete"),
)
_CONTENT = {_create, _update_content}


def _register() -> None:
    for family in FAMILIES.values():
        for verb, rest, run, writes, permission in _OPERATIONS:
            name = f"{verb}{family.word}{rest}"
            needs = f"{family.permission}.{permission}"
            bound: Any = functools.partial(run, family=family)
            ahead: Any = functools.partial(look_ahead, family=family) if run in _CONTENT else None
            operation(name, writes=writes, needs=needs, prepare=ahead)(bound)
    older: Any = functools.partial(_update_metadata, family=FAMILIES["flow"])
    operation("UpdateContactFlowName", writes=True, needs="ContactFlows.Edit")(older)


_register()
