"""Signing in: a name and password, or a one-time link, for sessions in a cookie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.server.auth import passwords
from flowport.server.designer.refusals import Refusal
from flowport.server.designer.visits import LIFE
from flowport.store import access, instances, resources

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from flowport.store.instances import Instance

__all__ = ["redeemed", "signed_in"]


def redeemed(connection: Connection, token: str) -> str:
    """The token of a new session for that of a one-time link, which is used up.

    Raises:
        Refusal: The link was used before, or is too old.
    """
    link = access.session(connection, token, "link")
    if link is None or not access.close_session(connection, token):
        message = "This link was used before, or is too old; start the server for a new one."
        raise Refusal("wrong-password", message)
    return access.open_session(connection, link.instance, link.user, "page", LIFE)


def signed_in(connection: Connection, name: str, password: str, where: str | None) -> list[str]:
    """The tokens of new sessions: in every instance where name and password fit.

    Raises:
        Refusal: They fit nowhere.
    """
    made, asked = [], 0
    for instance in instances.every(connection):
        if where in {None, instance.id, instance.alias}:
            user = resources.find(connection, instance.id, "user", name)
            if user is not None:
                asked += 1
                hashed = access.password_hash(connection, instance.id, user.id)
                if passwords.matches(hashed, password):
                    made.append(_opened(connection, instance, user.id))
    if not asked:
        passwords.matches(None, password)
    if not made:
        raise Refusal("wrong-password", "No user has that name and password.")
    return made


def _opened(connection: Connection, instance: Instance, user: str) -> str:
    return access.open_session(connection, instance.id, user, "page", LIFE)
