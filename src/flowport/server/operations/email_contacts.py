"""StartEmailContact: an email of a customer, which runs its flow.

Source: its API reference. Contested, as no source says it: without ContactFlowId the flow is the
one that AssociateFlow gave the address as INBOUND_EMAIL. Attachments are refused, for they come
from URLs of S3, which this server does not reach. A body of HTML has no plain text here: a flow
that loads it gets what an unknown answer gives.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.errors import NotFoundError
from flowport.server import contacts
from flowport.server.contacts import Start
from flowport.server.operations.contacts import kept, related, segments
from flowport.server.operations.operation_registry import operation
from flowport.server.protocol.errors import missing, refused
from flowport.store import associations, resources

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.server.operation_call import ApiCall
    from flowport.store.resources import StoredResource

__all__ = ["SUBJECT"]

#: The segment attribute that has the subject of an email.
SUBJECT = "connect:EmailSubject"
_ADDRESS = "email-address"
_INBOUND = "INBOUND_EMAIL"
_REFERENCES = ("URL", "NUMBER", "STRING", "DATE")
_MOST_RECIPIENTS = 49  # beside the destination


def _email(call: ApiCall) -> Start:
    params = call.params
    _check(params)
    address = _destination(call)
    sender, message = params["FromEmailAddress"], params["EmailMessage"]["RawMessage"]
    former = related(call)
    subject = {SUBJECT: {"ValueString": message["Subject"]}}
    attributes = {**params.get("SegmentAttributes", {}), **subject}
    plain = message["ContentType"] == "text/plain"
    return Start(
        channel="EMAIL",
        flow=contacts.published_flow(call, _flow(call, address)),
        attributes=contacts.merged(
            former.body["Attributes"] if former else {}, params.get("Attributes", {})
        ),
        given={
            "Name": params.get("Name", ""),
            "Description": params.get("Description", ""),
            "CustomerEndpoint.Address": sender["EmailAddress"],
            "CustomerEndpoint.DisplayName": sender.get("DisplayName", ""),
            "SystemEndpoint.Address": address.name,
            **segments(attributes),
        },
        members={
            **kept(params, "Name", "Description", "References", "RelatedContactId"),
            "CustomerEndpoint": _endpoint(sender),
            "SystemEndpoint": _endpoint({"EmailAddress": address.name, **address.body}),
            "AdditionalEmailRecipients": _recipients(params),
            "SegmentAttributes": attributes,
        },
        email=message["Body"] if plain else None,
    )


@operation(
    "StartEmailContact", writes=True, needs="Contacts.Create", heavy=contacts.walking(_email)
)
def _start(call: ApiCall) -> Mapping[str, Any]:
    return {"ContactId": contacts.keep(call).id}


def _check(params: Mapping[str, Any]) -> None:
    """Go on only if the message can be read, and the rest belongs to an email.

    Raises:
        ServiceError: It can't, or doesn't.
    """
    if "RawMessage" not in params["EmailMessage"]:
        raise refused("EmailMessage must have a RawMessage.")
    kind = params["EmailMessage"]["RawMessage"]["ContentType"]
    if kind not in {"text/plain", "text/html"}:
        raise refused(f"The ContentType {kind!r} is not text/plain or text/html.")
    for name, each in params.get("References", {}).items():
        if each["Type"] not in _REFERENCES:
            raise refused(f"The Type of the reference {name!r} must be {', '.join(_REFERENCES)}.")
    if "Attachments" in params:
        raise refused(
            "Attachments are read from URLs of S3, which this server does not reach. Leave them "
            "out, and attach files with StartAttachedFileUpload."
        )
    if sum(map(len, params.get("AdditionalRecipients", {}).values())) > _MOST_RECIPIENTS:
        raise refused(f"An email has at most {_MOST_RECIPIENTS} additional recipients.")


def _destination(call: ApiCall) -> StoredResource:
    """The address of the instance that the email is for, whatever the case.

    Raises:
        ServiceError: The instance has none such.
    """
    wanted = call.params["DestinationEmailAddress"]
    for each in resources.page(call.connection, call.instance.id, _ADDRESS):
        if each.name.lower() == wanted.lower():
            return each
    raise missing(f"The instance has no email address {wanted!r}.")


def _flow(call: ApiCall, address: StoredResource) -> str:
    """The flow of an email: named, or that of its address.

    Raises:
        ServiceError: There is neither.
    """
    if "ContactFlowId" in call.params:
        return str(call.params["ContactFlowId"])
    try:
        found = associations.get(call.connection, call.instance.id, address.arn, _INBOUND)
    except NotFoundError as error:
        raise refused(
            f"Give ContactFlowId: no flow is associated with {address.name} as {_INBOUND}."
        ) from error
    return found.flow


def _endpoint(given: Mapping[str, Any]) -> dict[str, str]:
    shown = {"DisplayName": given["DisplayName"]} if given.get("DisplayName") else {}
    return {"Type": "EMAIL_ADDRESS", "Address": given["EmailAddress"], **shown}


def _recipients(params: Mapping[str, Any]) -> dict[str, list[dict[str, str]]]:
    """The other recipients as a contact shows them."""
    given = params.get("AdditionalRecipients", {})
    lists = {"ToList": given.get("ToAddresses", ()), "CcList": given.get("CcAddresses", ())}
    return {
        name: [
            {key: value for key, value in _endpoint(each).items() if key != "Type"}
            for each in addresses
        ]
        for name, addresses in lists.items()
        if addresses
    }
