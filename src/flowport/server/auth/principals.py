"""The caller of a request: which account and Region, and what the user's profiles allow."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flowport.errors import NotFoundError
from flowport.server.auth.signature import SignedRequest, credential, verify
from flowport.server.auth.tries import Tries
from flowport.server.protocol.errors import ServiceError
from flowport.store import access, resources

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from flowport.store.database import Store
    from flowport.store.instances import InstanceRow

__all__ = ["ANYBODY", "OWNER", "Principal", "Principals", "permissions_of", "unsigned"]

#: The member of an instance's body that names the user who created it.
OWNER = "Owner"

#: How long a key and its user's permissions are remembered, in seconds. Another worker's change
#: is seen after this time; this worker's own at once.
_REMEMBERED = 1.0
_WRONG_SIGNATURES = 600  # an hour, of one key from one host
_MOST_KNOWN = 1_000  # keys and Regions; the Region is the caller's word


@dataclass(frozen=True, slots=True, kw_only=True)
class Principal:
    """Who calls.

    Attributes:
        account: The account; None without signatures, where those of every account are in reach.
        region: The Region that the request was signed for; None without a signature.
        instance: The instance that a user's key is bound to; None for a whole account's.
        user: The user's id; None for a key that belongs to no user.
        owner: The user and instance that own what the caller creates; None for no user's key.
        permissions: What the security profiles allow; None for all.
        name: The user's name.
    """

    account: str | None = None
    region: str | None = None
    instance: str | None = None
    user: str | None = None
    owner: str | None = None
    permissions: frozenset[str] | None = None
    name: str = ""

    @property
    def title(self) -> str:
        """Who it is, for the audit log."""
        if self.user is not None:
            return f"user {self.name or self.user}"
        return f"account {self.account}" if self.account else "anyone"

    def reaches(self, instance: InstanceRow) -> bool:
        """Whether the caller's key is for an instance: its own, its account's or its work."""
        if self.instance in {None, instance.id}:
            return True
        return self.owner is not None and instance.body.get(OWNER) == self.owner

    def may(self, permission: str | None) -> bool:
        """Whether the profiles allow something that needs the permission (None: nothing)."""
        return permission is None or self.permissions is None or permission in self.permissions


#: The caller where signatures are off.
ANYBODY = Principal()


class Principals:
    """Finds the caller of a signed request."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._tries = Tries(hour=_WRONG_SIGNATURES)
        self._known: dict[tuple[str, str], tuple[float, str, Principal]] = {}

    def forget(self) -> None:
        """Look everything up again: a user, profile or key changed."""
        self._known.clear()

    def of(self, sent: SignedRequest) -> Principal:
        """The caller whose key signed a request.

        Raises:
            ServiceError: The signature or key is not good, or was not too often of late.
        """
        claimed = credential(sent.headers)
        who = f"{sent.host} {claimed.key}"
        if self._tries.too_many(who):
            raise ServiceError("ThrottlingException", "Rate exceeded: too many failed signatures")
        try:
            secret, caller = self._lookup(claimed.key, claimed.region)
            verify(claimed, secret, sent)
        except ServiceError:
            self._tries.note(who)
            raise
        return caller

    def _lookup(self, key_id: str, region: str) -> tuple[str, Principal]:
        known = self._known.get((key_id, region))
        now = time.monotonic()
        if known is not None and known[0] > now:
            return known[1], known[2]
        with self._store.reading() as connection:
            key = access.key(connection, key_id)
            if key is None:
                raise ServiceError(
                    "UnrecognizedClientException",
                    "The security token included in the request is invalid.",
                )
            principal = _principal(connection, key, region)
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        self._known[key_id, region] = (now + _REMEMBERED, key.secret, principal)
        return key.secret, principal


def _principal(connection: Connection, key: access.Key, region: str) -> Principal:
    if key.instance is None or key.user is None:
        return Principal(account=key.account, region=region)
    return Principal(
        account=key.account,
        region=region,
        instance=None if key.whole_account else key.instance,
        user=key.user,
        owner=f"{key.instance}/{key.user}",
        permissions=permissions_of(connection, key.instance, key.user),
        name=_name_of(connection, key.instance, key.user),
    )


_ACCOUNT = re.compile(r"\d{12}", re.ASCII)


def unsigned(headers: Mapping[str, str], account: str | None) -> Principal:
    """The caller of a request whose signature is not verified.

    The Region is that of its credential scope, and the account its access key id if that has twelve
    digits, as other emulators read them. Without a signature every Region is in reach.

    Args:
        headers: The request's, by lower-case name.
        account: The account of every other access key; None for all accounts.
    """
    try:
        claimed = credential(headers)
    except ServiceError:
        return Principal(account=account)
    own = claimed.key if _ACCOUNT.fullmatch(claimed.key) else account
    return Principal(account=own, region=claimed.region)


def _name_of(connection: Connection, instance: str, user: str) -> str:
    try:
        return resources.get(connection, instance, "user", user).name
    except NotFoundError:
        return ""


def permissions_of(connection: Connection, instance: str, user: str) -> frozenset[str] | None:
    """What a user's security profiles allow together; None if one of them is Admin."""
    try:
        profiles = resources.get(connection, instance, "user", user).body["SecurityProfileIds"]
    except NotFoundError:
        return frozenset()
    found: set[str] = set()
    for profile in profiles:
        body = _body(connection, instance, profile)
        if body.get("Administrator"):
            return None
        found.update(body.get("Permissions", ()))
    return frozenset(found)


def _body(connection: Connection, instance: str, profile: str) -> Mapping[str, Any]:
    try:
        return resources.get(connection, instance, "security-profile", profile).body
    except NotFoundError:
        return {}
