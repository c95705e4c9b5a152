"""What a mocked queue answers: how busy it is, and when an agent takes the contact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.simulate.questions import Answer, Question

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.simulate.call import Call

__all__ = ["metric_value", "queue_metrics", "waiting"]

#: The member of a mock for each metric that a block can check.
_METRICS = {
    "NumberOfAgentsAvailable": "available",
    "NumberOfAgentsStaffed": "staffed",
    "NumberOfAgentsOnline": "online",
    "OldestContactInQueueAgeSeconds": "oldest",
    "NumberOfContactsInQueue": "in_queue",
}


def metric_value(mock: Mapping[str, Any], metric: str, delay: float) -> Answer | None:
    """The number of a metric; agents count for all that are not given by themselves."""
    member = _METRICS.get(metric, "")
    if member in mock:
        return Answer(value=mock[member], delay=delay)
    agents = metric.startswith("NumberOfAgents")
    return Answer(value=mock["agents"], delay=delay) if agents and "agents" in mock else None


def queue_metrics(mock: Mapping[str, Any]) -> dict[str, Any]:
    """What ``$.Metrics`` reads."""
    given = mock.get("metrics") or mock.get("result")
    if isinstance(given, dict):
        return dict(given)
    agents = mock.get("agents", 0)
    counts = {
        name: {"Count": mock.get(name.lower(), agents)}
        for name in ("Available", "Staffed", "Online")
    }
    queue = {"Size": mock.get("in_queue", 0), "OldestContactAge": mock.get("oldest", 0)}
    return {"Queue": queue, "Agents": counts}


def waiting(mock: Mapping[str, Any], question: Question, call: Call) -> Answer | None:
    """What happens in queue: an interrupt, an agent, a hang-up; and with an agent, what ends it."""
    outcomes = [choice.outcome for choice in question.choices]
    if "agent hangs up" in outcomes:
        return Answer(str(mock.get("then") or "agent hangs up"))
    every = _number(question.detail.get("InterruptFrequencySeconds")) or 20.0
    waited = every * max(question.visit, 1)
    for member, outcome in (("answers_after", "agent"), ("hangs_up_after", "hang up")):
        limit = _number(mock.get(member))
        if limit is None:
            continue
        if "MessagesInterrupted" in outcomes and waited < limit:
            return Answer("MessagesInterrupted")
        return Answer(outcome, delay=max(0.0, limit - call.clock))
    return None


def _number(value: Any) -> float | None:
    try:
        return float(str(value))
    except ValueError:
        return None
