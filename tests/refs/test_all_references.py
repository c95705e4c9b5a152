"""Every reference is found, with its name and every place that repeats it."""

from __future__ import annotations

from typing import Any

import pytest

from flowport.model import Flow
from flowport.refs.all_references import find
from flowport.refs.reference import Form, Reference, ReferencePlace

HOME = "arn:aws:connect:eu-west-2:111122223333:instance/6f1a2b3c-0000-4000-8000-000000000001"
ID = "6f1a2b3c-0000-4000-8000-0000000000aa"


def flow(type_: str, parameters: dict[str, Any], metadata: dict[str, Any] | None = None) -> Flow:
    """A flow of one block, called ``b``."""
    action = {"Identifier": "b", "Type": type_, "Parameters": parameters, "Transitions": {}}
    return Flow.from_tree(
        {
            "Version": "2019-10-30",
            "StartAction": "b",
            "Metadata": {"ActionMetadata": {"b": metadata or {}}},
            "Actions": [action],
        }
    )


def only(
    type_: str, parameters: dict[str, Any], metadata: dict[str, Any] | None = None
) -> Reference:
    """The one reference of a flow of one block."""
    (found,) = find(flow(type_, parameters, metadata))
    return found


HOOKS = (
    "AgentHold",
    "AgentWhisper",
    "CustomerHold",
    "CustomerQueue",
    "CustomerRemaining",
    "CustomerWhisper",
    "DefaultAgentUI",
    "DisconnectAgentUI",
    "PauseContact",
    "ResumeContact",
)
AGENTS = {
    "AttributeCondition": {
        "MatchCriteria": {"AgentsCriteria": {"AgentIds": [f"{HOME}/agent/{ID}"]}}
    }
}
LAMBDA = "arn:aws:lambda:eu-west-2:111122223333:function:look-up"
POOL = "arn:aws:cognito-idp:eu-west-2:111122223333:userpool/eu-west-2_x"
WISDOM = "arn:aws:wisdom:eu-west-2:111122223333"

PLACES: list[tuple[str, dict[str, Any], str]] = [
    ("InvokeLambdaFunction", {"LambdaFunctionARN": LAMBDA}, "lambda_function"),
    ("TransferToFlow", {"ContactFlowId": f"{HOME}/contact-flow/{ID}"}, "contact_flow"),
    ("CreateTask", {"ContactFlowId": f"{HOME}/contact-flow/{ID}"}, "contact_flow"),
    ("CreateCallbackContact", {"ContactFlowId": f"{HOME}/contact-flow/{ID}"}, "contact_flow"),
    ("TransferContactToFlow", {"ContactFlowId": f"{HOME}/contact-flow/{ID}"}, "contact_flow"),
    ("StartOutboundChatContact", {"ContactFlowArn": f"{HOME}/contact-flow/{ID}"}, "contact_flow"),
    *[
        (
            "UpdateContactEventHooks",
            {"EventHooks": {hook: f"{HOME}/contact-flow/{ID}"}},
            "contact_flow",
        )
        for hook in HOOKS
    ],
    ("UpdateContactTargetQueue", {"QueueId": f"{HOME}/queue/{ID}"}, "queue"),
    ("UpdateContactTargetQueue", {"AgentId": f"{HOME}/agent/{ID}"}, "user"),
    ("UpdateContactTargetQueue", {"QueueId": f"{HOME}/queue/agent/{ID}"}, "user"),
    ("TransferContactToQueue", {"QueueId": f"{HOME}/queue/{ID}"}, "queue"),
    ("DequeueContactAndTransferToQueue", {"QueueId": f"{HOME}/queue/{ID}"}, "queue"),
    ("CheckMetricData", {"QueueId": f"{HOME}/queue/{ID}"}, "queue"),
    ("GetMetricData", {"AgentId": f"{HOME}/agent/{ID}"}, "user"),
    ("CreateCallbackContact", {"QueueId": f"{HOME}/queue/{ID}"}, "queue"),
    (
        "UpdateContactRoutingCriteria",
        {"RoutingCriteria": {"Steps": [{"Expression": AGENTS}]}},
        "user",
    ),
    (
        "UpdateContactRoutingCriteria",
        {"RoutingCriteria": {"Steps": [{"Expression": {"OrExpression": [AGENTS]}}]}},
        "user",
    ),
    ("MessageParticipant", {"PromptId": f"{HOME}/prompt/{ID}"}, "prompt"),
    ("GetParticipantInput", {"PromptId": f"{HOME}/prompt/{ID}"}, "prompt"),
    ("ConnectParticipantWithLexBot", {"PromptId": f"{HOME}/prompt/{ID}"}, "prompt"),
    (
        "MessageParticipantIteratively",
        {"Messages": [{"PromptId": f"{HOME}/prompt/{ID}"}]},
        "prompt",
    ),
    (
        "CheckHoursOfOperation",
        {"HoursOfOperationId": f"{HOME}/operating-hours/{ID}"},
        "hours_of_operation",
    ),
    (
        "ConnectParticipantWithLexBot",
        {"LexV2Bot": {"AliasArn": "arn:aws:lex:eu-west-2:111122223333:bot-alias/B/A"}},
        "lex_v2_bot_alias",
    ),
    (
        "ConnectParticipantWithLexBot",
        {"LexBot": {"Name": "Old", "Region": "eu-west-2", "Alias": "$LATEST"}},
        "lex_bot",
    ),
    ("InvokeFlowModule", {"FlowModuleId": ID}, "contact_flow_module"),
    ("CreateCase", {"CaseTemplateId": ID}, "case_template"),
    (
        "ShowView",
        {"ViewResource": {"Id": f"{HOME}/view/{ID}:$LATEST", "Version": "$LATEST"}},
        "view",
    ),
    (
        "AuthenticateParticipant",
        {"CognitoConfiguration": {"UserPoolArn": POOL}},
        "cognito_user_pool",
    ),
    ("CreateWisdomSession", {"WisdomAssistantArn": f"{WISDOM}:assistant/{ID}"}, "wisdom_assistant"),
    (
        "RenderMessageTemplate",
        {"WisdomKnowledgeBaseArn": f"{WISDOM}:knowledge-base/{ID}"},
        "knowledge_base",
    ),
    (
        "RenderMessageTemplate",
        {"WisdomMessageTemplateArn": f"{WISDOM}:message-template/{ID}/{ID}"},
        "message_template",
    ),
    ("GetParticipantInput", {"InputEncryption": {"EncryptionKeyId": ID}}, "encryption_key"),
    ("SomethingOfTomorrow", {"Deep": {"QueueId": f"{HOME}/queue/{ID}"}}, "queue"),
]


@pytest.mark.parametrize(
    ("type_", "parameters", "kind"),
    PLACES,
    ids=[f"{p[0]}-{p[2]}-{i}" for i, p in enumerate(PLACES)],
)
def test_every_place_of_every_kind(type_: str, parameters: dict[str, Any], kind: str) -> None:
    """A reference is found wherever one was seen, as the kind that is there."""
    found = only(type_, parameters)

    assert (found.kind, found.place, found.block) == (kind, ReferencePlace.PARAMETER, "b")


@pytest.mark.parametrize("path", ["$.Attributes.queue", "$.External.arn", "$['External']['x']"])
def test_dynamic_values_are_dynamic(path: str) -> None:
    """A JSONPath is found, and known for what it is."""
    assert only("UpdateContactTargetQueue", {"QueueId": path}).dynamic


def test_name_from_display_name() -> None:
    """The designer's name of a parameter's resource is the reference's name."""
    metadata = {"parameters": {"QueueId": {"displayName": "Sales"}}}
    found = only("UpdateContactTargetQueue", {"QueueId": f"{HOME}/queue/{ID}"}, metadata)

    assert found.name == "Sales"


def test_name_without_value() -> None:
    """A converted block that knows its queue by name alone still refers to it."""
    found = only(
        "UpdateContactTargetQueue", {"QueueId": ""}, {"queue": {"id": "", "text": "Sales"}}
    )

    assert (found.form, found.name) == (Form.EMPTY, "Sales")


def test_copies_belong_to_their_parameter() -> None:
    """The id and name beside a block's queue are copies of its parameter."""
    arn = f"{HOME}/queue/{ID}"
    found = only(
        "UpdateContactTargetQueue", {"QueueId": arn}, {"queue": {"id": arn, "text": "Sales"}}
    )

    assert [copy.pointer.removeprefix("/Metadata/ActionMetadata/b") for copy in found.copies] == [
        "/queue/id",
        "/queue/text",
    ]


def test_stale_copy_gives_no_name() -> None:
    """A name that is beside another id than the parameter's is not believed."""
    metadata = {"queue": {"id": f"{HOME}/queue/other", "text": "Support"}}

    assert (
        only("UpdateContactTargetQueue", {"QueueId": f"{HOME}/queue/{ID}"}, metadata).name is None
    )


def test_prompts_of_a_list_find_their_copies() -> None:
    """The designer's list of audio leaves out the texts; a prompt's copy is the one of its id."""
    arn = f"{HOME}/prompt/{ID}"
    found = only(
        "MessageParticipantIteratively",
        {"Messages": [{"Text": "One moment."}, {"PromptId": arn}]},
        {"audio": [{"id": arn, "text": "Music.wav", "type": "Prompt"}]},
    )

    assert found.name == "Music.wav"


def test_leftover_copy_is_a_reference_of_its_own() -> None:
    """A copy beside a dynamic parameter repeats nothing, and is distinguished."""
    metadata = {"queue": {"id": f"{HOME}/queue/{ID}", "text": "Sales"}}
    _, left = find(flow("UpdateContactTargetQueue", {"QueueId": "$.Attributes.q"}, metadata))

    assert (left.place, left.kind) == (ReferencePlace.METADATA, "queue")


def test_leftover_arn_at_an_unknown_place_is_told() -> None:
    """An ARN anywhere in a block's metadata that repeats no parameter is a reference as well."""
    metadata = {"shown": {"arn": f"{HOME}/prompt/{ID}"}}
    found = only("MessageParticipant", {"Text": "Hello."}, metadata)

    assert (found.place, found.kind) == (ReferencePlace.METADATA, "prompt")


def test_agents_name_without_the_person() -> None:
    """The designer shows an agent as user name and person; the user name is the name."""
    metadata = {"parameters": {"AgentId": {"displayName": "ann (Ann Lee)"}}}
    found = only("UpdateContactTargetQueue", {"AgentId": f"{HOME}/agent/{ID}"}, metadata)

    assert found.name == "ann"


def test_lex_alias_has_two_names() -> None:
    """A Lex alias is named by its bot and its alias, not by the ids in its ARN."""
    arn = "arn:aws:lex:eu-west-2:111122223333:bot-alias/B0T/AL1AS"
    metadata = {"lexV2BotName": "Orders", "lexV2BotAliasName": "live"}
    found = only("ConnectParticipantWithLexBot", {"LexV2Bot": {"AliasArn": arn}}, metadata)

    assert found.name == "Orders/live"


@pytest.mark.parametrize(
    ("value", "form"),
    [
        (f"{HOME}/queue/{ID}", Form.ARN),
        (ID, Form.ID),
        (f"go to {HOME}/queue/{ID} now", Form.EMBEDDED),
    ],
)
def test_hidden_in_an_attribute(value: str, form: Form) -> None:
    """An ARN or id in a plain attribute is reported as hidden."""
    found = only("UpdateContactAttributes", {"Attributes": {"q": value}})

    assert (found.place, found.form) == (ReferencePlace.VALUE, form)


def test_plain_text_is_no_reference() -> None:
    """Words are not references."""
    assert find(flow("UpdateContactAttributes", {"Attributes": {"QueueId": "Sales"}})) == ()
