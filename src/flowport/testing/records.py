"""Records of a test execution, in the shape in which the service's records were seen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flowport.testing.case import Observation

__all__ = ["ObservationRecord", "completion", "opening"]


@dataclass(slots=True)
class ObservationRecord:
    """What is recorded of an observation whose event happened.

    Attributes:
        id: The observation's identifier.
        event: The event's type.
        message: What was heard.
        actions: What was done, with its outcome.
        seconds: When it happened, after the start.
        status: ``PASSED`` or ``FAILED``.
        properties: The event's properties, where it is not a message.
        figure: How similar the message is, where that was asked; None where it was not.
    """

    id: str
    event: str
    message: str
    actions: list[dict[str, Any]] = field(default_factory=list)
    seconds: float = 0.0
    status: str = "PASSED"
    properties: dict[str, Any] = field(default_factory=dict)
    figure: float | None = None

    @classmethod
    def of(cls, observation: Observation, message: str, seconds: float) -> ObservationRecord:
        """The record of an observation, before its actions."""
        return cls(
            observation.id,
            observation.event,
            message,
            seconds=seconds,
            properties=observation.properties,
        )

    def add(self, text: str) -> None:
        """More that was heard and belongs to this message."""
        if text:
            self.message = f"{self.message} {text}".strip()

    def as_json(self) -> dict[str, Any]:
        """As a JSON object."""
        heard = self.event == "MessageReceived"
        properties = {"Text": self.message} if heard else self.properties
        found = {
            "Type": "OBSERVATION",
            "Identifier": self.id,
            "Status": self.status,
            "Event": {"Type": self.event, "Properties": properties},
            "Actions": self.actions,
            "Seconds": round(self.seconds, 1),
        }
        return found if self.figure is None else {**found, "Similarity": self.figure}


def opening() -> list[dict[str, Any]]:
    """The records of every test that began."""
    return [
        {"Type": "INITIATION", "Status": "PASSED"},
        {"Type": "EXECUTION_START", "Status": "PASSED"},
    ]


def completion(status: str, kind: str, message: str, reasons: list[str]) -> dict[str, Any]:
    """The record of a test's end."""
    reason = {"Type": kind, "Message": message, "FailureReasons": reasons}
    return {"Type": "COMPLETION", "Status": status, "CompletionReason": reason}
