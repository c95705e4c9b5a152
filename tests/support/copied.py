"""Every kind that is described and created: what one is made of, and a place to make it in."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from flowport.server.protocol.model import load
from flowport.store import access
from serving import ACCOUNT, content, module_content

if TYPE_CHECKING:
    from collections.abc import Mapping

    from serving import Served

__all__ = ["COPIED", "STAMPED", "Copied", "Place", "delete", "describe", "two_places"]

_TAGS = {"team": "blue", "cost center": "12"}


@dataclass(frozen=True, kw_only=True)
class Copied:
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

COPIED: Mapping[str, Copied] = {
    "Queue": Copied(
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
    "HoursOfOperation": Copied(
        required={"Name": "copied", "TimeZone": "Europe/Berlin", "Config": [_OPEN]},
        optional={"Description": "d", "Tags": _TAGS},
    ),
    "RoutingProfile": Copied(
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
    "QuickConnect": Copied(
        required={
            "Name": "copied",
            "QuickConnectConfig": {
                "QuickConnectType": "QUEUE",
                "QueueConfig": {"QueueId": "@queue", "ContactFlowId": "@transfer"},
            },
        },
        optional={"Description": "d", "Tags": _TAGS},
    ),
    "SecurityProfile": Copied(
        required={"SecurityProfileName": "copied"},
        optional={
            "Description": "",
            "Tags": _TAGS,
            "AllowedAccessControlTags": {"team": "blue"},
            "TagRestrictedResources": ["Queue"],
        },
        apart=frozenset({"OrganizationResourceId"}),
    ),
    "User": Copied(
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
    "AgentStatus": Copied(
        required={"Name": "copied", "State": "ENABLED"},
        optional={"Description": "d", "DisplayOrder": 7, "Tags": _TAGS},
        apart=frozenset({"Type"}),
    ),
    "PredefinedAttribute": Copied(
        required={"Name": "copied", "Values": {"StringList": ["a", "b"]}},
        optional={"Purposes": ["ATTRIBUTES_FOR_ROUTING"]},
        by="Name",
    ),
    "Prompt": Copied(
        required={"Name": "copied"},
        optional={"Description": "d", "Tags": _TAGS},
        lacks={"S3Uri": "s3://bucket/welcome.wav"},
    ),
    "TaskTemplate": Copied(
        required={"Name": "copied", "Fields": [{"Id": {"Name": "what"}, "Type": "TEXT"}]},
        optional={"Description": "d", "ContactFlowId": "@flow", "Status": "ACTIVE"},
        describe="GetTaskTemplate",
    ),
    "Rule": Copied(
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
    "EvaluationForm": Copied(
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
    "View": Copied(
        required={
            "Name": "copied",
            "Status": "PUBLISHED",
            "Content": {"Template": "{}", "Actions": ["Done"]},
        },
        optional={"Description": "d", "Tags": _TAGS},
        apart=frozenset({"Type", "ViewContentSha256"}),
    ),
    "ContactFlow": Copied(
        required={"Name": "copied", "Type": "CONTACT_FLOW", "Content": content()},
        optional={"Description": "", "Status": "PUBLISHED", "Tags": _TAGS},
        apart=frozenset({"State", "FlowContentSha256"}),
    ),
    "ContactFlowModule": Copied(
        required={"Name": "copied", "Content": module_content()},
        optional={"Description": "", "Tags": _TAGS},
        apart=frozenset({"State", "Status", "FlowModuleContentSha256"}),
    ),
    "DataTable": Copied(
        required={
            "Name": "copied",
            "TimeZone": "UTC",
            "ValueLockLevel": "NONE",
            "Status": "PUBLISHED",
        },
        optional={"Description": "", "Tags": _TAGS},
        apart=frozenset({"LockVersion"}),
    ),
    "EmailAddress": Copied(
        required={"EmailAddress": "copied@example.com"},
        optional={"Description": "", "DisplayName": "Support", "Tags": _TAGS},
        apart=frozenset({"CreateTimestamp", "ModifiedTimestamp"}),
    ),
    "Workspace": Copied(
        required={"Name": "copied"},
        optional={
            "Description": "",
            "Title": "Agents",
            "Theme": {"Light": {"Palette": {"Header": {"Background": "#fff"}}}},
            "Tags": _TAGS,
        },
        apart=frozenset({"Visibility"}),
    ),
    "Notification": Copied(
        required={"Recipients": ["@home"], "Content": {"en_US": "copied"}},
        optional={"Priority": "HIGH", "Tags": _TAGS},
        apart=frozenset({"CreatedAt"}),
    ),
    "ExtractionDefinition": Copied(
        required={
            "Name": "copied",
            "ExtractionConfiguration": {
                "PromptHint": "the order number",
                "NotFoundBehavior": {"Behavior": "USE_DEFAULT_VALUE", "DefaultValue": "none"},
            },
        },
        optional={"Display": {"Label": "Order"}, "Tags": _TAGS},
    ),
    "UserHierarchyGroup": Copied(
        required={"Name": "copied"},
        optional={"Tags": _TAGS},
        apart=frozenset({"HierarchyPath"}),
    ),
    "Vocabulary": Copied(
        required={"VocabularyName": "copied", "LanguageCode": "en-US", "Content": "Phrase\tIPA\n"},
        optional={"Tags": _TAGS},
        apart=frozenset({"Name", "State"}),
        lacks={"VocabularyName": "copied"},
    ),
}

#: Members that differ from one to the next.
STAMPED = re.compile("(Id|Arn|ARN|Time|Region|By)$")


@dataclass
class Place:
    """One instance, and the ids of what it shares with others by name."""

    client: Any
    instance: str

    def call(self, name: str, **params: Any) -> dict[str, Any]:
        """What an operation answers, in this instance."""
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
        kept = {k: v for k, v in members.items() if k not in _ANEW and not STAMPED.search(k)}
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


def describe(place: Place, word: str, kind: Copied, made: Mapping[str, Any]) -> dict[str, Any]:
    """What a place describes of a thing that it made."""
    name = kind.describe or f"Describe{word}"
    operation = load().operations[name]
    label = kind.by or operation.labels[-1]
    flat = {**made, **made.get(word, {})}
    one = flat.get(label) or flat.get("Id") or kind.required.get(label)
    answer = place.call(name, **{label: one})
    return answer[operation.described] if operation.described else answer


def delete(place: Place, word: str, found: Mapping[str, Any]) -> None:
    """Delete a thing that was described, where the model can."""
    operation = load().operations.get(f"Delete{word}")
    if operation is not None:
        label = operation.labels[-1]
        one = found.get(label) or found.get("Id") or found["Name"]
        place.call(f"Delete{word}", **{label: one})


def two_places(served: Served, second: str) -> tuple[Place, Place]:
    """The instance of a server and a new one of an alias, and a client of the whole account."""
    with served.store.writing() as connection:
        client = served.client(access.add_key(connection, ACCOUNT))
    made = client.create_instance(
        IdentityManagementType="CONNECT_MANAGED",
        InboundCallsEnabled=True,
        OutboundCallsEnabled=True,
        InstanceAlias=second,
    )
    return Place(client, served.instance), Place(client, made["Id"])
