"""Signing in: a name and password, or a one-time link, for sessions in a cookie."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from flowport.server.designer.page_sessions import LIFE
from flowport.server.designer.refusals import Refusal
from flowport.store import access, audit, instances, passwords, resources

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

__all__ = ["Fitting", "From", "bearers", "fitting", "redeemed", "signed_in"]


_MOST_BEARERS = 5


@dataclass(frozen=True, slots=True)
class From:
    """Where someone signs in: the host, and what the browser calls itself."""

    host: str = ""
    agent: str = ""


def redeemed(connection: Connection, token: str, place: From) -> str:
    """The token of a new session for that of a one-time link, which is used up.

    Raises:
        Refusal: The link was used before, or is too old.
    """
    link = access.session(connection, token, "link")
    if link is None or not access.close_session(connection, token):
        message = (
            "This link was used before, or is too old. Create a new one: flowport user link NAME."
        )
        raise Refusal("wrong-password", message)
    return _entered(connection, link.instance, link.user, place, "link")


def _entered(connection: Connection, instance: str, user: str, place: From, how: str) -> str:
    """The token of a new session, which the audit log tells of."""
    person = resources.get(connection, instance, "user", user)
    with audit.acting(f"user {person.name}", place.host):
        audit.note(connection, "sign-in", instance=instance, target=person.arn, how=how)
    return access.open_session(
        connection, instance, user, "page", LIFE, host=place.host, browser=place.agent
    )


@dataclass(frozen=True, slots=True)
class Fitting:
    """A user whose name and password fit, and the hash that the password is of."""

    instance: str
    user: str
    hashed: str | None


def fitting(
    connection: Connection, name: str, password: str, where: str | None
) -> tuple[Fitting, ...]:
    """The users, in every instance or in one, whom a name and password fit; this takes long.

    Raises:
        Refusal: They fit nobody.
    """
    asked = [
        Fitting(instance.id, user.id, access.password_hash(connection, instance.id, user.id))
        for instance in instances.every(connection)
        if where in {None, instance.id, instance.alias}
        and (user := resources.find(connection, instance.id, "user", name)) is not None
    ]
    if not asked:
        passwords.matches(None, password)
    found = tuple(each for each in asked if passwords.matches(each.hashed, password))
    if not found:
        raise _wrong()
    return found


def signed_in(connection: Connection, users: Sequence[Fitting], place: From) -> list[str]:
    """The tokens of new sessions of users, those of them whose password is still the same.

    Raises:
        Refusal: It is of none of them.
    """
    made = [
        _entered(connection, each.instance, each.user, place, "password")
        for each in users
        if access.password_hash(connection, each.instance, each.user) == each.hashed
    ]
    if not made:
        raise _wrong()
    return made


def bearers(connection: Connection, name: str) -> tuple[str, ...]:
    """The ids of the instances, not too many, that have a user of a name."""
    found = (
        each.id
        for each in instances.every(connection)
        if resources.find(connection, each.id, "user", name) is not None
    )
    return tuple(islice(found, _MOST_BEARERS))


def _wrong() -> Refusal:
    return Refusal("wrong-password", "No user has that name and password.")
