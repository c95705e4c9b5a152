"""Calls in the order of Terraform and of CloudFormation, with ARNs wherever ids belong.

Terraform creates, reads back, and plans again from what it read: a second plan has no difference
when a read answers what was given. CloudFormation's handlers take ids from ARNs, or pass the ARNs
on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from serving import content, module_content

if TYPE_CHECKING:
    from collections.abc import Mapping

    from serving import Served

_OPEN = {
    "Day": "MONDAY",
    "StartTime": {"Hours": 8, "Minutes": 0},
    "EndTime": {"Hours": 17, "Minutes": 0},
}


_SIGNING_IN = {"Password": "Abcdef1!xyz"}


class _Stack:
    """What was created, by name: its ARN and id, for those that refer to it."""

    def __init__(self, connect: Any, served: Served) -> None:
        self.connect = connect
        self.instance = served.arn
        self.made: dict[str, tuple[str, str]] = {}

    def call(self, operation: str, **params: Any) -> Any:
        return getattr(self.connect, operation)(InstanceId=self.instance, **params)

    def create(self, name: str, word: str, **params: Any) -> None:
        answer = self.call(f"create_{word}", **params)
        stem = "".join(part.capitalize() for part in word.split("_"))
        arn = next(answer[f"{s}"] for s in (f"{stem}Arn", f"{stem}ARN", "Arn") if s in answer)
        one = next(answer[s] for s in (f"{stem}Id", "Id") if s in answer)
        self.made[name] = (arn, one)

    def arn(self, name: str) -> str:
        return self.made[name][0]

    def id(self, name: str) -> str:
        return self.made[name][1]


@pytest.fixture(scope="module")
def stack(connect: Any, served: Served) -> _Stack:
    """One of each, created with ARNs alone, in an order in which nothing is missing."""
    made = _Stack(connect, served)
    profiles = connect.list_security_profiles(InstanceId=served.arn)["SecurityProfileSummaryList"]
    made.made["profile"] = (profiles[0]["Arn"], profiles[0]["Id"])
    made.create(
        "hours", "hours_of_operation", Name="stack", TimeZone="UTC", Config=[_OPEN], Tags={}
    )
    made.create(
        "flow", "contact_flow", Name="stack", Type="CONTACT_FLOW", Content=content(), Tags={}
    )
    made.create(
        "transfer", "contact_flow", Name="stack transfer", Type="QUEUE_TRANSFER", Content=content()
    )
    made.create(
        "whisper",
        "contact_flow",
        Name="stack whisper",
        Type="OUTBOUND_WHISPER",
        Content=content().replace("DisconnectParticipant", "EndFlowExecution"),
    )
    made.create("module", "contact_flow_module", Name="stack", Content=module_content())
    made.create(
        "queue",
        "queue",
        Name="stack",
        HoursOfOperationId=made.arn("hours"),
        OutboundCallerConfig={"OutboundFlowId": made.arn("whisper")},
    )
    made.create(
        "quick",
        "quick_connect",
        Name="stack",
        QuickConnectConfig={
            "QuickConnectType": "QUEUE",
            "QueueConfig": {
                "QueueId": made.arn("queue"),
                "ContactFlowId": made.arn("transfer"),
            },
        },
    )
    made.call(
        "associate_queue_quick_connects",
        QueueId=made.arn("queue"),
        QuickConnectIds=[made.arn("quick")],
    )
    made.create(
        "routing",
        "routing_profile",
        Name="stack",
        Description="d",
        DefaultOutboundQueueId=made.arn("queue"),
        MediaConcurrencies=[{"Channel": "VOICE", "Concurrency": 1}],
        QueueConfigs=[
            {
                "QueueReference": {"QueueId": made.arn("queue"), "Channel": "VOICE"},
                "Priority": 1,
                "Delay": 0,
            }
        ],
    )
    made.create(
        "user",
        "user",
        Username="stack",
        **_SIGNING_IN,
        PhoneConfig={"PhoneType": "SOFT_PHONE", "AutoAccept": False},
        SecurityProfileIds=[made.arn("profile")],
        RoutingProfileId=made.arn("routing"),
    )
    return made


def test_queue_reads_back_ids(stack: _Stack) -> None:
    """A queue that was described by its ARN has the ids of its hours and its whisper flow."""
    queue = stack.call("describe_queue", QueueId=stack.arn("queue"))["Queue"]

    assert queue["HoursOfOperationId"] == stack.id("hours")
    assert queue["OutboundCallerConfig"] == {"OutboundFlowId": stack.id("whisper")}


def test_quick_connects_of_a_queue_are_listed(stack: _Stack) -> None:
    """A quick connect that was associated by its ARN is listed, with its id."""
    listed = stack.call("list_queue_quick_connects", QueueId=stack.arn("queue"))

    assert [each["Id"] for each in listed["QuickConnectSummaryList"]] == [stack.id("quick")]


def test_quick_connect_reads_back_ids(stack: _Stack) -> None:
    """A quick connect has the ids of its queue and its flow."""
    found = stack.call("describe_quick_connect", QuickConnectId=stack.arn("quick"))

    config = found["QuickConnect"]["QuickConnectConfig"]["QueueConfig"]
    assert config == {"QueueId": stack.id("queue"), "ContactFlowId": stack.id("transfer")}


def test_queues_of_a_routing_profile_are_listed(stack: _Stack) -> None:
    """A queue that a routing profile was created with by its ARN is listed, with its id."""
    listed = stack.call("list_routing_profile_queues", RoutingProfileId=stack.arn("routing"))

    rows = listed["RoutingProfileQueueConfigSummaryList"]
    assert [(each["QueueId"], each["QueueName"]) for each in rows] == [(stack.id("queue"), "stack")]


def test_user_reads_back_ids(stack: _Stack) -> None:
    """A user has the ids of the routing profile and the security profiles."""
    user = stack.call("describe_user", UserId=stack.arn("user"))["User"]

    assert user["RoutingProfileId"] == stack.id("routing")
    assert user["SecurityProfileIds"] == [stack.id("profile")]


def test_user_is_found_by_its_routing_profile(stack: _Stack) -> None:
    """A search by the routing profile's id finds the user that was created with its ARN."""
    criteria = {
        "StringCondition": {
            "FieldName": "RoutingProfileId",
            "Value": stack.id("routing"),
            "ComparisonType": "EXACT",
        }
    }
    found = stack.call("search_users", SearchCriteria=criteria)["Users"]

    assert [each["Id"] for each in found] == [stack.id("user")]


@pytest.mark.parametrize(
    ("operation", "member", "name"),
    [
        ("delete_queue", "QueueId", "queue"),
        ("delete_routing_profile", "RoutingProfileId", "routing"),
    ],
)
def test_what_is_in_use_stays(stack: _Stack, operation: str, member: str, name: str) -> None:
    """What others name by ARN can't be deleted, by id or by ARN."""
    for one in (stack.id(name), stack.arn(name)):
        with pytest.raises(ClientError, match="ResourceInUseException"):
            stack.call(operation, **{member: one})


#: Updates in Terraform's words: operation, what it names, its parameters, and the read.
_UPDATES: Mapping[str, tuple[str, dict[str, str], dict[str, Any], str]] = {
    "hours": (
        "update_hours_of_operation",
        {"HoursOfOperationId": "hours"},
        {"Name": "stack", "Description": "new", "TimeZone": "Asia/Tokyo", "Config": [_OPEN]},
        "describe_hours_of_operation",
    ),
    "queue name": (
        "update_queue_name",
        {"QueueId": "queue"},
        {"Name": "stack", "Description": "new"},
        "describe_queue",
    ),
    "queue size": (
        "update_queue_max_contacts",
        {"QueueId": "queue"},
        {"MaxContacts": 7},
        "describe_queue",
    ),
    "quick connect": (
        "update_quick_connect_name",
        {"QuickConnectId": "quick"},
        {"Name": "stack", "Description": "new"},
        "describe_quick_connect",
    ),
    "routing profile": (
        "update_routing_profile_concurrency",
        {"RoutingProfileId": "routing"},
        {"MediaConcurrencies": [{"Channel": "VOICE", "Concurrency": 1}]},
        "describe_routing_profile",
    ),
    "user": (
        "update_user_identity_info",
        {"UserId": "user"},
        {"IdentityInfo": {"FirstName": "Ada", "LastName": "Byron"}},
        "describe_user",
    ),
    "flow": (
        "update_contact_flow_name",
        {"ContactFlowId": "flow"},
        {"Name": "stack", "Description": "new"},
        "describe_contact_flow",
    ),
    "module": (
        "update_contact_flow_module_metadata",
        {"ContactFlowModuleId": "module"},
        {"Name": "stack", "Description": ""},
        "describe_contact_flow_module",
    ),
}


@pytest.mark.parametrize("case", _UPDATES)
def test_second_plan_has_no_difference(stack: _Stack, case: str) -> None:
    """What an update gives is what a read answers, twice."""
    operation, named, params, read = _UPDATES[case]
    where = {member: stack.arn(name) for member, name in named.items()}
    stack.call(operation, **where, **params)
    first, second = (
        next(each for key, each in stack.call(read, **where).items() if key != "ResponseMetadata")
        for _ in range(2)
    )

    assert {name: first[name] for name in params} == params
    assert first == second
