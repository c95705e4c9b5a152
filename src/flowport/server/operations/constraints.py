"""What the service refuses of a plain resource though its shape in the model allows it.

Each rule says where it is from. Rules that no document states are left out, and listed as
contested in the documentation of the local instance.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from flowport.catalogue.permissions import is_permission
from flowport.errors import NotFoundError
from flowport.server.protocol.errors import invalid, missing
from flowport.store import flows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from flowport.server.operation_call import ApiCall

__all__ = ["constrain"]


def constrain(call: ApiCall, kind: str) -> None:
    """Go on only if the parameters of a create or update keep the rules of a kind.

    Raises:
        ServiceError: One does not.
    """
    rule = _RULES.get(kind)
    if rule is not None:
        rule(call)


def _time_zone(call: ApiCall) -> None:
    """Source: CreateHoursOfOperation and CreateDataTable take a zone of the tz database."""
    zone = call.params.get("TimeZone")
    if zone is not None and zone not in _zones():
        raise invalid(f"TimeZone {zone!r} is not a valid time zone.")


@cache
def _zones() -> frozenset[str]:
    """The names of the tz database, without those that mean this machine or nothing."""
    return frozenset(available_timezones() - {"Factory", "localtime"})


def _override(call: ApiCall) -> None:
    """Source: CreateHoursOfOperationOverride takes dates from which and till which it holds."""
    given = [call.params.get(member) for member in ("EffectiveFrom", "EffectiveTill")]
    days = [_day(each) for each in given if each is not None]
    if days != sorted(days):
        raise invalid("EffectiveTill is before EffectiveFrom.")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise invalid(f"{text!r} is not a date, such as 2026-12-25.") from error


_MOST_CALLS = 1


def _routing_profile(call: ApiCall) -> None:
    """Source: MediaConcurrency in the API reference, "Valid Range for VOICE: ... value of 1"."""
    channels = []
    for each in call.params.get("MediaConcurrencies", ()):
        channels.append(each["Channel"])
        if each["Channel"] == "VOICE" and each.get("Concurrency", 0) > _MOST_CALLS:
            raise invalid("The concurrency of the channel VOICE must be 1.")
    if len(channels) != len(set(channels)):
        raise invalid("MediaConcurrencies has a channel twice.")


#: The member that a type of quick connect requires.
_CONFIGURED: Mapping[str, str] = {
    "FLOW": "FlowConfig",
    "PHONE_NUMBER": "PhoneConfig",
    "QUEUE": "QueueConfig",
    "USER": "UserConfig",
}

#: Types of flows that run while a contact waits or is connected, and can't transfer it.
_BESIDE = frozenset(
    {
        "AGENT_HOLD",
        "AGENT_WHISPER",
        "CUSTOMER_HOLD",
        "CUSTOMER_QUEUE",
        "CUSTOMER_WHISPER",
        "OUTBOUND_WHISPER",
    }
)


def _quick_connect(call: ApiCall) -> None:
    """Source: QuickConnectConfig in the API reference, and "Create quick connects" in the guide.

    The guide asks for a flow to transfer to an agent or a queue. Inbound flows are contested, and
    accepted; hold, queue and whisper flows are not.
    """
    config: Mapping[str, Any] | None = call.params.get("QuickConnectConfig")
    if config is None:
        return
    kind = config["QuickConnectType"]
    member = _CONFIGURED.get(kind)
    if member is None:
        return
    if member not in config:
        raise invalid(f"A quick connect of the type {kind} requires {member}.")
    flow = config[member].get("ContactFlowId")
    if flow is not None:
        _check_transfer(call, str(flow).partition(":")[0])


def _check_transfer(call: ApiCall, flow_id: str) -> None:
    try:
        flow = flows.get(call.connection, call.instance.id, "flow", flow_id)
    except NotFoundError as error:
        raise missing(str(error)) from error
    if flow.type in _BESIDE:
        raise invalid(f"The flow {flow.name!r} has the type {flow.type}, which can't transfer.")


def _security_profile(call: ApiCall) -> None:
    """Source: CreateSecurityProfile, "a list of valid permissions"."""
    unknown = [each for each in call.params.get("Permissions", ()) if not is_permission(each)]
    if unknown:
        raise invalid(f"Unknown permissions: {', '.join(unknown[:10])}.")


_MANAGED = "CONNECT_MANAGED"


def _user(call: ApiCall) -> None:
    """Source: CreateUser, "A password is required if you are using Connect ... management"."""
    if call.name != "CreateUser":
        return
    managed = call.instance.body.get("IdentityManagementType", _MANAGED) == _MANAGED
    if managed and "Password" not in call.params:
        raise invalid("A password is required: Connect manages the users of this instance.")
    if not managed and "Password" in call.params:
        raise invalid("A password can't be given: Connect does not manage the users.")


_RULES: Mapping[str, Callable[[ApiCall], None]] = {
    "data-table": _time_zone,
    "hours-of-operation": _time_zone,
    "hours-of-operation-override": _override,
    "quick-connect": _quick_connect,
    "routing-profile": _routing_profile,
    "security-profile": _security_profile,
    "user": _user,
}
