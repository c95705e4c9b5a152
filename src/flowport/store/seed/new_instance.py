"""Planting a new instance: the things in the order in which they refer to each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flowport.catalogue.references import slug_of
from flowport.store import audit, flows, instances, resources
from flowport.store.seed.flows import FLOWS, content
from flowport.store.seed.profiles import PROFILES
from flowport.store.uses import uses

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from flowport.store.instances import InstanceRow
    from flowport.store.resources import StoredResource

__all__ = ["new_instance"]

_PROMPTS = (
    "Beep.wav",
    "CustomerHold.wav",
    "CustomerQueue.wav",
    "Music_Jazz_MyTimetoFly_Inst.wav",
    "Music_Pop_ThisAndThatIsLife_Inst.wav",
    "Music_Pop_ThrowYourselfInFrontOfIt_Inst.wav",
    "Music_Rock_EverywhereTheSunShines_Inst.wav",
)
_DAYS = ("SUNDAY", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY")
_ALWAYS = [
    {
        "Day": day,
        "StartTime": {"Hours": 0, "Minutes": 0},
        "EndTime": {"Hours": 0, "Minutes": 0},
    }
    for day in _DAYS
]
_STATUSES = (("Available", "ROUTABLE", 1), ("Offline", "OFFLINE", 2))


@dataclass(frozen=True, slots=True)
class _Bed:
    """The instance that is being planted."""

    connection: Connection
    instance: InstanceRow

    def put(self, kind: str, name: str, body: Mapping[str, Any]) -> StoredResource:
        return resources.create(
            self.connection,
            self.instance.id,
            kind,
            name=name,
            arn=f"{self.instance.arn}/{slug_of(kind.replace('-', '_'))}/{{id}}",
            body=body,
        )


def new_instance(
    connection: Connection,
    *,
    account: str,
    region: str,
    alias: str | None = None,
    body: Mapping[str, Any] | None = None,
    admin: str = "admin",
) -> tuple[InstanceRow, StoredResource]:
    """Make an instance with all that a new one has, and its first user.

    Raises:
        ConflictError: The alias is taken.
    """
    members = {"IdentityManagementType": "CONNECT_MANAGED", **(body or {})}
    made = instances.create(connection, account=account, region=region, alias=alias, body=members)
    bed = _Bed(connection, made)
    with audit.unnoted():
        arns = _plant_resources(bed)
        _plant_flows(bed, arns)
        person = _plant_people(bed, arns["BasicQueue"], admin)
    audit.note(connection, "instance-created", instance=made.id, target=made.arn, alias=alias)
    return made, person


def _plant_resources(bed: _Bed) -> dict[str, str]:
    """Prompts, hours, the queue, statuses; gives the ARNs of what flows refer to."""
    found = [bed.put("prompt", name, {}) for name in _PROMPTS]
    hours = bed.put(
        "hours-of-operation",
        "Basic Hours",
        {"Description": "Always open.", "TimeZone": "UTC", "Config": _ALWAYS},
    )
    queue = {
        "Description": "The first queue.",
        "HoursOfOperationId": hours.id,
        "Status": "ENABLED",
        "QueueType": "STANDARD",
    }
    found.append(bed.put("queue", "BasicQueue", queue))
    for name, kind, order in _STATUSES:
        body = {"Type": kind, "DisplayOrder": order, "State": "ENABLED"}
        bed.put("agent-status", name, body)
    return {each.name: each.arn for each in found}


def _plant_flows(bed: _Bed, arns: Mapping[str, str]) -> None:
    for name, (kind, description, actions) in FLOWS.items():
        text = content(actions, arns)
        new = flows.FlowToMake(
            name=name,
            type=kind,
            description=description,
            content=text,
            fixed=name.startswith("Default "),
            uses=uses(text),
        )
        flows.create(bed.connection, bed.instance.id, bed.instance.arn, new)


def _plant_people(bed: _Bed, queue_arn: str, admin: str) -> StoredResource:
    profiles = _plant_profiles(bed)
    routing = bed.put(
        "routing-profile",
        "Basic Routing Profile",
        {
            "Description": "Voice from the first queue.",
            "DefaultOutboundQueueId": queue_arn.rpartition("/")[2],
            "MediaConcurrencies": [{"Channel": "VOICE", "Concurrency": 1}],
            "IsDefault": True,
            "QueueConfigs": [_served_first(queue_arn)],
        },
    )
    user = {
        "SecurityProfileIds": [profiles["Admin"]],
        "RoutingProfileId": routing.id,
        "IdentityInfo": {"FirstName": "First", "LastName": "Admin"},
        "PhoneConfig": {"PhoneType": "SOFT_PHONE"},
    }
    return bed.put("user", admin, user)


def _served_first(queue_arn: str) -> Mapping[str, Any]:
    reference = {"QueueId": queue_arn.rpartition("/")[2], "Channel": "VOICE"}
    return {"QueueReference": reference, "Priority": 1, "Delay": 0}


def _plant_profiles(bed: _Bed) -> Mapping[str, str]:
    made: dict[str, str] = {}
    for name, (description, permissions) in PROFILES.items():
        body: dict[str, Any] = {"Description": description, "Permissions": _sorted(permissions)}
        if name == "Admin":
            body["Administrator"] = True
        made[name] = bed.put("security-profile", name, body).id
    return made


def _sorted(permissions: Sequence[str]) -> list[str]:
    return sorted(set(permissions))
