"""Everything that is not a flow: made, read, listed, searched, changed and deleted with boto3."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from serving import Served

_SLOT = [
    {
        "Day": "MONDAY",
        "StartTime": {"Hours": 9, "Minutes": 0},
        "EndTime": {"Hours": 17, "Minutes": 0},
    }
]


@dataclass(frozen=True)
class Case:
    """What a resource is made of, and how its operations are called."""

    word: str
    create: dict[str, Any]
    id: str
    update: str = ""
    change: dict[str, Any] = field(default_factory=dict)
    name: str = "Name"
    list: str = ""
    search: str = ""
    describe: str = ""
    delete: bool = True
    made: str = ""


CASES = [
    Case(
        "queue",
        {"HoursOfOperationId": "<hours>", "MaxContacts": 3},
        "QueueId",
        "update_queue_status",
        {"Status": "DISABLED"},
        list="list_queues",
        search="search_queues",
    ),
    Case(
        "hours_of_operation",
        {"TimeZone": "UTC", "Config": _SLOT},
        "HoursOfOperationId",
        "update_hours_of_operation",
        {"TimeZone": "Europe/Berlin"},
        list="list_hours_of_operations",
        search="search_hours_of_operations",
    ),
    Case(
        "prompt",
        {"S3Uri": "s3://bucket/beep.wav"},
        "PromptId",
        "update_prompt",
        {"Description": "A beep."},
        list="list_prompts",
        search="search_prompts",
    ),
    Case(
        "routing_profile",
        {
            "Description": "d",
            "DefaultOutboundQueueId": "<queue>",
            "MediaConcurrencies": [{"Channel": "VOICE", "Concurrency": 1}],
        },
        "RoutingProfileId",
        "update_routing_profile_concurrency",
        {"MediaConcurrencies": [{"Channel": "CHAT", "Concurrency": 2}]},
        list="list_routing_profiles",
        search="search_routing_profiles",
    ),
    Case(
        "quick_connect",
        {
            "QuickConnectConfig": {
                "QuickConnectType": "PHONE_NUMBER",
                "PhoneConfig": {"PhoneNumber": "+12065550100"},
            }
        },
        "QuickConnectId",
        "update_quick_connect_name",
        {"Description": "Out."},
        list="list_quick_connects",
        search="search_quick_connects",
    ),
    Case(
        "security_profile",
        {"Permissions": ["ContactFlows.View"]},
        "SecurityProfileId",
        "update_security_profile",
        {"Description": "Looks."},
        name="SecurityProfileName",
        list="list_security_profiles",
        search="search_security_profiles",
    ),
    Case(
        "user",
        {
            "SecurityProfileIds": ["<profile>"],
            "RoutingProfileId": "<routing>",
            "PhoneConfig": {"PhoneType": "SOFT_PHONE"},
            "Password": "Abcdef1!xyz",
        },
        "UserId",
        "update_user_identity_info",
        {"IdentityInfo": {"FirstName": "Ada"}},
        name="Username",
        list="list_users",
        search="search_users",
    ),
    Case(
        "agent_status",
        {"State": "ENABLED"},
        "AgentStatusId",
        "update_agent_status",
        {"State": "DISABLED"},
        list="list_agent_statuses",
        search="search_agent_statuses",
        delete=False,
    ),
    Case(
        "task_template",
        {"Fields": [{"Id": {"Name": "note"}, "Type": "TEXT"}]},
        "TaskTemplateId",
        "update_task_template",
        {"Description": "To do."},
        list="list_task_templates",
        describe="get_task_template",
        made="Id",
    ),
    Case(
        "rule",
        {
            "TriggerEventSource": {"EventSourceName": "OnPostCallAnalysisAvailable"},
            "Function": "true",
            "Actions": [],
            "PublishStatus": "DRAFT",
        },
        "RuleId",
        "update_rule",
        {"Function": "false", "Actions": [], "PublishStatus": "PUBLISHED", "Name": "<name>"},
        list="list_rules",
        search="search_rules",
    ),
    Case(
        "predefined_attribute",
        {"Values": {"StringList": ["a"]}},
        "Name",
        "update_predefined_attribute",
        {"Values": {"StringList": ["a", "b"]}},
        list="list_predefined_attributes",
        search="search_predefined_attributes",
    ),
]
TABLE = pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.word))


@dataclass(frozen=True)
class Made:
    """A resource that was made for a test."""

    case: Case
    connect: Any
    where: dict[str, Any]
    name: str
    id: str

    @property
    def key(self) -> dict[str, Any]:
        """The parameters that name it."""
        return {**self.where, self.case.id: self.id}

    def describe(self) -> dict[str, Any]:
        """Its members, as a describe gives them."""
        answer = getattr(self.connect, self.case.describe or f"describe_{self.case.word}")(
            **self.key
        )
        answer.pop("ResponseMetadata")
        inner: dict[str, Any] = next(iter(answer.values())) if len(answer) == 1 else answer
        return inner


def _filled(value: Any, known: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {name: _filled(each, known) for name, each in value.items()}
    if isinstance(value, list):
        return [_filled(each, known) for each in value]
    return known.get(value, value) if isinstance(value, str) else value


@pytest.fixture
def known(served: Served, connect: Any) -> dict[str, str]:
    """Ids of what a new instance has."""
    where = {"InstanceId": served.instance}
    profiles = connect.list_security_profiles(**where)["SecurityProfileSummaryList"]
    agent = next(each["Id"] for each in profiles if each["Name"] == "Agent")
    queues = connect.list_queues(**where)["QueueSummaryList"]
    routing = connect.list_routing_profiles(**where)["RoutingProfileSummaryList"]
    hours = connect.list_hours_of_operations(**where)["HoursOfOperationSummaryList"]
    return {
        "<hours>": next(each["Id"] for each in hours if each["Name"] == "Basic Hours"),
        "<queue>": next(each["Id"] for each in queues if each["Name"] == "BasicQueue"),
        "<routing>": next(each["Id"] for each in routing if each["Name"].startswith("Basic")),
        "<profile>": agent,
    }


@pytest.fixture
def made(case: Case, served: Served, connect: Any, known: dict[str, str]) -> Made:
    """A resource of the case, made with a name of its own."""
    name = f"n{uuid.uuid4().hex}"
    where = {"InstanceId": served.instance}
    params = _filled(case.create, known)
    answer = getattr(connect, f"create_{case.word}")(**where, **{case.name: name}, **params)
    return Made(case, connect, where, name, answer.get(case.made or case.id, name))


@TABLE
def test_describe_gives_what_was_created(made: Made) -> None:
    """The members of a create come back."""
    found = made.describe()

    wanted = {
        name: value
        for name, value in {**made.case.create, made.case.name: made.name}.items()
        if name in found and "<" not in str(value)
    }
    assert {name: found[name] for name in wanted} == wanted


@TABLE
def test_list_names_it(made: Made) -> None:
    """A list of all pages has the new one."""
    answer = getattr(made.connect, made.case.list)(**made.where, MaxResults=100)
    rows = next(value for value in answer.values() if isinstance(value, list))

    assert made.name in {row.get("Name", row.get("Username")) for row in rows}


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.search], ids=lambda case: str(case.word)
)
def test_search_finds_it_by_name(made: Made) -> None:
    """A search for the exact name finds one."""
    field_name = "Username" if made.case.word == "user" else "name"
    criteria = {
        "StringCondition": {
            "FieldName": field_name,
            "Value": made.name,
            "ComparisonType": "EXACT",
        }
    }
    answer = getattr(made.connect, made.case.search)(**made.where, SearchCriteria=criteria)

    assert answer["ApproximateTotalCount"] == 1


@TABLE
def test_update_changes_it(made: Made) -> None:
    """What an update gives is what a describe says then."""
    change = _filled(made.case.change, {"<name>": made.name})

    getattr(made.connect, made.case.update)(**made.key, **change)

    found = made.describe()
    assert {name: found[name] for name in change} == change


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.delete], ids=lambda case: str(case.word)
)
def test_deleted_is_gone(made: Made) -> None:
    """After a delete, a describe answers ResourceNotFound."""
    getattr(made.connect, f"delete_{made.case.word}")(**made.key)

    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        made.describe()


def test_queue_in_use_stays(served: Served, connect: Any, known: dict[str, str]) -> None:
    """A queue that a routing profile serves can't be deleted."""
    with pytest.raises(ClientError, match="ResourceInUseException"):
        connect.delete_queue(InstanceId=served.instance, QueueId=known["<queue>"])


def test_dangling_id_is_refused(served: Served, connect: Any) -> None:
    """A queue can't name hours that do not exist."""
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        connect.create_queue(
            InstanceId=served.instance, Name="q", HoursOfOperationId=str(uuid.uuid4())
        )


def test_routing_profile_serves_queues(served: Served, connect: Any, known: dict[str, str]) -> None:
    """Queues are associated, listed with their names, and taken away again."""
    where = {"InstanceId": served.instance}
    profile = connect.create_routing_profile(
        **where,
        Name=uuid.uuid4().hex,
        Description="d",
        DefaultOutboundQueueId=known["<queue>"],
        MediaConcurrencies=[],
    )["RoutingProfileId"]
    reference = {"QueueId": known["<queue>"], "Channel": "VOICE"}
    connect.associate_routing_profile_queues(
        **where,
        RoutingProfileId=profile,
        QueueConfigs=[{"QueueReference": reference, "Priority": 2, "Delay": 1}],
    )

    rows = connect.list_routing_profile_queues(**where, RoutingProfileId=profile)
    connect.disassociate_routing_profile_queues(
        **where, RoutingProfileId=profile, QueueReferences=[reference]
    )
    left = connect.list_routing_profile_queues(**where, RoutingProfileId=profile)

    found = rows["RoutingProfileQueueConfigSummaryList"]
    assert [(row["QueueName"], row["Priority"], row["Delay"]) for row in found] == [
        ("BasicQueue", 2, 1)
    ]
    assert left["RoutingProfileQueueConfigSummaryList"] == []


def test_tags_come_and_go(served: Served, connect: Any, known: dict[str, str]) -> None:
    """Tags are set by ARN, shown by a describe, searched, and taken off."""
    where = {"InstanceId": served.instance}
    arn = f"{served.arn}/queue/{known['<queue>']}"
    connect.tag_resource(resourceArn=arn, tags={"team": "a", "cost": "b"})
    connect.untag_resource(resourceArn=arn, tagKeys=["cost"])

    shown = connect.describe_queue(**where, QueueId=known["<queue>"])["Queue"]["Tags"]

    assert shown == {"team": "a"}
    assert connect.list_tags_for_resource(resourceArn=arn)["tags"] == shown
    assert {"key": "team", "value": "a"} in connect.search_resource_tags(**where)["Tags"]


@pytest.mark.parametrize("word", ["LambdaFunction", "ApprovedOrigin", "SecurityKey"])
def test_what_has_no_arn_of_its_own_has_no_tags(served: Served, connect: Any, word: str) -> None:
    """A function, an origin or a key is not found by its own name among what has tags."""
    name = f"https://{uuid.uuid4()}.example.com"
    member = {"LambdaFunction": "FunctionArn", "ApprovedOrigin": "Origin", "SecurityKey": "Key"}
    joined = {"LambdaFunction": "lambda_function", "ApprovedOrigin": "approved_origin"}
    method = getattr(connect, f"associate_{joined.get(word, 'security_key')}")
    method(InstanceId=served.instance, **{member[word]: name})

    with pytest.raises(ClientError) as refused:
        connect.list_tags_for_resource(resourceArn=name)

    assert refused.value.response["Error"]["Message"] == f"There is no {name}"


def test_lambda_is_joined_once(served: Served, connect: Any) -> None:
    """A second association of a function answers ResourceConflict."""
    where = {"InstanceId": served.instance}
    arn = f"arn:aws:lambda:eu-central-1:123456789012:function:{uuid.uuid4().hex}"
    connect.associate_lambda_function(**where, FunctionArn=arn)

    with pytest.raises(ClientError, match="ResourceConflictException"):
        connect.associate_lambda_function(**where, FunctionArn=arn)

    assert arn in connect.list_lambda_functions(**where)["LambdaFunctions"]


_TWICE: dict[str, tuple[str, dict[str, Any]]] = {
    "arn:aws:lambda:eu-west-1:123456789012:function:twice": (
        "associate_lambda_function",
        {"FunctionArn": "arn:aws:lambda:eu-west-1:123456789012:function:twice"},
    ),
    "https://twice.example": ("associate_approved_origin", {"Origin": "https://twice.example"}),
    "Twice of eu-west-1": (
        "associate_lex_bot",
        {"LexBot": {"Name": "Twice", "LexRegion": "eu-west-1"}},
    ),
    "The key": ("associate_security_key", {"Key": "twice"}),
}


@pytest.mark.parametrize("said", _TWICE)
def test_what_is_joined_twice_is_named_as_it_is(served: Served, connect: Any, said: str) -> None:
    """A copy tool joins again at each run: the refusal says that it is joined already."""
    operation, params = _TWICE[said]
    join = getattr(connect, operation)
    join(InstanceId=served.instance, **params)

    with pytest.raises(ClientError) as refused:
        join(InstanceId=served.instance, **params)

    if said.startswith("Twice"):
        connect.disassociate_lex_bot(
            InstanceId=served.instance, BotName="Twice", LexRegion="eu-west-1"
        )
    error = refused.value.response["Error"]
    assert error["Message"] == f"{said} is already associated with the instance."


def test_bots_of_both_versions_are_listed(served: Served, connect: Any) -> None:
    """Lex V2 aliases and V1 bots are listed apart."""
    where = {"InstanceId": served.instance}
    alias = f"arn:aws:lex:eu-central-1:123456789012:bot-alias/{uuid.uuid4().hex[:10].upper()}/TST"
    connect.associate_bot(**where, LexV2Bot={"AliasArn": alias})
    connect.associate_bot(**where, LexBot={"Name": "old", "LexRegion": "eu-central-1"})

    second = connect.list_bots(**where, LexVersion="V2")["LexBots"]
    first = connect.list_bots(**where, LexVersion="V1")["LexBots"]

    assert {"LexV2Bot": {"AliasArn": alias}} in second
    assert first == [{"LexBot": {"Name": "old", "LexRegion": "eu-central-1"}}]


def test_phone_number_and_flow_agree(served: Served, connect: Any) -> None:
    """A number's flow is listed among the flow associations, by ARNs."""
    where = {"InstanceId": served.instance}
    free = connect.search_available_phone_numbers(
        **where, PhoneNumberCountryCode="DE", PhoneNumberType="DID"
    )["AvailableNumbersList"][0]["PhoneNumber"]
    number = connect.claim_phone_number(**where, PhoneNumber=free)
    flow = connect.list_contact_flows(**where)["ContactFlowSummaryList"][0]
    connect.associate_phone_number_contact_flow(
        **where, PhoneNumberId=number["PhoneNumberId"], ContactFlowId=flow["Id"]
    )

    rows = connect.list_flow_associations(**where, ResourceType="VOICE_PHONE_NUMBER")

    assert {
        "ResourceId": number["PhoneNumberArn"],
        "FlowId": flow["Arn"],
        "ResourceType": "VOICE_PHONE_NUMBER",
    } in rows["FlowAssociationSummaryList"]


def test_hierarchy_groups_know_their_path(served: Served, connect: Any) -> None:
    """A group below another shows both in its path."""
    where = {"InstanceId": served.instance}
    levels = {"LevelOne": {"Name": "Country"}, "LevelTwo": {"Name": "Town"}}
    connect.update_user_hierarchy_structure(**where, HierarchyStructure=levels)
    top = connect.create_user_hierarchy_group(**where, Name="DE")["HierarchyGroupId"]
    low = connect.create_user_hierarchy_group(**where, Name="Bonn", ParentGroupId=top)

    found = connect.describe_user_hierarchy_group(
        **where, HierarchyGroupId=low["HierarchyGroupId"]
    )["HierarchyGroup"]

    path = found["HierarchyPath"]
    assert (path["LevelOne"]["Name"], path["LevelTwo"]["Name"]) == ("DE", "Bonn")


def test_hours_inherit_from_hours(served: Served, connect: Any) -> None:
    """The parents given to a create are described, and associations change them."""
    where = {"InstanceId": served.instance}
    slots = {"TimeZone": "UTC", "Config": _SLOT}

    def make(name: str, **more: Any) -> str:
        made = connect.create_hours_of_operation(**where, **slots, Name=name, **more)
        return str(made["HoursOfOperationId"])

    first, second = make("First parent"), make("Second parent")
    child = where | {
        "HoursOfOperationId": make(
            "Child", ParentHoursOfOperationConfigs=[{"HoursOfOperationId": first}]
        )
    }

    def parents() -> list[str]:
        found = connect.describe_hours_of_operation(**child)["HoursOfOperation"]
        return [each["Name"] for each in found.get("ParentHoursOfOperations", ())]

    given = parents()
    config = [{"HoursOfOperationId": second}]
    connect.associate_hours_of_operations(**child, ParentHoursOfOperationConfigs=config)
    both = parents()
    connect.disassociate_hours_of_operations(**child, ParentHoursOfOperationIds=[first])
    children = connect.list_child_hours_of_operations(**where, HoursOfOperationId=second)

    assert (given, both) == (["First parent"], ["First parent", "Second parent"])
    assert parents() == ["Second parent"]
    assert [row["Name"] for row in children["ChildHoursOfOperationsSummaryList"]] == ["Child"]


def test_hours_have_overrides(served: Served, connect: Any, known: dict[str, str]) -> None:
    """An override belongs to its hours and is listed with them."""
    where = {"InstanceId": served.instance, "HoursOfOperationId": known["<hours>"]}
    made = connect.create_hours_of_operation_override(
        **where, Name="Feast", Config=[], EffectiveFrom="2026-12-24", EffectiveTill="2026-12-26"
    )["HoursOfOperationOverrideId"]

    rows = connect.list_hours_of_operation_overrides(**where)["HoursOfOperationOverrideList"]
    found = connect.describe_hours_of_operation_override(**where, HoursOfOperationOverrideId=made)

    assert [row["HoursOfOperationOverrideId"] for row in rows] == [made]
    assert found["HoursOfOperationOverride"]["EffectiveTill"] == "2026-12-26"


def test_instance_attributes_are_set(served: Served, connect: Any) -> None:
    """An attribute that was set is described and listed so."""
    where = {"InstanceId": served.instance}
    connect.update_instance_attribute(**where, AttributeType="CONTACT_LENS", Value="true")

    found = connect.describe_instance_attribute(**where, AttributeType="CONTACT_LENS")
    pages = connect.get_paginator("list_instance_attributes").paginate(**where)

    assert found["Attribute"]["Value"] == "true"
    assert found["Attribute"] in [row for page in pages for row in page["Attributes"]]


def test_instance_of_ones_own(served: Served, connect: Any) -> None:
    """A user sees the instance that the key belongs to, and those that the user created."""
    made = connect.create_instance(
        IdentityManagementType="SAML", InboundCallsEnabled=True, OutboundCallsEnabled=False
    )["Id"]

    found = connect.list_instances()["InstanceSummaryList"]

    assert {served.instance, made} <= {each["Id"] for each in found}
