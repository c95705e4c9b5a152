"""A test case as it is run: where the contact enters, what must be observed, what is done then."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

__all__ = ["Case", "CaseAction", "EntryPoint", "Observation"]


@dataclass(frozen=True, slots=True)
class CaseAction:
    """One action of an observation.

    Attributes:
        id: Its identifier.
        type: ``SendInstruction``, ``Assert``, ``OverrideSystemBehavior`` or ``TestControl``.
        parameters: Its parameters.
    """

    id: str
    type: str
    parameters: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Observation:
    """An interaction group: an event, and what is done when it happens.

    Attributes:
        id: Its identifier, which the console shows as its name.
        event: The type of the event.
        properties: The event's properties.
        steps: Its actions in the order in which they run.
        next: The observations that become active after it.
        usage: ``Exactly``, ``AtLeast``, ``AtMost`` or ``Always``.
        times: How often the event happens, by the usage.
    """

    id: str
    event: str
    properties: dict[str, Any]
    steps: tuple[CaseAction, ...] = ()
    next: tuple[str, ...] = ()
    usage: str = "Exactly"
    times: int = 1

    @property
    def required(self) -> bool:
        """Whether the test fails when it never happens."""
        return self.usage in {"Exactly", "AtLeast"} and self.times > 0


@dataclass(frozen=True, slots=True)
class EntryPoint:
    """Where the contact enters.

    Attributes:
        channel: ``VOICE`` or ``CHAT``.
        flow: The id, ARN or name of the flow; ``""`` where a number or nothing is given.
        source: The caller's number.
        destination: The number that is called.
    """

    channel: str = "VOICE"
    flow: str = ""
    source: str = ""
    destination: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A test case.

    Attributes:
        name: Its name.
        entry: Where the contact enters.
        attributes: The contact attributes at the start.
        observations: What must be observed.
        notes: What is contested or not certain about the document.
        tree: The document as it was read, for writing it back.
        mocks: Mocks of the short form, as a JSON value; None for none.
        at: When the contact begins, by the short form; ``""`` where it does not say.
    """

    name: str
    entry: EntryPoint
    attributes: dict[str, str]
    observations: tuple[Observation, ...]
    notes: tuple[str, ...] = ()
    tree: Any = field(default=None, compare=False)
    mocks: Any = field(default=None, compare=False)
    at: str = ""

    @property
    def starting(self) -> tuple[str, ...]:
        """The observations that no other leads to: they are active at the start."""
        led = {each for observation in self.observations for each in observation.next}
        return tuple(o.id for o in self.observations if o.id not in led)

    @property
    def ends(self) -> bool:
        """Whether an action ends the test."""
        return any(
            _command(step) == "EndTest"
            for observation in self.observations
            for step in observation.steps
        )


def _command(step: CaseAction) -> str:
    command = step.parameters.get("Command")
    return str(command.get("Type", "")) if isinstance(command, dict) else ""
