"""Hierarchy groups and those above them, from the top down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.errors import NotFoundError
from flowport.server.identifiers import bare
from flowport.server.protocol.errors import missing
from flowport.store import resources

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.server.operation_call import ApiCall
    from flowport.store.resources import StoredResource

__all__ = ["LEVELS", "groups_to", "path_of"]

LEVELS = ("LevelOne", "LevelTwo", "LevelThree", "LevelFour", "LevelFive")


def groups_to(call: ApiCall, name: str) -> list[StoredResource]:
    """The groups from the top down to the one of an id or ARN.

    Raises:
        ServiceError: One of them does not exist.
    """
    found = [_group(call, name)]
    while (parent := found[0].body.get("ParentGroupId")) is not None:
        found.insert(0, _group(call, parent))
    return found


def _group(call: ApiCall, name: str) -> StoredResource:
    plain = bare(name, call.instance.arn)
    try:
        return resources.get(call.connection, call.instance.id, "hierarchy-group", plain)
    except NotFoundError as error:
        raise missing(str(error)) from error


def path_of(call: ApiCall, name: str | None) -> Mapping[str, Mapping[str, Any]] | None:
    """A group and those above it, by the names of their levels; None of no group."""
    if name is None:
        return None
    region = call.instance.region
    return {
        level: {
            "Id": each.id,
            "Arn": each.arn,
            "Name": each.name,
            "LastModifiedTime": each.modified,
            "LastModifiedRegion": region,
        }
        for level, each in zip(LEVELS, groups_to(call, name), strict=False)
    }
