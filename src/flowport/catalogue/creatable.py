"""The kinds that a migration creates beside flows, and every member that the API takes of them.

Source: the inputs of the Create, Update and Associate operations of each kind in botocore's service
model (connect, 2017-08-08). A test compares the lists, so that a new member of a newer model is
either carried or named as what does not travel.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from flowport.catalogue.resource_families import RESOURCE_FAMILIES

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["AT_ONCE", "CREATABLE", "ID_MEMBERS", "MODULE_MEMBERS", "OVERRIDE_MEMBERS", "Creatable"]


#: What a new queue has.
_USUAL = ("Status", "ENABLED")


@dataclass(frozen=True, slots=True, kw_only=True)
class Creatable:
    """A kind of resource that can be created.

    Attributes:
        kind: Its reference kind (``quick_connect`` is one here too, though no flow refers to one).
        required: The members without which none is created.
        optional: The other members of the Create operation.
        later: Members that other operations set, once it is there.
    """

    kind: str
    required: tuple[str, ...]
    optional: tuple[str, ...]
    later: tuple[str, ...] = ()

    @property
    def word(self) -> str:
        """What the API calls it."""
        return RESOURCE_FAMILIES[self.kind].word

    @property
    def title(self) -> str:
        """What a sentence calls it."""
        return RESOURCE_FAMILIES[self.kind].title

    @property
    def id(self) -> str:
        """The member with its id."""
        return RESOURCE_FAMILIES[self.kind].id

    def pick(self, found: Mapping[str, Any]) -> dict[str, Any]:
        """The members that describe one, without those that every new one has."""
        known = ((member, found.get(member)) for member in self.members)
        return {m: value for m, value in known if value and (m, value) != _USUAL}

    def completing(self, details: Mapping[str, Any]) -> dict[str, Any]:
        """What of some details a creation does not take."""
        found = {member: details[member] for member in self.later if details.get(member)}
        many = details.get("QuickConnectIds", ())
        return found | ({"QuickConnectIds": many} if len(many) > AT_ONCE else {})

    @property
    def members(self) -> tuple[str, ...]:
        """All members that describe one."""
        return (*self.required, *self.optional, *self.later)


#: The kinds, in the order in which they are created.
CREATABLE: Mapping[str, Creatable] = MappingProxyType(
    {
        each.kind: each
        for each in (
            Creatable(
                kind="hours_of_operation",
                required=("Name", "TimeZone", "Config"),
                optional=("Description", "ParentHoursOfOperationConfigs", "Tags"),
                later=("Overrides",),
            ),
            Creatable(
                kind="queue",
                required=("Name", "HoursOfOperationId"),
                optional=(
                    "Description",
                    "OutboundCallerConfig",
                    "OutboundEmailConfig",
                    "MaxContacts",
                    "QuickConnectIds",
                    "EmailAddressesConfig",
                    "Tags",
                ),
                later=("Status",),
            ),
            Creatable(
                kind="quick_connect",
                required=("Name", "QuickConnectConfig"),
                optional=("Description", "Tags"),
            ),
        )
    }
)

#: How many quick connects a call associates with a queue at most (QueueQuickConnectIdList).
AT_ONCE = 50

#: The members of one of the ``Overrides`` of hours (CreateHoursOfOperationOverride).
OVERRIDE_MEMBERS = (
    "Name",
    "Description",
    "Config",
    "EffectiveFrom",
    "EffectiveTill",
    "RecurrenceConfig",
    "OverrideType",
)

#: The members that Create and Update take of flows and modules, and how each travels.
MODULE_MEMBERS: Mapping[str, str] = MappingProxyType(
    {
        "Name": "carried",
        "Type": "carried",
        "Description": "carried",
        "Content": "carried",
        "Settings": "carried",
        "Status": "carried",
        "Tags": "carried",
        "ContactFlowState": "archived flows stay where they are, and are named",
        "State": "archived flow modules stay where they are, and are named",
        "ExternalInvocationConfiguration": "carried when a module is created; no operation updates "
        "it, so that a difference is named",
    }
)

#: The members of any details that hold an id (or a list of ids), and the kind that it is of.
ID_MEMBERS: Mapping[str, str] = MappingProxyType(
    {
        "HoursOfOperationId": "hours_of_operation",
        "QueueId": "queue",
        "UserId": "user",
        "ContactFlowId": "contact_flow",
        "OutboundFlowId": "contact_flow",
        "OutboundCallerIdNumberId": "phone_number",
        "OutboundEmailAddressId": "email_address",
        "EmailAddressId": "email_address",
        "QuickConnectIds": "quick_connect",
    }
)
