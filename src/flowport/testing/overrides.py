"""Overrides of a test: what resources answer once, in the order in which they were set."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from flowport.simulate import Answer, Question, QuestionKind
from flowport.simulate.seconds import seconds_of

if TYPE_CHECKING:
    from flowport.simulate import Call, World

__all__ = ["Overrides", "resource_in", "resource_member", "same_resource"]

_PARAMETERS = {
    "InvokeLambdaFunction": "LambdaFunctionARN",
    "CheckHoursOfOperation": "HoursOfOperationId",
    "TransferContactToQueue": "QueueId",
    "DequeueContactAndTransferToQueue": "QueueId",
}
_NAMES = {"DequeueAndTransferToQueue": "DequeueContactAndTransferToQueue"}
_HOURS = {"InHours": "True", "InHour": "True", "OutOfHours": "False"}


@dataclass(frozen=True, slots=True)
class Override:
    """One override.

    Attributes:
        action: The flow's action type.
        resource: The id or ARN of what is replaced.
        strategy: What is answered instead.
        since: After how many blocks it was set: a resource in use keeps its answer.
    """

    action: str
    resource: str
    strategy: dict[str, Any]
    since: int


@dataclass(slots=True)
class Overrides:
    """A world that answers from overrides, each used once.

    Attributes:
        waiting: Those that were not used yet, in the order in which they were set.
        used: The block and visit of each that was used.
        below: Who answers for a substitute.
    """

    below: World
    waiting: list[Override] = field(default_factory=list)
    used: set[tuple[str, int]] = field(default_factory=set)

    def add(self, properties: dict[str, Any], since: int) -> None:
        """Set one, from the properties of a behaviour."""
        action = str(properties.get("ActionType"))
        action = _NAMES.get(action, action)
        resource = resource_in(action, properties.get("ActionParameters") or {})
        self.waiting.append(Override(action, resource, properties.get("Strategy") or {}, since))

    def answer(self, question: Question, call: Call) -> Answer | None:
        """The answer of the first override that fits."""
        if question.kind is not QuestionKind.RESULT:
            return None
        for override in self.waiting:
            if (
                override.action == question.type
                and override.since < call.steps
                and same_resource(override.resource, question.subject, call)
            ):
                self.waiting.remove(override)
                self.used.add((question.block, question.visit))
                return self._apply(override, question, call)
        return None

    def _apply(self, override: Override, question: Question, call: Call) -> Answer | None:
        strategy = override.strategy
        if strategy.get("Type") == "SubstituteResource":
            return self._substituted(str(strategy.get("SubstituteArn")), question, call)
        response = strategy.get("Response") or {}
        if response.get("Type") == "Error":
            error = response.get("Error") or {}
            return Answer(
                _error(str(error.get("Value")), question),
                delay=seconds_of(error.get("DelaySeconds")),
            )
        result = response.get("ExecutionResult") or {}
        return _result(question, result)

    def _substituted(self, arn: str, question: Question, call: Call) -> Answer | None:
        """The answer of another resource; another queue is where the contact goes."""
        key = _PARAMETERS.get(question.type, "")
        detail = {**question.detail, key: arn} if key else question.detail
        found = self.below.answer(replace(question, subject=arn, names=(), detail=detail), call)
        if key == "QueueId":
            found = found or Answer()
            return found if found.outcome else replace(found, value=arn)
        return found


def resource_in(action: str, parameters: dict[str, Any]) -> str:
    """The resource that an action's parameters name; ``""`` for none, or for no string."""
    action = _NAMES.get(action, action)
    if action == "ConnectParticipantWithLexBot":
        bot = parameters.get("LexV2Bot")
        named = bot.get("AliasArn") if isinstance(bot, dict) else ""
    else:
        named = parameters.get(_PARAMETERS.get(action, ""))
    return named if isinstance(named, str) else ""


def resource_member(action: str) -> str:
    """The member of an action's parameters that names its resource, as a pointer."""
    if action == "ConnectParticipantWithLexBot":
        return "LexV2Bot/AliasArn"
    return _PARAMETERS[_NAMES.get(action, action)]


def same_resource(named: str, used: str, call: Call) -> bool:
    """Whether an id or ARN in a test means a resource in the flow; ids, ARNs and names count."""
    if named == used or not named:
        return True
    one, other = named.rpartition("/")[2], used.rpartition("/")[2]
    one, other = (each.rpartition(":function:")[2] for each in (one, other))
    names = call.library.names
    return one == other or named in {names.get(used), names.get(other)}


def _error(name: str, question: Question) -> str:
    """The branch of an error; where the block has none of its own, its general one."""
    return name if name in question.errors else "NoMatchingError"


def _result(question: Question, result: dict[str, Any]) -> Answer:
    """What a mocked execution answers."""
    value = result.get("LoadedData", result.get("Value"))
    delay = seconds_of(result.get("DelaySeconds"))
    if question.type == "CheckHoursOfOperation":
        return Answer(_HOURS.get(str(value), str(value)), delay=delay)
    data = _data(value)
    if question.type == "ConnectParticipantWithLexBot":
        intent = data.get("IntentName") if isinstance(data, dict) else None
        return Answer(str(intent or "NoMatchingCondition"), data, delay)
    return Answer(value=data, delay=delay)


def _data(value: Any) -> Any:
    if not isinstance(value, str):
        return value if value is not None else {}
    try:
        return json.loads(value)
    except ValueError:
        return value
