"""Searches by every field and condition that the API reference names, and what they answer."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from copied import COPIED, Place, delete, describe
from flowport.server.operations.operation_registry import served
from flowport.server.protocol.model import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from serving import Served

_EVENT = "OnZendeskTicketStatusUpdate"


@dataclass
class _Stock:
    """What was made, and by which field it must be found: values by search and field."""

    place: Place
    by: dict[str, dict[str, str]] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)

    def found(self, search: str, criteria: dict[str, Any]) -> list[str]:
        """The ids that a search answers."""
        listed = load().operations[search].listed
        rows = self.place.call(search, SearchCriteria=criteria)[listed]
        return [_own_arn(each).rpartition("/")[2] for each in rows]


def _own_arn(row: Mapping[str, Any]) -> str:
    """The ARN of what a row shows, or its name where it has none."""
    arns = [value for name, value in row.items() if name.lower().endswith("arn")]
    return str(arns[0] if arns else row["Name"])


def _string(name: str, value: str) -> dict[str, Any]:
    return {"StringCondition": {"FieldName": name, "Value": value, "ComparisonType": "EXACT"}}


@pytest.fixture(scope="module")
def stock(start: Callable[..., Served]) -> _Stock:
    """An instance with one of each, beside what it has anyway."""
    served = start()
    place = Place(served.client(), served.instance)
    made = _Stock(place)
    _make_agents(made)
    _make_rest(made)
    return made


def _make_agents(made: _Stock) -> None:
    place, call = made.place, made.place.call
    levels = {"LevelOne": {"Name": "one"}, "LevelTwo": {"Name": "two"}}
    call("UpdateUserHierarchyStructure", HierarchyStructure=levels)
    known = call("DescribeUserHierarchyStructure")["HierarchyStructure"]
    top = call("CreateUserHierarchyGroup", Name="top")
    low = call("CreateUserHierarchyGroup", Name="low", ParentGroupId=top["HierarchyGroupArn"])
    profile = call("CreateSecurityProfile", SecurityProfileName="searched")
    queue = place.known["@queue"]
    routing = call(
        "CreateRoutingProfile",
        Name="searched routing",
        Description="routes",
        DefaultOutboundQueueId=queue,
        MediaConcurrencies=[{"Channel": "VOICE", "Concurrency": 1}],
    )
    call("CreatePredefinedAttribute", Name="skill", Values={"StringList": ["tea", "coffee"]})
    user = call(
        "CreateUser",
        Username="searched-user",
        Password="Abcdef1!xyz",  # noqa: S106  of a user of the test
        PhoneConfig={"PhoneType": "SOFT_PHONE"},
        IdentityInfo={"FirstName": "Grace", "LastName": "Hopper"},
        SecurityProfileIds=[profile["SecurityProfileId"]],
        RoutingProfileId=routing["RoutingProfileId"],
        HierarchyGroupId=low["HierarchyGroupId"],
    )
    skills = [{"AttributeName": "skill", "AttributeValue": "tea", "Level": 3}]
    call("AssociateUserProficiencies", UserId=user["UserId"], UserProficiencies=skills)
    made.ids |= {
        "SearchUsers": user["UserId"],
        "SearchUserHierarchyGroups": low["HierarchyGroupId"],
        "SearchRoutingProfiles": routing["RoutingProfileId"],
        "SearchSecurityProfiles": profile["SecurityProfileId"],
        "top": top["HierarchyGroupArn"],
        "low": low["HierarchyGroupArn"],
    }
    made.by |= {
        "SearchUsers": {
            "Username": "searched-user",
            "FirstName": "Grace",
            "LastName": "Hopper",
            "RoutingProfileId": routing["RoutingProfileArn"],
            "SecurityProfileId": profile["SecurityProfileArn"],
            "resourceId": user["UserArn"],
        },
        "SearchUserHierarchyGroups": {
            "name": "low",
            "parentId": top["HierarchyGroupArn"],
            "levelId": known["LevelTwo"]["Arn"],
            "resourceID": low["HierarchyGroupArn"],
        },
        "SearchRoutingProfiles": {
            "name": "searched routing",
            "description": "routes",
            "resourceID": routing["RoutingProfileArn"],
        },
        "SearchSecurityProfiles": {"name": "searched"},
    }


def _make_rest(made: _Stock) -> None:
    place, call = made.place, made.place.call
    association = call(
        "CreateIntegrationAssociation",
        IntegrationType="EVENT",
        IntegrationArn="arn:aws:events:eu-central-1:123456789012:event-bus/bus",
    )
    rule = {
        **COPIED["Rule"].required,
        "TriggerEventSource": {
            "EventSourceName": _EVENT,
            "IntegrationAssociationId": association["IntegrationAssociationId"],
        },
        "Actions": [
            {
                "ActionType": "GENERATE_EVENTBRIDGE_EVENT",
                "EventBridgeAction": {"Name": "happened"},
            }
        ],
    }
    status = {"Name": "searched", "Description": "away", "State": "DISABLED", "DisplayOrder": 9}
    hours = {"Name": "searched", "Description": "open", "TimeZone": "Asia/Tokyo", "Config": []}
    queue = {"Name": "searched", "Description": "waits", "HoursOfOperationId": "@hours"}
    direct = {**COPIED["QuickConnect"].required, "Name": "searched", "Description": "dials"}
    prompt = {"Name": "searched", "Description": "says", "S3Uri": "s3://bucket/a.wav"}
    each_one: tuple[tuple[str, str, dict[str, Any], dict[str, str]], ...] = (
        ("SearchRules", "Rule", {**rule, "Name": "searched"}, {}),
        ("SearchAgentStatuses", "AgentStatus", status, {"state": "DISABLED", "displayOrder": "9"}),
        ("SearchHoursOfOperations", "HoursOfOperation", hours, {"timezone": "Asia/Tokyo"}),
        ("SearchQueues", "Queue", queue, {}),
        ("SearchQuickConnects", "QuickConnect", direct, {}),
        ("SearchPrompts", "Prompt", prompt, {}),
    )
    for search, word, params, fields in each_one:
        answer = call(f"Create{word}", **place.filled(params))
        arn = next(each for name, each in answer.items() if name.lower().endswith("arn"))
        named = {"name": "searched", "description": params.get("Description", "")}
        made.ids[search] = arn.rpartition("/")[2]
        made.by[search] = {**named, **fields, "resourceID": arn}
    made.by["SearchAgentStatuses"]["type"] = "CUSTOM"
    made.by["SearchRules"] = {
        "Name": "searched",
        "PublishStatus": "DRAFT",
        "EventSourceName": _EVENT,
        "RuleId": made.by["SearchRules"]["resourceID"],
        "IntegrationAssociationId": association["IntegrationAssociationArn"],
        "ActionSummaries": "GENERATE_EVENTBRIDGE_EVENT",
    }
    own = call("ListRoutingProfiles")["RoutingProfileSummaryList"]
    basic = next(each["Id"] for each in own if each["Name"] == "Basic Routing Profile")
    made.ids["associatedQueueIds"] = basic


_ENDS = ("s", "es")

#: A field whose values nothing in a rule of the model says.
_UNKNOWN = {"SearchRules": {"RuleCapabilityTiers"}, "SearchRoutingProfiles": {"associatedQueueIds"}}
_FIELDS = re.compile("values? for FieldName(?: are|:)? (.+?)\\.?$")


def _documented() -> Iterator[tuple[str, str]]:
    """Each field that the reference names for the string condition of a search."""
    for name in served():
        shape = load().operations[name].model.input_shape if name.startswith("Search") else None
        criteria: Any = None if shape is None else shape.members.get("SearchCriteria")
        leaf = None if criteria is None else criteria.members.get("StringCondition")
        text = "" if leaf is None else re.sub("<[^>]+>|\\s+", " ", leaf.documentation)
        said = _FIELDS.search(re.sub(" +", " ", text).strip())
        words = re.sub(" and ", " ", said[1]).replace(",", " ").split() if said else []
        for word in words:
            if word not in _UNKNOWN.get(name, ()):
                yield name, word


@pytest.mark.parametrize(("search", "name"), list(_documented()))
def test_documented_field_finds(stock: _Stock, search: str, name: str) -> None:
    """By each field that the reference names, also with an ARN where it has ids."""
    value = stock.by[search][name]

    assert stock.ids[search] in stock.found(search, _string(name, value))
    assert stock.found(search, _string(name, f"{value}x")) == []


_HOME = "arn:aws:connect:eu-central-1:123456789012:instance/"
#: ARNs that end with the id of something of the instance, and are not its own.
_FOREIGN = {
    "Region": "arn:aws:connect:us-west-2:123456789012:instance/",
    "account": "arn:aws:connect:eu-central-1:210987654321:instance/",
    "partition": "arn:aws-cn:connect:eu-central-1:123456789012:instance/",
    "instance": f"{_HOME}5f0a1f5e-",
}
_IDS = [each for each in _documented() if each[1].lower().endswith(("id", "ids"))]


@pytest.mark.parametrize("other", _FOREIGN)
@pytest.mark.parametrize(("search", "name"), _IDS)
def test_arn_from_elsewhere_finds_nothing(
    stock: _Stock, search: str, name: str, other: str
) -> None:
    """The ARN of something else does not find what has the same id here."""
    own = stock.by[search][name]
    foreign = own.replace(_HOME, _FOREIGN[other])

    assert foreign != own
    assert stock.found(search, _string(name, foreign)) == []


@pytest.mark.parametrize("other", _FOREIGN)
def test_group_from_elsewhere_has_no_users(stock: _Stock, other: str) -> None:
    """The ARN of a hierarchy group of another instance or Region is of no group here."""
    foreign = stock.ids["low"].replace(_HOME, _FOREIGN[other])
    condition = {"Value": foreign, "HierarchyGroupMatchType": "WITH_CHILD_GROUPS"}

    assert stock.found("SearchUsers", {"HierarchyGroupCondition": condition}) == []


def test_routing_profile_is_found_by_a_queue(stock: _Stock) -> None:
    """The routing profiles of a queue, by the queue's id and by its ARN."""
    queue = stock.place.call("ListQueues", QueueTypes=["STANDARD"])["QueueSummaryList"][0]
    found = [
        stock.found("SearchRoutingProfiles", _string("associatedQueueIds", queue[key]))
        for key in ("Id", "Arn")
    ]

    assert found == [[stock.ids["associatedQueueIds"]]] * 2


@pytest.mark.parametrize(
    ("group", "match", "met"),
    [
        ("low", "EXACT", True),
        ("low", "WITH_CHILD_GROUPS", True),
        ("top", "EXACT", False),
        ("top", "WITH_CHILD_GROUPS", True),
    ],
)
def test_users_of_a_group_are_found(stock: _Stock, group: str, match: str, *, met: bool) -> None:
    """Those of the group alone, or of the groups below it too."""
    condition = {"Value": stock.ids[group], "HierarchyGroupMatchType": match}
    found = stock.found("SearchUsers", {"HierarchyGroupCondition": condition})

    assert (stock.ids["SearchUsers"] in found) is met


@pytest.mark.parametrize(("value", "least", "met"), [("tea", 3, 1), ("tea", 4, 0), ("milk", 1, 0)])
def test_users_are_found_by_a_proficiency(stock: _Stock, value: str, least: int, met: int) -> None:
    """One proficiency must meet every condition of a list."""
    level = {"FieldName": "level", "MinValue": least, "ComparisonType": "GREATER_OR_EQUAL"}
    conditions = [_string("name", "skill"), _string("value", value), {"NumberCondition": level}]
    listed = {"TargetListType": "PROFICIENCIES", "Conditions": conditions}

    assert len(stock.found("SearchUsers", {"ListCondition": listed})) == met


_DAYS = [
    ("EQUAL_TO", "2026-12-24", True),
    ("EQUAL_TO", "2026-12-25", False),
    ("GREATER_THAN", "2026-12-24", False),
    ("GREATER_THAN_OR_EQUAL_TO", "2026-12-24", True),
    ("LESS_THAN", "2026-12-25", True),
    ("LESS_THAN_OR_EQUAL_TO", "2026-12-23", False),
]


@pytest.fixture(scope="module")
def override(stock: _Stock) -> str:
    """Hours that are others from Christmas Eve on."""
    made = stock.place.call(
        "CreateHoursOfOperationOverride",
        HoursOfOperationId=stock.ids["SearchHoursOfOperations"],
        Name="Christmas",
        Config=[],
        EffectiveFrom="2026-12-24",
        EffectiveTill="2026-12-26",
    )
    return str(made["HoursOfOperationOverrideId"])


@pytest.mark.parametrize(("comparison", "day", "met"), _DAYS)
def test_overrides_are_found_by_a_date(
    stock: _Stock, override: str, comparison: str, day: str, *, met: bool
) -> None:
    """A condition on a date compares days."""
    condition = {"FieldName": "EffectiveFrom", "Value": day, "ComparisonType": comparison}
    criteria = {"DateCondition": condition}
    answer = stock.place.call("SearchHoursOfOperationOverrides", SearchCriteria=criteria)
    found = [each["HoursOfOperationOverrideId"] for each in answer["HoursOfOperationOverrides"]]

    assert found == ([override] if met else [])


def test_date_that_is_none_is_refused(stock: _Stock, override: str) -> None:
    """A condition on a date whose value is not a date is an invalid parameter."""
    del override
    condition = {"FieldName": "EffectiveFrom", "Value": "soon", "ComparisonType": "EQUAL_TO"}
    with pytest.raises(stock.place.client.exceptions.InvalidParameterException):
        stock.place.call(
            "SearchHoursOfOperationOverrides", SearchCriteria={"DateCondition": condition}
        )


@pytest.mark.parametrize(("kind", "found"), [("AWS_MANAGED", True), ("CUSTOMER_MANAGED", False)])
def test_views_are_found_by_their_type(stock: _Stock, kind: str, *, found: bool) -> None:
    """The views that AWS gives every instance are found by their type alone."""
    answer = stock.place.call("SearchViews", SearchCriteria={"ViewTypeCondition": kind})

    assert ("Form" in {each["Name"] for each in answer["Views"]}) is found


#: The search of each kind that has one and is described too.
_SEARCHES = {
    word: found[0]
    for word in COPIED
    if (found := [f"Search{word}{end}" for end in _ENDS if f"Search{word}{end}" in served()])
}


#: What no search for flows and modules answers; no source says that the service does.
_LEFT_OUT = {"Content", "FlowContentSha256", "FlowModuleContentSha256"}


@pytest.mark.parametrize("word", _SEARCHES)
def test_search_answers_what_a_describe_does(stock: _Stock, word: str) -> None:
    """Every member that the shapes of both have is the same in both answers, contents apart."""
    kind, place, search = COPIED[word], stock.place, load().operations[_SEARCHES[word]]
    params = place.filled({**kind.lacks, **kind.required, **kind.optional})
    made = place.call(f"Create{word}", **params)
    described = describe(place, word, kind, made)
    rows = place.call(search.name, MaxResults=100)[search.listed]
    row = next(each for each in rows if _own_arn(each) == _own_arn(described))
    delete(place, word, described)
    shape: Any = search.model.output_shape
    both = shape.members[search.listed].member.members.keys() & (described.keys() - _LEFT_OUT)

    assert {name: row.get(name) for name in both} == {name: described[name] for name in both}
