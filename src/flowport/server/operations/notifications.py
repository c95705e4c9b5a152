"""Notifications: for single users or the whole instance, and what each user did with them."""

from __future__ import annotations

import time
import uuid
from typing import TYPE_CHECKING, Any

from flowport.errors import FlowportError
from flowport.server import search_criteria
from flowport.server.identifiers import part
from flowport.server.operations import plain
from flowport.server.operations.operation_registry import operation
from flowport.server.protocol.errors import ServiceError, invalid, missing
from flowport.store import resources, tags

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.server.operation_call import ApiCall
    from flowport.store.resources import StoredResource

_NOTIFICATION = plain.of_kind("notification")
_USER = "user"
_AGENT = plain.of_kind(_USER).family.slug
_LIFE = 7 * 24 * 3600.0  # source: CreateNotification, "defaults to one week from creation"
_STATUSES = "Statuses"


@operation("CreateNotification", writes=True, needs="Notifications.Create")
def _create(call: ApiCall) -> Mapping[str, Any]:
    if not call.params["Content"]:
        raise invalid("Content has no locale.")
    wanted = call.params.get("PredefinedNotificationId") or str(uuid.uuid4())
    _check_free(call, wanted)
    for arn in call.params["Recipients"]:
        _check_recipient(call, arn)
    made = resources.create(
        call.connection,
        call.instance.id,
        _NOTIFICATION.kind,
        name=wanted,
        arn=f"{call.instance.arn}/{_NOTIFICATION.family.slug}/{{id}}",
        body={
            "Content": call.params["Content"],
            "Recipients": call.params["Recipients"],
            "Priority": call.params.get("Priority", "LOW"),
            "ExpiresAt": call.params.get("ExpiresAt", time.time() + _LIFE),
        },
        resource_id=wanted,
    )
    tags.add(call.connection, call.instance.id, made.arn, call.params.get("Tags", {}))
    return {"NotificationId": made.id, "NotificationArn": made.arn}


def _check_free(call: ApiCall, wanted: str) -> None:
    if "/" in wanted or ":" in wanted:
        raise invalid(f"PredefinedNotificationId {wanted!r} has a slash or a colon.")
    if resources.find(call.connection, call.instance.id, _NOTIFICATION.kind, wanted):
        reason = f"a notification {wanted!r} exists already"
        raise ServiceError("DuplicateResourceException", reason)


def _check_recipient(call: ApiCall, arn: str) -> None:
    """Source: CreateNotification, "individual user ARNs or instance ARNs"."""
    if arn == call.instance.arn:
        return
    if not arn.startswith("arn:"):
        raise invalid(f"The recipient {arn!r} is not an ARN.")
    _user(call, part(arn, call.instance.arn, (_AGENT,)))


def _user(call: ApiCall, user_id: str) -> StoredResource:
    try:
        return resources.get(call.connection, call.instance.id, _USER, user_id)
    except FlowportError as error:
        raise missing(str(error)) from error


def _newest_first(call: ApiCall) -> list[StoredResource]:
    found = resources.page(call.connection, call.instance.id, _NOTIFICATION.kind)
    return sorted(found, key=lambda each: (-each.created, each.id))


def _shown(call: ApiCall, found: StoredResource) -> dict[str, Any]:
    return {
        **plain.shown(call, _NOTIFICATION, found),
        "Tags": tags.of(call.connection, found.arn),
    }


@operation("ListNotifications", needs="Notifications.View")
def _list(call: ApiCall) -> Mapping[str, Any]:
    page = call.slice(_newest_first(call))
    rows = [_shown(call, each) for each in page.rows]
    return {"NotificationSummaryList": rows, "NextToken": page.token}


@operation("SearchNotifications", needs="Notifications.View")
def _search(call: ApiCall) -> Mapping[str, Any]:
    """Source: SearchNotifications, by "notification ID and message content", newest first."""
    met, said = [], search_criteria.conditions(call.params, call.instance.arn)
    for each in _newest_first(call):
        shown = _shown(call, each)
        texts = list(each.body["Content"].values())
        fields = {"notificationId": each.id, "content": texts, "message": texts}
        if search_criteria.found(search_criteria.row(shown, shown["Tags"], **fields), said):
            met.append(shown)
    page = call.slice(met)
    return {
        "Notifications": page.rows,
        "NextToken": page.token,
        "ApproximateTotalCount": len(met),
    }


@operation("ListUserNotifications", needs="Notifications.View", fresh=True)
def _of_user(call: ApiCall) -> Mapping[str, Any]:
    """What was sent to a user and has not expired."""
    user = _user(call, call.params["UserId"])
    rows = [
        {
            **each.body,
            "NotificationId": each.id,
            "NotificationStatus": each.body.get(_STATUSES, {}).get(user.id, "UNREAD"),
            "InstanceId": call.instance.id,
            "RecipientId": user.id,
            "Source": "CUSTOMER",
            "CreatedAt": each.created,
        }
        for each in _newest_first(call)
        if _is_for(call, each, user) and each.body["ExpiresAt"] > time.time()
    ]
    page = call.slice(rows)
    return {"UserNotifications": page.rows, "NextToken": page.token}


def _is_for(call: ApiCall, found: StoredResource, user: StoredResource) -> bool:
    return not {call.instance.arn, user.arn}.isdisjoint(found.body["Recipients"])


@operation("UpdateUserNotificationStatus", writes=True, needs="Notifications.Edit")
def _set_status(call: ApiCall) -> None:
    user, found = _user(call, call.params["UserId"]), plain.fetch(call, _NOTIFICATION)
    if not _is_for(call, found, user):
        raise missing(f"The notification {found.id} was not sent to {user.name!r}.")
    statuses = {**found.body.get(_STATUSES, {}), user.id: call.params["Status"]}
    resources.change(call.connection, found, body={**found.body, _STATUSES: statuses})
