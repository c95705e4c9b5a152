"""What the actions of an observation do: answer, check, override, log, end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from flowport.catalogue.jsonpath import single
from flowport.simulate import Answer
from flowport.simulate.behaviours import matches
from flowport.testing.steps import instruction_text

if TYPE_CHECKING:
    from flowport.simulate import Call
    from flowport.testing.case import CaseAction
    from flowport.testing.overrides import Overrides
    from flowport.testing.records import ObservationRecord

__all__ = ["Failure", "perform"]

#: The roots that hold results, which read empty until their action was observed to end well.
_RESULTS = {
    "External": "External",
    "LambdaInvocation": "External",
    "Lex": "Lex",
    "AgenticCX": "AgenticCX",
}
_TURNS = {"DtmfInput": "keys", "Disconnect": "hang up"}


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a test failed.

    Attributes:
        kind: ``ASSERTION`` or ``OBSERVE_EVENT``.
        text: A sentence.
    """

    kind: str
    text: str


class Acting(Protocol):
    """Who performs actions: the observer of a test.

    Attributes:
        overrides: What tests say of the world.
        readable: The roots whose results were observed.
        ended: Whether the test is over.
    """

    overrides: Overrides
    readable: set[str]
    ended: bool

    def act(self, call: Call, turn: Answer, record: ObservationRecord) -> None:
        """Keep a turn of the caller for the block that asks next."""


def perform(
    step: CaseAction, observer: Acting, call: Call, record: ObservationRecord
) -> Failure | None:
    """Run an action; the failure that ends the test, if it is one."""
    done: dict[str, Any] = {"Identifier": step.id, "Type": step.type, "Status": "PASSED"}
    record.actions.append(done)
    parameters = step.parameters
    if step.type == "SendInstruction":
        observer.act(call, _turn(parameters.get("Instruction") or {}), record)
    elif step.type == "OverrideSystemBehavior":
        observer.overrides.add(
            (parameters.get("Behavior") or {}).get("Properties") or {}, call.steps
        )
    elif step.type == "Assert":
        return _check(parameters, observer, call, (done, record))
    else:
        _control(parameters.get("Command") or {}, observer, call, done)
    return None


def _turn(instruction: dict[str, Any]) -> Answer:
    kind = str(instruction.get("Type"))
    return Answer(_TURNS.get(kind, "words"), instruction_text(instruction))


def _control(command: dict[str, Any], observer: Acting, call: Call, done: dict[str, Any]) -> None:
    if command.get("Type") == "EndTest":
        observer.ended = True
        return
    expressions = (command.get("Properties") or {}).get("Expressions") or {}
    done["Values"] = {
        str(label): _read(str(path), observer, call) for label, path in expressions.items()
    }


def _read(text: str, observer: Acting, call: Call) -> str:
    """What a path reads in a test: results only after their action was observed to end."""
    path = single(text)
    if path is None:
        return ""
    needed = _RESULTS.get(path.root)
    if needed and needed not in observer.readable:
        call.note(
            f"{text} reads empty in a test until a FlowActionCompleted observation of its "
            "action has passed"
        )
        return ""
    return call.read(path)


def _check(
    parameters: dict[str, Any],
    observer: Acting,
    call: Call,
    kept: tuple[dict[str, Any], ObservationRecord],
) -> Failure | None:
    path, operator = str(parameters["Namespace"]), str(parameters["Operator"])
    expected = str(call.fill(str(parameters.get("Operand", ""))))
    found = _read(path, observer, call)
    done, record = kept
    done |= {"Namespace": path, "Operator": operator, "Expected": expected, "Actual": found}
    holds = bool(found) if operator == "Exists" else matches(operator, found, expected)
    if holds:
        return None
    done["Status"] = record.status = "FAILED"
    text = f'observation "{record.id}": {path} {operator} "{expected}" is false; found "{found}"'
    return Failure("ASSERTION", text)
