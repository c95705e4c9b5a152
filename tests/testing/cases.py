"""Test cases for tests, as native documents, written short."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.simulate import Library, Program
from flowport.testing import Case, Stage, Verdict, read_case, run_case

if TYPE_CHECKING:
    from flowport.model import Flow

__all__ = ["case_of", "content", "observe", "on", "press", "stage_of", "tried"]

END = {
    "Identifier": "end",
    "Type": "TestControl",
    "Parameters": {"ActionType": "TestControl", "Command": {"Type": "EndTest"}},
}


def observe(
    identifier: str,
    text: str,
    *actions: dict[str, Any],
    next: list[str] | None = None,  # noqa: A002  the format's word
    criteria: str = "Inclusion",
    event: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """An observation of a message, or of an event that is given."""
    message = {"Text": text, "MatchingCriteria": {"Type": criteria}}
    return {
        "Identifier": identifier,
        "Event": event
        or {"Identifier": "e", "Type": "MessageReceived", "Actor": "System", "Properties": message},
        "Actions": list(actions),
        "Transitions": {"NextObservations": next or []},
    }


def on(kind: str, **properties: Any) -> dict[str, Any]:
    """An event that is not a message."""
    return {"Identifier": "e", "Type": kind, "Actor": "System", "Properties": properties}


def press(keys: str | int, identifier: str = "press") -> dict[str, Any]:
    """The customer presses keys."""
    instruction = {"Type": "DtmfInput", "Properties": {"Value": keys}}
    parameters = {"ActionType": "SendInstruction", "Actor": "Customer", "Instruction": instruction}
    return {"Identifier": identifier, "Type": "SendInstruction", "Parameters": parameters}


def check(path: str, operand: str, operator: str = "Equals") -> dict[str, Any]:
    """An assertion."""
    parameters = {"Namespace": path, "Operator": operator, "Operand": operand}
    return {"Identifier": "check", "Type": "Assert", "Parameters": parameters}


def override(action: str, strategy: dict[str, Any], **parameters: Any) -> dict[str, Any]:
    """An override of an action."""
    properties = {"ActionType": action, "ActionParameters": parameters, "Strategy": strategy}
    behavior = {"Type": "FlowAction", "Properties": properties}
    return {
        "Identifier": f"override {strategy}",
        "Type": "OverrideSystemBehavior",
        "Parameters": {"ActionType": "OverrideSystemBehavior", "Behavior": behavior},
    }


def content(*observations: dict[str, Any]) -> dict[str, Any]:
    """A document of these observations."""
    return {"Version": "2019-10-30", "Metadata": {}, "Observations": list(observations)}


def case_of(*observations: dict[str, Any]) -> Case:
    """The case of a document of these observations."""
    return read_case(content(*observations), "case")


def stage_of(*flows: Flow, seed: int = 0) -> Stage:
    """These flows, the first of which is called."""
    programs = [Program.of(flow) for flow in flows]
    library = Library.of(flows)
    return Stage(library=library, stems={"flow": programs[0]}, seed=seed)


def tried(flow: Flow, *observations: dict[str, Any], seed: int = 0) -> Verdict:
    """The verdict of a case of these observations on a flow."""
    return run_case(case_of(*observations), stage_of(flow, seed=seed))
