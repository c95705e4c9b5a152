"""Replicas: an instance that is seen in a second Region, with the same id.

There is one set of data, which both Regions show at once. In the replica's Region, ARNs of what is
in the instance have that Region; they are read and written as those of the source.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flowport.catalogue.partitions import arn_in

if TYPE_CHECKING:
    from flowport.store.instances import InstanceRow

__all__ = ["REPLICA", "region_of", "seen"]

#: The member of an instance's body that holds its replica.
REPLICA = "Replica"


def region_of(instance: InstanceRow) -> str | None:
    """The Region of an instance's replica, if it has one."""
    replica = instance.body.get(REPLICA)
    return None if replica is None else str(replica["Region"])


def seen(instance: InstanceRow, region: str | None) -> InstanceRow:
    """An instance as it is seen in a Region: the same, or its replica."""
    if region is None or region == instance.region or region != region_of(instance):
        return instance
    arn = arn_in(region, "connect", instance.account, f"instance/{instance.id}")
    return replace(instance, region=region, arn=arn, alias=instance.body[REPLICA].get("Alias"))
