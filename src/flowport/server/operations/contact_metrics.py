"""GetContactMetrics: where in its queue a contact waits.

Source of the rules: its API reference, and "Position in queue" in the administrator guide: contacts
are served by priority, then by their time in the queue, which a call may adjust. Agents take no
contacts here, so no waiting time can be estimated: answers are without that metric.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.server import contacts
from flowport.server.identifiers import part
from flowport.server.operations.operation_registry import operation
from flowport.server.protocol.errors import refused
from flowport.store import resources

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.server.operation_call import ApiCall

_POSITION = "POSITION_IN_QUEUE"
_PRIORITY = 5  # of a contact that nobody gave one


@operation("GetContactMetrics", needs="Contacts.View", fresh=True, slow=True)
def _metrics(call: ApiCall) -> Mapping[str, Any]:
    found = contacts.find(call, part(call.params["ContactId"], call.instance.arn, (contacts.KIND,)))
    if not _waits(found.body):
        raise refused(f"The contact {found.id} is not in a queue.")
    every = resources.page(call.connection, call.instance.id, contacts.KIND)
    queue = found.body["QueueInfo"]["Id"]
    line = sorted(
        (_turn(each.body), each.name, each.id)
        for each in every
        if _waits(each.body) and each.body["QueueInfo"]["Id"] == queue
    )
    place = [each for _turn_, _name, each in line].index(found.id) + 1
    asked = [each["Name"] for each in call.params["Metrics"]]
    known = {"Name": _POSITION, "Value": {"Number": float(place)}}
    return {
        "MetricResults": [known for name in asked if name == _POSITION],
        "Id": found.id,
        "Arn": found.arn,
    }


def _waits(body: Mapping[str, Any]) -> bool:
    queued = "EnqueueTimestamp" in body.get("QueueInfo", {})
    return queued and "DisconnectTimestamp" not in body


def _turn(body: Mapping[str, Any]) -> tuple[int, float]:
    """What contacts of a queue are ordered by: those that are served first have the least."""
    adjusted = body.get("QueueTimeAdjustmentSeconds", 0)
    return body.get("QueuePriority", _PRIORITY), body["QueueInfo"]["EnqueueTimestamp"] - adjusted
