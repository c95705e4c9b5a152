"""Hierarchy groups and those above them, from the top down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.server.identifiers import bare
from flowport.server.protocol.errors import missing
from flowport.store import resource_groups

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from flowport.server.operation_call import ApiCall
    from flowport.store.resources import StoredResource

__all__ = ["LEVELS", "groups_to", "groups_to_each", "path", "path_of"]

LEVELS = ("LevelOne", "LevelTwo", "LevelThree", "LevelFour", "LevelFive")


def groups_to(call: ApiCall, name: str) -> list[StoredResource]:
    """The groups from the top down to the one of an id or ARN.

    Raises:
        ServiceError: One of them does not exist.
    """
    wanted = bare(name, call.instance.arn)
    return _chain(call, wanted, resource_groups.with_those_above(*_of(call), [wanted]))


def groups_to_each(call: ApiCall, ids: Iterable[str]) -> Mapping[str, list[StoredResource]]:
    """The groups from the top down to each of some ids, in one query.

    Raises:
        ServiceError: One of them does not exist.
    """
    wanted = dict.fromkeys(ids)
    known = resource_groups.with_those_above(*_of(call), list(wanted)) if wanted else {}
    return {each: _chain(call, each, known) for each in wanted}


def _of(call: ApiCall) -> tuple[Connection, str]:
    return call.connection, call.instance.id


def _chain(call: ApiCall, wanted: str, known: Mapping[str, StoredResource]) -> list[StoredResource]:
    found: list[StoredResource] = []
    following: str | None = wanted
    while following is not None:
        plain = bare(following, call.instance.arn)
        if plain not in known:
            raise missing(f"the instance has no hierarchy-group {plain}")
        found.insert(0, known[plain])
        following = known[plain].body.get("ParentGroupId")
    return found


def path_of(call: ApiCall, name: str | None) -> Mapping[str, Mapping[str, Any]] | None:
    """A group and those above it, by the names of their levels; None of no group."""
    return None if name is None else path(call, groups_to(call, name))


def path(call: ApiCall, groups: Sequence[StoredResource]) -> Mapping[str, Mapping[str, Any]]:
    """Groups from the top down, by the names of their levels."""
    region = call.instance.region
    return {
        level: {
            "Id": each.id,
            "Arn": each.arn,
            "Name": each.name,
            "LastModifiedTime": each.modified,
            "LastModifiedRegion": region,
        }
        for level, each in zip(LEVELS, groups, strict=False)
    }
