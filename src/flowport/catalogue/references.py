"""What a parameter may refer to, how such a thing is named, and where copies of its name sit.

Rewriting a reference means rewriting its copies in the designer's metadata as well: the designer
shows the copy, and the service runs the parameter.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from flowport.catalogue.declaration import Declaration
from flowport.catalogue.resource_families import RESOURCE_FAMILIES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from dataclasses import KW_ONLY

__all__ = [
    "HIDING_PLACES",
    "METADATA_COPIES",
    "REFERENCE_KINDS",
    "Held",
    "MatchedBy",
    "MetadataCopy",
    "ReferenceKind",
    "slug_of",
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


class ReferenceKind(Declaration):
    """A kind of thing that flows refer to.

    Attributes:
        name: Its name here, as ``Parameter.refers_to`` spells it.
        title: What to call it in a sentence.
        slug: What is in the ARN's resource part before its id. Below an instance, what stands
            after ``instance/<id>/``.
        service: The service part of its ARN; None where it has no ARN.
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
    slug: str = ""
    _: KW_ONLY
    service: str | None = "connect"
    in_instance: bool = True
    separator: str = "/"
    bare_id: bool = True
    by_name: bool = False
    matched_by: MatchedBy = MatchedBy.NAME
    listed_by: str | None = None
    managed: bool = False
    listed_whole: bool = True
    of_instance: bool = True


def _known(name: str, **differing: Any) -> ReferenceKind:
    """A kind with the words of its family."""
    family = RESOURCE_FAMILIES[name]
    words = {"title": family.title, "slug": family.slug, "listed_by": family.listing}
    return ReferenceKind(name=name, **{**words, **differing})


_KINDS = (
    _known("contact_flow"),
    _known("contact_flow_module"),
    _known("queue"),
    _known("user"),
    _known("prompt"),
    _known("hours_of_operation"),
    _known("phone_number", in_instance=False, by_name=True),
    _known("task_template"),
    _known("view", by_name=True, managed=True),
    _known("data_table"),
    ReferenceKind(
        "lambda_function",
        "Lambda function",
        "function",
        service="lambda",
        in_instance=False,
        separator=":",
        bare_id=False,
        by_name=True,
        matched_by=MatchedBy.ARN_NAME,
        listed_by="ListLambdaFunctions",
        listed_whole=False,
    ),
    ReferenceKind(
        "lex_v2_bot_alias",
        "Lex bot alias",
        "bot-alias",
        service="lex",
        in_instance=False,
        bare_id=False,
        matched_by=MatchedBy.ARN_NAME,
        listed_by="ListBots",
    ),
    ReferenceKind(
        "lex_bot",
        "Lex bot (V1)",
        service=None,
        by_name=True,
        matched_by=MatchedBy.VALUE,
        listed_by="ListLexBots",
    ),
    ReferenceKind("encryption_key", "encryption key", service=None, listed_by="ListSecurityKeys"),
    _known("predefined_attribute", slug="", service=None, by_name=True, matched_by=MatchedBy.VALUE),
    _known("email_address", by_name=True),
    ReferenceKind(
        "case_template",
        "case template",
        "template",
        service="cases",
        in_instance=False,
        matched_by=MatchedBy.GIVEN,
    ),
    ReferenceKind(
        "case_field",
        "case field",
        "field",
        service="cases",
        in_instance=False,
        by_name=True,
        matched_by=MatchedBy.GIVEN,
    ),
    ReferenceKind(
        "wisdom_assistant",
        "assistant",
        "assistant",
        service="wisdom",
        in_instance=False,
        bare_id=False,
        matched_by=MatchedBy.GIVEN,
        listed_by="ListIntegrationAssociations",
    ),
    ReferenceKind(
        "knowledge_base",
        "knowledge base",
        "knowledge-base",
        service="wisdom",
        in_instance=False,
        bare_id=False,
        matched_by=MatchedBy.GIVEN,
        listed_by="ListIntegrationAssociations",
    ),
    ReferenceKind(
        "message_template",
        "message template",
        "message-template",
        service="wisdom",
        in_instance=False,
        bare_id=False,
        matched_by=MatchedBy.GIVEN,
    ),
    ReferenceKind(
        "cognito_user_pool",
        "Cognito user pool",
        "userpool",
        service="cognito-idp",
        in_instance=False,
        bare_id=False,
        matched_by=MatchedBy.GIVEN,
    ),
    ReferenceKind(
        "voice_connector",
        "voice connector",
        "vc",
        service="chime",
        in_instance=False,
        bare_id=False,
        matched_by=MatchedBy.GIVEN,
    ),
    ReferenceKind(
        "s3_object",
        "audio file in S3",
        service=None,
        bare_id=False,
        by_name=True,
        matched_by=MatchedBy.GIVEN,
    ),
    ReferenceKind(
        "wisdom_session",
        "assistant session",
        "session",
        service="wisdom",
        in_instance=False,
        bare_id=False,
        matched_by=MatchedBy.GIVEN,
        of_instance=False,
    ),
    ReferenceKind(
        "customer_profile",
        "customer profile",
        service=None,
        matched_by=MatchedBy.GIVEN,
        of_instance=False,
    ),
    ReferenceKind(
        name="case", title="case", service=None, matched_by=MatchedBy.GIVEN, of_instance=False
    ),
)

#: Every reference kind by its name.
REFERENCE_KINDS: Mapping[str, ReferenceKind] = MappingProxyType({k.name: k for k in _KINDS})


def slug_of(kind: str) -> str:
    """What is in an ARN before the id of a kind, whether flows refer to it or not."""
    known = REFERENCE_KINDS.get(kind)
    return known.slug if known else RESOURCE_FAMILIES[kind].slug


class Held(StrEnum):
    """What a copy in the metadata holds."""

    ID = "id"
    """The same value as the parameter."""
    NAME = "name"
    """The resource's name."""


class MetadataCopy(Declaration):
    """A place in an action's ``ActionMetadata`` that repeats a reference.

    Attributes:
        path: Where, below the action's entry; ``[]`` for each item of a list.
        held: What is there.
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
    MetadataCopy("parameters.*.displayName", Held.NAME),
    MetadataCopy("ContactFlow.id", Held.ID, ("contact_flow",)),
    MetadataCopy("ContactFlow.text", Held.NAME, ("contact_flow",)),
    MetadataCopy("contactFlow.id", Held.ID, ("contact_flow",)),
    MetadataCopy("contactFlow.text", Held.NAME, ("contact_flow",)),
    MetadataCopy("contactFlowModuleName", Held.NAME, ("contact_flow_module",), ("FlowModuleId",)),
    MetadataCopy("queue.id", Held.ID, ("queue", "user"), ("QueueId", "AgentId")),
    MetadataCopy("queue.text", Held.NAME, ("queue", "user"), ("QueueId", "AgentId")),
    MetadataCopy("promptName", Held.NAME, ("prompt",), ("PromptId",)),
    MetadataCopy("audio[].id", Held.ID, ("prompt",), ("Messages[].PromptId",)),
    MetadataCopy(
        "audio[].text", Held.NAME, ("prompt",), ("Messages[].PromptId", "Messages[].Text")
    ),
    MetadataCopy("audio[].prompt.id", Held.ID, ("prompt",), ("Messages[].PromptId",)),
    MetadataCopy("audio[].prompt.text", Held.NAME, ("prompt",), ("Messages[].PromptId",)),
    MetadataCopy("Hours.id", Held.ID, ("hours_of_operation",)),
    MetadataCopy("Hours.text", Held.NAME, ("hours_of_operation",)),
    MetadataCopy("LexV2Bot.id", Held.ID, ("lex_v2_bot_alias",)),
    MetadataCopy("LexV2Bot.text", Held.NAME, ("lex_v2_bot_alias",)),
    MetadataCopy("lexV2BotName", Held.NAME, ("lex_v2_bot_alias",)),
    MetadataCopy("lexV2BotAliasName", Held.NAME, ("lex_v2_bot_alias",)),
    MetadataCopy("templateName", Held.NAME, ("case_template", "task_template")),
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
