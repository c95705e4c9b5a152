"""The life of a contact after its flow: in queue, whispers, with an agent, and afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.simulate.questions import Answer, Question, QuestionKind

if TYPE_CHECKING:
    from flowport.simulate.call import Call

__all__ = ["agent_comes", "end_stage", "enter_queue", "leave_queue"]

_AFTER = {"agent whisper": "customer whisper", "customer whisper": "connected"}
_HOOKS = {
    "queue": "CustomerQueue",
    "agent whisper": "AgentWhisper",
    "customer whisper": "CustomerWhisper",
    "hold": "CustomerHold",
    "disconnect": "CustomerRemaining",
}


def enter_queue(call: Call, queue: str) -> None:
    """Put the contact in a queue: its customer queue flow begins, where it is at hand."""
    call.frames = ()
    call.place = queue
    if call.buffer:
        call.buffer = ""
    if not (call.follows and _begin(call, "queue")):
        call.end("queue", queue)


def _begin(call: Call, stage: str) -> bool:
    """Begin the flow that a stage's hook names; False where there is none at hand."""
    hook = call.settings.get(f"hooks.{_HOOKS[stage]}")
    flow = call.library.find(str(hook)) if hook else None
    if flow is None:
        return False
    call.stage = stage
    call.frames = ()
    call.begin(flow)
    return True


def end_stage(call: Call, event: str) -> None:
    """A flow ended by itself: what the contact does next depends on the stage that it is in."""
    if call.stage == "queue":
        leave_queue(call)
    elif call.stage in _AFTER:
        _go(call, _AFTER[call.stage])
    elif call.stage == "hold":
        _connected(call)
    else:
        call.end(event)


def leave_queue(call: Call) -> None:
    """In queue with nothing to hear: wait, until an agent comes or the contact hangs up."""
    place = str(call.settings.get("queue") or "")
    choices = (Answer(), Answer("agent"), Answer("hang up"))
    question = Question(QuestionKind.WAITING, "", choices=choices, subject=place)
    answer = call.ask(question)
    if answer.outcome == "agent":
        agent_comes(call)
    elif answer.outcome == "hang up":
        call.end("hung up")
    else:
        call.end("queue", place)


def agent_comes(call: Call) -> None:
    """An agent accepted the contact: the whispers come first."""
    _go(call, "agent whisper")


def _go(call: Call, stage: str) -> None:
    """Begin a stage; one without a flow is skipped."""
    while stage != "connected":
        if _begin(call, stage):
            return
        stage = _AFTER[stage]
    _connected(call)


def _connected(call: Call) -> None:
    """Contact and agent are joined: who hangs up, or whether the agent holds the contact."""
    call.stage = "connected"
    choices = (Answer("agent hangs up"), Answer("hang up"), Answer("hold"))
    question = Question(QuestionKind.WAITING, "", choices=choices, subject="agent")
    answer = call.ask(question)
    if answer.outcome == "hold" and _begin(call, "hold"):
        return
    if answer.outcome == "agent hangs up" and _begin(call, "disconnect"):
        return
    call.end("agent", str(call.settings.get("queue") or ""))
