"""Contacts of systems outside of Connect, and registrations for notices about chats.

Such a contact runs no flow: it has the state that its creator says.
"""

from __future__ import annotations

import time
import uuid
from typing import TYPE_CHECKING, Any

from flowport.errors import NotFoundError
from flowport.server import contacts
from flowport.server.operations.operation_registry import operation
from flowport.server.protocol.errors import invalid, missing, refused
from flowport.store import resources

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.server.operation_call import ApiCall

#: What marks a contact as one of another system, by its channel and how it began.
#: Source: CreateContact.
_SUBTYPES: Mapping[tuple[str, str], str] = {
    ("VOICE", "TRANSFER"): "connect:ExternalAudio",
    ("TASK", "API"): "connect:ExternalTask",
}
_WITH_USER = frozenset({("EMAIL", "OUTBOUND"), ("EMAIL", "AGENT_REPLY")})
_KEPT = ("Name", "Description", "References", "RelatedContactId", "PreviousContactId")
_REGISTRATION = "push-registration"


@operation("CreateContact", writes=True, needs="Contacts.Create")
def _create(call: ApiCall) -> Mapping[str, Any]:
    """Create a contact, also with a method that the reference does not name for its channel."""
    params = call.params
    for name in ("RelatedContactId", "PreviousContactId"):
        if name in params:
            contacts.find(call, params[name])
    began = (params["Channel"], params["InitiationMethod"])
    made, now = str(uuid.uuid4()), time.time()
    subtype = _SUBTYPES.get(began)
    own = {"connect:Subtype": {"ValueString": subtype}} if subtype else {}
    body = {
        **{name: params[name] for name in _KEPT if name in params},
        "Channel": params["Channel"],
        "InitialContactId": made,
        "InitiationMethod": params["InitiationMethod"],
        "InitiationTimestamp": now,
        "Attributes": contacts.attributes_of(params),
        "SegmentAttributes": {**params.get("SegmentAttributes", {}), **own},
        **_state(call, began, now),
    }
    found = contacts.add(call, body)
    return {"ContactId": found.id, "ContactArn": found.arn}


def _state(call: ApiCall, began: tuple[str, str], now: float) -> dict[str, Any]:
    """What follows from ``InitiateAs`` and ``UserInfo``."""
    user = call.params.get("UserInfo", {}).get("UserId")
    wanted = call.params.get("InitiateAs")
    if user is None and (began in _WITH_USER or wanted == "CONNECTED_TO_USER"):
        raise refused("UserInfo must name the user who has the contact.")
    if user is not None:
        _check_user(call, user)
    if wanted == "COMPLETED":
        if began[0] != "TASK":
            raise refused("Only a task can be created as COMPLETED.")
        return {"DisconnectTimestamp": now, "DisconnectReason": "API"}
    if wanted == "CONNECTED_TO_USER":
        return {"AgentInfo": {"Id": user, "ConnectedToAgentTimestamp": now}}
    return {}


def _check_user(call: ApiCall, user: str) -> None:
    try:
        resources.get(call.connection, call.instance.id, "user", user)
    except NotFoundError as error:
        raise missing(str(error)) from error


@operation("CreatePushNotificationRegistration", writes=True, needs="Contacts.Edit")
def _register(call: ApiCall) -> Mapping[str, Any]:
    """Register a device for a chat; nothing is sent to it."""
    params = call.params
    contact = contacts.find(call, params["ContactConfiguration"]["ContactId"])
    if contact.body["Channel"] != "CHAT":
        raise invalid(f"The contact {contact.id} is not a chat.")
    if ":mobiletargeting:" not in params["PinpointAppArn"]:
        raise invalid(f"{params['PinpointAppArn']!r} is not the ARN of a Pinpoint application.")
    made = resources.create(
        call.connection,
        call.instance.id,
        _REGISTRATION,
        name=params["DeviceToken"],
        arn=f"{call.instance.arn}/{_REGISTRATION}/{{id}}",
        body={name: params[name] for name in ("PinpointAppArn", "DeviceType")},
        parent=contact.id,
        unique=False,
    )
    return {"RegistrationId": made.id}


@operation("DeletePushNotificationRegistration", writes=True, needs="Contacts.Edit")
def _deregister(call: ApiCall) -> None:
    name, contact = call.params["RegistrationId"], call.params["ContactId"]
    try:
        found = resources.get(
            call.connection, call.instance.id, _REGISTRATION, name, parent=contact
        )
    except NotFoundError as error:
        raise missing(str(error)) from error
    resources.remove(call.connection, found)
