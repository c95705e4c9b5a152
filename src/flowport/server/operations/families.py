"""Flows and flow modules: what their operations share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from flowport.catalogue.families import MODULE
from flowport.errors import NotFoundError
from flowport.server import validation
from flowport.server.identifiers import Named, named, written_number
from flowport.server.protocol.errors import ServiceError, invalid, missing
from flowport.store import contents, flows, instances, tags, versions
from flowport.store.uses import uses

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flowport.catalogue.families import FlowFamily
    from flowport.server.operation_call import ApiCall, Shared
    from flowport.store.flows import Stored
    from flowport.store.references import StoredReference

__all__ = ["check_settings", "examined", "fetch", "look_ahead", "shown"]


def fetch(call: ApiCall, family: FlowFamily) -> tuple[Stored, Named]:
    """The flow that a call names, and which of its contents.

    Raises:
        ServiceError: The instance has none such.
    """
    name = named(call.params[family.id], call.instance.arn)
    try:
        return flows.get(call.connection, call.instance.id, family.kind, name.id), name
    except NotFoundError as error:
        raise missing(str(error)) from error


def examined(
    call: ApiCall,
    family: FlowFamily,
    content: str,
    flow_type: str,
    *,
    publish: bool,
    settings: object = None,
) -> Sequence[StoredReference]:
    """What a content refers to; one that is to be published must also have no problems.

    A module has its ``Settings`` in the content or as a member of its own (``settings``).

    Raises:
        ServiceError: It is too long, or has problems.
    """
    if not 1 <= len(content) <= validation.LONGEST:
        raise invalid(f"Content must have 1 to {validation.LONGEST} characters.")
    if publish and call.shared.validate:
        found = [
            problem
            for problem in validation.problems(call.connection, call.instance, content, flow_type)
            if settings is None or problem != validation.NO_SETTINGS
        ]
        if found:
            raise _refusal(family, found)
    return uses(content)


def check_settings(family: FlowFamily, settings: str | None) -> None:
    """Go on only if the settings of a module are one JSON object, or none are given.

    Source: the API reference, "Serialized JSON string of the flow module Settings schema".

    Raises:
        ServiceError: They are something else.
    """
    if settings is None:
        return
    try:
        found = orjson.loads(settings)
    except orjson.JSONDecodeError:
        found = None
    if not isinstance(found, dict):
        raise _refusal(family, ["Settings is not a JSON object."])


_MOST_REMEMBERED = 10_000


def look_ahead(params: Mapping[str, Any], shared: Shared, *, family: FlowFamily) -> None:
    """Examine a content while others write."""
    content = params.get("Content", "")
    if not 1 <= len(content) <= validation.LONGEST:
        return
    known = _type_and_instance(params, shared, family) if shared.validate else None
    if known is None:
        contents.packed(content)
    else:
        shared.examiner.examine(content, *known)


def _type_and_instance(
    params: Mapping[str, Any], shared: Shared, family: FlowFamily
) -> tuple[str, str] | None:
    """The type of the flow that a call writes, and its instance's ARN; None if it has none."""
    instance = params["InstanceId"].rpartition("/")[2]
    flow_id = params.get(family.id, "").rpartition("/")[2].partition(":")[0]
    key = (instance, flow_id or params.get("Type", MODULE))
    known = shared.flow_types.get(key)
    if known is None:
        try:
            with shared.store.reading() as connection:
                arn = instances.get(connection, instance).arn
                stored = flow_id and flows.get(connection, instance, family.kind, flow_id)
        except NotFoundError:
            return None
        if len(shared.flow_types) >= _MOST_REMEMBERED:
            shared.flow_types.clear()
        known = shared.flow_types[key] = (stored.type if stored else key[1], arn)
    return known


def _refusal(family: FlowFamily, found: Sequence[str]) -> ServiceError:
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    listed = [{"message": problem[:256]} for problem in found[:50]]
    return ServiceError(family.refused, found[0] + more, **{family.problems: listed})


def shown(call: ApiCall, family: FlowFamily, flow: Stored, qualifier: str) -> Mapping[str, Any]:
    """A flow with the content that a qualifier names, as a describe answers it.

    Raises:
        ServiceError: It was never published, or has no such version.
    """
    content, published, more = _chosen(call, family, flow, qualifier)
    answer = {
        "Arn": flow.arn,
        "Id": flow.id,
        "Name": flow.name,
        "Type": flow.type,
        "State": flow.state,
        "Status": family.status(published=published),
        "Description": flow.description,
        "Content": call.shared.texts.of(call.connection, content),
        "Tags": tags.of(call.connection, flow.arn),
        "LastModifiedTime": flow.modified,
        "LastModifiedRegion": call.instance.region,
        **{name: flow.body.get(name) for name in family.extra},
    }
    return {**answer, **({family.hash: content} if published else {}), **more}


def _chosen(
    call: ApiCall, family: FlowFamily, flow: Stored, qualifier: str
) -> tuple[str, bool, Mapping[str, Any]]:
    """The hash of a content, whether it is a published one, and what a version adds."""
    if qualifier == "$SAVED":
        return flow.saved, flow.saved == flow.published, {}
    if qualifier == "$LATEST":
        if flow.published is None:
            raise _not_published(family, flow)
        return flow.published, True, {}
    try:
        number = _number(call, flow, qualifier)
        version = versions.get(call.connection, flow, number)
    except NotFoundError as error:
        raise missing(str(error)) from error
    extra = {name: version.body.get(name) for name in family.extra}
    return (
        version.content,
        True,
        {
            **extra,
            "Version": number,
            "VersionDescription": version.description,
        },
    )


def _number(call: ApiCall, flow: Stored, qualifier: str) -> int:
    number = written_number(qualifier)
    if number is not None:
        return number
    return versions.alias(call.connection, flow, qualifier).version


def _not_published(family: FlowFamily, flow: Stored) -> ServiceError:
    if family.kind == "flow":
        message = f"The contact flow {flow.id} has not been published."
        return ServiceError("ContactFlowNotPublishedException", message)
    return missing(f"The flow module {flow.id} has not been published.")
