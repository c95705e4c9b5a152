"""Simulated contacts: a flow of the instance, run when the contact starts.

The clock of a contact is a virtual one. Its flow has run when its start is answered (in a process
for heavy work, which is ended where it takes too long), with a customer who says nothing; what the
contact waits for then (a queue, an agent) it waits for until it is stopped.
"""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from flowport.errors import NotFoundError
from flowport.server.email_content import EmailContent
from flowport.server.identifiers import bare
from flowport.server.operations.operation_registry import Work
from flowport.server.protocol.errors import ServiceError, invalid, missing
from flowport.server.simulated_instance import BLOCKS, stage_of
from flowport.simulate import Assumed, Layered, run, started
from flowport.store import flows, resources

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy import Connection

    from flowport.server.operation_call import ApiCall
    from flowport.server.operations.operation_registry import Heavy
    from flowport.simulate import Trace
    from flowport.store import Store
    from flowport.store.flows import Stored
    from flowport.store.instances import InstanceRow
    from flowport.store.resources import StoredResource

__all__ = [
    "KIND",
    "Start",
    "add",
    "attributes_of",
    "find",
    "keep",
    "merged",
    "named",
    "published_flow",
    "walking",
]

KIND = "contact"
#: The newest contacts of an instance that are kept.
MOST = 1_000
#: How many bytes of UTF-8 the attributes of a contact may have together.
ATTRIBUTE_BYTES = 32_768
#: How a trace ends when the contact goes on without its flow.
_WAITING = frozenset({"queue", "agent", "number"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """How a contact starts.

    Attributes:
        channel: ``VOICE``, ``CHAT``, ``TASK`` or ``EMAIL``.
        flow: The published flow that it enters.
        attributes: Its attributes at the start.
        given: What system paths read.
        members: What else ``DescribeContact`` shows of it.
        tags: Its tags at the start.
        queue: The ARN of its queue until its flow sets another; none if empty.
        begins: When it begins, in seconds since 1970.
        email: The plain text of an email, where it is known.
    """

    channel: str
    flow: Stored
    attributes: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)
    members: Mapping[str, Any] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    queue: str = ""
    begins: float = field(default_factory=time.time)
    email: str | None = None


def published_flow(call: ApiCall, name: str) -> Stored:
    """The published, active flow of an id or ARN.

    Raises:
        ServiceError: The instance has none such, or it was never published, or is archived.
    """
    plain = bare(name, call.instance.arn).partition(":")[0]
    try:
        found = flows.get(call.connection, call.instance.id, "flow", plain)
    except NotFoundError as error:
        raise missing(str(error)) from error
    if found.published is None or found.state != "ACTIVE":
        reason = f"The flow {found.id} is not published, or is archived."
        raise ServiceError("InvalidRequestException", reason)
    return found


def walking(starting: Callable[[ApiCall], Start]) -> Heavy:
    """The heavy work of an operation that starts a contact: the walk through its flow.

    Args:
        starting: How a call starts its contact.
    """
    return lambda call: Work(_walked, (call.instance, starting(call)))


def _walked(store: Store, instance: InstanceRow, start: Start) -> dict[str, Any]:
    """What became of a contact after its flow."""
    made = str(uuid.uuid4())
    with store.reading() as connection:
        trace = _run(connection, instance, start, seed=uuid.UUID(made).int)
    lasted = trace.events[-1].clock if trace.events else 0.0
    return {
        **start.members,
        "Channel": start.channel,
        "InitialContactId": made,
        "InitiationMethod": "API",
        "InitiationTimestamp": start.begins,
        "Attributes": _set(trace, start),
        **_state(instance, trace, start.begins + lasted),
    }


def keep(call: ApiCall) -> StoredResource:
    """Keep what became of the contact that a call started, once its walk is over."""
    return add(call, call.prepared)


def add(call: ApiCall, body: Mapping[str, Any], own: str = "") -> StoredResource:
    """Keep a new contact, under an id of its own, or the one that its body has as the initial."""
    _make_room(call)
    return resources.create(
        call.connection,
        call.instance.id,
        KIND,
        name=f"{time.time_ns():020}",
        arn=f"{call.instance.arn}/{KIND}/{{id}}",
        body=body,
        resource_id=own or body["InitialContactId"],
        unique=False,
    )


def _run(connection: Connection, instance: InstanceRow, start: Start, seed: int) -> Trace:
    stage = stage_of(connection, instance, begins=start.begins, seed=seed)
    assumed = Assumed(seed, silent=True)
    email = None if start.email is None else EmailContent(start.email)
    known = [each for each in (stage.schedules, email) if each]
    world = Layered((*known, assumed)) if known else assumed
    contact = started(
        stage.library.programs[start.flow.id],
        world,
        library=stage.library,
        channel=start.channel,
        given={"Channel": start.channel, "InitiationMethod": "API", **start.given},
        attributes=start.attributes,
        begins=start.begins,
    )
    contact.settings |= {f"tags.{key}": value for key, value in start.tags.items()}
    if start.queue:
        contact.settings["queue"] = start.queue
    return run(contact, BLOCKS)


def _set(trace: Trace, start: Start) -> dict[str, str]:
    """The attributes that are set; those that the flow only read are not."""
    return {key: value for key, value in trace.attributes if value or key in start.attributes}


def _state(instance: InstanceRow, trace: Trace, ended: float) -> dict[str, Any]:
    """Where the contact is after its flow: in a queue, with an agent, or at its end."""
    found: dict[str, Any] = {}
    settings = dict(trace.contact)
    queue = bare(str(settings.get("queue") or ""), instance.arn)
    if queue and trace.ending in _WAITING:
        found["QueueInfo"] = {"Id": queue}
        if trace.ending == "queue":
            found["QueueInfo"]["EnqueueTimestamp"] = ended
    tags = {k.removeprefix("tags."): v for k, v in settings.items() if k.startswith("tags.")}
    if tags:
        found["Tags"] = tags
    if trace.ending not in _WAITING:
        found |= {"DisconnectTimestamp": ended, "DisconnectReason": "CONTACT_FLOW_DISCONNECT"}
    return found


def _make_room(call: ApiCall) -> None:
    """Forget the oldest contacts, so that one more fits."""
    over = resources.count(call.connection, call.instance.id, KIND) + 1 - MOST
    if over > 0:
        for oldest in resources.page(call.connection, call.instance.id, KIND, limit=over):
            resources.remove(call.connection, oldest)


def find(call: ApiCall, name: str, *, error: str = "ResourceNotFoundException") -> StoredResource:
    """The contact of an id.

    Raises:
        ServiceError: The instance has none such; of the name that the operation models.
    """
    try:
        return resources.get(call.connection, call.instance.id, KIND, name)
    except NotFoundError as none:
        raise ServiceError(error, f"The instance has no contact {name}.") from none


def named(call: ApiCall, kind: str, name: str) -> StoredResource:
    """The resource of an id or ARN that a call about a contact names.

    Raises:
        ServiceError: The instance has none such.
    """
    try:
        wanted = bare(name, call.instance.arn)
        return resources.get(call.connection, call.instance.id, kind, wanted)
    except NotFoundError as none:
        raise missing(str(none)) from none


def attributes_of(params: Mapping[str, Any]) -> dict[str, str]:
    """The attributes in the parameters of a call.

    Raises:
        ServiceError: A key has other characters than the service allows, or they are too large.
    """
    return merged({}, params.get("Attributes", {}))


def merged(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    """Attributes with new ones set.

    Raises:
        ServiceError: A key has other characters than the service allows, or they are too large.
    """
    for key in new:
        if not key.replace("-", "").replace("_", "").isalnum():
            allowed = "letters, digits, - and _"
            raise invalid(f"The attribute {key!r} has other characters than {allowed}.")
    found = {**old, **new}
    size = sum(len(text.encode(errors="surrogatepass")) for pair in found.items() for text in pair)
    if size > ATTRIBUTE_BYTES:
        raise invalid(f"The attributes have {size} bytes, and at most {ATTRIBUTE_BYTES} fit.")
    return found
