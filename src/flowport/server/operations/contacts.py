"""Contacts: started, stopped and shown; each is simulated on the instance's published flows."""

from __future__ import annotations

import re
import secrets
import time
import uuid
from typing import TYPE_CHECKING, Any

from flowport.server import contacts
from flowport.server.contacts import Start
from flowport.server.identifiers import part
from flowport.server.operations.operation_registry import operation
from flowport.server.protocol.errors import ServiceError, invalid, refused
from flowport.store import resources

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.server.operation_call import ApiCall
    from flowport.store.resources import StoredResource

__all__ = ["START", "kept", "related", "scheduled_time", "segments"]

#: The member of a task that has yet to begin which says how it does.
START = "Start"
_CREATE = "Contacts.Create"
_TASK_MEMBERS = ("Name", "Description", "RelatedContactId", "SegmentAttributes", "References")
_SCHEDULED_AHEAD = 6 * 86_400.0  # seconds


def segments(given: Mapping[str, Any]) -> dict[str, str]:
    """What the paths of segment attributes read."""
    values = {key: next(iter(value.values()), "") for key, value in given.items()}
    plain = {key: value for key, value in values.items() if isinstance(value, (str, int))}
    return {f"SegmentAttributes.{key}": str(value) for key, value in plain.items()}


def kept(params: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """Those of some members that a call gives."""
    return {name: params[name] for name in names if name in params}


def _chat(call: ApiCall) -> Start:
    params = call.params
    source = _source(params)
    former = contacts.find(call, source) if source else None
    related(call)
    return Start(
        channel="CHAT",
        flow=contacts.published_flow(call, params["ContactFlowId"]),
        attributes=contacts.attributes_of(params),
        given={
            "CustomerEndpoint.DisplayName": params["ParticipantDetails"]["DisplayName"],
            **segments(params.get("SegmentAttributes", {})),
        },
        members={
            **kept(params, "RelatedContactId", "SegmentAttributes", "CustomerId"),
            **({"ContactAssociationId": former.id} if former else {}),
        },
    )


@operation("StartChatContact", writes=True, needs=_CREATE, heavy=contacts.walking(_chat))
def _start_chat(call: ApiCall) -> Mapping[str, Any]:
    return {
        "ContactId": contacts.keep(call).id,
        "ParticipantId": str(uuid.uuid4()),
        "ParticipantToken": secrets.token_urlsafe(48),
        "ContinuedFromContactId": _source(call.params),
    }


def _source(params: Mapping[str, Any]) -> str | None:
    """The chat that a new one goes on with."""
    found: str | None = params.get("PersistentChat", {}).get("SourceContactId")
    return found


def related(call: ApiCall) -> StoredResource | None:
    """The contact to which the new one belongs.

    Raises:
        ServiceError: It is not there.
    """
    named = call.params.get("RelatedContactId")
    return contacts.find(call, named) if named else None


def _voice(call: ApiCall) -> Start:
    params = call.params
    queue = contacts.named(call, "queue", params["QueueId"]) if "QueueId" in params else None
    source = params.get("SourcePhoneNumber") or (queue and _caller_id(call, queue))
    if not source:
        raise refused("Give SourcePhoneNumber, or a QueueId whose outbound caller has a number.")
    related(call)
    return Start(
        channel="VOICE",
        flow=contacts.published_flow(call, params["ContactFlowId"]),
        attributes=contacts.attributes_of(params),
        given={
            "CustomerEndpoint.Address": params["DestinationPhoneNumber"],
            "SystemEndpoint.Address": source,
        },
        members={
            **kept(params, "Name", "Description", "RelatedContactId", "References"),
            "CustomerEndpoint": _number(params["DestinationPhoneNumber"]),
            "SystemEndpoint": _number(source),
        },
    )


_TELEPHONE, _OWN_NUMBER = "TELEPHONE_NUMBER", "CONNECT_PHONENUMBER_ARN"
_E164 = re.compile(r"\+[1-9]\d{1,14}", re.ASCII)


def _outbound_chat(call: ApiCall) -> Start:
    """A message to a customer, from a number of the instance.

    Source: StartOutboundChatContact names the only type of each endpoint.
    """
    params = call.params
    for name, only in (("SourceEndpoint", _OWN_NUMBER), ("DestinationEndpoint", _TELEPHONE)):
        if params[name].get("Type") != only:
            raise refused(f"The Type of {name} must be {only}.")
    own = params["SourceEndpoint"].get("Address", "")
    number = own and part(own, call.instance.arn, ("phone-number",))
    source = contacts.named(call, "phone-number", number)
    address = params["DestinationEndpoint"].get("Address", "")
    if not _E164.fullmatch(address):
        raise refused(f"The address {address!r} is not a number such as +12065550100.")
    types = params.get("SupportedMessagingContentTypes", ("text/plain",))
    if "text/plain" not in types:
        raise refused("SupportedMessagingContentTypes must contain text/plain.")
    related(call)
    shown = params.get("ParticipantDetails", {}).get("DisplayName", "")
    return Start(
        channel="CHAT",
        flow=contacts.published_flow(call, params["ContactFlowId"]),
        attributes=contacts.attributes_of(params),
        given={
            "CustomerEndpoint.Address": address,
            "CustomerEndpoint.DisplayName": shown,
            "SystemEndpoint.Address": source.name,
            **segments(params.get("SegmentAttributes", {})),
        },
        members={
            **kept(params, "RelatedContactId", "SegmentAttributes"),
            "CustomerEndpoint": {**_number(address), "DisplayName": shown},
            "SystemEndpoint": _number(source.name),
        },
    )


@operation(
    "StartOutboundChatContact", writes=True, needs=_CREATE, heavy=contacts.walking(_outbound_chat)
)
def _start_outbound_chat(call: ApiCall) -> Mapping[str, Any]:
    return {"ContactId": contacts.keep(call).id}


@operation("StartOutboundVoiceContact", writes=True, needs=_CREATE, heavy=contacts.walking(_voice))
def _start_voice(call: ApiCall) -> Mapping[str, Any]:
    return {"ContactId": contacts.keep(call).id}


def _number(address: str) -> dict[str, str]:
    return {"Type": "TELEPHONE_NUMBER", "Address": address}


def _caller_id(call: ApiCall, queue: StoredResource) -> str:
    """The number that a queue calls from."""
    named = queue.body.get("OutboundCallerConfig", {}).get("OutboundCallerIdNumberId")
    return contacts.named(call, "phone-number", named).name if named else ""


def _task(call: ApiCall) -> Start:
    params = call.params
    former, flow = _former(call), contacts.published_flow(call, _task_flow(call))
    begins = scheduled_time(params)
    inherited = former.body["Attributes"] if former else {}
    attributes = contacts.merged(inherited, params.get("Attributes", {}))
    given = {"Name": params["Name"], "Description": params.get("Description", "")}
    given |= segments(params.get("SegmentAttributes", {}))
    later = {
        "ScheduledTimestamp": begins,
        START: {"Flow": flow.id, "Attributes": attributes, "Given": given},
    }
    return Start(
        channel="TASK",
        flow=flow,
        attributes=attributes,
        given=given,
        members={
            **kept(params, *_TASK_MEMBERS),
            **({"PreviousContactId": former.id} if former else {}),
            **(later if "ScheduledTime" in params else {}),
        },
        begins=begins,
    )


@operation("StartTaskContact", writes=True, needs=_CREATE, heavy=contacts.walking(_task))
def _start_task(call: ApiCall) -> Mapping[str, Any]:
    return {"ContactId": contacts.keep(call).id}


def _former(call: ApiCall) -> StoredResource | None:
    """The contact whose attributes the task takes over."""
    params = call.params
    if "PreviousContactId" in params and "RelatedContactId" in params:
        raise refused("Give PreviousContactId or RelatedContactId, not both.")
    related(call)
    named = params.get("PreviousContactId")
    return contacts.find(call, named) if named else None


def scheduled_time(params: Mapping[str, Any]) -> float:
    """When a task begins: at once, or up to six days from now.

    Raises:
        ServiceError: It is another time.
    """
    now = time.time()
    begins = params.get("ScheduledTime")
    if begins is None:
        return now
    moment = float(begins)
    if not now < moment <= now + _SCHEDULED_AHEAD:
        raise invalid("ScheduledTime must be within the next six days.")
    return moment


def _task_flow(call: ApiCall) -> str:
    """The flow of a task: named itself, or by its template or quick connect."""
    ways = ("ContactFlowId", "TaskTemplateId", "QuickConnectId")
    given = [way for way in ways if way in call.params]
    if len(given) != 1:
        raise refused("Give exactly one of ContactFlowId, TaskTemplateId and QuickConnectId.")
    named = str(call.params[given[0]])
    if given[0] == "TaskTemplateId":
        found = contacts.named(call, "task-template", named).body.get("ContactFlowId")
    elif given[0] == "QuickConnectId":
        config = contacts.named(call, "quick-connect", named).body.get("QuickConnectConfig", {})
        inner = config.get("QueueConfig") or config.get("UserConfig") or {}
        found = inner.get("ContactFlowId")
    else:
        return named
    if not found:
        raise refused(f"{given[0].removesuffix('Id')} {named} leads to no flow.")
    return str(found)


@operation("StopContact", writes=True, needs="Contacts.Edit")
def _stop(call: ApiCall) -> None:
    """End a contact. A call that is over is not found, as on the service; a chat or task stays."""
    gone = "ContactNotFoundException"
    found = contacts.find(call, call.params["ContactId"], error=gone)
    if "DisconnectTimestamp" in found.body:
        if found.body["Channel"] == "VOICE":
            raise ServiceError(gone, f"The contact {found.id} is not active.")
        return
    reason = call.params.get("DisconnectReason", {}).get("Code") or "API"
    over = {"DisconnectTimestamp": time.time(), "DisconnectReason": reason}
    resources.change(call.connection, found, body={**found.body, **over})


@operation("DescribeContact", needs="Contacts.View")
def _describe(call: ApiCall) -> Mapping[str, Any]:
    found = contacts.find(call, call.params["ContactId"])
    described = {
        **found.body,
        "Id": found.id,
        "Arn": found.arn,
        "LastUpdateTimestamp": found.modified,
    }
    return {"Contact": described}


@operation("UpdateContactAttributes", writes=True, needs="Contacts.Edit")
def _update_attributes(call: ApiCall) -> None:
    found = contacts.find(call, call.params["InitialContactId"])
    body = {**found.body}
    body["Attributes"] = contacts.merged(body["Attributes"], call.params["Attributes"])
    if START in body:
        first = body[START]["Attributes"] | call.params["Attributes"]
        body[START] = {**body[START], "Attributes": first}
    resources.change(call.connection, found, body=body)


@operation("GetContactAttributes", needs="Contacts.View")
def _get_attributes(call: ApiCall) -> Mapping[str, Any]:
    return {"Attributes": contacts.find(call, call.params["InitialContactId"]).body["Attributes"]}
