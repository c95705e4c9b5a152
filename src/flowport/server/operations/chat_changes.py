"""What is done to chats alone: going on with a former one, and the timers of who takes part.

Source: the API reference of CreatePersistentContactAssociation and UpdateParticipantRoleConfig.
Nobody writes in a simulated chat, so that its timers are kept and never end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.server import contacts
from flowport.server.operations.operation_registry import operation
from flowport.server.protocol.errors import missing, refused
from flowport.store import resources

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.server.operation_call import ApiCall
    from flowport.store.resources import StoredResource

_OVER = "DisconnectTimestamp"
_TIMERS = "ParticipantTimers"


def _chat(call: ApiCall, name: str, *, over: bool) -> StoredResource:
    """The chat of an id, if it is over, or not yet.

    Raises:
        ServiceError: There is none such.
    """
    found = contacts.find(call, name)
    if found.body["Channel"] != "CHAT":
        raise refused(f"The contact {found.id} is not a chat.")
    if (_OVER in found.body) is not over:
        raise refused(f"The chat {found.id} {'has not ended' if over else 'has ended'}.")
    return found


@operation("CreatePersistentContactAssociation", writes=True, needs="Contacts.Edit")
def _continue(call: ApiCall) -> Mapping[str, Any]:
    """Let a chat go on with a former one."""
    found = _chat(call, call.params["InitialContactId"], over=False)
    former = _former(call)
    root = former.body.get("ContactAssociationId", former.body["InitialContactId"])
    body = {**found.body, "ContactAssociationId": root}
    resources.change(call.connection, found, body=body)
    return {"ContinuedFromContactId": former.id}


def _former(call: ApiCall) -> StoredResource:
    """The contact that is gone on with: the source, or the last one of the session it began."""
    source = call.params["SourceContactId"]
    if call.params["RehydrationType"] == "FROM_SEGMENT":
        return _chat(call, source, over=True)
    contacts.find(call, source)
    session = [
        each
        for each in resources.page(call.connection, call.instance.id, contacts.KIND)
        if each.body["InitialContactId"] == source and each.body["Channel"] == "CHAT"
    ]
    if not session:
        raise missing(f"No chat began with the contact {source}.")
    if any(_OVER not in each.body for each in session):
        raise refused(f"The chat that began with {source} has not ended.")
    return max(session, key=lambda each: each.body[_OVER])


@operation("UpdateParticipantRoleConfig", writes=True, needs="Contacts.Edit")
def _set_timers(call: ApiCall) -> None:
    found = _chat(call, call.params["ContactId"], over=False)
    chat = call.params["ChannelConfiguration"].get("Chat")
    if chat is None:
        raise refused("ChannelConfiguration must have Chat.")
    timers: dict[str, Any] = dict(found.body.get(_TIMERS, {}))
    given = chat["ParticipantTimerConfigList"]
    names = [f"{each['ParticipantRole']} {each['TimerType']}" for each in given]
    if len({*names}) < len(names):
        raise refused("ParticipantTimerConfigList has two timers of one role and type.")
    for name, each in zip(names, given, strict=True):
        minutes = each["TimerValue"].get("ParticipantTimerDurationInMinutes")
        timers.pop(name, None)
        if minutes is not None:
            timers[name] = minutes
    resources.change(call.connection, found, body={**found.body, _TIMERS: timers})
