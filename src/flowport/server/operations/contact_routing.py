"""Contacts that agents and supervisors move: transferred, put elsewhere in a queue, monitored.

Nobody takes contacts here. A contact that is transferred goes through the flow that is named; who
monitors one has a contact of their own, as on the service.
"""

from __future__ import annotations

import time
import uuid
from typing import TYPE_CHECKING, Any

from flowport.server import contacts
from flowport.server.contacts import Start
from flowport.server.operations.operation_registry import operation
from flowport.server.protocol.errors import invalid, missing, refused
from flowport.store import resources

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.server.operation_call import ApiCall
    from flowport.store.resources import StoredResource

_OVER = "DisconnectTimestamp"
#: Source of this and of the next two: TransferContact.
_TRANSFERRED = frozenset({"TASK", "EMAIL"})
_MOST_TRANSFERS = 11
_TRANSFER_FLOWS = frozenset({"CONTACT_FLOW", "AGENT_TRANSFER", "QUEUE_TRANSFER"})
_TRANSFERS = "Transfers"
#: What a transferred contact has of the one before.
_CARRIED = ("Name", "Description", "References", "RelatedContactId", "SegmentAttributes")


def _active(call: ApiCall) -> StoredResource:
    found = contacts.find(call, call.params["ContactId"])
    if _OVER in found.body:
        raise refused(f"The contact {found.id} is not active.")
    return found


def _transferable(call: ApiCall) -> StoredResource:
    """The contact, if it may be transferred to where the call says."""
    params = call.params
    if "QueueId" in params and "UserId" in params:
        raise refused("Give QueueId or UserId, not both.")
    found = _active(call)
    if found.body["Channel"] not in _TRANSFERRED:
        raise refused(f"The channel of the contact {found.id} is not TASK or EMAIL.")
    if found.body.get(_TRANSFERS, 0) >= _MOST_TRANSFERS:
        raise refused(f"The contact {found.id} was transferred {_MOST_TRANSFERS} times already.")
    return found


def _transfer(call: ApiCall) -> Start:
    former = _transferable(call)
    flow = contacts.published_flow(call, call.params["ContactFlowId"])
    if flow.type not in _TRANSFER_FLOWS:
        allowed = "an inbound flow, a transfer to agent flow or a transfer to queue flow"
        raise refused(f"The flow {flow.id} is not {allowed}.")
    target = _target(call)
    carried = {name: former.body[name] for name in _CARRIED if name in former.body}
    return Start(
        channel=former.body["Channel"],
        flow=flow,
        attributes=former.body["Attributes"],
        given={
            "InitiationMethod": "TRANSFER",
            "Name": former.body.get("Name", ""),
            "Description": former.body.get("Description", ""),
        },
        members={
            **carried,
            "PreviousContactId": former.id,
            _TRANSFERS: former.body.get(_TRANSFERS, 0) + 1,
        },
        tags=former.body.get("Tags", {}),
        queue=target,
    )


def _target(call: ApiCall) -> str:
    """The ARN of the queue that a call names, of a user's own one, or none."""
    params = call.params
    if "QueueId" in params:
        return contacts.named(call, "queue", params["QueueId"]).arn
    if "UserId" in params:
        return (
            f"{call.instance.arn}/queue/agent/{contacts.named(call, 'user', params['UserId']).id}"
        )
    return ""


@operation("TransferContact", writes=True, needs="Contacts.Edit", heavy=contacts.walking(_transfer))
def _transfer_contact(call: ApiCall) -> Mapping[str, Any]:
    """End a contact, and begin the one that goes on.

    Contested: that the contact before ends with the reason ``TRANSFERRED``.
    """
    former = _transferable(call)
    body = call.prepared
    initial = former.body["InitialContactId"]
    changed = {**body, "InitialContactId": initial, "InitiationMethod": "TRANSFER"}
    over = {_OVER: body["InitiationTimestamp"], "DisconnectReason": "TRANSFERRED"}
    resources.change(call.connection, former, body={**former.body, **over})
    made = contacts.add(call, changed, body["InitialContactId"])  # which may forget the oldest
    return {"ContactId": made.id, "ContactArn": made.arn}


@operation("MonitorContact", writes=True, needs="Contacts.Edit")
def _monitor(call: ApiCall) -> Mapping[str, Any]:
    """Begin the contact of who monitors another one.

    Contested: that a contact which no agent has can be monitored.
    """
    found, now = _active(call), time.time()
    user = contacts.named(call, "user", call.params["UserId"])
    made = contacts.add(
        call,
        {
            "Channel": found.body["Channel"],
            "InitialContactId": found.body["InitialContactId"],
            "PreviousContactId": found.id,
            "InitiationMethod": "MONITOR",
            "InitiationTimestamp": now,
            "Attributes": found.body["Attributes"],
            "AgentInfo": {"Id": user.id, "ConnectedToAgentTimestamp": now},
        },
        str(uuid.uuid4()),
    )
    return {"ContactId": made.id, "ContactArn": made.arn}


@operation("DismissUserContact", writes=True, needs="Users.Edit")
def _dismiss(call: ApiCall) -> None:
    """Take a contact that is over from its agent, who has it no more.

    Source: DismissUserContact, "Contacts can only be dismissed if they are in a MISSED, ERROR,
    ENDED, or REJECTED state".
    """
    user = contacts.named(call, "user", call.params["UserId"])
    found = contacts.find(call, call.params["ContactId"])
    if found.body.get("AgentInfo", {}).get("Id") != user.id:
        raise missing(f"The user {user.name!r} does not have the contact {found.id}.")
    if _OVER not in found.body:
        raise refused(f"The contact {found.id} is not missed, rejected or over.")


@operation("UpdateContactRoutingData", writes=True, needs="Contacts.Edit")
def _route(call: ApiCall) -> None:
    """Set the place of a contact in its queue: by priority or by age, not by both."""
    names = ("QueuePriority", "QueueTimeAdjustmentSeconds")
    given = {name: call.params[name] for name in names if name in call.params}
    if len(given) > 1:
        raise invalid("Give QueuePriority or QueueTimeAdjustmentSeconds, not both.")
    found = contacts.find(call, call.params["ContactId"])
    if _OVER in found.body:
        raise invalid(f"The contact {found.id} is not active.")
    steps = call.params.get("RoutingCriteria", {}).get("Steps")
    if not given and steps is None:
        raise invalid("Give QueuePriority, QueueTimeAdjustmentSeconds or RoutingCriteria.")
    kept = {name: each for name, each in found.body.items() if not given or name not in names}
    criteria = {} if steps is None else {"RoutingCriteria": _criteria(steps)}
    resources.change(call.connection, found, body={**kept, **given, **criteria})


def _criteria(steps: list[dict[str, Any]]) -> dict[str, Any]:
    """Steps of which the first is the one that routes now."""
    states = ["ACTIVE", *["INACTIVE"] * len(steps)]
    shown = [{**each, "Status": state} for each, state in zip(steps, states, strict=False)]
    return {"Steps": shown, "ActivationTimestamp": time.time(), "Index": 0}
