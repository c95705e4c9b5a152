"""DeleteContactData: what identifies a customer is taken out of a contact that is over.

Source: its API reference. Contested, as no source says it: what an email alone has is refused for
contacts of other channels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.server import contacts
from flowport.server.operations.email_contacts import SUBJECT
from flowport.server.operations.operation_registry import operation
from flowport.server.protocol.errors import ServiceError, refused
from flowport.store import resources

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.server.operation_call import ApiCall

_SUBJECT = "EMAIL_SUBJECT"
#: The member that each field deletes.
_MEMBERS: Mapping[str, str] = {
    "ADDITIONAL_EMAIL_RECIPIENTS": "AdditionalEmailRecipients",
    "CUSTOMER_ENDPOINT": "CustomerEndpoint",
}
_ANY_CHANNEL = frozenset({"CUSTOMER_ENDPOINT"})


@operation("DeleteContactData", writes=True, needs="Contacts.Edit")
def _delete(call: ApiCall) -> None:
    found, fields = contacts.find(call, call.params["ContactId"]), call.params["ContactFields"]
    if "DisconnectTimestamp" not in found.body:
        raise ServiceError("ContactNotTerminatedException", f"The contact {found.id} is active.")
    of_emails = sorted({*fields} - _ANY_CHANNEL)
    if of_emails and found.body["Channel"] != "EMAIL":
        raise refused(f"The contact {found.id} is not an email: it has no {of_emails[0]}.")
    gone = {_MEMBERS[each] for each in fields if each in _MEMBERS}
    body = {name: each for name, each in found.body.items() if name not in gone}
    if _SUBJECT in fields:
        attributes = body.get("SegmentAttributes", {})
        body["SegmentAttributes"] = {k: v for k, v in attributes.items() if k != SUBJECT}
    resources.change(call.connection, found, body=body)
