"""What the service refuses is refused here: contents, placeholders, versions and members."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from flowport.catalogue.permissions import is_permission
from flowport.store.seed.profiles import PROFILES
from serving import content, module_content

if TYPE_CHECKING:
    from serving import Served

_ANSWER = json.dumps({"ContactFlow": {"Name": "n", "Type": "CONTACT_FLOW", "Content": content()}})
_INPUT = json.dumps({"Name": "n", "Type": "CONTACT_FLOW", "Content": content()})


def _flow(connect: Any, served: Served, name: str, text: str, **more: Any) -> Any:
    return connect.create_contact_flow(
        InstanceId=served.instance, Name=name, Type="CONTACT_FLOW", Content=text, **more
    )


@pytest.mark.parametrize(
    "text",
    [
        _ANSWER,
        _INPUT,
        json.dumps(content()),
        json.dumps(json.dumps(content())),
        "\ufeff" + content(),
        content() + content(),
        json.dumps([json.loads(content())]),
        '{"modules": []}',
        "null",
        "x",
    ],
    ids=[
        "describe answer",
        "input file",
        "encoded twice",
        "encoded three times",
        "byte-order mark",
        "two documents",
        "list",
        "legacy",
        "null",
        "no JSON",
    ],
)
@pytest.mark.parametrize("update", [True, False], ids=["update", "create"])
def test_content_is_one_document(connect: Any, served: Served, text: str, *, update: bool) -> None:
    """A content that is not exactly one document of the flow language is not published."""
    name = f"one {hash(text)} {update}"
    with pytest.raises(ClientError, match="InvalidContactFlowException"):  # noqa: PT012
        if update:
            made = _flow(connect, served, name, content())
            connect.update_contact_flow_content(
                InstanceId=served.instance, ContactFlowId=made["ContactFlowId"], Content=text
            )
        else:
            _flow(connect, served, name, text)


def _block(kind: str, parameters: dict[str, Any]) -> str:
    """A flow with one more block, that leads on to its message."""
    tree = json.loads(content())
    errors = {"InvokeFlowModule": [], "CheckHoursOfOperation": []}.get(
        kind, [{"NextAction": "say", "ErrorType": "NoMatchingError"}]
    )
    block = {
        "Identifier": "first",
        "Type": kind,
        "Parameters": parameters,
        "Transitions": {"NextAction": "say", "Errors": errors, "Conditions": []},
    }
    return json.dumps({**tree, "StartAction": "first", "Actions": [block, *tree["Actions"]]})


@pytest.mark.parametrize(
    ("kind", "parameters", "problem"),
    [
        (
            "UpdateContactTargetQueue",
            {"QueueId": "${support_queue_arn}"},
            "Failed to convert id: ${support_queue_arn}",
        ),
        (
            "UpdateContactTargetQueue",
            {"QueueId": "{{queue}}"},
            "Failed to convert id: {{queue}}",
        ),
        (
            "MessageParticipant",
            {"PromptId": "<PROMPT_ARN>"},
            "Invalid Action property value. Path: Actions[0].Parameters.PromptId",
        ),
        (
            "TransferToFlow",
            {"ContactFlowId": "%FLOW%"},
            "Invalid Action property value. Path: Actions[0].Parameters.ContactFlowId",
        ),
    ],
)
def test_placeholder_is_not_published(
    connect: Any, served: Served, kind: str, parameters: dict[str, str], problem: str
) -> None:
    """A placeholder where an id belongs is a problem, in the service's words."""
    with pytest.raises(ClientError) as refused:
        _flow(connect, served, f"open {parameters}", _block(kind, parameters))

    said: Any = refused.value.response
    assert problem in {each["message"] for each in said["problems"]}


def test_placeholder_is_saved(connect: Any, served: Served) -> None:
    """A draft may hold placeholders."""
    text = _block("UpdateContactTargetQueue", {"QueueId": "${support_queue_arn}"})

    assert _flow(connect, served, "open draft", text, Status="SAVED")["ContactFlowId"]


@pytest.mark.parametrize("qualifier", ["9", "no-such-alias", "$LATEST", ""])
def test_version_of_a_module_exists(connect: Any, served: Served, qualifier: str) -> None:
    """A flow that names a version or alias which its module lacks is not published."""
    made = connect.create_contact_flow_module(
        InstanceId=served.instance, Name=f"versioned {qualifier}", Content=module_content()
    )
    where = made["Id"] + (f":{qualifier}" if qualifier else "")
    text = _block("InvokeFlowModule", {"FlowModuleId": where})
    try:
        _flow(connect, served, f"versioned {qualifier}", text)
        problems: list[str] = []
    except ClientError as error:
        answer: Any = error.response
        problems = [each["message"] for each in answer["problems"]]

    missing = "Invalid Action property value. Path: Actions[0].Parameters.FlowModuleId"
    assert (missing in problems) == (qualifier in {"9", "no-such-alias"})


def test_module_has_its_settings_beside_its_content(connect: Any, served: Served) -> None:
    """A module whose content has no settings is published with a parameter of them."""
    tree = json.loads(module_content())
    del tree["Settings"]
    where = {"InstanceId": served.instance, "Name": "settings", "Content": json.dumps(tree)}
    with pytest.raises(ClientError, match="settings"):
        connect.create_contact_flow_module(**where)

    assert connect.create_contact_flow_module(**where, Settings="{}")["Id"]


@pytest.mark.parametrize("settings", ["words", "[]", "{} {}", "null"])
def test_settings_are_an_object(connect: Any, served: Served, settings: str) -> None:
    """Settings of a module that are not one JSON object are refused, new or changed."""
    where = {"InstanceId": served.instance}
    with pytest.raises(ClientError, match="InvalidContactFlowModuleException"):
        connect.create_contact_flow_module(
            **where, Name="unset", Content=module_content(), Settings=settings
        )
    made = connect.create_contact_flow_module(
        **where, Name=f"set {settings}", Content=module_content()
    )
    with pytest.raises(ClientError, match="InvalidContactFlowModuleException"):
        connect.update_contact_flow_module_content(
            **where, ContactFlowModuleId=made["Id"], Settings=settings
        )


@pytest.mark.parametrize("name", ["$LATEST", "$SAVED", "3"])
@pytest.mark.parametrize("word", ["contact_flow", "contact_flow_module"])
def test_alias_is_not_called_as_a_version(
    connect: Any, served: Served, word: str, name: str
) -> None:
    """An alias can't have a name that reads as another qualifier."""
    more: dict[str, Any] = {"Type": "CONTACT_FLOW"} if word == "contact_flow" else {}
    text = content() if more else module_content()
    title = "".join(part.capitalize() for part in word.split("_"))
    made = getattr(connect, f"create_{word}")(
        InstanceId=served.instance, Name=f"alias {name}", Content=text, **more
    )
    found = {f"{title}Id": made.get("Id") or made["ContactFlowId"]}
    where = {"InstanceId": served.instance, **found}
    getattr(connect, f"create_{word}_version")(**where)

    with pytest.raises(ClientError, match="InvalidParameterException"):
        getattr(connect, f"create_{word}_alias")(**where, AliasName=name, **{f"{title}Version": 1})


def _of(connect: Any, served: Served, operation: str, **params: Any) -> Any:
    return getattr(connect, operation)(InstanceId=served.instance, **params)


@pytest.fixture(scope="module")
def ids(connect: Any, served: Served) -> dict[str, str]:
    """The ids of what every instance has."""
    flows = connect.list_contact_flows(InstanceId=served.instance)["ContactFlowSummaryList"]
    queue = connect.list_queues(InstanceId=served.instance)["QueueSummaryList"][0]["Id"]
    profiles = connect.list_security_profiles(InstanceId=served.instance)
    routing = connect.list_routing_profiles(InstanceId=served.instance)
    return {
        "hold": next(each["Id"] for each in flows if each["ContactFlowType"] == "AGENT_HOLD"),
        "queue": queue,
        "profile": profiles["SecurityProfileSummaryList"][0]["Id"],
        "routing": routing["RoutingProfileSummaryList"][0]["Id"],
    }


def _refusals(ids: dict[str, str]) -> dict[str, tuple[str, dict[str, Any]]]:
    routing = {"Name": "r", "Description": "d", "DefaultOutboundQueueId": ids["queue"]}
    user = {
        "Username": "u",
        "PhoneConfig": {"PhoneType": "SOFT_PHONE"},
        "SecurityProfileIds": [ids["profile"]],
        "RoutingProfileId": ids["routing"],
    }
    return {
        "time zone": (
            "create_hours_of_operation",
            {"Name": "h", "TimeZone": "Nope/Zone", "Config": []},
        ),
        "time zone of this machine": (
            "create_hours_of_operation",
            {"Name": "h", "TimeZone": "localtime", "Config": []},
        ),
        "two calls at once": (
            "create_routing_profile",
            {**routing, "MediaConcurrencies": [{"Channel": "VOICE", "Concurrency": 2}]},
        ),
        "a channel twice": (
            "create_routing_profile",
            {**routing, "MediaConcurrencies": [{"Channel": "CHAT", "Concurrency": 2}] * 2},
        ),
        "queue without its configuration": (
            "create_quick_connect",
            {"Name": "q", "QuickConnectConfig": {"QuickConnectType": "QUEUE"}},
        ),
        "flow that can't transfer": (
            "create_quick_connect",
            {
                "Name": "q",
                "QuickConnectConfig": {
                    "QuickConnectType": "QUEUE",
                    "QueueConfig": {"QueueId": ids["queue"], "ContactFlowId": ids["hold"]},
                },
            },
        ),
        "unknown permission": (
            "create_security_profile",
            {"SecurityProfileName": "s", "Permissions": ["Nope.Nope"]},
        ),
        "user without a password": ("create_user", user),
    }


@pytest.mark.parametrize(
    "case", _refusals(dict.fromkeys(("hold", "queue", "profile", "routing"), ""))
)
def test_member_is_refused(connect: Any, served: Served, ids: dict[str, str], case: str) -> None:
    """What the API reference rules out is an invalid parameter, though the model allows it."""
    operation, params = _refusals(ids)[case]

    with pytest.raises(ClientError, match="InvalidParameterException"):
        _of(connect, served, operation, **params)


def test_caller_number_exists(connect: Any, served: Served, ids: dict[str, str]) -> None:
    """A queue can't call with a number that the instance does not have."""
    config = {"OutboundCallerIdNumberId": "00000000-0000-4000-8000-000000000000"}

    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        _of(
            connect,
            served,
            "update_queue_outbound_caller_config",
            QueueId=ids["queue"],
            OutboundCallerConfig=config,
        )


def test_caller_number_is_named_by_its_arn(
    connect: Any, served: Served, ids: dict[str, str]
) -> None:
    """The ARN of a number that the instance has reads back as its id."""
    number = connect.claim_phone_number(TargetArn=served.arn, PhoneNumber="+4930555001")
    _of(
        connect,
        served,
        "update_queue_outbound_caller_config",
        QueueId=ids["queue"],
        OutboundCallerConfig={"OutboundCallerIdNumberId": number["PhoneNumberArn"]},
    )
    queue = _of(connect, served, "describe_queue", QueueId=ids["queue"])["Queue"]

    found = queue["OutboundCallerConfig"]["OutboundCallerIdNumberId"]
    assert found == number["PhoneNumberId"]


@pytest.mark.parametrize("name", PROFILES)
def test_own_profiles_hold_known_permissions(name: str) -> None:
    """Every permission of a profile that each instance has is a known one."""
    _description, permissions = PROFILES[name]

    assert [each for each in permissions if not is_permission(each)] == []
