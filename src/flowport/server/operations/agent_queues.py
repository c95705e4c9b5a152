"""The list of queues: the standard ones by name, then the own queue of each user.

An agent's queue is not kept: it is there as long as the user. Its id is the user's, and it has no
name. Source: the example of ``list-queues`` in the AWS CLI reference.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flowport.server.operations import plain
from flowport.server.operations.operation_registry import operation
from flowport.store import resources

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.server.operation_call import ApiCall
    from flowport.store.resources import StoredResource

_QUEUE = plain.of_kind("queue")
_TYPES = ("STANDARD", "AGENT")
_BEHIND = "\uffff"  # sorts behind the name of every standard queue


@dataclass(frozen=True, slots=True)
class _AgentQueue:
    """The queue of a user, with the name that it is sorted by."""

    name: str
    id: str
    user: StoredResource


@operation("ListQueues", needs="Queues.View")
def _list(call: ApiCall) -> Mapping[str, Any]:
    wanted = call.params.get("QueueTypes") or _TYPES
    page = call.window(lambda after, limit: _rows(call, wanted, after, limit))
    rows = [_shown(call, each) for each in page.rows]
    return {call.operation.listed: rows, "NextToken": page.token}


def _rows(
    call: ApiCall, wanted: tuple[str, ...], after: tuple[str, str] | None, limit: int
) -> list[StoredResource | _AgentQueue]:
    found: list[StoredResource | _AgentQueue] = []
    in_agents = after is not None and after[0].startswith(_BEHIND)
    if "STANDARD" in wanted and not in_agents:
        found += resources.page(
            call.connection, call.instance.id, _QUEUE.kind, after=after, limit=limit
        )
    if "AGENT" in wanted and len(found) < limit:
        since = (after[0].removeprefix(_BEHIND), after[1]) if after and in_agents else None
        users = resources.page(
            call.connection, call.instance.id, "user", after=since, limit=limit - len(found)
        )
        found += [_AgentQueue(_BEHIND + user.name, user.id, user) for user in users]
    return found


def _shown(call: ApiCall, queue: StoredResource | _AgentQueue) -> Mapping[str, Any]:
    if not isinstance(queue, _AgentQueue):
        return plain.shown(call, _QUEUE, queue)
    return {
        "Id": queue.id,
        "Arn": f"{call.instance.arn}/queue/agent/{queue.id}",
        "QueueType": "AGENT",
        "LastModifiedTime": queue.user.modified,
        "LastModifiedRegion": call.instance.region,
    }
