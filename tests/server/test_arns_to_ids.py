"""Ids and ARNs are one thing: every member of the model that takes an id takes the ARN."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

import pytest
from botocore.exceptions import ClientError

from flowport.server.arns_to_ids import normalise
from flowport.server.operations.kinds import segments_of
from flowport.server.operations.operation_registry import served as operations
from flowport.server.protocol.errors import ServiceError
from flowport.server.protocol.model import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serving import Served

_ARN = "arn:aws:connect:eu-central-1:123456789012:instance/i"


class _Asked:
    """As much of a call as the normaliser reads."""

    def __init__(self, name: str, params: dict[str, Any]) -> None:
        self.operation = load().operations[name]
        self.params = params
        self.instance = type("Instance", (), {"arn": _ARN})


def _places(
    name: str, shape: Any, seen: frozenset[str] = frozenset()
) -> Iterator[tuple[list[str], tuple[str, ...]]]:
    """The path of every member that takes an id, and its kinds; ``*`` is an entry of a list."""
    if shape.type_name == "list":
        yield from ((["*", *rest], kinds) for rest, kinds in _places(name, shape.member, seen))
    elif shape.type_name == "structure" and shape.name not in seen:
        for word, inner in shape.members.items():
            found = _places(word, inner, seen | {shape.name})
            yield from (([word, *rest], kinds) for rest, kinds in found)
    elif shape.type_name == "string" and (kinds := segments_of(name, shape.name)):
        yield [], kinds


def _built(path: list[str], leaf: str) -> Any:
    if not path:
        return leaf
    inner = _built(path[1:], leaf)
    return [inner] if path[0] == "*" else {path[0]: inner}


def _arn(segment: str) -> str:
    beside = segment == "phone-number"
    home = _ARN.rpartition(":")[0]
    return f"{home}:{segment}/an-id" if beside else f"{_ARN}/{segment}/an-id"


_CASES = [
    pytest.param(name, path, kinds, id=f"{name}-{'.'.join(path)}")
    for name in operations()
    if name in load().operations
    and (shape := load().operations[name].model.input_shape) is not None
    and "InstanceId" in shape.members
    for path, kinds in _places("", shape)
]


def _read(name: str, path: list[str], leaf: str) -> Any:
    asked: Any = _Asked(name, {"InstanceId": "i", **_built(path, leaf)})
    return normalise(asked)


@pytest.mark.parametrize(("name", "path", "kinds"), _CASES)
def test_arn_is_read_as_its_id(name: str, path: list[str], kinds: tuple[str, ...]) -> None:
    """The ARN in a member that takes an id is the same request as the id."""
    read = [_read(name, path, _arn(segment)) for segment in kinds]

    assert read == [{"InstanceId": "i", **_built(path, "an-id")}] * len(kinds)


_FOREIGN = [
    f"{_ARN}/another-kind/an-id",
    "arn:aws:connect:eu-central-1:123456789012:instance/j/queue/an-id",
    "arn:aws-cn:connect:cn-north-1:123456789012:phone-number/an-id",
    f"{_ARN}/queue/",
    f"{_ARN.partition(':instance')[0]}:queue/an-id",
]


@pytest.mark.parametrize("foreign", _FOREIGN)
def test_arn_of_another_thing_is_not_found(foreign: str) -> None:
    """An ARN of another kind, another instance or no thing at all is not found anywhere."""
    found = []
    for case in _CASES:
        name, path, _kinds = case.values
        with pytest.raises(ServiceError) as refused:
            _read(str(name), cast("list[str]", path), foreign)
        found.append(refused.value.name)

    assert set(found) == {"ResourceNotFoundException"}


#: Members called an id that name nothing with an ARN, or that take it by themselves.
_OTHER = frozenset(
    {
        "AliasId",
        "AssociationId",
        "AttributeIds",
        "AuthenticationProfileId",
        "ContactId",
        "DataSetId",
        "DataSetIds",
        "DefaultOptionRefId",
        "DefaultOptionRefIds",
        "DirectoryId",
        "DirectoryUserId",
        "FieldId",
        "FlowId",
        "Id",
        "InstanceId",
        "KeyId",
        "MetricId",
        "OptionRefId",
        "OptionRefIds",
        "RecordIds",
        "RefId",
        "RegistrationId",
        "ResourceId",
        "ResourceIds",
        "TargetAccountId",
        "TemplateId",
        "TestCaseExecutionId",
        "TrafficDistributionGroupId",
        "ViewId",
    }
)


def _strings(name: str, shape: Any, seen: frozenset[str] = frozenset()) -> Iterator[str]:
    """The members of a shape that are strings and called ids, but mistaken for none."""
    if shape.type_name == "list":
        yield from _strings(name, shape.member, seen)
    elif shape.type_name == "structure" and shape.name not in seen:
        for word, inner in shape.members.items():
            yield from _strings(word, inner, seen | {shape.name})
    elif shape.type_name == "string" and name.endswith(("Id", "Ids")):
        yield from () if segments_of(name, shape.name) else (name,)


def test_every_member_called_an_id_is_known() -> None:
    """A member called an id, of an operation on resources, is in the table or named here."""
    found = {
        word
        for name in operations()
        if name in load().operations
        and ("Contact" not in name or "ContactFlow" in name)
        and (shape := load().operations[name].model.input_shape) is not None
        for word in _strings("", shape)
    }

    assert found <= _OTHER


def _queue(connect: Any, served: Served, name: str) -> Any:
    hours = connect.list_hours_of_operations(InstanceId=served.instance)
    arn = hours["HoursOfOperationSummaryList"][0]["Arn"]
    return connect.create_queue(InstanceId=served.instance, Name=name, HoursOfOperationId=arn)


def test_queue_reads_back_the_id_of_its_hours(connect: Any, served: Served) -> None:
    """A queue made with the ARN of its hours of operation answers their id."""
    made = _queue(connect, served, "normal hours")
    found = connect.describe_queue(InstanceId=served.instance, QueueId=made["QueueArn"])["Queue"]

    assert "/" not in found["HoursOfOperationId"]


def test_queue_named_by_arn_is_in_use(connect: Any, served: Served) -> None:
    """The default outbound queue of a routing profile that named it by ARN can't be deleted."""
    made = _queue(connect, served, "normal outbound")
    connect.create_routing_profile(
        InstanceId=served.instance,
        Name="normal outbound",
        Description="By ARN",
        DefaultOutboundQueueId=made["QueueArn"],
        MediaConcurrencies=[{"Channel": "VOICE", "Concurrency": 1}],
    )

    with pytest.raises(ClientError, match="ResourceInUseException"):
        connect.delete_queue(InstanceId=served.instance, QueueId=made["QueueArn"])


#: Operations that find a thing of any instance by its ARN, and their parameters.
_BY_ARN: dict[str, dict[str, Any]] = {
    "describe_phone_number": {"PhoneNumberId": "@number"},
    "release_phone_number": {"PhoneNumberId": "@number"},
    "update_phone_number": {"PhoneNumberId": "@number", "TargetArn": "@instance"},
    "update_phone_number_metadata": {"PhoneNumberId": "@number"},
    "describe_traffic_distribution_group": {"TrafficDistributionGroupId": "@group"},
    "delete_traffic_distribution_group": {"TrafficDistributionGroupId": "@group"},
    "get_traffic_distribution": {"Id": "@group"},
    "update_traffic_distribution": {"Id": "@group"},
    "list_traffic_distribution_group_users": {"TrafficDistributionGroupId": "@group"},
    "get_contact_metrics": {
        "InstanceId": "@id",
        "ContactId": "@contact",
        "Metrics": [{"Name": "POSITION_IN_QUEUE"}],
    },
    "start_outbound_chat_contact": {
        "InstanceId": "@id",
        "SourceEndpoint": {"Type": "CONNECT_PHONENUMBER_ARN", "Address": "@number"},
        "DestinationEndpoint": {"Type": "TELEPHONE_NUMBER", "Address": "+12065550100"},
        "SegmentAttributes": {"connect:Subtype": {"ValueString": "connect:SMS"}},
        "ContactFlowId": "@flow",
    },
}


@pytest.fixture(scope="module")
def names(connect: Any, served: Served) -> dict[str, str]:
    """What the parameters name: an instance, and what it has, by the ARN of another Region."""
    instance = connect.describe_instance(InstanceId=served.instance)["Instance"]["Arn"]
    group = connect.create_traffic_distribution_group(InstanceId=served.instance, Name="shared")
    number = connect.claim_phone_number(TargetArn=instance, PhoneNumber="+12065550177")
    flows = connect.list_contact_flows(
        InstanceId=served.instance, ContactFlowTypes=["CONTACT_FLOW"]
    )
    flow = flows["ContactFlowSummaryList"][0]["Id"]
    contact = connect.start_task_contact(
        InstanceId=served.instance, ContactFlowId=flow, Name="waits"
    )
    foreign = {
        "@number": number["PhoneNumberArn"],
        "@group": group["Arn"],
        "@contact": f"{instance}/contact/{contact['ContactId']}",
    }
    own = {"@instance": instance, "@id": served.instance, "@flow": flow}
    return own | {name: arn.replace("eu-central-1", "us-west-2") for name, arn in foreign.items()}


@pytest.mark.parametrize("operation", _BY_ARN)
def test_arn_of_another_region_names_nothing(
    connect: Any, names: dict[str, str], operation: str
) -> None:
    """Where an ARN alone says what is meant, a thing with its id in another Region is not it."""
    written = json.dumps(_BY_ARN[operation])
    for name, value in names.items():
        written = written.replace(f'"{name}"', f'"{value}"')
    with pytest.raises(ClientError) as refused:
        getattr(connect, operation)(**json.loads(written))

    assert ":us-west-2:" in str(refused.value)
