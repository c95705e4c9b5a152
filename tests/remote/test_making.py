"""Hours, queues and quick connects made over the API of our own server, read again and deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from flowport.errors import ConflictError, NotFoundError
from flowport.ports import ResourceMaker
from flowport.remote import RemoteInstance
from flowport.store import access
from flowport.store.seed import new_instance
from instances.kinds import ACCOUNT
from serving import REGION, serve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flowport.refs.resource import Resource
    from serving import Served

DAY = {
    "Day": "MONDAY",
    "StartTime": {"Hours": 9, "Minutes": 0},
    "EndTime": {"Hours": 17, "Minutes": 30},
}
HOURS = {
    "Name": "Office",
    "Description": "On Mondays.",
    "TimeZone": "Europe/London",
    "Config": [DAY],
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server for all tests of this file."""
    made = serve(tmp_path_factory.mktemp("server"))
    yield made
    made.stop()
    made.store.close()


@pytest.fixture
def remote(served: Served) -> RemoteInstance:
    """A new instance behind it, as its admin sees it."""
    with served.store.writing() as connection:
        row, admin = new_instance(connection, account=ACCOUNT, region=REGION)
        key = access.add_key(connection, ACCOUNT, row.id, admin.id)
    return RemoteInstance(served.client(key), row.arn, label="it")


def details(remote: RemoteInstance, kind: str) -> dict[str, Any]:
    """What one of a kind is made from, and what that needs made before."""
    if kind == "hours_of_operation":
        return HOURS
    hours = remote.create_resource("hours_of_operation", HOURS)
    queue = {"Name": "Sales", "HoursOfOperationId": hours.id, "MaxContacts": 7}
    if kind == "queue":
        return queue
    made = remote.create_resource("queue", queue)
    flow = next(f for f in remote.flows() if f.type == "QUEUE_TRANSFER")
    config = {
        "QuickConnectType": "QUEUE",
        "QueueConfig": {"QueueId": made.id, "ContactFlowId": flow.key.id},
    }
    return {"Name": "To sales", "QuickConnectConfig": config}


KINDS = ["hours_of_operation", "queue", "quick_connect"]


def test_it_is_a_maker(remote: RemoteInstance) -> None:
    """A remote instance has what a migration needs to make resources."""
    assert isinstance(remote, ResourceMaker)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_made_is_listed(remote: RemoteInstance, kind: str) -> None:
    """What was made is in the directory, as creation told it."""
    made: Resource = remote.create_resource(kind, details(remote, kind))

    assert made in (remote.resources(kind) or ())


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_made_is_read_as_it_was_given(remote: RemoteInstance, kind: str) -> None:
    """The details of what was made are those that it was made from."""
    given = details(remote, kind)
    made = remote.create_resource(kind, given)

    assert remote.details(made) == given


@pytest.mark.parametrize("kind", KINDS)
def test_a_taken_name_is_a_conflict(remote: RemoteInstance, kind: str) -> None:
    """A second one of a name is refused as such."""
    given = details(remote, kind)
    remote.create_resource(kind, given)

    with pytest.raises(ConflictError):
        remote.create_resource(kind, given)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_deleted_is_gone(remote: RemoteInstance, kind: str) -> None:
    """What was made can be deleted, and is listed no more."""
    made = remote.create_resource(kind, details(remote, kind))
    remote.delete_resource(made)

    assert made not in (remote.resources(kind) or ())
    with pytest.raises(NotFoundError):
        remote.details(made)
