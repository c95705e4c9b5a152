"""Short words for the declarations of legacy blocks: what many of them repeat."""

from __future__ import annotations

from flowport.catalogue.legacy.shapes import LegacyBranch, LegacyParameter

__all__ = [
    "CHECK",
    "DONE",
    "ERROR",
    "EVALUATE",
    "FLOW",
    "NO_MATCH",
    "QUEUE_OR_AGENT",
    "SUCCESS",
    "B",
    "P",
]

P = LegacyParameter
B = LegacyBranch
SUCCESS = B("Success")
ERROR = B("Error", "NoMatchingError")
NO_MATCH = B("NoMatch", "NoMatchingCondition")
EVALUATE = B("Evaluate", evaluate=True)
DONE = (SUCCESS, ERROR)
CHECK = ("Error",)
FLOW = P("ContactFlowId", "ContactFlowId")
QUEUE_OR_AGENT = (P("Queue", "QueueId"), P("Agent", "AgentId"))
