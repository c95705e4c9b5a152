"""The first things that a person does with a store: an instance, an admin, keys, a password."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from flowport.errors import NotFoundError, UsageError
from flowport.server.seed import new_instance
from flowport.store import Store, access, instances, resources

if TYPE_CHECKING:
    from flowport.store.instances import Instance
    from flowport.store.resources import Resource

__all__ = [
    "ACCOUNT",
    "LINK_LIFE",
    "REGION",
    "First",
    "default_database",
    "first",
    "one_instance",
    "one_user",
]

#: Where an instance is that nobody placed anywhere.
ACCOUNT, REGION = "000000000000", "us-east-1"

#: How long a one-time link lives, in seconds.
LINK_LIFE = 15 * 60.0


@dataclass(frozen=True, slots=True)
class First:
    """What the first start makes: an instance, the admin's key, and the token of a link."""

    instance: Instance
    key: access.Key
    link: str


def default_database() -> str:
    """The SQLite file in the user's data folder, or what FLOWPORT_DATABASE says."""
    place = Path(platformdirs.user_data_dir("flowport")) / "flowport.db"
    return os.environ.get("FLOWPORT_DATABASE") or str(place)


def first(store: Store, *, account: str = ACCOUNT, region: str = REGION) -> First | None:
    """Make an instance if the store has none, with a key and a link for its admin."""
    with store.writing() as connection:
        if instances.every(connection):
            return None
        instance, admin = new_instance(
            connection, account=account, region=region, alias="flowport-local"
        )
        key = access.add_key(connection, account, instance.id, admin.id)
        link = access.open_session(connection, instance.id, admin.id, "link", LINK_LIFE)
    return First(instance, key, link)


def one_instance(store: Store, name: str | None) -> Instance:
    """The instance of an id, ARN or alias; without a name, the only one there is.

    Raises:
        UsageError: There are several, or none, and none was named.
        NotFoundError: There is none of that name.
    """
    with store.reading() as connection:
        if name is not None:
            return instances.find(connection, name)
        every = instances.every(connection)
    if len(every) != 1:
        raise UsageError(f"the database holds {len(every)} instances; say which with --instance")
    return every[0]


def one_user(store: Store, instance: Instance, name: str) -> Resource:
    """The user of a name.

    Raises:
        NotFoundError: The instance has none.
    """
    with store.reading() as connection:
        found = resources.find(connection, instance.id, "user", name)
    if found is None:
        raise NotFoundError(f"the instance {instance.alias or instance.id} has no user {name!r}")
    return found
