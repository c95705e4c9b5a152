"""The actions of an observation, checked as the service checks them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.simulate.seconds import is_seconds, seconds_of
from flowport.testing.case import CaseAction
from flowport.testing.overrides import resource_in, resource_member

if TYPE_CHECKING:
    from flowport.testing.problems import Problems

__all__ = ["OPERATORS", "OVERRIDES", "check_step", "instruction_text"]

OPERATORS = (
    "Equals",
    "TextStartsWith",
    "TextEndsWith",
    "TextContains",
    "NumberGreaterThan",
    "NumberGreaterOrEqualTo",
    "NumberLessThan",
    "NumberLessOrEqualTo",
)
_TYPES = ("SendInstruction", "Assert", "OverrideSystemBehavior", "TestControl")
_NEEDLESS = frozenset({"TextContains", "TextStartsWith"})
_WORDS = frozenset({"Utterance", "TextUtterance", "TextInput"})

#: For each action whose behaviour can be overridden: the errors that a mock can answer.
OVERRIDES = {
    "InvokeLambdaFunction": ("TimeLimitExceeded", "NoMatchingError"),
    "CheckHoursOfOperation": ("NoMatchingError",),
    "ConnectParticipantWithLexBot": ("TimeLimitExceeded", "NoMatchingError"),
    "TransferContactToQueue": ("QueueAtCapacity", "NoMatchingError"),
    "DequeueAndTransferToQueue": ("QueueAtCapacity", "NoMatchingError"),
}


def check_step(tree: Any, pointer: str, channel: str, problems: Problems) -> CaseAction:
    """An action, with its problems."""
    if not isinstance(tree, dict):
        problems.add(pointer, "InvalidActionProblem: must be an object")
        return CaseAction("", "", {})
    kind = tree.get("Type")
    identifier = tree.get("Identifier")
    parameters = tree.get("Parameters")
    step = CaseAction(
        identifier if isinstance(identifier, str) else "",
        str(kind or ""),
        parameters if isinstance(parameters, dict) else {},
    )
    if kind not in _TYPES:
        listed = ", ".join(_TYPES)
        problem = f'InvalidActionProblem: Invalid action type "{kind}", not one of {listed}'
        problems.add(f"{pointer}/Type", problem)
    elif not isinstance(parameters, dict):
        problems.add(f"{pointer}/Parameters", "InvalidActionProblem: is missing, or not an object")
    else:
        _check_type(step, f"{pointer}/Parameters", problems)
        _CHECKS[step.type](step.parameters, f"{pointer}/Parameters", channel, problems)
    return step


def _check_type(step: CaseAction, pointer: str, problems: Problems) -> None:
    named = step.parameters.get("ActionType")
    if step.type == "Assert":
        if named is not None:
            problems.note(f"{pointer}/ActionType: the service does not accept it in an Assert")
    elif named is None:
        problems.note(f"{pointer}/ActionType: is missing; write {step.type}")
    elif named != step.type:
        problem = f'InvalidActionProblem: must be "{step.type}", not "{named}"'
        problems.add(f"{pointer}/ActionType", problem)


def _member(tree: dict[str, Any], key: str) -> dict[str, Any]:
    found = tree.get(key)
    return found if isinstance(found, dict) else {}


def _check_instruction(
    parameters: dict[str, Any], pointer: str, channel: str, problems: Problems
) -> None:
    instruction = _member(parameters, "Instruction")
    kind, where = str(instruction.get("Type")), f"{pointer}/Instruction"
    text = instruction_text(instruction)
    if kind == "DtmfInput":
        if channel == "CHAT":
            problems.add(where, "DTMF input is not supported for Chat entry point")
        if not text or set(text) - set("0123456789*#"):
            problem = f'InvalidActionProblem: "{text}" is not keys (0-9, * and #)'
            problems.add(f"{where}/Properties/Value", problem)
    elif kind in _WORDS:
        if not text:
            problems.add(f"{where}/Properties/Value", "InvalidActionProblem: is empty")
        if kind != "Utterance":
            problems.note(f"{where}/Type: write Utterance with Value; {kind} is contested")
    elif kind != "Disconnect":
        problem = (
            f'InvalidActionProblem: Type must be DtmfInput, Utterance or Disconnect, not "{kind}"'
        )
        problems.add(where, problem)


def instruction_text(instruction: dict[str, Any]) -> str:
    """The keys or words of an instruction, in each of the forms that are seen."""
    properties = _member(instruction, "Properties")
    for key in ("Value", "Text", "SSML"):
        value = properties.get(key)
        if value is not None and not isinstance(value, (dict, list, bool)):
            return str(value)
    return ""


def _check_assert(
    parameters: dict[str, Any], pointer: str, channel: str, problems: Problems
) -> None:
    del channel
    namespace, operator = parameters.get("Namespace"), parameters.get("Operator")
    if not isinstance(namespace, str) or not namespace.startswith("$"):
        problems.add(f"{pointer}/Namespace", "InvalidActionProblem: must be one JSONPath")
    if operator == "Exists":
        problems.note(f"{pointer}/Operator: Exists is documented, and refused by the service")
    elif operator not in OPERATORS:
        problem = f'Invalid operator parameter for AssertAction: "{operator}"'
        problems.add(f"{pointer}/Operator", problem)
    elif parameters.get("Operand") in (None, "") and operator not in _NEEDLESS:
        problems.add(f"{pointer}/Operand", "InvalidActionProblem: is missing")


def _check_override(
    parameters: dict[str, Any], pointer: str, channel: str, problems: Problems
) -> None:
    del channel
    behavior = _member(parameters, "Behavior")
    if behavior.get("Type") is None:
        problems.note(f"{pointer}/Behavior/Type: is missing; write FlowAction")
    elif behavior["Type"] != "FlowAction":
        problem = "InvalidActionProblem: must be FlowAction"
        problems.add(f"{pointer}/Behavior/Type", problem)
    properties = _member(behavior, "Properties")
    where = f"{pointer}/Behavior/Properties"
    action = str(properties.get("ActionType"))
    if action not in OVERRIDES:
        listed = ", ".join(OVERRIDES)
        problem = f'InvalidActionProblem: "{action}" is not one of {listed}'
        problems.add(f"{where}/ActionType", problem)
        return
    named = _member(properties, "ActionParameters")
    if not resource_in(action, named).strip():
        problem = "InvalidFlowActionParametersProblem: must name the resource"
        member = f"/{resource_member(action)}" if named else ""
        problems.add(f"{where}/ActionParameters{member}", problem)
    _check_strategy(_member(properties, "Strategy"), action, f"{where}/Strategy", problems)


def _check_strategy(
    strategy: dict[str, Any], action: str, pointer: str, problems: Problems
) -> None:
    if strategy.get("Type") == "SubstituteResource":
        if not strategy.get("SubstituteArn"):
            problems.add(f"{pointer}/SubstituteArn", "InvalidActionProblem: is missing")
        return
    response = _member(strategy, "Response")
    for key in ("Error", "ExecutionResult"):
        delay = _member(response, key).get("DelaySeconds", 0)
        if not is_seconds(seconds_of(delay, -1.0)):
            where = f"{pointer}/Response/{key}/DelaySeconds"
            problems.add(where, "InvalidActionProblem: must be a number of seconds from 0 up")
    if strategy.get("Type") != "MockResponse":
        problem = "InvalidActionProblem: must be SubstituteResource or MockResponse"
        problems.add(f"{pointer}/Type", problem)
    elif response.get("Type") == "Error":
        value = _member(response, "Error").get("Value")
        if value not in OVERRIDES[action]:
            problem = (
                f'InvalidActionProblem: "{value}" is not one of {", ".join(OVERRIDES[action])}'
            )
            problems.add(f"{pointer}/Response/Error/Value", problem)
    elif response.get("Type") != "ExecutionResult":
        problem = "InvalidActionProblem: must be ExecutionResult or Error"
        problems.add(f"{pointer}/Response/Type", problem)
    elif not _member(response, "ExecutionResult"):
        problem = "InvalidActionProblem: is missing, or not an object"
        problems.add(f"{pointer}/Response/ExecutionResult", problem)


def _check_control(
    parameters: dict[str, Any], pointer: str, channel: str, problems: Problems
) -> None:
    del channel
    command = _member(parameters, "Command")
    if command.get("Type") == "LogData":
        if not _member(_member(command, "Properties"), "Expressions"):
            problem = "InvalidActionProblem: must be an object of labels and JSONPaths"
            problems.add(f"{pointer}/Command/Properties/Expressions", problem)
    elif command.get("Type") != "EndTest":
        problem = f'InvalidActionProblem: must be EndTest or LogData, not "{command.get("Type")}"'
        problems.add(f"{pointer}/Command/Type", problem)


_CHECKS = {
    "SendInstruction": _check_instruction,
    "Assert": _check_assert,
    "OverrideSystemBehavior": _check_override,
    "TestControl": _check_control,
}
