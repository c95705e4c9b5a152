"""What is done to contacts beside starting and stopping them: tags, members, recording, pauses.

Nothing is recorded or streamed here: a contact keeps the state that it would have.
"""

from __future__ import annotations

import time
import uuid
from typing import TYPE_CHECKING, Any

from flowport.server import contacts
from flowport.server.operations.operation_registry import operation
from flowport.server.protocol.errors import ServiceError, invalid, missing, refused
from flowport.store import resources

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from flowport.server.operation_call import ApiCall
    from flowport.store.resources import StoredResource

_TAGS = 6  # source: ContactTagMap of the service model
_OVER = "DisconnectTimestamp"
_RECORDING = "Recording"
_STREAMS = "Streams"


def _put(call: ApiCall, found: StoredResource, **members: Any) -> None:
    resources.change(call.connection, found, body={**found.body, **members})


def _contact(call: ApiCall) -> StoredResource:
    return contacts.find(call, call.params["ContactId"])


def _active(call: ApiCall, *channels: str) -> StoredResource:
    """A contact that is not over, of one of some channels."""
    found = _contact(call)
    if _OVER in found.body:
        raise refused(f"The contact {found.id} is not active.")
    if found.body["Channel"] not in channels:
        raise refused(f"The channel of the contact {found.id} is not {' or '.join(channels)}.")
    return found


@operation("TagContact", writes=True, needs="Contacts.Edit")
def _tag(call: ApiCall) -> None:
    found = _contact(call)
    tags = {**found.body.get("Tags", {}), **call.params["Tags"]}
    if len(tags) > _TAGS:
        raise refused(f"A contact has at most {_TAGS} tags.")
    _put(call, found, Tags=tags)


@operation("UntagContact", writes=True, needs="Contacts.Edit")
def _untag(call: ApiCall) -> None:
    found, gone = _contact(call), set(call.params["TagKeys"])
    kept = {key: each for key, each in found.body.get("Tags", {}).items() if key not in gone}
    _put(call, found, Tags=kept)


#: The members that belong to contacts of systems outside of Connect. Source: UpdateContact,
#: "This parameter can only be updated for external audio contacts".
_EXTERNAL = ("QueueInfo", "UserInfo", "CustomerEndpoint", "SystemEndpoint")
_MERGED = ("References", "SegmentAttributes")


@operation("UpdateContact", writes=True, needs="Contacts.Edit")
def _update(call: ApiCall) -> None:
    found = _contact(call)
    external = [name for name in _EXTERNAL if name in call.params]
    if external:
        raise refused(f"{external[0]} can be updated for external audio contacts only.")
    given: dict[str, Any] = {
        name: call.params[name] for name in ("Name", "Description") if name in call.params
    }
    for name in _MERGED:
        if name in call.params:
            given[name] = {**found.body.get(name, {}), **call.params[name]}
    if not given:
        raise refused("Give at least one member to update.")
    _put(call, found, **given)


#: The member of ReferenceSummary that holds a reference of a type.
_SUMMARIES: Mapping[str, str] = {
    "ATTACHMENT": "Attachment",
    "CONTACT_ANALYSIS": "ContactAnalysis",
    "DATE": "Date",
    "EMAIL": "Email",
    "EMAIL_MESSAGE": "EmailMessage",
    "EMAIL_MESSAGE_PLAIN_TEXT": "EmailMessagePlainText",
    "EMAIL_MESSAGE_PLAIN_TEXT_REDACTED": "EmailMessagePlainTextRedacted",
    "EMAIL_MESSAGE_REDACTED": "EmailMessageRedacted",
    "NUMBER": "Number",
    "STRING": "String",
    "URL": "Url",
}


@operation("ListContactReferences", needs="Contacts.View")
def _references(call: ApiCall) -> Mapping[str, Any]:
    wanted = set(call.params["ReferenceTypes"])
    rows = [
        {_SUMMARIES[each["Type"]]: {**each, "Name": name}}
        for name, each in sorted(_contact(call).body.get("References", {}).items())
        if each["Type"] in wanted
    ]
    page = call.slice(rows)
    return {"ReferenceSummaryList": page.rows, "NextToken": page.token}


def _record(before: tuple[str | None, ...], after: str) -> Callable[[ApiCall], None]:
    """A step of a recording, from one of some states to another."""

    def run(call: ApiCall) -> None:
        found = _active(call, "VOICE")
        if call.params["InitialContactId"] != found.body["InitialContactId"]:
            raise missing(f"The contact {found.id} began as {found.body['InitialContactId']}.")
        state = found.body.get(_RECORDING)
        if state not in before:
            shown = state or "not being recorded"
            raise refused(f"The contact {found.id} is {shown.lower()}.")
        _put(call, found, **{_RECORDING: after})

    return run


#: Source: StartContactRecording and StopContactRecording are one-time actions.
for _name, _before, _after in (
    ("StartContactRecording", (None,), "RECORDING"),
    ("SuspendContactRecording", ("RECORDING",), "SUSPENDED"),
    ("ResumeContactRecording", ("SUSPENDED",), "RECORDING"),
    ("StopContactRecording", ("RECORDING", "SUSPENDED"), "STOPPED"),
):
    operation(_name, writes=True, needs="Contacts.Edit")(_record(_before, _after))


@operation("StartContactStreaming", writes=True, needs="Contacts.Edit")
def _stream(call: ApiCall) -> Mapping[str, Any]:
    found = _active(call, "CHAT")
    arn = call.params["ChatStreamingConfiguration"]["StreamingEndpointArn"]
    if ":sns:" not in arn:
        raise invalid(f"StreamingEndpointArn {arn!r} is not the ARN of an SNS topic.")
    made = str(uuid.uuid4())
    _put(call, found, **{_STREAMS: [*found.body.get(_STREAMS, ()), made]})
    return {"StreamingId": made}


@operation("StopContactStreaming", writes=True, needs="Contacts.Edit")
def _end_stream(call: ApiCall) -> None:
    found, gone = _contact(call), call.params["StreamingId"]
    present = found.body.get(_STREAMS, [])
    if gone not in present:
        raise missing(f"The contact {found.id} has no stream {gone}.")
    _put(call, found, **{_STREAMS: [each for each in present if each != gone]})


_PAUSED, _RESUMED = "LastPausedTimestamp", "LastResumedTimestamp"


def _is_paused(found: StoredResource) -> bool:
    return bool(found.body.get(_PAUSED, 0) > found.body.get(_RESUMED, 0))


@operation("PauseContact", writes=True, needs="Contacts.Edit")
def _pause(call: ApiCall) -> None:
    found = _active(call, "TASK", "EMAIL")
    if _is_paused(found):
        raise ServiceError("ConflictException", f"The contact {found.id} is paused already.")
    count = found.body.get("TotalPauseCount", 0) + 1
    _put(call, found, **{_PAUSED: time.time(), "TotalPauseCount": count})


@operation("ResumeContact", writes=True, needs="Contacts.Edit")
def _resume(call: ApiCall) -> None:
    found, now = _active(call, "TASK", "EMAIL"), time.time()
    if not _is_paused(found):
        raise ServiceError("ConflictException", f"The contact {found.id} is not paused.")
    lasted = found.body.get("TotalPauseDurationInSeconds", 0) + int(now - found.body[_PAUSED])
    _put(call, found, **{_RESUMED: now, "TotalPauseDurationInSeconds": lasted})
