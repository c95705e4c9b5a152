"""Rows of the store as the values of the ports, and the store's words for kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.catalogue.partitions import arn_in
from flowport.catalogue.references import REFERENCE_KINDS
from flowport.ports import Alias, FlowKey, FlowKind, FlowSummary, NewFlow, State, Status, Version
from flowport.refs.arn import parse
from flowport.refs.resource import Resource

if TYPE_CHECKING:
    from flowport.store import resources, versions
    from flowport.store.flows import Stored

__all__ = [
    "ASSOCIATED",
    "INVOCATION",
    "NOT_HELD",
    "alias_of",
    "body_of",
    "resource_of",
    "summary_of",
    "version_of",
    "word_of",
]


#: The store's word for a kind, where it is not the catalogue's with hyphens.
_WORDS = {
    "lambda_function": "lambda",
    "lex_v2_bot_alias": "lex-v2-bot",
    "encryption_key": "security-key",
    "wisdom_assistant": "integration-association",
    "knowledge_base": "integration-association",
}

#: What makes an association one of a kind.
ASSOCIATED = {
    "wisdom_assistant": "WISDOM_ASSISTANT",
    "knowledge_base": "WISDOM_KNOWLEDGE_BASE",
}

#: Kinds that nothing puts into a store: which of them there are, it can't say.
NOT_HELD = {
    kind.name for kind in REFERENCE_KINDS.values() if kind.service in {"cases", "chime"}
} | {"cognito_user_pool", "message_template", "s3_object"}

INVOCATION = "ExternalInvocationConfiguration"


def word_of(kind: str) -> str:
    """The store's word for a kind of the catalogue."""
    return _WORDS.get(kind) or kind.replace("_", "-")


def resource_of(kind: str, row: resources.StoredResource) -> Resource:
    """A resource as a reference to it is resolved."""
    arn = parse(row.name if kind in ASSOCIATED else row.arn)
    if kind == "encryption_key":
        return Resource(kind, "", "", row.id)
    if kind == "lex_bot":
        name, _, region = row.name.partition("|")
        return Resource(kind, name, arn_in(region, "lex", "", f"bot:{name}"), name)
    if arn and arn.service != "connect":
        name = arn.tail if kind == "lambda_function" else ""
        return Resource(kind, name, str(arn), arn.tail)
    return Resource(kind, row.name, row.arn, row.id)


def summary_of(row: Stored) -> FlowSummary:
    """What lists say of a flow."""
    return FlowSummary(
        key=FlowKey(FlowKind(row.kind), row.id),
        arn=row.arn,
        name=row.name,
        type=row.type,
        state=State(row.state),
        status=Status.SAVED if row.published is None else Status.PUBLISHED,
    )


def body_of(new: NewFlow) -> dict[str, Any]:
    """What a module keeps beside its content."""
    body: dict[str, Any] = {"Settings": new.settings} if new.settings else {}
    return body | ({} if new.invocation is None else {INVOCATION: dict(new.invocation)})


def alias_of(row: versions.StoredAlias) -> Alias:
    """An alias."""
    return Alias(id=row.id, name=row.name, version=row.version, description=row.description or "")


def version_of(row: versions.StoredVersion) -> Version:
    """A version."""
    return Version(number=row.number, description=row.description or "", modified=row.created)
