"""Authentication profiles: each instance has its default one, which no operation creates.

Databases of earlier versions have none. The profile is therefore kept when it is first changed,
and has the defaults until then. Source of the members: the API reference, which states the range
of each duration and no default; the longest ones are the defaults here.
"""

from __future__ import annotations

import uuid
from ipaddress import ip_network
from typing import TYPE_CHECKING, Any

from flowport.errors import NotFoundError
from flowport.server.operations.operation_registry import operation
from flowport.server.protocol.errors import invalid, missing
from flowport.store import resources

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.server.operation_call import ApiCall
    from flowport.store.resources import StoredResource

_KIND = "authentication-profile"
_NAME = "Default Authentication Profile"
_DEFAULTS: Mapping[str, Any] = {
    "AllowedIps": [],
    "BlockedIps": [],
    "IsDefault": True,
    "MaxSessionDuration": 720,
    "PeriodicSessionDuration": 60,
    "SessionInactivityDuration": 720,
    "SessionInactivityHandlingEnabled": False,
}
_SETTABLE = (
    "AllowedIps",
    "BlockedIps",
    "Description",
    "PeriodicSessionDuration",
    "SessionInactivityDuration",
    "SessionInactivityHandlingEnabled",
)


def _id(call: ApiCall) -> str:
    """The id of an instance's profile, which is the same before and after it is kept."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{call.instance.arn}/{_KIND}"))


def _kept(call: ApiCall) -> StoredResource | None:
    try:
        return resources.get(call.connection, call.instance.id, _KIND, _id(call))
    except NotFoundError:
        return None


def _shown(call: ApiCall) -> dict[str, Any]:
    kept, instance = _kept(call), call.instance
    return {
        **_DEFAULTS,
        **({} if kept is None else kept.body),
        "Id": _id(call),
        "Arn": f"{instance.arn}/{_KIND}/{_id(call)}",
        "Name": _NAME if kept is None else kept.name,
        "CreatedTime": instance.created,
        "LastModifiedTime": instance.created if kept is None else kept.modified,
        "LastModifiedRegion": instance.region,
    }


def _check(call: ApiCall) -> None:
    """Go on only if the call names the instance's profile."""
    wanted = call.params["AuthenticationProfileId"]
    if wanted != _id(call):
        raise missing(f"The instance has no authentication profile {wanted}")


@operation("DescribeAuthenticationProfile", needs="Instance.View")
def _describe(call: ApiCall) -> Mapping[str, Any]:
    _check(call)
    return {"AuthenticationProfile": _shown(call)}


@operation("ListAuthenticationProfiles", needs="Instance.View")
def _list(call: ApiCall) -> Mapping[str, Any]:
    page = call.slice([_shown(call)])
    return {"AuthenticationProfileSummaryList": page.rows, "NextToken": page.token}


@operation("UpdateAuthenticationProfile", writes=True, needs="Instance.Edit")
def _update(call: ApiCall) -> None:
    """Set the members that are given; the others stay."""
    _check(call)
    for each in (*call.params.get("AllowedIps", ()), *call.params.get("BlockedIps", ())):
        _check_range(each)
    given = {name: call.params[name] for name in _SETTABLE if name in call.params}
    kept, instance = _kept(call), call.instance
    if kept is None:
        resources.create(
            call.connection,
            instance.id,
            _KIND,
            name=call.params.get("Name", _NAME),
            arn=f"{instance.arn}/{_KIND}/{{id}}",
            body=given,
            resource_id=_id(call),
        )
    else:
        name = call.params.get("Name", kept.name)
        resources.change(call.connection, kept, name=name, body={**kept.body, **given})


def _check_range(text: str) -> None:
    try:
        ip_network(text, strict=False)
    except ValueError as error:
        raise invalid(f"{text!r} is not a range of IP addresses, such as 10.0.0.0/8.") from error
