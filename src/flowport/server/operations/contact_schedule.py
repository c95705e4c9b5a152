"""UpdateContactSchedule: a task that has yet to begin begins at another time.

Its flow is run again from the new time: hours may be others then.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from flowport.server import contacts
from flowport.server.contacts import Start
from flowport.server.operations.contacts import START, scheduled_time
from flowport.server.operations.operation_registry import operation
from flowport.server.protocol.errors import refused
from flowport.store import resources

if TYPE_CHECKING:
    from flowport.server.operation_call import ApiCall
    from flowport.store.resources import StoredResource

#: The members of a contact that its flow led to: they are found again.
_LED_TO = ("QueueInfo", "DisconnectTimestamp", "DisconnectReason")


def _waiting(call: ApiCall) -> StoredResource:
    """The task that a call is about.

    Raises:
        ServiceError: The contact is not a scheduled task, or has begun or been stopped.
    """
    found = contacts.find(call, call.params["ContactId"])
    now, body = time.time(), found.body
    if START not in body or body["ScheduledTimestamp"] <= now:
        raise refused(f"The contact {found.id} is not a task that is scheduled for later.")
    if body.get("DisconnectTimestamp", now) < now:
        raise refused(f"The contact {found.id} is not active.")
    return found


def _again(call: ApiCall) -> Start:
    found = _waiting(call)
    begins, first = scheduled_time(call.params), found.body[START]
    return Start(
        channel="TASK",
        flow=contacts.published_flow(call, first["Flow"]),
        attributes=first["Attributes"],
        given=first["Given"],
        members={"ScheduledTimestamp": begins},
        tags=found.body.get("Tags", {}),
        begins=begins,
    )


@operation(
    "UpdateContactSchedule", writes=True, needs="Contacts.Edit", heavy=contacts.walking(_again)
)
def _update(call: ApiCall) -> None:
    found = _waiting(call)
    kept = {name: each for name, each in found.body.items() if name not in _LED_TO}
    own = {"InitialContactId": found.body["InitialContactId"]}
    resources.change(call.connection, found, body={**kept, **call.prepared, **own})
