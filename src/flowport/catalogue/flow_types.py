"""The types of flow, under their names in the API, in a console export and in the designer."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from flowport.catalogue.declaration import Declaration

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ALL_FLOW_TYPES", "FLOW_TYPES", "FlowType", "FlowTypeFacts", "flow_type"]


class FlowType(StrEnum):
    """A flow's type, spelled as the API spells it."""

    CONTACT_FLOW = "CONTACT_FLOW"
    CUSTOMER_QUEUE = "CUSTOMER_QUEUE"
    CUSTOMER_HOLD = "CUSTOMER_HOLD"
    CUSTOMER_WHISPER = "CUSTOMER_WHISPER"
    OUTBOUND_WHISPER = "OUTBOUND_WHISPER"
    AGENT_HOLD = "AGENT_HOLD"
    AGENT_WHISPER = "AGENT_WHISPER"
    AGENT_TRANSFER = "AGENT_TRANSFER"
    QUEUE_TRANSFER = "QUEUE_TRANSFER"
    CAMPAIGN = "CAMPAIGN"


class FlowTypeFacts(Declaration, kw_only=True):
    """What is known of a type of flow.

    Attributes:
        type: The type.
        title: Its name in the designer.
        export_name: Its name in ``Metadata.type`` of an export; None where none was ever seen.
        places_known: Whether the documents say which blocks it allows; where they do not, no
            block is to be refused in it.
        seconds: How long such a flow may run; None without a limit.
    """

    type: FlowType
    title: str
    export_name: str | None
    places_known: bool = True
    seconds: int | None = None


_FACTS = (
    FlowTypeFacts(type=FlowType.CONTACT_FLOW, title="Inbound flow", export_name="contactFlow"),
    FlowTypeFacts(
        type=FlowType.CUSTOMER_QUEUE, title="Customer queue flow", export_name="customerQueue"
    ),
    FlowTypeFacts(
        type=FlowType.CUSTOMER_HOLD, title="Customer hold flow", export_name="customerHold"
    ),
    FlowTypeFacts(
        type=FlowType.CUSTOMER_WHISPER,
        title="Customer whisper flow",
        export_name="customerWhisper",
        seconds=120,
    ),
    FlowTypeFacts(
        type=FlowType.OUTBOUND_WHISPER,
        title="Outbound whisper flow",
        export_name="outboundWhisper",
        seconds=120,
    ),
    FlowTypeFacts(type=FlowType.AGENT_HOLD, title="Agent hold flow", export_name="agentHold"),
    FlowTypeFacts(
        type=FlowType.AGENT_WHISPER,
        title="Agent whisper flow",
        export_name="agentWhisper",
        seconds=120,
    ),
    FlowTypeFacts(
        type=FlowType.AGENT_TRANSFER, title="Transfer to agent flow", export_name="agentTransfer"
    ),
    FlowTypeFacts(
        type=FlowType.QUEUE_TRANSFER, title="Transfer to queue flow", export_name="queueTransfer"
    ),
    FlowTypeFacts(
        type=FlowType.CAMPAIGN, title="Outbound campaign", export_name=None, places_known=False
    ),
)

#: The facts of each type, by type, in the designer's order.
FLOW_TYPES: Mapping[FlowType, FlowTypeFacts] = MappingProxyType({f.type: f for f in _FACTS})

#: The types for which the documents list blocks: what they mean by "all flows".
ALL_FLOW_TYPES: tuple[FlowType, ...] = tuple(f.type for f in _FACTS if f.places_known)

_NAMES = {
    name.lower(): facts.type
    for facts in _FACTS
    for name in (facts.type.value, facts.export_name, facts.title)
    if name
}


def flow_type(name: str) -> FlowType | None:
    """The type that a name represents, in any of its three spellings and any case."""
    return _NAMES.get(name.lower())
