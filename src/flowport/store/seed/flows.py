"""The flows that an instance begins with, under the names that every instance has them by."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from flowport.catalogue.families import VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["FLOWS", "content"]

_END = {"Identifier": "end", "Type": "EndFlowExecution", "Parameters": {}, "Transitions": {}}
_HANG_UP = {
    "Identifier": "end",
    "Type": "DisconnectParticipant",
    "Parameters": {},
    "Transitions": {},
}


def _action(
    name: str, kind: str, parameters: Mapping[str, Any], following: str, *errors: str
) -> dict[str, Any]:
    """An action whose error branches all lead to where it goes on."""
    branches = [{"NextAction": following, "ErrorType": error} for error in errors]
    transitions = {"NextAction": following, "Errors": branches, "Conditions": []}
    return {
        "Identifier": name,
        "Type": kind,
        "Parameters": dict(parameters),
        "Transitions": transitions,
    }


_ANY = "NoMatchingError"


def _play(name: str, parameters: Mapping[str, Any], following: str) -> dict[str, Any]:
    return _action(name, "MessageParticipant", parameters, following, _ANY)


def _loop(prompt: str) -> list[dict[str, Any]]:
    """A prompt again and again: what is heard while holding and queueing."""
    parameters = {"Messages": [{"PromptId": f"<{prompt}>"}]}
    again = _action("play", "MessageParticipantIteratively", parameters, "end", _ANY)
    return [again, _END]


def _transfer(kind: str) -> list[dict[str, Any]]:
    """To the queue that is set; if that can't be, say so and hang up."""
    move = _action("move", kind, {}, "sorry", "QueueAtCapacity", _ANY)
    sorry = {"Text": "This transfer is not possible now."}
    return [move, _play("sorry", sorry, "end"), _HANG_UP]


#: name -> (type, description, actions, the first of them first)
FLOWS: Mapping[str, tuple[str, str, list[dict[str, Any]]]] = {
    "Default agent hold": (
        "AGENT_HOLD",
        "What an agent hears while on hold.",
        _loop("CustomerHold.wav"),
    ),
    "Default agent transfer": (
        "AGENT_TRANSFER",
        "Hands a contact to the agent of a quick connect.",
        _transfer("TransferContactToQueue"),
    ),
    "Default agent whisper": (
        "AGENT_WHISPER",
        "Tells the agent from which queue the contact comes.",
        [_play("say", {"Text": "$.Queue.Name"}, "end"), _END],
    ),
    "Default customer hold": (
        "CUSTOMER_HOLD",
        "What a customer hears while on hold.",
        _loop("CustomerHold.wav"),
    ),
    "Default customer queue": (
        "CUSTOMER_QUEUE",
        "What a customer hears while waiting for an agent.",
        _loop("CustomerQueue.wav"),
    ),
    "Default customer whisper": (
        "CUSTOMER_WHISPER",
        "What a customer hears before an agent joins.",
        [_play("beep", {"PromptId": "<Beep.wav>"}, "end"), _END],
    ),
    "Default outbound": (
        "OUTBOUND_WHISPER",
        "What a customer hears who is called.",
        [_play("say", {"Text": "This call may be recorded."}, "end"), _END],
    ),
    "Default queue transfer": (
        "QUEUE_TRANSFER",
        "Hands a contact to the queue of a quick connect.",
        _transfer("TransferContactToQueue"),
    ),
    "Sample inbound flow (first contact experience)": (
        "CONTACT_FLOW",
        "Greets the caller and hands over to the basic queue.",
        [
            _play("greet", {"Text": "Welcome. An agent will be with you soon."}, "queue"),
            _action("queue", "UpdateContactTargetQueue", {"QueueId": "<BasicQueue>"}, "move", _ANY),
            *_transfer("TransferContactToQueue"),
        ],
    ),
}


def content(actions: list[dict[str, Any]], arns: Mapping[str, str]) -> str:
    """The text of a flow, each ``<name>`` replaced by the ARN of what bears the name."""
    places = {
        action["Identifier"]: {"position": {"x": 160 + 260 * index, "y": 40}}
        for index, action in enumerate(actions)
    }
    flow = {
        "Version": VERSION,
        "StartAction": actions[0]["Identifier"],
        "Metadata": {"entryPointPosition": {"x": 40, "y": 40}, "ActionMetadata": places},
        "Actions": actions,
    }
    text = json.dumps(flow)
    for name, arn in arns.items():
        text = text.replace(f'"<{name}>"', json.dumps(arn))
    return text
