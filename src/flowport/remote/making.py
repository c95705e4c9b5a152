"""Hours, queues and quick connects read so that they can be made again elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flowport.refs import Resource

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["MAKERS", "Maker"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """The three operations of a kind.

    Attributes:
        kind: The kind.
        word: The API's word for one.
        snake: The same in the client's methods.
        members: What a describe tells that a create takes.
    """

    kind: str
    word: str
    snake: str
    members: tuple[str, ...]

    def read(self, client: Any, instance: str, resource: Resource) -> Mapping[str, Any]:
        """The members of a create, as they are now."""
        method = getattr(client, f"describe_{self.snake}")
        found = method(InstanceId=instance, **{f"{self.word}Id": resource.id})[self.word]
        return {member: found[member] for member in self.members if found.get(member)}

    def make(self, client: Any, instance: str, details: Mapping[str, Any]) -> Resource:
        """Make one."""
        found = getattr(client, f"create_{self.snake}")(InstanceId=instance, **details)
        name = str(details["Name"])
        arn = found.get(f"{self.word}Arn") or found[f"{self.word}ARN"]
        return Resource(self.kind, name, arn, found[f"{self.word}Id"])

    def remove(self, client: Any, instance: str, resource: Resource) -> None:
        """Delete one."""
        method = getattr(client, f"delete_{self.snake}")
        method(InstanceId=instance, **{f"{self.word}Id": resource.id})


#: The kinds that can be made.
MAKERS: Mapping[str, Maker] = {
    "hours_of_operation": Maker(
        kind="hours_of_operation",
        word="HoursOfOperation",
        snake="hours_of_operation",
        members=("Name", "Description", "TimeZone", "Config", "Tags"),
    ),
    "queue": Maker(
        kind="queue",
        word="Queue",
        snake="queue",
        members=(
            "Name",
            "Description",
            "HoursOfOperationId",
            "MaxContacts",
            "OutboundCallerConfig",
            "Tags",
        ),
    ),
    "quick_connect": Maker(
        kind="quick_connect",
        word="QuickConnect",
        snake="quick_connect",
        members=("Name", "Description", "QuickConnectConfig", "Tags"),
    ),
}
