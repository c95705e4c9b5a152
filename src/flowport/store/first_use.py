"""The first things that a person does with a store: an instance, an admin, keys, a password."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flowport.errors import NotFoundError, UsageError
from flowport.remedies import Remedy
from flowport.store import Store, access, instances, kept_settings, resources
from flowport.store.seed import new_instance
from flowport.suggestions import suggestion

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from flowport.store.instances import InstanceRow
    from flowport.store.resources import StoredResource

__all__ = [
    "ACCOUNT",
    "LINK_LIFE",
    "REGION",
    "First",
    "another",
    "check_alias",
    "check_place",
    "first",
    "keep_address",
    "last_address",
    "one_instance",
    "one_user",
    "regions",
]

#: Where an instance is that nobody placed anywhere.
ACCOUNT, REGION = "000000000000", "us-east-1"

_ACCOUNT = re.compile(r"\d{12}", re.ASCII)
#: Connect's DirectoryAlias, from the service model.
_ALIAS = re.compile(r"(?!d-)[\da-zA-Z]+(-*[\da-zA-Z])*", re.ASCII)
_LONGEST_ALIAS = 45
_REGION = re.compile(r"[a-z]{2}(-[a-z]+)+-\d+", re.ASCII)

#: How long a one-time link lives, in seconds.
LINK_LIFE = 15 * 60.0

_ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class First:
    """What the first start makes: an instance, the admin's key, and the token of a link."""

    instance: InstanceRow
    key: access.Key
    link: str


def first(store: Store, *, account: str = ACCOUNT, region: str = REGION) -> First | None:
    """Make an instance if the store has none, with a key and a link for its admin.

    Raises:
        UsageError: The account or Region is not one.
    """
    with store.writing() as connection:
        if instances.every(connection):
            return None
        instance, key = another(connection, "flowport-local", account=account, region=region)
        link = access.open_session(connection, instance.id, str(key.user), "link", LINK_LIFE)
    return First(instance, key, link)


def another(
    connection: Connection, alias: str, *, account: str = ACCOUNT, region: str = REGION
) -> tuple[InstanceRow, access.Key]:
    """Make an instance and a key for its admin.

    Raises:
        UsageError: The account, Region or alias is not one.
        ConflictError: The alias is taken.
    """
    check_place(account, region)
    check_alias(alias)
    instance, admin = new_instance(connection, account=account, region=region, alias=alias)
    access.grant(connection, instance.id, admin.id, access.TARGETS)
    return instance, access.add_key(connection, account, instance.id, admin.id)


def check_place(account: str = ACCOUNT, region: str = REGION) -> None:
    """Refuse an invalid account or Region, before anything is created.

    Raises:
        UsageError: It is invalid.
    """
    if not _ACCOUNT.fullmatch(account):
        raise UsageError(f"{account!r} is not a valid account; an account has 12 digits")
    if not _REGION.fullmatch(region):
        raise UsageError(
            f"{region!r} is not a valid Region; a Region looks like us-east-1 or eu-central-1"
        )


def check_alias(alias: str) -> None:
    """Refuse an alias that the service would not accept, before anything is created.

    Raises:
        UsageError: It is invalid.
    """
    if len(alias) > _LONGEST_ALIAS or not _ALIAS.fullmatch(alias):
        raise UsageError(
            f"{alias!r} can't be an alias: up to 45 letters, digits and hyphens, "
            "with no hyphen at an end and no d- at the beginning"
        )


def regions(store: Store) -> list[str]:
    """The Regions that have instances, sorted: what clients must be set to."""
    with store.reading() as connection:
        return sorted({each.region for each in instances.every(connection)})


def keep_address(store: Store, url: str) -> None:
    """Remember the address under which the server was started last, for one-time links."""
    with store.writing() as connection:
        kept_settings.keep(connection, _ADDRESS, url)


def last_address(store: Store) -> str | None:
    """The address under which the server was started last."""
    with store.reading() as connection:
        return kept_settings.read(connection, _ADDRESS)


def one_instance(store: Store, name: str | None) -> InstanceRow:
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
        raise UsageError(f"the database holds {len(every)} instances; {Remedy.ONE_INSTANCE}")
    return every[0]


def one_user(store: Store, instance: InstanceRow, name: str) -> StoredResource:
    """The user of a name.

    Raises:
        NotFoundError: The instance has none.
    """
    with store.reading() as connection:
        found = resources.find(connection, instance.id, "user", name)
        if found is not None:
            return found
        known = [each.name for each in resources.page(connection, instance.id, "user")]
    where = instance.alias or instance.id
    raise NotFoundError(f"the instance {where} has no user {name!r}{suggestion(name, known)}")
