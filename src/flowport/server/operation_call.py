"""One call of an operation: its parameters, its caller, its connection, and what all share."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from flowport.errors import NotFoundError
from flowport.server.protocol.errors import denied, invalid, missing
from flowport.server.replicas import seen
from flowport.store import instances
from flowport.store.first_use import ACCOUNT, REGION

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy import Connection

    from flowport.server.auth.principals import Principal
    from flowport.server.content_examiner import ContentExaminer
    from flowport.server.protocol.model import Operation
    from flowport.server.protocol.page_tokens import Pages
    from flowport.server.quotas import Quotas
    from flowport.server.signed_urls import SignedUrls
    from flowport.server.texts import Texts
    from flowport.store import Store
    from flowport.store.instances import InstanceRow

__all__ = ["ApiCall", "Shared"]

T = TypeVar("T")
_log = logging.getLogger(__name__)
_DEFAULT_PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What every call of a server uses.

    Attributes:
        store: The database, for what is read outside of the call.
        examiner: Works out what follows from contents, before they are written.
        pages: Makes and reads page tokens.
        texts: Contents of flows as JSON strings, remembered by their hash.
        urls: Makes and reads URLs of the audio of prompts and of attached files.
        quotas: How many of each thing an instance may have.
        validate: Whether published content must pass the checks.
        account: The account of an instance whose creator's account is not known.
        buckets: The folder in place of S3; none if empty.
        region: The Region of an instance whose creator's Region is not known.
        forget: Called after a change of users, profiles or keys.
        flow_types: The type of flows that were written of late, and their instance's ARN, by the
            ids of both; a flow keeps its type. New flows are known by their type.
    """

    store: Store
    examiner: ContentExaminer
    pages: Pages
    texts: Texts
    urls: SignedUrls
    quotas: Quotas
    validate: bool = True
    account: str = ACCOUNT
    buckets: str = ""
    region: str = REGION
    forget: Callable[[], None] = lambda: None
    flow_types: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)


@dataclass(slots=True)
class ApiCall:
    """One call; operations read it and give the members of their answer.

    Attributes:
        operation: What is called.
        params: Its parameters, checked, by member name.
        principal: Who calls.
        connection: Where it reads, or the transaction in which it writes.
        shared: What every call uses.
        known: Instances that were read already and have not changed since.
        prepared: What was worked out for the operation beforehand.
        replica: Where a replica is asked: the ARN of its source, and its own.
        origin: The scheme and host under which the caller reached the server.
    """

    operation: Operation
    params: Mapping[str, Any]
    principal: Principal
    connection: Connection
    shared: Shared
    known: dict[str, InstanceRow]
    prepared: Any = None
    origin: str = ""
    replica: tuple[str, str] | None = None
    _instance: InstanceRow | None = None

    @property
    def name(self) -> str:
        """The operation's name."""
        return self.operation.name

    @property
    def instance(self) -> InstanceRow:
        """The instance that the call names, if the caller's account has it.

        Raises:
            ServiceError: There is none, or a user's key belongs to another one.
        """
        if self._instance is None:
            self._instance = self.reach(self.params["InstanceId"])
        return self._instance

    def forget_instance(self) -> None:
        """Read the instance again when it is needed: it was changed."""
        self.known.clear()
        self._instance = None

    def reach(self, name: str) -> InstanceRow:
        """The instance of an id or ARN.

        Raises:
            ServiceError: There is none, or a user's key belongs to another one.
        """
        instance_id = name.rpartition("/")[2]
        found = self.known.get(instance_id)
        if found is None:
            try:
                found = instances.get(self.connection, instance_id)
            except NotFoundError as error:
                raise missing(f"Instance not found: {instance_id}") from error
            self.known[instance_id] = found
        caller = self.principal
        here = seen(found, caller.region)
        elsewhere = caller.region not in {None, here.region}
        if elsewhere or caller.account not in {None, found.account}:
            _explain(caller, found)
            # Without signatures, a caller of no account reaches what it names wherever that is.
            if caller.account is not None:
                raise missing(f"Instance not found: {instance_id}")
        if name.startswith("arn:") and name not in {found.arn, here.arn}:
            raise missing(f"Instance not found: {name}")
        if not caller.reaches(found):
            raise denied(f"The access key belongs to a user of another instance than {found.id}")
        return found

    def reached(self) -> list[InstanceRow]:
        """Every instance of the caller's account and Region that its key is for."""
        caller = self.principal
        every = [
            here
            for each in instances.every(self.connection, account=caller.account)
            if (here := seen(each, caller.region)).region == (caller.region or here.region)
        ]
        if not every:
            _explain_none(self)
        return [each for each in every if caller.reaches(each)]

    def permit(self, permission: str) -> None:
        """Go on only if the caller has the permission.

        Raises:
            ServiceError: The caller's security profiles don't hold it.
        """
        if not self.principal.may(permission):
            raise denied(f"The user's security profiles lack the permission {permission}.")

    def window(self, found: Callable[[tuple[str, str] | None, int], Sequence[T]]) -> Paged[T]:
        """A page of what a store function gives behind a (name, id) and up to a limit."""
        position = self.shared.pages.position(self.name, self.params)
        limit = self.params.get("MaxResults", _DEFAULT_PAGE)
        rows = list(found(None if position is None else (position[0], position[1]), limit + 1))
        token = None
        if len(rows) > limit:
            last: Any = rows[limit - 1]
            token = self.shared.pages.token(self.name, self.params, [last.name, last.id])
        return Paged(rows[:limit], token)

    def slice(self, rows: Sequence[T], default: int = _DEFAULT_PAGE) -> Paged[T]:
        """A page of rows that are all at hand."""
        position = self.shared.pages.position(self.name, self.params)
        start = 0 if position is None else position[0]
        if not isinstance(start, int):
            raise invalid("Invalid NextToken")
        end = start + self.params.get("MaxResults", default)
        token = None
        if end < len(rows):
            token = self.shared.pages.token(self.name, self.params, [end])
        return Paged(list(rows[start:end]), token)


def _explain(caller: Principal, found: InstanceRow) -> None:
    """Log why an instance is not found: the answer may not say it."""
    if caller.account in {None, found.account}:
        _log.warning(
            "The instance %s is in the Region %s, and a request for it was signed for %s. "
            "Set AWS_DEFAULT_REGION=%s.",
            found.id,
            found.region,
            caller.region,
            found.region,
        )


def _explain_none(call: ApiCall) -> None:
    caller = call.principal
    elsewhere = instances.every(call.connection, account=caller.account)
    if caller.region is not None and elsewhere:
        regions = sorted({each.region for each in elsewhere})
        _log.warning(
            "A request was signed for the Region %s, which has no instances. "
            "Set AWS_DEFAULT_REGION to %s.",
            caller.region,
            " or ".join(regions),
        )


@dataclass(frozen=True, slots=True)
class Paged(Generic[T]):
    """Some rows, and the token of those behind them."""

    rows: list[T]
    token: str | None
