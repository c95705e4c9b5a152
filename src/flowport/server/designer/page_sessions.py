"""Who is at the page: sessions in a cookie, one for each instance that a person signed in to."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from flowport.catalogue.families import FAMILIES
from flowport.errors import NotFoundError
from flowport.server.auth.principals import Principal, permissions_of
from flowport.server.designer.refusals import Refusal
from flowport.store import access, instances, resources

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from flowport.designer.schema.list_schema import InstanceJSON, PermissionsJSON, SessionJSON
    from flowport.store.instances import InstanceRow
    from flowport.store.resources import StoredResource

__all__ = ["LIFE", "STALE", "Visit", "Visitor", "find", "joined"]

#: How long a session lives, in seconds.
LIFE = 12 * 3600.0

#: After how many seconds it is written down again that a session is used.
STALE = 60.0

#: The permission to read the audit log of an instance.
AUDIT = "SecurityProfiles.View"

_MOST = 20  # sessions in one cookie


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A session in one instance."""

    token: str
    csrf: str
    instance: InstanceRow
    user: StoredResource
    principal: Principal
    id: str = ""
    used: float = 0.0

    def as_json(self) -> InstanceJSON:
        """The instance for the page, with what its user may do there."""
        here = self.instance
        return {
            "id": here.id,
            "arn": here.arn,
            "alias": here.alias,
            "name": here.alias or here.id,
            "region": here.region,
            "account": here.account,
            "user": self.user.name,
            "permissions": cast("PermissionsJSON", self.permissions()),
            "audit": self.principal.may(AUDIT),
            "color": "",
            "protected": False,
        }

    def permissions(self) -> dict[str, dict[str, bool]]:
        """What the user may do with flows and modules."""
        return {
            kind: {
                step.lower(): self.principal.may(f"{family.permission}.{step}")
                for step in ("View", "Create", "Edit", "Publish", "Delete")
            }
            for kind, family in FAMILIES.items()
        }


@dataclass(frozen=True, slots=True)
class Visitor:
    """A browser's sessions; the first one's token guards against forged calls."""

    visits: tuple[Visit, ...] = ()

    @property
    def name(self) -> str:
        """Which caller it is: the first session's user; empty where nobody is signed in."""
        return self.visits[0].user.id if self.visits else ""

    def want_signed_in(self) -> Visit:
        """The first session.

        Raises:
            Refusal: There is none.
        """
        if not self.visits:
            raise Refusal("signed-out", "You are signed out; sign in to go on.")
        return self.visits[0]

    def at(self, instance: str) -> Visit:
        """The session in an instance.

        Raises:
            Refusal: There is none.
        """
        self.want_signed_in()
        found = next((visit for visit in self.visits if visit.instance.id == instance), None)
        if found is None:
            raise Refusal("not-found", "You are not signed in to that instance.")
        return found

    def want_csrf(self, sent: str) -> None:
        """Hold that a call comes from our own page.

        Raises:
            Refusal: Its token is not the session's.
        """
        if not hmac.compare_digest(self.want_signed_in().csrf.encode(), sent.encode()):
            raise Refusal("bad-csrf", "The call lacks the session's token; load the page again.")

    def as_json(self) -> SessionJSON:
        """What the page knows of its user."""
        first = self.want_signed_in()
        info = first.user.body.get("IdentityInfo") or {}
        names = (info.get("FirstName"), info.get("LastName"))
        return {
            "user": {
                "id": first.user.id,
                "name": first.user.name,
                "fullName": " ".join(str(name) for name in names if name),
            },
            "csrf": first.csrf,
            "instances": [visit.as_json() for visit in self.visits],
        }


def find(connection: Connection, cookie: str, idle: float = access.IDLE) -> Visitor:
    """The sessions that a cookie's tokens name and that still live."""
    found = [_visit(connection, token, idle) for token in cookie.split(".")[:_MOST] if token]
    visits = {visit.instance.id: visit for visit in reversed(found) if visit}
    return Visitor(tuple(reversed(visits.values())))


def _visit(connection: Connection, token: str, idle: float) -> Visit | None:
    session = access.session(connection, token, "page", idle=idle)
    if session is None:
        return None
    try:
        instance = instances.get(connection, session.instance)
        user = resources.get(connection, session.instance, "user", session.user)
    except NotFoundError:
        return None
    principal = Principal(
        account=instance.account,
        region=instance.region,
        instance=instance.id,
        user=user.id,
        permissions=permissions_of(connection, instance.id, user.id),
        name=user.name,
    )
    return Visit(
        token=token,
        csrf=session.csrf,
        instance=instance,
        user=user,
        principal=principal,
        id=session.id,
        used=session.used,
    )


def joined(tokens: Sequence[str]) -> str:
    """The cookie of some tokens."""
    return ".".join(dict.fromkeys(tokens))
