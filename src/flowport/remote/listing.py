"""How each kind of resource is listed over the API: one line a kind, read by one function."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from botocore import xform_name

from flowport.catalogue.partitions import arn_in
from flowport.catalogue.resource_families import RESOURCE_FAMILIES
from flowport.refs.arn import parse
from flowport.refs.resource import Resource
from flowport.remote.answer_checks import pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = ["LISTINGS", "Listing", "listed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list operation.

    Attributes:
        operation: The client's method.
        key: The member of its answer that holds the list.
        names: The members that hold name, ARN and id; one that is absent is empty.
        params: What it is asked beside the instance.
        target: The parameter that takes the instance's ARN, where it is not ``InstanceId``.
        page: The most that one page may have; None where the operation takes no such number.
        each: Makes of one row what ``names`` speak of.
    """

    operation: str
    key: str
    names: tuple[str, str, str] = ("Name", "Arn", "Id")
    params: Mapping[str, Any] = field(default_factory=dict)
    target: str = ""
    page: int | None = 100
    each: Callable[[Any], Mapping[str, Any]] | None = None


def _function(arn: str) -> Mapping[str, Any]:
    found = parse(arn)
    name = (found.name if found else None) or arn
    return {"Name": name, "Arn": arn, "Id": name}


def _alias(row: Mapping[str, Any]) -> Mapping[str, Any]:
    arn = row.get("LexV2Bot", {}).get("AliasArn", "")
    found = parse(arn)
    return {"Arn": arn, "Id": found.tail if found else ""}


def _old_bot(row: Mapping[str, Any]) -> Mapping[str, Any]:
    bot = row.get("LexBot", row)
    name, region = bot.get("Name", ""), bot.get("LexRegion", "")
    return {"Name": name, "Id": name, "Arn": arn_in(region, "lex", "", f"bot:{name}")}


def _family(name: str, **differing: Any) -> Listing:
    """How a family is listed, in its own words."""
    family = RESOURCE_FAMILIES[name]
    return Listing(operation=xform_name(family.listing), key=family.rows, **differing)


#: How each reference kind is listed; flows and modules are listed as such.
LISTINGS: Mapping[str, Listing] = {
    "queue": _family(
        "queue",
        params={"QueueTypes": ["STANDARD"]},
        page=1000,
    ),
    "user": _family("user", names=("Username", "Arn", "Id"), page=1000),
    "prompt": _family("prompt", page=1000),
    "hours_of_operation": _family("hours_of_operation", page=1000),
    "phone_number": _family(
        "phone_number",
        names=("PhoneNumber", "PhoneNumberArn", "PhoneNumberId"),
        target="TargetArn",
        page=1000,
    ),
    "task_template": _family("task_template"),
    "view": _family("view"),
    "data_table": _family("data_table"),
    "lambda_function": Listing(
        operation="list_lambda_functions", key="LambdaFunctions", page=25, each=_function
    ),
    "lex_v2_bot_alias": Listing(
        operation="list_bots", key="LexBots", params={"LexVersion": "V2"}, page=25, each=_alias
    ),
    "lex_bot": Listing(
        operation="list_bots", key="LexBots", params={"LexVersion": "V1"}, page=25, each=_old_bot
    ),
    "encryption_key": Listing(
        operation="list_security_keys", key="SecurityKeys", names=("", "", "AssociationId"), page=2
    ),
    "predefined_attribute": _family(
        "predefined_attribute",
        names=("Name", "", "Name"),
    ),
    "wisdom_assistant": _family(
        "integration_association",
        names=("", "IntegrationArn", ""),
        params={"IntegrationType": "WISDOM_ASSISTANT"},
    ),
    "knowledge_base": _family(
        "integration_association",
        names=("", "IntegrationArn", ""),
        params={"IntegrationType": "WISDOM_KNOWLEDGE_BASE"},
    ),
    "quick_connect": _family("quick_connect", page=1000),
}


def listed(client: Any, kind: str, instance_id: str, instance_arn: str) -> Iterator[list[Resource]]:
    """The resources of a kind, page by page."""
    listing = LISTINGS[kind]
    params = dict(listing.params)
    params |= {listing.target: instance_arn} if listing.target else {"InstanceId": instance_id}
    for page in pages(client, listing.operation, listing.page, **params):
        yield [_resource(kind, listing, row) for row in page[listing.key]]


def _resource(kind: str, listing: Listing, row: Any) -> Resource:
    made = listing.each(row) if listing.each else row
    name, arn, identifier = (str(made.get(key) or "") for key in listing.names)
    found = parse(arn)
    return Resource(kind, name, arn, identifier or (found.tail if found else ""))
