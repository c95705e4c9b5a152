"""Emails: the flow of one reads its sender, its subject and its text."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from simulate.blocks import block, flow

if TYPE_CHECKING:
    from serving import Served

_SENDER = {"EmailAddress": "ann@example.com", "DisplayName": "Ann"}
_PATHS = {
    "from": "$.CustomerEndpoint.Address",
    "to": "$.SystemEndpoint.Address",
    "subject": "$.SegmentAttributes['connect:EmailSubject']",
    "text": "$.Email.EmailMessage.Plaintext",
}


class _Inbox:
    """An instance with an email address and a flow that notes what an email has."""

    def __init__(self, served: Served) -> None:
        self.client, self.instance = served.client(), served.instance
        self.address = f"help-{uuid.uuid4().hex}@example.org"
        made = self.call("create_email_address", EmailAddress=self.address)
        self.arn = made["EmailAddressArn"]
        noting = flow(
            block("load", "LoadContactContent", {"ContentType": "EmailMessage"}, to="loaded",
                  fails={"NoMatchingError": "end"}),
            block("loaded", "UpdateContactAttributes", {"Attributes": {"loaded": "yes"}},
                  to="note", fails={"NoMatchingError": "end"}),
            block("note", "UpdateContactAttributes", {"Attributes": _PATHS}, to="end",
                  fails={"NoMatchingError": "end"}),
            block("end", "DisconnectParticipant"),
        )  # fmt: skip
        self.flow = self.call(
            "create_contact_flow", Name="emails", Type="CONTACT_FLOW", Content=noting.content()
        )["ContactFlowArn"]

    def call(self, operation: str, **params: Any) -> Any:
        """What an operation answers."""
        return getattr(self.client, operation)(InstanceId=self.instance, **params)

    def params(self, body: str = "Where is my order?", **more: Any) -> dict[str, Any]:
        """The parameters of an email."""
        raw = {"Subject": "Order 7", "Body": body, "ContentType": "text/plain"}
        return {
            "FromEmailAddress": _SENDER,
            "DestinationEmailAddress": self.address,
            "EmailMessage": {"MessageSourceType": "RAW", "RawMessage": raw},
            "ContactFlowId": self.flow,
            **more,
        }

    def email(self, body: str = "Where is my order?", **more: Any) -> dict[str, Any]:
        """What is shown of a new email."""
        made = self.call("start_email_contact", **self.params(body, **more))["ContactId"]
        return dict(self.call("describe_contact", ContactId=made)["Contact"])

    def refusal(self, **more: Any) -> tuple[str, str]:
        """The code and message with which an email is refused."""
        given = {name: each for name, each in self.params(**more).items() if each is not None}
        with pytest.raises(ClientError) as caught:
            self.call("start_email_contact", **given)
        error = caught.value.response["Error"]
        return error["Code"], error["Message"]


@pytest.fixture(scope="module")
def inbox(served: Served) -> _Inbox:
    """The instance of the module."""
    return _Inbox(served)


def test_flow_reads_an_email(inbox: _Inbox) -> None:
    """Its sender, the address it was sent to, its subject and its text."""
    assert inbox.email()["Attributes"] == {
        "loaded": "yes",
        "from": "ann@example.com",
        "to": inbox.address,
        "subject": "Order 7",
        "text": "Where is my order?",
    }


def test_text_that_is_too_long_is_not_loaded(inbox: _Inbox) -> None:
    """The block that loads it takes its error branch, by bytes and not by characters."""
    loaded = ["loaded" in inbox.email("é" * length)["Attributes"] for length in (16_384, 16_385)]

    assert loaded == [True, False]


def test_email_is_shown_with_its_endpoints(inbox: _Inbox) -> None:
    """A contact of the channel EMAIL, with its recipients and its subject."""
    others = {
        "ToAddresses": [{"EmailAddress": "to@example.org"}],
        "CcAddresses": [{"EmailAddress": "cc@example.org", "DisplayName": "Carl"}],
    }
    found = inbox.email(Name="Order", Description="late", AdditionalRecipients=others)

    assert (found["Channel"], found["Name"], found["Description"]) == ("EMAIL", "Order", "late")
    assert found["CustomerEndpoint"]["Address"] == "ann@example.com"
    assert found["SystemEndpoint"] == {"Type": "EMAIL_ADDRESS", "Address": inbox.address}
    assert found["AdditionalEmailRecipients"] == {
        "ToList": [{"Address": "to@example.org"}],
        "CcList": [{"Address": "cc@example.org", "DisplayName": "Carl"}],
    }
    assert found["SegmentAttributes"] == {"connect:EmailSubject": {"ValueString": "Order 7"}}


def test_related_email_takes_over_attributes(inbox: _Inbox) -> None:
    """Those of the contact it is related to, where it does not give them itself."""
    first = inbox.email(Attributes={"order": "7", "shop": "tea"})
    found = inbox.email(RelatedContactId=first["Id"], Attributes={"shop": "coffee"})

    assert (found["Attributes"]["order"], found["Attributes"]["shop"]) == ("7", "coffee")
    assert found["RelatedContactId"] == first["Id"]


def test_email_runs_the_flow_of_its_address(inbox: _Inbox) -> None:
    """Without a flow of its own, the one that is associated with the address."""
    without = inbox.params()
    del without["ContactFlowId"]
    before = inbox.refusal(ContactFlowId=None)
    inbox.call(
        "associate_flow", ResourceId=inbox.arn, FlowId=inbox.flow, ResourceType="INBOUND_EMAIL"
    )
    made = inbox.call("start_email_contact", **without)["ContactId"]
    found = inbox.call("describe_contact", ContactId=made)["Contact"]

    assert before[0] == "InvalidRequestException"
    assert found["Attributes"]["subject"] == "Order 7"


_RAW = {"Subject": "x", "Body": "x", "ContentType": "text/plain"}


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"DestinationEmailAddress": "nobody@example.org"}, "ResourceNotFound"),
        ({"RelatedContactId": "none"}, "ResourceNotFound"),
        ({"ContactFlowId": "00000000-0000-4000-8000-000000000000"}, "ResourceNotFound"),
        ({"EmailMessage": {"MessageSourceType": "RAW"}}, "InvalidRequest"),
        (
            {
                "EmailMessage": {
                    "MessageSourceType": "RAW",
                    "RawMessage": {**_RAW, "ContentType": "text/rtf"},
                }
            },
            "InvalidRequest",
        ),
        ({"References": {"a": {"Type": "EMAIL", "Value": "a@b.c"}}}, "InvalidRequest"),
        (
            {"Attachments": [{"FileName": "a.pdf", "S3Url": "https://bucket/a.pdf"}]},
            "InvalidRequest",
        ),
        (
            {
                "AdditionalRecipients": {
                    "ToAddresses": [_SENDER] * 25,
                    "CcAddresses": [_SENDER] * 25,
                }
            },
            "InvalidRequest",
        ),
    ],
)
def test_emails_are_checked(inbox: _Inbox, more: dict[str, Any], code: str) -> None:
    """What is not there, and what an email can't have, is refused."""
    assert inbox.refusal(**more)[0] == f"{code}Exception"


def test_data_of_an_email_are_deleted(inbox: _Inbox) -> None:
    """The sender, the other recipients and the subject, and nothing else."""
    others = {"CcAddresses": [{"EmailAddress": "cc@example.org"}]}
    found = inbox.email(AdditionalRecipients=others)
    fields = ["CUSTOMER_ENDPOINT", "ADDITIONAL_EMAIL_RECIPIENTS", "EMAIL_SUBJECT"]
    inbox.call("delete_contact_data", ContactId=found["Id"], ContactFields=fields)
    after = inbox.call("describe_contact", ContactId=found["Id"])["Contact"]

    assert found.keys() - after.keys() == {"CustomerEndpoint", "AdditionalEmailRecipients"}
    assert after["SegmentAttributes"] == {}
    assert after["SystemEndpoint"] == found["SystemEndpoint"]
