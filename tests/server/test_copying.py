"""What Describe answers, Create accepts: every kind is copied into a second instance."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pytest

from flowport.server.operations.kinds import KINDS
from flowport.server.protocol.model import load
from flowport.store import access
from serving import ACCOUNT, content, module_content

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_TAGS = {"team": "blue", "cost center": "12"}


@dataclass(frozen=True, kw_only=True)
class _Kind:
    """How one kind is created and described.

    Attributes:
        required: The members without which none is created; ``@word`` is the id of a thing that
            both instances have.
        optional: The others.
        apart: Members that Describe answers beside ids, ARNs, times and Regions, and no Create
            accepts.
        describe: The operation that describes one, where it is not called so.
        by: The member that names one.
    """

    required: Mapping[str, Any]
    optional: Mapping[str, Any] = field(default_factory=dict)
    apart: frozenset[str] = frozenset()
    describe: str = ""
    by: str = ""
    lacks: Mapping[str, Any] = field(default_factory=dict)


_OPEN = {
    "Day": "MONDAY",
    "StartTime": {"Hours": 8, "Minutes": 0},
    "EndTime": {"Hours": 17, "Minutes": 30},
}
_CONCURRENT = [
    {"Channel": "VOICE", "Concurrency": 1},
    {
        "Channel": "CHAT",
        "Concurrency": 3,
        "CrossChannelBehavior": {"BehaviorType": "ROUTE_ANY_CHANNEL"},
    },
]

_COPIED: Mapping[str, _Kind] = {
    "Queue": _Kind(
        required={"Name": "copied", "HoursOfOperationId": "@hours"},
        optional={
            "Description": "d",
            "MaxContacts": 0,
            "OutboundCallerConfig": {
                "OutboundCallerIdName": "Support",
                "OutboundFlowId": "@whisper",
            },
            "Tags": _TAGS,
        },
        apart=frozenset({"Status"}),
    ),
    "HoursOfOperation": _Kind(
        required={"Name": "copied", "TimeZone": "Europe/Berlin", "Config": [_OPEN]},
        optional={"Description": "d", "Tags": _TAGS},
    ),
    "RoutingProfile": _Kind(
        required={
            "Name": "copied",
            "Description": "d",
            "DefaultOutboundQueueId": "@queue",
            "MediaConcurrencies": _CONCURRENT,
        },
        optional={"AgentAvailabilityTimer": "TIME_SINCE_LAST_INBOUND", "Tags": _TAGS},
        apart=frozenset(
            {
                "IsDefault",
                "NumberOfAssociatedQueues",
                "NumberOfAssociatedManualAssignmentQueues",
                "NumberOfAssociatedUsers",
            }
        ),
    ),
    "QuickConnect": _Kind(
        required={
            "Name": "copied",
            "QuickConnectConfig": {
                "QuickConnectType": "QUEUE",
                "QueueConfig": {"QueueId": "@queue", "ContactFlowId": "@transfer"},
            },
        },
        optional={"Description": "d", "Tags": _TAGS},
    ),
    "SecurityProfile": _Kind(
        required={"SecurityProfileName": "copied"},
        optional={
            "Description": "",
            "Tags": _TAGS,
            "AllowedAccessControlTags": {"team": "blue"},
            "TagRestrictedResources": ["Queue"],
        },
        apart=frozenset({"OrganizationResourceId"}),
    ),
    "User": _Kind(
        required={
            "Username": "copied",
            "PhoneConfig": {"PhoneType": "SOFT_PHONE", "AutoAccept": False},
            "SecurityProfileIds": ["@agent"],
            "RoutingProfileId": "@routing",
        },
        optional={
            "IdentityInfo": {"FirstName": "", "LastName": "Smith"},
            "Tags": _TAGS,
        },
        lacks={"Password": "Abcdef1!xyz"},
    ),
    "AgentStatus": _Kind(
        required={"Name": "copied", "State": "ENABLED"},
        optional={"Description": "d", "DisplayOrder": 7, "Tags": _TAGS},
        apart=frozenset({"Type"}),
    ),
    "PredefinedAttribute": _Kind(
        required={"Name": "copied", "Values": {"StringList": ["a", "b"]}},
        optional={"Purposes": ["ATTRIBUTES_FOR_ROUTING"]},
        by="Name",
    ),
    "Prompt": _Kind(
        required={"Name": "copied"},
        optional={"Description": "d", "Tags": _TAGS},
        lacks={"S3Uri": "s3://bucket/welcome.wav"},
    ),
    "TaskTemplate": _Kind(
        required={"Name": "copied", "Fields": [{"Id": {"Name": "what"}, "Type": "TEXT"}]},
        optional={"Description": "d", "ContactFlowId": "@flow", "Status": "ACTIVE"},
        describe="GetTaskTemplate",
    ),
    "Rule": _Kind(
        required={
            "Name": "copied",
            "TriggerEventSource": {"EventSourceName": "OnPostCallAnalysisAvailable"},
            "Function": '{"operator":"AND","operands":[]}',
            "Actions": [
                {
                    "ActionType": "ASSIGN_CONTACT_CATEGORY",
                    "AssignContactCategoryAction": {},
                }
            ],
            "PublishStatus": "DRAFT",
        },
        optional={"Tags": _TAGS},
    ),
    "EvaluationForm": _Kind(
        required={
            "Title": "copied",
            "Items": [
                {
                    "Section": {
                        "Title": "s",
                        "RefId": "s",
                        "Items": [
                            {"Question": {"Title": "q", "RefId": "q", "QuestionType": "TEXT"}}
                        ],
                    }
                }
            ],
        },
        optional={"Description": "d", "Tags": _TAGS},
        apart=frozenset({"EvaluationFormVersion", "Locked", "Status"}),
    ),
    "View": _Kind(
        required={
            "Name": "copied",
            "Status": "PUBLISHED",
            "Content": {"Template": "{}", "Actions": ["Done"]},
        },
        optional={"Description": "d", "Tags": _TAGS},
        apart=frozenset({"Type", "ViewContentSha256"}),
    ),
    "ContactFlow": _Kind(
        required={"Name": "copied", "Type": "CONTACT_FLOW", "Content": content()},
        optional={"Description": "", "Status": "PUBLISHED", "Tags": _TAGS},
        apart=frozenset({"State", "FlowContentSha256"}),
    ),
    "ContactFlowModule": _Kind(
        required={"Name": "copied", "Content": module_content()},
        optional={"Description": "", "Tags": _TAGS},
        apart=frozenset({"State", "Status", "FlowModuleContentSha256"}),
    ),
    "DataTable": _Kind(
        required={
            "Name": "copied",
            "TimeZone": "UTC",
            "ValueLockLevel": "NONE",
            "Status": "PUBLISHED",
        },
        optional={"Description": "", "Tags": _TAGS},
        apart=frozenset({"LockVersion"}),
    ),
    "EmailAddress": _Kind(
        required={"EmailAddress": "copied@example.com"},
        optional={"Description": "", "DisplayName": "Support", "Tags": _TAGS},
        apart=frozenset({"CreateTimestamp", "ModifiedTimestamp"}),
    ),
    "Workspace": _Kind(
        required={"Name": "copied"},
        optional={
            "Description": "",
            "Title": "Agents",
            "Theme": {"Light": {"Palette": {"Header": {"Background": "#fff"}}}},
            "Tags": _TAGS,
        },
        apart=frozenset({"Visibility"}),
    ),
    "Notification": _Kind(
        required={"Recipients": ["@home"], "Content": {"en_US": "copied"}},
        optional={"Priority": "HIGH", "Tags": _TAGS},
        apart=frozenset({"CreatedAt"}),
    ),
    "UserHierarchyGroup": _Kind(
        required={"Name": "copied"},
        optional={"Tags": _TAGS},
        apart=frozenset({"HierarchyPath"}),
    ),
    "Vocabulary": _Kind(
        required={"VocabularyName": "copied", "LanguageCode": "en-US", "Content": "Phrase\tIPA\n"},
        optional={"Tags": _TAGS},
        apart=frozenset({"Name", "State"}),
        lacks={"VocabularyName": "copied"},
    ),
}

#: Kinds that are described and created, but not by themselves.
_WITH_ANOTHER = {"HoursOfOperationOverride", "TestCase", "TrafficDistributionGroup"}
_STAMPED = re.compile("(Id|Arn|ARN|Time|Region|By)$")


def _variants(kind: _Kind) -> Iterator[dict[str, Any]]:
    """Everything, each optional member left out, nothing but what is required, no tags."""
    yield {**kind.required, **kind.optional}
    for name in kind.optional:
        yield {k: v for k, v in {**kind.required, **kind.optional}.items() if k != name}
    yield dict(kind.required)
    if "Tags" in kind.optional:
        yield {**kind.required, **kind.optional, "Tags": {}}


@dataclass
class _Place:
    """One instance, and the ids of what it shares with others by name."""

    client: Any
    instance: str

    def call(self, name: str, **params: Any) -> dict[str, Any]:
        method = re.sub("(?<!^)(?=[A-Z])", "_", name).lower()
        found = getattr(self.client, method)(InstanceId=self.instance, **params)
        return {key: each for key, each in found.items() if key != "ResponseMetadata"}

    @cached_property
    def known(self) -> dict[str, str]:
        """The id of each symbol."""
        profiles = self.call("ListSecurityProfiles")["SecurityProfileSummaryList"]
        flows = {each["Name"]: each["Id"] for each in self.call("ListContactFlows")[_FLOWS]}
        return {
            "@agent": next(each["Id"] for each in profiles if each["Name"] == "Agent"),
            "@flow": flows["Sample inbound flow (first contact experience)"],
            "@home": self.call("DescribeInstance")["Instance"]["Arn"],
            "@hours": self.call("ListHoursOfOperations")["HoursOfOperationSummaryList"][0]["Id"],
            "@queue": self.call("ListQueues")["QueueSummaryList"][0]["Id"],
            "@routing": self.call("ListRoutingProfiles")["RoutingProfileSummaryList"][0]["Id"],
            "@transfer": flows["Default queue transfer"],
            "@whisper": flows["Default outbound"],
        }

    def filled(self, params: Mapping[str, Any]) -> Any:
        """Parameters with this instance's ids in place of the symbols."""
        text = json.dumps(params)
        for symbol, known in self.known.items():
            text = text.replace(f'"{symbol}"', f'"{known}"')
        return json.loads(text)

    def plain(self, members: Mapping[str, Any]) -> Any:
        """Members with symbols in place of this instance's ids, without what must differ."""
        kept = {k: v for k, v in members.items() if k not in _ANEW and not _STAMPED.search(k)}
        kept |= {k: members[k] for k in _REFERRING & members.keys() - _own(members)}
        text = json.dumps(kept, default=str, sort_keys=True)
        for symbol, known in self.known.items():
            text = text.replace(known, symbol)
        text = text.replace(self.instance, "@instance")
        return json.loads(text)


def _own(members: Mapping[str, Any]) -> frozenset[str]:
    """The member that holds the thing's own id, seen by the ARN that ends with it."""
    arns = [str(each) for name, each in members.items() if name.lower().endswith("arn")]
    return frozenset(
        k for k, v in members.items() if any(arn.endswith(f"/{v}") for arn in arns if v)
    )


_ANEW = frozenset(
    {"CreatedAt", "CreateTimestamp", "HierarchyPath", "LockVersion", "ModifiedTimestamp"}
)
_FLOWS = "ContactFlowSummaryList"
_REFERRING = frozenset(
    {"ContactFlowId", "DefaultOutboundQueueId", "HoursOfOperationId", "RoutingProfileId"}
)


@pytest.fixture(scope="module")
def places(start: Callable[..., Any]) -> tuple[_Place, _Place]:
    """Two instances of one account, and a client of the whole account."""
    served = start(alias="copied-from")
    with served.store.writing() as connection:
        client = served.client(access.add_key(connection, ACCOUNT))
    second = client.create_instance(
        IdentityManagementType="CONNECT_MANAGED",
        InboundCallsEnabled=True,
        OutboundCallsEnabled=True,
        InstanceAlias="copied-to",
    )
    found = (_Place(client, served.instance), _Place(client, second["Id"]))
    for each in found:
        each.call("UpdateUserHierarchyStructure", HierarchyStructure={"LevelOne": {"Name": "one"}})
    return found


def _taken(word: str) -> set[str]:
    """The members that the create of a kind accepts."""
    shape = load().operations[f"Create{word}"].model.input_shape
    return set() if shape is None else set(shape.members)


def _described(place: _Place, word: str, kind: _Kind, made: Mapping[str, Any]) -> dict[str, Any]:
    name = kind.describe or f"Describe{word}"
    operation = load().operations[name]
    label = kind.by or operation.labels[-1]
    flat = {**made, **made.get(word, {})}
    one = flat.get(label) or flat.get("Id") or kind.required.get(label)
    answer = place.call(name, **{label: one})
    return answer[operation.described] if operation.described else answer


_CASES = [
    pytest.param(word, kind, params, id=f"{word}-{place}")
    for word, kind in _COPIED.items()
    for place, params in enumerate(_variants(kind))
]


def _delete(place: _Place, word: str, found: Mapping[str, Any]) -> None:
    operation = load().operations.get(f"Delete{word}")
    if operation is not None:
        label = operation.labels[-1]
        one = found.get(label) or found.get("Id") or found["Name"]
        place.call(f"Delete{word}", **{label: one})


@pytest.mark.parametrize(("word", "kind", "params"), _CASES)
def test_copy_is_described_as_its_source(
    places: tuple[_Place, _Place], word: str, kind: _Kind, params: dict[str, Any]
) -> None:
    """What one instance describes is created in another, and described there as the same."""
    source, target = places
    unique = json.loads(json.dumps(params).replace("copied", f"copied {len(json.dumps(params))}"))
    if word in {"EmailAddress", "Vocabulary"}:
        unique = json.loads(json.dumps(unique).replace("copied ", "copied"))
    made = source.call(f"Create{word}", **source.filled({**kind.lacks, **unique}))
    first = _described(source, word, _with(kind, unique), made)
    taken = _taken(word)
    sent = {k: v for k, v in source.plain(first).items() if k in taken}
    again = target.call(f"Create{word}", **target.filled({**kind.lacks, **unique, **sent}))
    second = _described(target, word, _with(kind, unique), again)
    _delete(source, word, first)
    _delete(target, word, second)

    assert target.plain(second) == source.plain(first)


def _with(kind: _Kind, params: Mapping[str, Any]) -> _Kind:
    """The kind with the names that a case gives."""
    return _Kind(required=params, describe=kind.describe, by=kind.by)


@pytest.mark.parametrize("word", _COPIED)
def test_description_has_nothing_that_a_create_refuses(
    places: tuple[_Place, _Place], word: str
) -> None:
    """Beside ids, ARNs, times and counts, a new thing is described by what creates accept."""
    kind, place = _COPIED[word], places[0]
    made = place.call(f"Create{word}", **place.filled({**kind.lacks, **kind.required}))
    found = _described(place, word, kind, made)
    _delete(place, word, found)
    taken = _taken(word)
    refused = {name for name in found if name not in taken and not _STAMPED.search(name)}

    assert refused <= kind.apart


def test_every_kind_that_is_described_is_copied() -> None:
    """Each plain kind with a create and a describe is among those that are copied here."""
    both = {
        each.family.word
        for each in KINDS
        if f"Create{each.family.word}" in load().operations
        and (each.describe or f"Describe{each.family.word}") in load().operations
    }

    assert both <= {*_COPIED, *_WITH_ANOTHER}
