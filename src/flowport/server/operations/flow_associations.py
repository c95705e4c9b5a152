"""Which flow answers for a number or address, seen from both sides.

A voice number is associated through its own operations and listed here under
``VOICE_PHONE_NUMBER``; other resources are associated and listed here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.errors import NotFoundError
from flowport.server.identifiers import named
from flowport.server.operations.operation_registry import operation
from flowport.server.protocol.errors import missing
from flowport.store import associations, flows, resources
from flowport.store.associations import Association

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.server.operation_call import ApiCall

_VOICE = "VOICE_PHONE_NUMBER"


def _flow_arn(call: ApiCall, name: str) -> str:
    wanted = named(name, call.instance.arn).id
    try:
        return flows.get(call.connection, call.instance.id, "flow", wanted).arn
    except NotFoundError as error:
        raise missing(str(error)) from error


def _row(found: Association) -> Mapping[str, Any]:
    return {"ResourceId": found.resource, "FlowId": found.flow, "ResourceType": found.type}


@operation("AssociateFlow", writes=True, needs="ContactFlows.Edit")
def _associate(call: ApiCall) -> None:
    params = call.params
    arn = _flow_arn(call, params["FlowId"])
    found = Association(params["ResourceId"], params["ResourceType"], arn)
    associations.put(call.connection, call.instance.id, found)


@operation("GetFlowAssociation", needs="ContactFlows.View")
def _get(call: ApiCall) -> Mapping[str, Any]:
    params = call.params
    try:
        found = associations.get(
            call.connection, call.instance.id, params["ResourceId"], params["ResourceType"]
        )
    except NotFoundError as error:
        raise missing(str(error)) from error
    return _row(found)


@operation("DisassociateFlow", writes=True, needs="ContactFlows.Edit")
def _disassociate(call: ApiCall) -> None:
    params = call.params
    try:
        associations.remove(
            call.connection, call.instance.id, params["ResourceId"], params["ResourceType"]
        )
    except NotFoundError as error:
        raise missing(str(error)) from error


@operation("ListFlowAssociations", needs="ContactFlows.View")
def _list(call: ApiCall) -> Mapping[str, Any]:
    kind = call.params.get("ResourceType")
    found = associations.every(call.connection, call.instance.id, kind)
    page = call.slice([_row(each) for each in found], default=1000)
    return {"FlowAssociationSummaryList": page.rows, "NextToken": page.token}


@operation("BatchGetFlowAssociation", needs="ContactFlows.View")
def _batch(call: ApiCall) -> Mapping[str, Any]:
    wanted = set(call.params["ResourceIds"])
    found = associations.every(call.connection, call.instance.id, call.params.get("ResourceType"))
    return {"FlowAssociationSummaryList": [_row(each) for each in found if each.resource in wanted]}


def _number(call: ApiCall) -> str:
    name = call.params["PhoneNumberId"].rpartition("/")[2]
    try:
        return resources.get(call.connection, call.instance.id, "phone-number", name).arn
    except NotFoundError as error:
        raise missing(str(error)) from error


@operation("AssociatePhoneNumberContactFlow", writes=True, needs="PhoneNumbers.Edit")
def _associate_number(call: ApiCall) -> None:
    arn = _flow_arn(call, call.params["ContactFlowId"])
    associations.put(call.connection, call.instance.id, Association(_number(call), _VOICE, arn))


@operation("DisassociatePhoneNumberContactFlow", writes=True, needs="PhoneNumbers.Edit")
def _disassociate_number(call: ApiCall) -> None:
    try:
        associations.remove(call.connection, call.instance.id, _number(call), _VOICE)
    except NotFoundError as error:
        raise missing(str(error)) from error
