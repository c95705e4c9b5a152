"""The types of flow in which a set of blocks may stand together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue.actions import action_named
from flowport.catalogue.flow_types import ALL_FLOW_TYPES, FlowType

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["ends_module", "types_allowing"]

#: The action with which only a flow module ends.
_RETURN = "EndFlowModuleExecution"

#: What authors end flows of every type with, whatever the documents list.
_ENDS = {"DisconnectParticipant"}


def types_allowing(actions: Iterable[str]) -> tuple[FlowType, ...]:
    """The flow types that allow all of some action types, in the designer's order.

    Types for which no document lists blocks (campaigns) are left out, and so is what an unknown
    action would say.
    """
    allowed = set(ALL_FLOW_TYPES)
    for name in set(actions) - _ENDS:
        known = action_named(name)
        if known:
            allowed &= set(known.flow_types)
    return tuple(each for each in ALL_FLOW_TYPES if each in allowed)


def ends_module(actions: Iterable[str]) -> bool:
    """Whether an action is there that only a flow module has."""
    return _RETURN in set(actions)
