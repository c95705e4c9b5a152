"""Create, describe, list, update and delete of every plain resource; plain_search searches.

An answer is given with every member that could be asked for; the writer keeps what the
operation's shape knows. So one function serves shapes that call the same thing ``Id``,
``QueueId`` or ``HierarchyGroupId``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.errors import ConflictError, NotFoundError
from flowport.server.identifiers import bare
from flowport.server.operations.constraints import constrain
from flowport.server.operations.derived import derived
from flowport.server.operations.kinds import KINDS, REFERS, PlainKind
from flowport.server.operations.operation_registry import Handler, operation
from flowport.server.protocol.errors import ServiceError, missing
from flowport.store import flows, resource_references, resources, tags

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from flowport.server.operation_call import ApiCall
    from flowport.store.resources import StoredResource

__all__ = [
    "bind",
    "create",
    "delete",
    "fetch",
    "of_kind",
    "require",
    "shown",
    "shown_each",
    "update",
]

_OUTSIDE = frozenset({"InstanceId", "ClientToken", "Tags", "Password", "ResetOrderNumber"})


def of_kind(name: str) -> PlainKind:
    """The declaration of a kind."""
    return next(each for each in KINDS if each.kind == name)


def fetch(call: ApiCall, kind: PlainKind) -> StoredResource:
    """The resource that a call's path names last.

    Raises:
        ServiceError: The instance has none such.
    """
    labels = call.operation.labels
    wanted = bare(call.params[labels[-1]], call.instance.arn)
    parent = _parent(call) if kind.parent else None
    try:
        return resources.get(call.connection, call.instance.id, kind.kind, wanted, parent=parent)
    except NotFoundError as error:
        raise missing(str(error)) from error


def _parent(call: ApiCall) -> str:
    return bare(call.params[call.operation.labels[1]], call.instance.arn)


def shown(call: ApiCall, kind: PlainKind, resource: StoredResource) -> dict[str, Any]:
    """A resource's members under every name that some shape has for them."""
    return shown_each(call, kind, [resource])[0]


def shown_each(
    call: ApiCall, kind: PlainKind, rows: Sequence[StoredResource]
) -> list[dict[str, Any]]:
    """The same of each of some resources of a kind."""
    derive = derived(call, kind, rows)
    return [{**each.body, **derive(each), **_of_all(call, kind, each)} for each in rows]


def _of_all(call: ApiCall, kind: PlainKind, resource: StoredResource) -> dict[str, Any]:
    """The members that every kind has."""
    ids = dict.fromkeys(("Id", kind.family.id), resource.id)
    arns = dict.fromkeys(("Arn", f"{kind.family.word}Arn", f"{kind.family.word}ARN"), resource.arn)
    return {
        "Name": resource.name,
        kind.name: resource.name,
        **ids,
        **arns,
        "InstanceId": resource.instance,
        "OrganizationResourceId": resource.instance,
        "CreatedTime": resource.created,
        "CreatedAt": resource.created,
        "LastModifiedTime": resource.modified,
        "LastUpdatedTime": resource.modified,
        "LastModifiedRegion": call.instance.region,
        "CreatedBy": call.instance.arn,
        "LastModifiedBy": call.instance.arn,
        "LastUpdatedBy": call.instance.arn,
    }


def require(call: ApiCall) -> None:
    """Go on only if everything that the parameters refer to exists.

    Raises:
        ServiceError: Something does not.
    """
    wanted: list[tuple[str, str]] = []
    _collect(
        {name: each for name, each in call.params.items() if name not in call.operation.labels},
        wanted,
    )
    for kind, name in wanted:
        plain = bare(name, call.instance.arn).partition(":")[0]
        try:
            if kind in {"flow", "module"}:
                flows.get(call.connection, call.instance.id, kind, plain)
            else:
                resources.get(call.connection, call.instance.id, kind, plain)
        except NotFoundError as error:
            raise missing(str(error)) from error


def _collect(value: Any, wanted: list[tuple[str, str]]) -> None:
    if isinstance(value, list):
        for each in value:
            _collect(each, wanted)
    elif isinstance(value, dict):
        for name, each in value.items():
            if name in REFERS:
                names = each if isinstance(each, list) else [each]
                wanted += [(REFERS[name], text) for text in names]
            else:
                _collect(each, wanted)


def create(call: ApiCall, kind: PlainKind) -> Mapping[str, Any]:
    """Make one, with its tags."""
    require(call)
    constrain(call, kind.kind)
    instance = call.instance
    parent = _parent(call) if kind.parent else ""
    if kind.parent:
        _check_parent(call, kind)
    if call.shared.quotas.limits(kind.kind):
        present = resources.count(call.connection, instance.id, kind.kind)
        call.shared.quotas.check(kind.kind, present)
    name = call.params[kind.name]
    made = _unless_taken(
        kind,
        lambda: resources.create(
            call.connection,
            instance.id,
            kind.kind,
            name=name,
            arn=f"{instance.arn}/{kind.family.slug}/{{id}}",
            body={**kind.defaults, **_body(call, kind)},
            parent=parent,
            resource_id=name if kind.by_name else None,
            unique=kind.unique,
        ),
    )
    tags.add(call.connection, instance.id, made.arn, call.params.get("Tags", {}))
    return shown(call, kind, made)


def _check_parent(call: ApiCall, kind: PlainKind) -> None:
    try:
        resources.get(call.connection, call.instance.id, kind.parent, _parent(call))
    except NotFoundError as error:
        raise missing(str(error)) from error


def _body(call: ApiCall, kind: PlainKind) -> dict[str, Any]:
    outside = {*_OUTSIDE, *call.operation.labels, kind.name}
    return {name: each for name, each in call.params.items() if name not in outside}


def _unless_taken(kind: PlainKind, step: Callable[[], StoredResource]) -> StoredResource:
    try:
        return step()
    except ConflictError as error:
        raise ServiceError(kind.conflict, str(error)) from error


def _describe(call: ApiCall, kind: PlainKind) -> Mapping[str, Any]:
    found = fetch(call, kind)
    carried = tags.of(call.connection, found.arn)
    members = {**shown(call, kind, found), "Tags": carried or _no_tags(call, kind)}
    return {call.operation.described: members} if call.operation.described else members


def _no_tags(call: ApiCall, kind: PlainKind) -> Mapping[str, str] | None:
    """No tags, as the service describes them; left out where a create would not take them back."""
    made = call.operation.sibling(f"Create{kind.family.word}")
    shape = None if made is None else made.model.input_shape
    return {} if shape is None or "Tags" in shape.members else None


def _list(call: ApiCall, kind: PlainKind) -> Mapping[str, Any]:
    parent = _parent(call) if kind.parent else ""
    if kind.parent:
        _check_parent(call, kind)
    wanted = {member: call.params.get(name) for name, member in kind.filters.items()}
    if not any(each is not None for each in wanted.values()):
        page = call.window(
            lambda after, limit: resources.page(
                call.connection,
                call.instance.id,
                kind.kind,
                parent=parent,
                after=after,
                limit=limit,
            )
        )
        rows = shown_each(call, kind, page.rows)
        return {call.operation.listed: rows, "NextToken": page.token}
    every = resources.page(call.connection, call.instance.id, kind.kind, parent=parent)
    met = [row for row in shown_each(call, kind, every) if _passes(row, wanted)]
    filtered = call.slice(met)
    return {call.operation.listed: filtered.rows, "NextToken": filtered.token}


def _passes(row: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    return all(
        values is None or row.get(member) in (values if isinstance(values, list) else [values])
        for member, values in wanted.items()
    )


def update(call: ApiCall, kind: PlainKind) -> Mapping[str, Any]:
    """Set the members that are given; the others stay."""
    require(call)
    constrain(call, kind.kind)
    found = fetch(call, kind)
    body = {**found.body, **_body(call, kind)}
    cleared = kind.clears.get(call.name)
    if cleared is not None and cleared not in call.params:
        body.pop(cleared, None)
    name = found.name if kind.by_name else call.params.get(kind.name, found.name)
    if kind.unique and name != found.name:
        _check_name(call, kind, found, name)
    changed = resources.change(call.connection, found, body=body, name=name)
    call.shared.forget()
    return shown(call, kind, changed)


def _check_name(call: ApiCall, kind: PlainKind, found: StoredResource, name: str) -> None:
    taken = resources.find(call.connection, found.instance, kind.kind, name, parent=found.parent)
    if taken is not None:
        reason = f"The name {name!r} is taken by another {kind.family.title}."
        raise ServiceError(kind.conflict, reason)


def delete(call: ApiCall, kind: PlainKind) -> None:
    """Delete one that nothing holds."""
    found = fetch(call, kind)
    held = resource_references.of(
        call.connection, call.instance.id, found.id, kind.held_by, limit=1
    )
    for holder, each in held:
        named = resources.get(call.connection, call.instance.id, holder, each).name
        raise ServiceError(
            "ResourceInUseException", f"{found.name!r} is in use by the {holder} {named!r}"
        )
    resources.remove(call.connection, found)
    call.shared.forget()


_RUN: Mapping[str, tuple[Callable[[ApiCall, PlainKind], Any], bool, str]] = {
    "Create": (create, True, "Create"),
    "Describe": (_describe, False, "View"),
    "List": (_list, False, "View"),
    "Update": (update, True, "Edit"),
    "Delete": (delete, True, "Delete"),
}


def _names(kind: PlainKind, verb: str) -> list[str]:
    if verb == "Update":
        return [f"Update{kind.family.word}{rest}" for rest in kind.updates]
    if verb == "Describe" and kind.describe:
        return [kind.describe]
    return [f"{verb}{kind.family.plural if verb == 'List' else kind.family.word}"]


def bind(run: Callable[[ApiCall, PlainKind], Any], kind: PlainKind) -> Handler:
    """A function of a call and a kind, as the handler of the kind's operation."""

    def handler(call: ApiCall) -> Any:
        return run(call, kind)

    return handler


def _register() -> None:
    for kind in KINDS:
        for verb in (each for each in kind.verbs if each in _RUN):
            run, writes, step = _RUN[verb]
            bound = bind(run, kind)
            for name in _names(kind, verb):
                operation(name, writes=writes, needs=f"{kind.family.permission}.{step}")(bound)


_register()
