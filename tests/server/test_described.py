"""What a create or an update is given, a describe answers: every member, however deep."""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any

import pytest

from copied import COPIED, Copied, Place, delete, describe
from flowport.server.protocol.model import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_SECTION: Mapping[str, Any] = {
    "Section": {
        "Title": "s",
        "RefId": "s",
        "Instructions": "i",
        "Weight": 100.0,
        "Items": [
            {
                "Question": {
                    "Title": "q",
                    "RefId": "q",
                    "QuestionType": "SINGLESELECT",
                    "Weight": 100.0,
                    "NotApplicableEnabled": True,
                    "QuestionTypeProperties": {
                        "SingleSelect": {
                            "Options": [
                                {"RefId": "a", "Text": "a", "Score": 0, "AutomaticFail": False},
                                {"RefId": "b", "Text": "b", "Score": 10},
                            ],
                            "DisplayAs": "DROPDOWN",
                        }
                    },
                }
            }
        ],
    }
}
_FIELD = {"Id": {"Name": "what"}}
#: More members of each kind than those that make one.
_MORE: Mapping[str, Mapping[str, Any]] = {
    "QuickConnect": {
        "QuickConnectConfig": {
            "QuickConnectType": "PHONE_NUMBER",
            "PhoneConfig": {"PhoneNumber": "+12065550100"},
        }
    },
    "RoutingProfile": {
        "MediaConcurrencies": [
            {"Channel": "VOICE", "Concurrency": 1},
            {
                "Channel": "EMAIL",
                "Concurrency": 10,
                "WorkloadTypeConcurrencies": [
                    {
                        "WorkloadType": "x",
                        "Concurrency": 2,
                        "CrossChannelWorkloadBehavior": {
                            "ChannelWorkloadBehaviorType": "ROUTE_ANY_CHANNEL_ANY_WORKLOAD_TYPE"
                        },
                    }
                ],
            },
        ]
    },
    "SecurityProfile": {
        "HierarchyRestrictedResources": ["User"],
        "GranularAccessControlConfiguration": {
            "DataTableAccessControlConfiguration": {
                "PrimaryAttributeAccessControlConfiguration": {
                    "PrimaryAttributeValues": [
                        {"AccessType": "ALLOW", "AttributeName": "a", "Values": ["v"]}
                    ]
                }
            }
        },
    },
    "User": {
        "IdentityInfo": {
            "FirstName": "Ann",
            "LastName": "Smith",
            "Email": "ann@example.com",
            "SecondaryEmail": "smith@example.com",
            "Mobile": "+12065550111",
        },
        "PhoneConfig": {
            "PhoneType": "DESK_PHONE",
            "AutoAccept": True,
            "AfterContactWorkTimeLimit": 30,
            "DeskPhoneNumber": "+12065550112",
            "PersistentConnection": True,
        },
        "AutoAcceptConfigs": [
            {"Channel": "VOICE", "AutoAccept": True, "AgentFirstCallbackAutoAccept": True}
        ],
        "AfterContactWorkConfigs": [
            {
                "Channel": "VOICE",
                "AfterContactWorkConfig": {"AfterContactWorkTimeLimit": 5},
                "AgentFirstCallbackAfterContactWorkConfig": {"AfterContactWorkTimeLimit": 6},
            }
        ],
        "PhoneNumberConfigs": [
            {"Channel": "VOICE", "PhoneType": "DESK_PHONE", "PhoneNumber": "+12065550113"}
        ],
        "PersistentConnectionConfigs": [{"Channel": "VOICE", "PersistentConnection": True}],
        "VoiceEnhancementConfigs": [
            {"Channel": "VOICE", "VoiceEnhancementMode": "NOISE_SUPPRESSION"}
        ],
    },
    "PredefinedAttribute": {
        "AttributeConfiguration": {"EnableValueValidationOnAssociation": True},
    },
    "TaskTemplate": {
        "SelfAssignFlowId": "@flow",
        "ContactHooks": {"WrapUpFlowId": "@flow"},
        "Constraints": {"RequiredFields": [_FIELD]},
        "Defaults": {"DefaultFieldValues": [{**_FIELD, "DefaultValue": "x"}]},
        "Fields": [
            {**_FIELD, "Description": "d", "Type": "TEXT"},
            {"Id": {"Name": "g"}, "Type": "SINGLE_SELECT", "SingleSelectOptions": ["a", "b"]},
        ],
    },
    "EvaluationForm": {
        "Items": [_SECTION],
        "ScoringStrategy": {"Mode": "QUESTION_ONLY", "Status": "ENABLED"},
        "TargetConfiguration": {"ContactInteractionType": "AGENT"},
        "LanguageConfiguration": {"FormLanguage": "en-US"},
    },
    "Rule": {
        "Actions": [
            {
                "ActionType": "CREATE_TASK",
                "TaskAction": {
                    "Name": "n",
                    "Description": "d",
                    "ContactFlowId": "@flow",
                    "References": {"r": {"Value": "v", "Type": "URL"}},
                },
            },
            {"ActionType": "GENERATE_EVENTBRIDGE_EVENT", "EventBridgeAction": {"Name": "x"}},
            {
                "ActionType": "SEND_NOTIFICATION",
                "SendNotificationAction": {
                    "DeliveryMethod": "EMAIL",
                    "Subject": "s",
                    "Content": "c",
                    "ContentType": "PLAIN_TEXT",
                    "Recipient": {"UserTags": {"team": "blue"}},
                },
            },
        ]
    },
    "ContactFlowModule": {"ExternalInvocationConfiguration": {"Enabled": True}},
}


@pytest.fixture(scope="module")
def place(start: Callable[..., Any]) -> Place:
    """An instance with a hierarchy of users."""
    served = start()
    found = Place(served.client(), served.instance)
    found.call("UpdateUserHierarchyStructure", HierarchyStructure={"LevelOne": {"Name": "one"}})
    return found


def _lost(sent: Any, found: Any, path: str = "") -> Iterator[str]:
    """Where what was sent is not in what was found."""
    if isinstance(sent, dict) and isinstance(found, dict):
        for key, each in sent.items():
            yield from _lost(each, found.get(key), f"{path}.{key}")
    elif isinstance(sent, list) and isinstance(found, list) and len(sent) == len(found):
        for number, each in enumerate(sent):
            yield from _lost(each, found[number], f"{path}[{number}]")
    elif sent != found:
        yield f"{path}: {sent!r} is {found!r}"


def _unique(params: Mapping[str, Any], word: str) -> dict[str, Any]:
    own = uuid.uuid4().hex
    new = f"copied{own}" if word in {"EmailAddress", "Vocabulary"} else f"copied {own}"
    return dict(json.loads(json.dumps(params).replace("copied", new)))


def _shown(word: str, kind: Copied) -> set[str]:
    """The members that the describe of a kind has."""
    operation = load().operations[kind.describe or f"Describe{word}"]
    shape: Any = operation.model.output_shape
    return set((shape.members[operation.described] if operation.described else shape).members)


@pytest.mark.parametrize("word", COPIED)
def test_what_is_sent_is_described(place: Place, word: str) -> None:
    """Each member of a create that the describe has too, with all that is in it."""
    kind = COPIED[word]
    given = {**kind.lacks, **kind.required, **kind.optional, **_MORE.get(word, {})}
    sent = place.filled(_unique(given, word))
    made = place.call(f"Create{word}", **sent)
    found = describe(place, word, Copied(required=sent, describe=kind.describe, by=kind.by), made)
    delete(place, word, found)
    wanted = {key: each for key, each in sent.items() if key in _shown(word, kind)}

    assert list(_lost(wanted, found)) == []


@pytest.mark.parametrize("word", ["TaskTemplate", "Rule", "SecurityProfile"])
def test_what_an_update_gives_is_described(place: Place, word: str) -> None:
    """An update of everything leaves what it gave."""
    kind = COPIED[word]
    made = place.call(
        f"Create{word}", **place.filled(_unique({**kind.required, **kind.optional}, word))
    )
    label = load().operations[f"Update{word}"].labels[-1]
    shape: Any = load().operations[f"Update{word}"].model.input_shape
    given = {**kind.required, **kind.optional, **_MORE[word]}
    sent = {k: v for k, v in place.filled(_unique(given, word)).items() if k in shape.members}
    place.call(f"Update{word}", **{label: made.get(label) or made["Id"]}, **sent)
    found = describe(place, word, kind, made)
    delete(place, word, found)

    assert list(_lost(sent, found)) == []
