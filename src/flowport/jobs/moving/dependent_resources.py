"""What belongs to the resources of exported flows, so that a folder can create them elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.catalogue.creatable import CREATABLE
from flowport.errors import CredentialsError, ForbiddenError, NotFoundError
from flowport.jobs.moving.resources import ids_of
from flowport.jobs.moving.viewing import VIEW
from flowport.refs.resource import Index

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from flowport.ports import Instance
    from flowport.refs.resource import Resource

__all__ = ["belongings"]

Details = dict[str, "Mapping[str, Any]"]


def belongings(
    source: Instance, resources: Iterable[Resource], flows: Collection[str]
) -> tuple[list[Resource], Details]:
    """All that the resources of flows are made of, and by ARN what each was created from.

    Hours and quick connects of queues, and quick connects to the flows, are included. What the
    caller may not read is left without details. Views have the contents of their versions.

    Args:
        source: The instance.
        resources: What the flows refer to.
        flows: The ids of the flows.

    Raises:
        InstanceError: The instance can't be reached.
    """
    index, found, details = Index(source.directory), dict.fromkeys(resources), Details()
    left = [resource for resource in found if resource.kind in CREATABLE]
    left += source.directory.resources("quick_connect") or ()
    details |= {
        view.arn: held
        for view in found
        if view.kind == VIEW and (held := _details(source, view)).get("Versions")
    }
    while left:
        resource = left.pop(0)
        key = resource.arn or resource.id
        held = {} if key in details else _details(source, resource)
        ids = list(ids_of(held))
        if not held or not (resource in found or any(i in flows for _, i in ids)):
            continue
        details[key] = held
        found[resource] = None
        for kind, identifier in ids:
            used = index.by_id(kind, identifier)
            if used is not None and not used.kind.startswith("contact_flow"):
                found[used] = None
                left += [used] if used.kind in CREATABLE else []
    return sorted(found), details


def _details(source: Instance, resource: Resource) -> Mapping[str, Any]:
    try:
        return source.details(resource)
    except CredentialsError:
        raise
    except (ForbiddenError, NotFoundError):
        return {}
