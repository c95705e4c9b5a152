"""Users of an instance, for the command line: they are resources with a key or a password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue.references import slug_of
from flowport.errors import NotFoundError, UsageError
from flowport.store import access, resources

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from flowport.store.instances import InstanceRow
    from flowport.store.resources import StoredResource

__all__ = ["add", "change_profiles", "drop_key", "every", "new_key", "remove"]


def add(
    connection: Connection,
    instance: InstanceRow,
    name: str,
    *,
    profiles: Sequence[str],
    names: tuple[str, str] = ("", ""),
) -> StoredResource:
    """Add a user with security profiles, by their names.

    Raises:
        NotFoundError: There is no such profile.
        ConflictError: The name is taken.
    """
    routing = resources.page(connection, instance.id, "routing-profile", limit=1)
    body = {
        "SecurityProfileIds": [_profile(connection, instance, each) for each in profiles],
        "RoutingProfileId": routing[0].id if routing else None,
        "IdentityInfo": {"FirstName": names[0], "LastName": names[1]},
        "PhoneConfig": {"PhoneType": "SOFT_PHONE"},
    }
    return resources.create(
        connection,
        instance.id,
        "user",
        name=name,
        arn=f"{instance.arn}/{slug_of('user')}/{{id}}",
        body=body,
    )


def _profile(connection: Connection, instance: InstanceRow, name: str) -> str:
    found = resources.find(connection, instance.id, "security-profile", name)
    if found is None:
        known = [each.name for each in resources.page(connection, instance.id, "security-profile")]
        raise NotFoundError(f"there is no security profile {name!r}; there are {', '.join(known)}")
    return found.id


def every(connection: Connection, instance: InstanceRow) -> list[tuple[StoredResource, list[str]]]:
    """Every user with the names of their profiles."""
    profiles = {
        each.id: each.name for each in resources.page(connection, instance.id, "security-profile")
    }
    return [
        (user, [profiles.get(each, each) for each in user.body.get("SecurityProfileIds", ())])
        for user in resources.page(connection, instance.id, "user")
    ]


def new_key(
    connection: Connection,
    instance: InstanceRow,
    user: StoredResource,
    *,
    whole_account: bool = False,
) -> access.Key:
    """Create an access key for a user: of the instance, or of every instance of its account."""
    return access.add_key(
        connection, instance.account, instance.id, user.id, whole_account=whole_account
    )


def drop_key(
    connection: Connection, instance: InstanceRow, user: StoredResource, key_id: str
) -> None:
    """Delete a key of a user.

    Raises:
        NotFoundError: The user has no such key.
    """
    owned = access.keys(connection, instance=instance.id, user=user.id)
    if key_id not in {key.id for key in owned}:
        raise NotFoundError(f"{user.name} has no access key {key_id}")
    access.remove_key(connection, key_id)


def change_profiles(
    connection: Connection,
    instance: InstanceRow,
    user: StoredResource,
    *,
    profiles: Sequence[str] = (),
    add: Sequence[str] = (),
    remove: Sequence[str] = (),
) -> list[str]:
    """Change the security profiles of a user; the names that the user has then.

    Args:
        connection: A transaction that writes.
        instance: The user's instance.
        user: The user.
        profiles: The names that take the place of all; empty to keep those that are there.
        add: Names to add.
        remove: Names to take away.

    Raises:
        NotFoundError: There is no such profile, or the user does not have one to remove.
        UsageError: The user would have no profile.
    """
    held = user.body.get("SecurityProfileIds", ())
    ids = [_profile(connection, instance, each) for each in profiles] or list(held)
    ids += [_profile(connection, instance, each) for each in add]
    for name in remove:
        profile = _profile(connection, instance, name)
        if profile not in ids:
            raise NotFoundError(f"{user.name} does not have the security profile {name!r}")
        ids = [each for each in ids if each != profile]
    if not ids:
        raise UsageError(f"{user.name} would have no security profile; name another one")
    body = {**user.body, "SecurityProfileIds": list(dict.fromkeys(ids))}
    changed = resources.change(connection, user, body=body)
    return next(names for one, names in every(connection, instance) if one.id == changed.id)


def remove(connection: Connection, instance: InstanceRow, user: StoredResource) -> None:
    """Delete a user with keys, password and sessions."""
    access.forget_user(connection, instance.id, user.id)
    resources.remove(connection, user)
