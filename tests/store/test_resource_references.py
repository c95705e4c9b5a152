"""Who names whom on both engines: as resources are made, changed, deleted, and in older files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from alembic import command
from sqlalchemy import Connection, func, select

from flowport.store import resource_references, resources, schema
from flowport.store.seed import new_instance
from flowport.store.table_upgrade import configuration

if TYPE_CHECKING:
    from flowport.store import Store
    from flowport.store.instances import InstanceRow
    from flowport.store.resources import StoredResource

_NOBODY = "00000000-0000-0000-0000-000000000001"


@pytest.fixture
def user(connection: Connection, instance: InstanceRow) -> StoredResource:
    """A user of a new instance."""
    return resources.page(connection, instance.id, "user", limit=1)[0]


def _holders(connection: Connection, user: StoredResource, target: str) -> list[tuple[str, str]]:
    return resource_references.of(connection, user.instance, target, ["user", "routing-profile"])


def test_new_resource_holds_what_it_names(connection: Connection, user: StoredResource) -> None:
    """A user holds the routing profile that it was made with."""
    profile = user.body["RoutingProfileId"]

    assert ("user", user.id) in _holders(connection, user, profile)
    assert resource_references.counts(connection, user.instance, [profile], "user") == {profile: 1}


def test_changed_resource_holds_what_it_names_now(
    connection: Connection, user: StoredResource
) -> None:
    """What a change leaves out is no longer held; an ARN counts as the id at its end."""
    body = {"RoutingProfileId": f"arn:aws:connect:x:1:instance/i/routing-profile/{_NOBODY}"}
    resources.change(connection, user, body=body)

    assert _holders(connection, user, _NOBODY) == [("user", user.id)]
    assert _holders(connection, user, user.body["RoutingProfileId"]) == []


def test_deleted_resource_holds_nothing(connection: Connection, user: StoredResource) -> None:
    """Nothing of a deleted user stays in the table."""
    resources.remove(connection, user)

    assert _holders(connection, user, user.body["RoutingProfileId"]) == []


def test_database_of_before_is_filled(store: Store) -> None:
    """Bringing an older database up to date finds who names whom in what it holds."""

    def rows(connection: Connection) -> int:
        return int(
            connection.execute(select(func.count()).select_from(schema.holdings)).scalar_one()
        )

    with store.writing() as connection:
        new_instance(connection, account="123456789012", region="eu-central-1")
        before = rows(connection)
        config: Any = configuration()
        config.attributes["connection"] = connection
        command.downgrade(config, "0007")
        command.upgrade(config, "head")

        assert rows(connection) == before > 0
