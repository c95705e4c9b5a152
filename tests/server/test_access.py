"""Who may do what: signatures, keys, permissions, and what a wrong one is answered with."""

from __future__ import annotations

import urllib.error
import urllib.request
import uuid
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from unittest import mock

import botocore.auth
import pytest
from botocore.exceptions import ClientError

from flowport.store import access, instances, people
from flowport.store.seed import new_instance
from serving import ACCOUNT, REGION, Served, content

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


WRONG = "no secret of ours"


@pytest.fixture
def key_of(served: Served) -> Callable[[str], access.Key]:
    """A function that makes a user with a security profile, and gives the user's key."""

    def make(profile: str) -> access.Key:
        with served.store.writing() as connection:
            where = instances.get(connection, served.instance)
            user = people.add(connection, where, uuid.uuid4().hex, profiles=[profile])
            return people.new_key(connection, where, user)

    return make


def code(call: Any, **params: Any) -> tuple[str, int]:
    """The error that a call is answered with: its name and HTTP status."""
    with pytest.raises(ClientError) as caught:
        call(**params)
    answer = caught.value.response
    return answer["Error"]["Code"], answer["ResponseMetadata"]["HTTPStatusCode"]


def test_unsigned_is_refused(served: Served) -> None:
    """A call without a signature answers MissingAuthenticationToken, 403."""
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(f"{served.url}/instance")  # noqa: S310  our own server

    assert caught.value.code == 403
    assert caught.value.headers["x-amzn-errortype"] == "MissingAuthenticationTokenException"
    caught.value.close()


def test_unknown_key_is_refused(served: Served) -> None:
    """A key that nobody has answers UnrecognizedClient, 403."""
    stranger = access.Key(
        id="AKIANOBODY", secret=WRONG, account=ACCOUNT, instance=None, user=None, created=0
    )

    answer = code(served.client(stranger).list_instances)

    assert answer == ("UnrecognizedClientException", 403)


def test_wrong_secret_is_refused(served: Served) -> None:
    """A signature made with another secret answers InvalidSignature, 403."""
    wrong = access.Key(
        id=served.key.id, secret=WRONG, account=ACCOUNT, instance=None, user=None, created=0
    )

    answer = code(served.client(wrong).list_instances)

    assert answer == ("InvalidSignatureException", 403)


@pytest.mark.parametrize("minutes", [-6, 6])
def test_date_outside_the_window_is_refused(served: Served, minutes: int) -> None:
    """A request signed too long ago, or ahead, is refused, so that none can be replayed later."""
    moment = datetime.now(UTC) + timedelta(minutes=minutes)

    with mock.patch.object(
        botocore.auth, "get_current_datetime", return_value=moment.replace(tzinfo=None)
    ):
        answer = code(served.client().list_instances)

    assert answer == ("InvalidSignatureException", 403)


def test_agent_may_not_look(served: Served, key_of: Callable[[str], access.Key]) -> None:
    """An agent's profile shows no flows."""
    answer = code(served.client(key_of("Agent")).list_contact_flows, InstanceId=served.instance)

    assert answer == ("AccessDeniedException", 403)


def test_reader_may_look_but_not_write(
    served: Served, connect: Any, key_of: Callable[[str], access.Key]
) -> None:
    """A profile that only views lists flows and can't make one; nothing is made."""
    name = f"Readers {uuid.uuid4().hex}"
    connect.create_security_profile(
        InstanceId=served.instance, SecurityProfileName=name, Permissions=["ContactFlows.View"]
    )
    client = served.client(key_of(name))
    before = client.list_contact_flows(InstanceId=served.instance)["ContactFlowSummaryList"]

    answer = code(
        client.create_contact_flow,
        InstanceId=served.instance,
        Name=uuid.uuid4().hex,
        Type="CONTACT_FLOW",
        Content=content(),
    )

    after = client.list_contact_flows(InstanceId=served.instance)["ContactFlowSummaryList"]
    assert answer == ("AccessDeniedException", 403)
    assert after == before


def test_saving_needs_less_than_publishing(
    served: Served, connect: Any, key_of: Callable[[str], access.Key]
) -> None:
    """A profile with Create and Edit alone saves drafts, and publishes none."""
    name = f"Drafts {uuid.uuid4().hex}"
    connect.create_security_profile(
        InstanceId=served.instance,
        SecurityProfileName=name,
        Permissions=["ContactFlows.Create", "ContactFlows.Edit", "ContactFlows.View"],
    )
    client = served.client(key_of(name))
    new = {"InstanceId": served.instance, "Type": "CONTACT_FLOW", "Content": content()}

    made = client.create_contact_flow(**new, Name=uuid.uuid4().hex, Status="SAVED")
    key = {"InstanceId": served.instance, "ContactFlowId": made["ContactFlowId"]}
    client.update_contact_flow_content(
        InstanceId=served.instance,
        ContactFlowId=f"{made['ContactFlowId']}:$SAVED",
        Content=content(),
    )

    assert code(client.create_contact_flow, **new, Name="p")[0] == "AccessDeniedException"
    assert (
        code(client.update_contact_flow_content, **key, Content=content())[0]
        == "AccessDeniedException"
    )


@pytest.fixture
def other(served: Served) -> Iterator[tuple[str, str]]:
    """Another instance of the same account: its id, and the id of a flow in it."""
    with served.store.writing() as connection:
        made, admin = new_instance(connection, account=ACCOUNT, region=REGION)
        key = access.add_key(connection, ACCOUNT, made.id, admin.id)
    flows = served.client(key).list_contact_flows(InstanceId=made.id)["ContactFlowSummaryList"]
    yield made.id, flows[0]["Arn"]
    with served.store.writing() as connection:
        instances.remove(connection, made)


def test_key_of_another_instance_is_refused(
    served: Served, connect: Any, other: tuple[str, str]
) -> None:
    """A user's key opens the user's instance alone."""
    answer = code(connect.list_contact_flows, InstanceId=other[0])

    assert answer == ("AccessDeniedException", 403)
    assert served.instance != other[0]


def test_flow_of_another_instance_is_not_found(
    served: Served, connect: Any, other: tuple[str, str]
) -> None:
    """An ARN of another instance names nothing here."""
    answer = code(connect.describe_contact_flow, InstanceId=served.instance, ContactFlowId=other[1])

    assert answer == ("ResourceNotFoundException", 404)


def test_instance_of_another_region_is_not_found(served: Served) -> None:
    """A request signed for another Region does not find the instance."""
    client = served.client(region="us-west-2")

    answer = code(client.describe_instance, InstanceId=served.instance)

    assert answer == ("ResourceNotFoundException", 404)


def test_deleted_key_is_refused(served: Served, key_of: Callable[[str], access.Key]) -> None:
    """A key that was deleted opens nothing."""
    key = key_of("Admin")
    with served.store.writing() as connection:
        access.remove_key(connection, key.id)

    answer = code(served.client(key).list_instances)

    assert answer == ("UnrecognizedClientException", 403)


def test_longest_body_is_refused_with_an_answer(served: Served, connect: Any) -> None:
    """A body of 10 MB is answered, not broken off, and nothing is made."""
    answer = code(
        connect.create_contact_flow,
        InstanceId=served.instance,
        Name="large",
        Type="CONTACT_FLOW",
        Content="x" * 10_000_000,
    )

    assert answer == ("RequestEntityTooLargeException", 413)


def test_too_long_content_is_refused(served: Served, connect: Any) -> None:
    """A content of more than 256,000 characters is refused, saved or published."""
    answer = code(
        connect.create_contact_flow,
        InstanceId=served.instance,
        Name="long",
        Type="CONTACT_FLOW",
        Content="x" * 256_001,
        Status="SAVED",
    )

    assert answer == ("InvalidParameterException", 400)


@pytest.mark.parametrize(
    "decoration", ["", ":$/contact-flow/x", "/contact-flow/x", "?/contact-flow/"]
)
def test_tags_need_the_permission_of_what_is_tagged(
    served: Served, key_of: Callable[[str], access.Key], decoration: str
) -> None:
    """Who may only edit flows can do nothing with tags of a security profile."""
    admin, profile = served.client(), f"Flows {uuid.uuid4().hex}"
    admin.create_security_profile(
        InstanceId=served.instance,
        SecurityProfileName=profile,
        Permissions=["ContactFlows.View", "ContactFlows.Edit"],
    )
    rows = admin.list_security_profiles(InstanceId=served.instance)["SecurityProfileSummaryList"]
    arn = next(row["Arn"] for row in rows if row["Name"] == "Admin")
    caller = served.client(key_of(profile))

    for call, more in (
        (caller.tag_resource, {"tags": {"pwned": "yes"}}),
        (caller.untag_resource, {"tagKeys": ["x"]}),
        (caller.list_tags_for_resource, {}),
    ):
        code(call, resourceArn=arn + decoration, **more)

    assert admin.list_tags_for_resource(resourceArn=arn)["tags"] == {}
