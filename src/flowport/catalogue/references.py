"""What a parameter may refer to, how such a thing is named, and where copies of its name sit.

Rewriting a reference means rewriting its copies in the designer's metadata as well: the designer
shows the copy, and the service runs the parameter.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from flowport.catalogue.declaration import Declaration

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "HIDING_PLACES",
    "METADATA_COPIES",
    "REFERENCE_KINDS",
    "Held",
    "MatchedBy",
    "MetadataCopy",
    "ReferenceKind",
]


class MatchedBy(StrEnum):
    """How the same thing is found in another instance."""

    NAME = "name"
    """By its name in the instance, case included."""
    ARN_NAME = "arn-name"
    """By the name inside its ARN, since the resource is named there."""
    VALUE = "value"
    """The value is the name itself, and stays."""
    GIVEN = "given"
    """Only by a mapping that the user gives."""


class ReferenceKind(Declaration, kw_only=True):
    """A kind of thing that flows refer to.

    Attributes:
        name: Its name here, as ``Parameter.refers_to`` spells it.
        title: What to call it in a sentence.
        service: The service part of its ARN; None where it has no ARN.
        slug: What stands in the ARN's resource part before its id. Below an instance, what stands
            after ``instance/<id>/``.
        in_instance: Whether the ARN's resource part begins with ``instance/<id>/``.
        separator: What stands between slug and id.
        bare_id: Whether the bare id serves as well as the ARN.
        by_name: Whether real flows hold its bare name.
        matched_by: How its counterpart in another instance is found.
        listed_by: The operation of the Connect API that lists all of its kind; None without one.
        managed: Whether AWS owns some, whose ARN has the account ``aws`` and no instance: the same
            in every instance of a Region, and not to be resolved.
        listed_whole: Whether that operation lists all that the instance can use. A flow can call
            a Lambda function, of another account too, that is not associated with the instance.
        of_instance: Whether it is a part of an instance's set-up. What is not (a customer's
            profile, a case) is data, and nothing to resolve before a flow is written.
    """

    name: str
    title: str
    service: str | None = "connect"
    slug: str = ""
    in_instance: bool = True
    separator: str = "/"
    bare_id: bool = True
    by_name: bool = False
    matched_by: MatchedBy = MatchedBy.NAME
    listed_by: str | None = None
    managed: bool = False
    listed_whole: bool = True
    of_instance: bool = True


_KINDS = (
    ReferenceKind(
        name="contact_flow", title="flow", slug="contact-flow", listed_by="ListContactFlows"
    ),
    ReferenceKind(
        name="contact_flow_module",
        title="flow module",
        slug="flow-module",
        listed_by="ListContactFlowModules",
    ),
    ReferenceKind(name="queue", title="queue", slug="queue", listed_by="ListQueues"),
    ReferenceKind(name="user", title="agent", slug="agent", listed_by="ListUsers"),
    ReferenceKind(name="prompt", title="prompt", slug="prompt", listed_by="ListPrompts"),
    ReferenceKind(
        name="hours_of_operation",
        title="hours of operation",
        slug="operating-hours",
        listed_by="ListHoursOfOperations",
    ),
    ReferenceKind(
        name="phone_number",
        title="phone number",
        slug="phone-number",
        in_instance=False,
        by_name=True,
        listed_by="ListPhoneNumbersV2",
    ),
    ReferenceKind(
        name="task_template",
        title="task template",
        slug="task-template",
        listed_by="ListTaskTemplates",
    ),
    ReferenceKind(
        name="view", title="view", slug="view", by_name=True, listed_by="ListViews", managed=True
    ),
    ReferenceKind(
        name="data_table", title="data table", slug="data-table", listed_by="ListDataTables"
    ),
    ReferenceKind(
        name="lambda_function",
        title="Lambda function",
        service="lambda",
        slug="function",
        in_instance=False,
        separator=":",
        bare_id=False,
        by_name=True,
        matched_by=MatchedBy.ARN_NAME,
        listed_by="ListLambdaFunctions",
        listed_whole=False,
    ),
    ReferenceKind(
        name="lex_v2_bot_alias",
        title="Lex bot alias",
        service="lex",
        slug="bot-alias",
        in_instance=False,
        bare_id=False,
        matched_by=MatchedBy.ARN_NAME,
        listed_by="ListBots",
    ),
    ReferenceKind(
        name="lex_bot",
        title="Lex bot (V1)",
        service=None,
        by_name=True,
        matched_by=MatchedBy.VALUE,
        listed_by="ListLexBots",
    ),
    ReferenceKind(
        name="encryption_key",
        title="encryption key",
        service=None,
        listed_by="ListSecurityKeys",
    ),
    ReferenceKind(
        name="predefined_attribute",
        title="predefined attribute",
        service=None,
        by_name=True,
        matched_by=MatchedBy.VALUE,
        listed_by="ListPredefinedAttributes",
    ),
    ReferenceKind(
        name="email_address",
        title="email address",
        slug="email-address",
        by_name=True,
        listed_by="SearchEmailAddresses",
    ),
    ReferenceKind(
        name="case_template",
        title="case template",
        service="cases",
        slug="template",
        in_instance=False,
        matched_by=MatchedBy.GIVEN,
    ),
    ReferenceKind(
        name="case_field",
        title="case field",
        service="cases",
        slug="field",
        in_instance=False,
        by_name=True,
        matched_by=MatchedBy.GIVEN,
    ),
    ReferenceKind(
        name="wisdom_assistant",
        title="assistant",
        service="wisdom",
        slug="assistant",
        in_instance=False,
        bare_id=False,
        matched_by=MatchedBy.GIVEN,
        listed_by="ListIntegrationAssociations",
    ),
    ReferenceKind(
        name="knowledge_base",
        title="knowledge base",
        service="wisdom",
        slug="knowledge-base",
        in_instance=False,
        bare_id=False,
        matched_by=MatchedBy.GIVEN,
        listed_by="ListIntegrationAssociations",
    ),
    ReferenceKind(
        name="message_template",
        title="message template",
        service="wisdom",
        slug="message-template",
        in_instance=False,
        bare_id=False,
        matched_by=MatchedBy.GIVEN,
    ),
    ReferenceKind(
        name="cognito_user_pool",
        title="Cognito user pool",
        service="cognito-idp",
        slug="userpool",
        in_instance=False,
        bare_id=False,
        matched_by=MatchedBy.GIVEN,
    ),
    ReferenceKind(
        name="voice_connector",
        title="voice connector",
        service="chime",
        slug="vc",
        in_instance=False,
        bare_id=False,
        matched_by=MatchedBy.GIVEN,
    ),
    ReferenceKind(
        name="s3_object",
        title="audio file in S3",
        service=None,
        bare_id=False,
        by_name=True,
        matched_by=MatchedBy.GIVEN,
    ),
    ReferenceKind(
        name="wisdom_session",
        title="assistant session",
        service="wisdom",
        slug="session",
        in_instance=False,
        bare_id=False,
        matched_by=MatchedBy.GIVEN,
        of_instance=False,
    ),
    ReferenceKind(
        name="customer_profile",
        title="customer profile",
        service=None,
        matched_by=MatchedBy.GIVEN,
        of_instance=False,
    ),
    ReferenceKind(
        name="case",
        title="case",
        service=None,
        matched_by=MatchedBy.GIVEN,
        of_instance=False,
    ),
)

#: Every reference kind by its name.
REFERENCE_KINDS: Mapping[str, ReferenceKind] = MappingProxyType({k.name: k for k in _KINDS})


class Held(StrEnum):
    """What a copy in the metadata holds."""

    ID = "id"
    """The same value as the parameter."""
    NAME = "name"
    """The resource's name."""


class MetadataCopy(Declaration, kw_only=True):
    """A place in an action's ``ActionMetadata`` that repeats a reference.

    Attributes:
        path: Where, below the action's entry; ``[]`` for each item of a list.
        held: What stands there.
        kinds: The reference kinds that it can hold; empty for any.
        repeats: Paths of the parameters that it can repeat; empty for any of its kinds. Items of
            a list follow the items of the parameter's list.
    """

    path: str
    held: Held
    kinds: tuple[str, ...] = ()
    repeats: tuple[str, ...] = ()


#: The copies in the metadata. ``parameters.*`` holds one entry a parameter, keyed by its path.
METADATA_COPIES: tuple[MetadataCopy, ...] = (
    MetadataCopy(path="parameters.*.displayName", held=Held.NAME),
    MetadataCopy(path="ContactFlow.id", held=Held.ID, kinds=("contact_flow",)),
    MetadataCopy(path="ContactFlow.text", held=Held.NAME, kinds=("contact_flow",)),
    MetadataCopy(path="contactFlow.id", held=Held.ID, kinds=("contact_flow",)),
    MetadataCopy(path="contactFlow.text", held=Held.NAME, kinds=("contact_flow",)),
    MetadataCopy(
        path="contactFlowModuleName",
        held=Held.NAME,
        kinds=("contact_flow_module",),
        repeats=("FlowModuleId",),
    ),
    MetadataCopy(
        path="queue.id", held=Held.ID, kinds=("queue", "user"), repeats=("QueueId", "AgentId")
    ),
    MetadataCopy(
        path="queue.text", held=Held.NAME, kinds=("queue", "user"), repeats=("QueueId", "AgentId")
    ),
    MetadataCopy(path="promptName", held=Held.NAME, kinds=("prompt",), repeats=("PromptId",)),
    MetadataCopy(
        path="audio[].id", held=Held.ID, kinds=("prompt",), repeats=("Messages[].PromptId",)
    ),
    MetadataCopy(
        path="audio[].text",
        held=Held.NAME,
        kinds=("prompt",),
        repeats=("Messages[].PromptId", "Messages[].Text"),
    ),
    MetadataCopy(
        path="audio[].prompt.id", held=Held.ID, kinds=("prompt",), repeats=("Messages[].PromptId",)
    ),
    MetadataCopy(
        path="audio[].prompt.text",
        held=Held.NAME,
        kinds=("prompt",),
        repeats=("Messages[].PromptId",),
    ),
    MetadataCopy(path="Hours.id", held=Held.ID, kinds=("hours_of_operation",)),
    MetadataCopy(path="Hours.text", held=Held.NAME, kinds=("hours_of_operation",)),
    MetadataCopy(path="LexV2Bot.id", held=Held.ID, kinds=("lex_v2_bot_alias",)),
    MetadataCopy(path="LexV2Bot.text", held=Held.NAME, kinds=("lex_v2_bot_alias",)),
    MetadataCopy(path="lexV2BotName", held=Held.NAME, kinds=("lex_v2_bot_alias",)),
    MetadataCopy(path="lexV2BotAliasName", held=Held.NAME, kinds=("lex_v2_bot_alias",)),
    MetadataCopy(path="templateName", held=Held.NAME, kinds=("case_template", "task_template")),
)

#: Free values in which references were found: to be reported, and rewritten only on request.
HIDING_PLACES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "UpdateContactAttributes": ("Attributes.*",),
        "UpdateFlowAttributes": ("FlowAttributes.*.Value",),
        "InvokeLambdaFunction": ("LambdaInvocationAttributes.*",),
        "CreateTask": ("Attributes.*",),
    }
)
