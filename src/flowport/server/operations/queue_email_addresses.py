"""The email addresses that agents of a queue may send from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.errors import NotFoundError
from flowport.server.operations import plain
from flowport.server.operations.operation_registry import operation
from flowport.server.protocol.errors import ServiceError
from flowport.store import resources

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flowport.server.operation_call import ApiCall
    from flowport.store.resources import StoredResource

_QUEUE = plain.of_kind("queue")
_ADDRESS = plain.of_kind("email-address")
_MEMBER = "EmailAddressesConfig"
_MOST = 50  # source: AssociateQueueEmailAddresses, 49 beside the default


def _ids(queue: StoredResource) -> list[str]:
    return [each["EmailAddressId"] for each in queue.body.get(_MEMBER, ())]


def _default(queue: StoredResource) -> str | None:
    config: Mapping[str, Any] = queue.body.get("OutboundEmailConfig") or {}
    return config.get("OutboundEmailAddressId")


def _put(call: ApiCall, queue: StoredResource, ids: Sequence[str]) -> None:
    config = [{"EmailAddressId": each} for each in ids]
    resources.change(call.connection, queue, body={**queue.body, _MEMBER: config})


@operation("AssociateQueueEmailAddresses", writes=True, needs="Queues.Edit")
def _associate(call: ApiCall) -> None:
    plain.require(call)
    queue = plain.fetch(call, _QUEUE)
    given = [each["EmailAddressId"] for each in call.params[_MEMBER]]
    ids = list(dict.fromkeys([*_ids(queue), *given]))
    if len({*ids, _default(queue)} - {None}) > _MOST:
        reason = f"A queue has at most {_MOST} email addresses."
        raise ServiceError("LimitExceededException", reason)
    _put(call, queue, ids)


@operation("DisassociateQueueEmailAddresses", writes=True, needs="Queues.Edit")
def _disassociate(call: ApiCall) -> None:
    queue, gone = plain.fetch(call, _QUEUE), set(call.params["EmailAddressesId"])
    _put(call, queue, [each for each in _ids(queue) if each not in gone])


@operation("ListQueueEmailAddresses", needs="Queues.View")
def _list(call: ApiCall) -> Mapping[str, Any]:
    """Those associated, and the default one of outbound mail."""
    queue = plain.fetch(call, _QUEUE)
    default, rows = _default(queue), []
    for each in dict.fromkeys([*_ids(queue), *filter(None, [default])]):
        try:
            found = resources.get(call.connection, call.instance.id, _ADDRESS.kind, each)
        except NotFoundError:
            continue
        rows.append({"Id": found.id, "Arn": found.arn, "IsDefaultOutboundEmail": each == default})
    page = call.slice(rows)
    return {
        "EmailAddressMetadataList": page.rows,
        "NextToken": page.token,
        "LastModifiedTime": queue.modified,
        "LastModifiedRegion": call.instance.region,
    }
