"""Resources of a store as the members that they were created from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.catalogue.creatable import CREATABLE, OVERRIDE_MEMBERS
from flowport.catalogue.references import slug_of
from flowport.store import resources, tags
from flowport.store.parents import parent_ids, with_parents

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

__all__ = ["complete", "create", "read"]

_OVERRIDE = "hours-of-operation-override"

#: What a new one has unless it says otherwise.
_DEFAULTS = {"queue": {"Status": "ENABLED", "QueueType": "STANDARD"}}


def read(connection: Connection, kind: str, row: resources.StoredResource) -> dict[str, Any]:
    """What a resource would be created from; all that is held of a kind that no API creates."""
    marks = tags.of(connection, row.arn)
    held = {"Name": row.name, **row.body} | ({"Tags": dict(marks)} if marks else {})
    known = CREATABLE.get(kind)
    if known is None:
        return held
    rows = resources.page(connection, row.instance, _OVERRIDE, parent=row.id)
    held |= {"Overrides": [_override(each) for each in rows]}
    if kind == "hours_of_operation":
        held = with_parents(held, parent_ids(held))
    return known.pick(held)


def _override(row: resources.StoredResource) -> dict[str, Any]:
    held = {**row.body, "Name": row.name}
    return {member: held[member] for member in OVERRIDE_MEMBERS if held.get(member)}


def create(
    connection: Connection, instance: str, kind: str, arn: str, details: Mapping[str, Any]
) -> resources.StoredResource:
    """Create one, with its tags; ``{id}`` in the ARN represents its new id.

    A kind is the reference kind of what the API creates, and else the store's own word.

    Raises:
        ConflictError: The name is taken.
    """
    apart = {"Name", "Tags", "Overrides"} if kind in CREATABLE else {"Name"}
    body = {member: value for member, value in details.items() if member not in apart}
    row = resources.create(
        connection,
        instance,
        kind.replace("_", "-"),
        name=str(details["Name"]),
        arn=arn,
        body={**_DEFAULTS.get(kind, {}), **body},
    )
    if kind in CREATABLE:
        tags.add(connection, instance, row.arn, details.get("Tags", {}))
    return row


def _override_arn(hours: str) -> str:
    slug, own = slug_of("hours_of_operation"), slug_of("hours_of_operation_override")
    return f"{hours.rpartition(f'/{slug}/')[0]}/{own}/{{id}}"


def complete(
    connection: Connection, row: resources.StoredResource, details: Mapping[str, Any]
) -> None:
    """Give one the members that it lacks, and its overrides."""
    present = {r.name for r in resources.page(connection, row.instance, _OVERRIDE, parent=row.id)}
    for each in details.get("Overrides", ()):
        if each["Name"] not in present:
            resources.create(
                connection,
                row.instance,
                _OVERRIDE,
                name=each["Name"],
                arn=_override_arn(row.arn),
                body={member: value for member, value in each.items() if member != "Name"},
                parent=row.id,
            )
    given = {m: v for m, v in details.items() if m not in {"Name", "Tags", "Overrides"}}
    if "QuickConnectIds" in given:
        both = [*row.body.get("QuickConnectIds", ()), *given["QuickConnectIds"]]
        given["QuickConnectIds"] = list(dict.fromkeys(both))
    if given:
        resources.change(connection, row, body={**row.body, **given})
