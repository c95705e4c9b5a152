"""The resources of an instance over the Connect API: listed once, and made."""

from __future__ import annotations

import time
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from flowport.catalogue.families import FAMILIES
from flowport.errors import CredentialsError, ForbiddenError, InstanceError, NotFoundError
from flowport.ports import MODULE, About, FlowKey, FlowKind, FlowSummary, State, Status
from flowport.refs.arn import parse
from flowport.refs.resource import Resource
from flowport.remote.answer_checks import check_answers, pages
from flowport.remote.errors import told
from flowport.remote.listing import LISTINGS, listed
from flowport.remote.making import ResourceCalls

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from flowport.catalogue.families import FlowFamily

__all__ = ["RemoteDirectory", "summary_of"]

_PAGE = 1000


class RemoteDirectory:
    """The resources of an instance over the Connect API, and which instance it is.

    Attributes:
        client: The boto3 client; its own retries are the net below the caller's pace.
        label: What messages call the instance.
    """

    def __init__(
        self, client: Any, instance: str, *, label: str | None = None, bots: Any = None
    ) -> None:
        """Take a client and the instance's id or ARN; ``bots`` is a lexv2-models client."""
        self.client = client
        self._skew = check_answers(client)
        if bots is not None:
            check_answers(bots)
        self.label = label or instance
        self._given = instance
        self._bots = bots
        self._resources: dict[str, Sequence[Resource] | None] = {}

    def unread(self) -> Sequence[str]:
        """Nothing: a list that can't be read whole is an error."""
        return ()

    @cached_property
    def about(self) -> About:
        """Which instance it is."""
        arn, name = self._given, self.label
        if parse(arn) is None:
            with told(self.label, "describe the instance"):
                found = self.client.describe_instance(InstanceId=self._given)["Instance"]
            arn, name = found["Arn"], found.get("InstanceAlias") or self.label
        known = parse(arn)
        if known is None or not known.instance_id:
            raise InstanceError(f"{self.label}: {arn!r} is not an ARN of a Connect instance")
        return About(
            arn=str(known.instance),
            account=known.account,
            region=known.region,
            id=known.instance_id,
            name=name,
        )

    @property
    def directory(self) -> Self:
        """Itself: it lists its resources."""
        return self

    @property
    def instance(self) -> str:
        """The instance's ARN."""
        return self.about.arn

    def resources(self, kind: str) -> Sequence[Resource] | None:
        """All resources of a kind, asked for once; None where the API or the caller's rights can't.

        Raises:
            InstanceError: The instance can't be reached.
        """
        if kind not in self._resources:
            self._resources[kind] = self._list(kind)
        return self._resources[kind]

    def remove_if_empty(self) -> None:
        """Do nothing: it is not a folder."""

    def now(self) -> float:
        """The time of this machine, set right by the date of the last answer."""
        return time.time() + self._skew()

    def forget(self, kind: str | None = None) -> None:
        """List a kind (or all) again when it is asked for next."""
        if kind is None:
            self._resources.clear()
        self._resources.pop(kind or "", None)

    def _list(self, kind: str) -> Sequence[Resource] | None:
        for family in FAMILIES.values():
            if kind == family.reference:
                return [flow.resource for flow in self._of(family)]
        if kind not in LISTINGS:
            return None
        found: list[Resource] = []
        began = False
        try:
            with told(self.label, f"list its {kind.replace('_', ' ')}s"):
                for page in listed(self.client, kind, self.about.id, self.about.arn):
                    found, began = found + page, True
        except CredentialsError:
            raise
        except (ForbiddenError, NotFoundError):
            if began:  # a list that breaks off is not a list
                raise
            return None
        return [self._named(each) for each in found] if kind == "lex_v2_bot_alias" else found

    def _named(self, alias: Resource) -> Resource:
        """A Lex alias with the names of its bot and itself, where the caller may ask Lex."""
        bot, _, name = alias.id.partition("/")
        if self._bots is None or not name:
            return alias
        try:
            with told(self.label, "ask Lex for a bot's name"):
                shown = self._bots.describe_bot_alias(botId=bot, botAliasId=name)["botAliasName"]
                named = self._bots.describe_bot(botId=bot)["botName"]
        except InstanceError:
            return alias
        return Resource(alias.kind, f"{named}/{shown}", alias.arn, alias.id)

    def _of(self, family: FlowFamily) -> Iterator[FlowSummary]:
        with told(self.label, f"list its {family.title}s"):
            for page in pages(self.client, family.method("list"), _PAGE, InstanceId=self.about.id):
                for row in page[family.rows]:
                    yield summary_of(family, row)

    # Resources that are made here

    @property
    def _making(self) -> ResourceCalls:
        return ResourceCalls(self.client, self.about.id, self.label)

    def details(self, resource: Resource) -> Mapping[str, Any]:
        """What a resource would be made from."""
        return self._making.read(resource)

    def modified(self, resource: Resource) -> float | None:
        """When it was last changed."""
        return self._making.modified(resource)

    def create_resource(self, kind: str, details: Mapping[str, Any]) -> Resource:
        """Make one."""
        made = self._making.create(kind, details)
        self.forget(kind)
        return made

    def complete_resource(self, resource: Resource, details: Mapping[str, Any]) -> None:
        """Give one what its creation does not take."""
        self._making.complete(resource, details)

    def delete_resource(self, resource: Resource) -> None:
        """Delete one."""
        self._making.remove(resource)
        self.forget(resource.kind)


def summary_of(family: FlowFamily, row: Mapping[str, Any]) -> FlowSummary:
    """A flow or module, from a row of a list or a description."""
    status = str(row.get("ContactFlowStatus") or row.get("Status") or Status.PUBLISHED).upper()
    state = str(row.get("ContactFlowState") or row.get("State") or State.ACTIVE).upper()
    return FlowSummary(
        key=FlowKey(FlowKind(family.kind), row["Id"]),
        arn=row["Arn"].partition(":$")[0],
        name=row["Name"],
        type=row.get("ContactFlowType") or row.get("Type") or MODULE,
        state=State(state),
        status=Status(status),
    )
