"""A call written as a test case in the short form, with the mocks that it needs."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from flowport.patterns import pattern
from flowport.simulate import Answer, Event, Question, QuestionKind
from flowport.simulate.assumed import closed, fails_unasked
from flowport.testing.matching import normalized
from flowport.testing.steps import OVERRIDES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowport.testing.explore import Path

__all__ = ["QUEUES", "WorldScript", "case_tree", "heard_from", "mocks_of", "steps_of"]

_BOTS = frozenset({"ConnectParticipantWithLexBot", "ConnectParticipantWithAgenticCX"})
_RESULTS = {"True": "InHours", "False": "OutOfHours"}
_LONGEST = 300
_RECORDED = pattern(r"\[(\S+)\](?:\s|$)")
_RECORDED_LATER = pattern(r"\s\[\S+\](?:\s|$)")
#: What puts a contact in a queue, as the format calls it.
QUEUES = {
    "TransferContactToQueue": "TransferContactToQueue",
    "DequeueContactAndTransferToQueue": "DequeueAndTransferToQueue",
}


@dataclass(slots=True)
class WorldScript:
    """What a call needs of the world.

    Attributes:
        blocks: For each block, what it is answered, in order.
        attributes: The contact attributes at the start.
        values: What system paths read.
        percent: The numbers that are drawn.
        waiting: What happens in queue and with an agent.
        overrides: The actions that mock resources, in order.
    """

    blocks: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    attributes: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    percent: list[int] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    overrides: list[dict[str, Any]] = field(default_factory=list)

    def mocks(self) -> dict[str, Any]:
        """The mocks, as in a file of mocks."""
        found = {
            "blocks": self.blocks,
            "values": self.values,
            "percent": self.percent,
            "waiting": self.waiting,
        }
        return {key: value for key, value in found.items() if value}


def mocks_of(asked: Path, *, native: bool) -> WorldScript:
    """What the world answered in a call.

    Args:
        asked: The questions with their answers.
        native: Whether functions, bots, hours and queues are mocked by overrides, where they can.
    """
    script = WorldScript()
    results = _results(asked)
    entries: dict[str, list[tuple[Question, dict[str, Any]]]] = {}
    for question, answer in asked:
        if question.kind is QuestionKind.PERCENT:
            script.percent.append(int(answer.value))
        elif question.kind is QuestionKind.WAITING:
            script.waiting.append(answer.outcome or "wait")
        elif question.kind is QuestionKind.VALUE:
            _keep_value(question, answer, script)
        elif question.kind is not QuestionKind.INPUT:
            data = results.get((question.block, question.visit), {})
            entry = _entry(question, answer, data)
            entries.setdefault(question.block, []).append((question, entry))
    named = _overridden(entries) if native else set()
    for question, answer in asked:
        if question.kind is QuestionKind.RESULT and question.block in named:
            data = results.get((question.block, question.visit), {})
            script.overrides.append(_override(question, answer, data))
    for block, pairs in entries.items():
        if block not in named and any(_matters(*pair) for pair in pairs):
            script.blocks[block] = [entry for _, entry in pairs]
    return script


def _keep_value(question: Question, answer: Answer, script: WorldScript) -> None:
    name = question.subject
    if name.startswith("Attributes."):
        if answer.value:
            script.attributes[name.partition(".")[2]] = str(answer.value)
    elif not question.block or name.startswith("Queue."):
        script.values[f"$.{name}"] = str(answer.value)


def _results(asked: Path) -> dict[tuple[str, int], dict[str, Any]]:
    """The results of blocks, from what their open paths were answered."""
    found: dict[tuple[str, int], dict[str, Any]] = {}
    for question, answer in asked:
        if question.kind is not QuestionKind.VALUE or not question.block:
            continue
        keys = question.subject.split(".")[1:]
        if keys[:1] in (["ResultData"], ["ViewResultData"]):
            keys = keys[1:]
        at = found.setdefault((question.block, question.visit), {})
        for key in keys[:-1]:
            inner = at.setdefault(key, {})
            at = inner if isinstance(inner, dict) else {}
        if keys:
            at[keys[-1]] = str(answer.value)
    return found


def _entry(question: Question, answer: Answer, data: dict[str, Any]) -> dict[str, Any]:
    """One answer as a mock."""
    if answer.outcome in question.errors or answer.outcome == "InputTimeLimitExceeded":
        return {"error": answer.outcome}
    value = closed(answer.value)
    result = {**value, **data} if isinstance(value, dict) else (data or value)
    if question.type in _BOTS:
        intent = "" if answer.outcome == "NoMatchingCondition" else answer.outcome
        return {"intent": intent, **({"result": result} if result else {})}
    found: dict[str, Any] = {"outcome": answer.outcome} if answer.outcome else {}
    return {**found, **({"result": result} if result not in ("", {}) else {})}


def _matters(question: Question, entry: dict[str, Any]) -> bool:
    """Whether a block needs its mock: anything but plain success, and success without a queue."""
    if (question.type in QUEUES and not question.subject) or fails_unasked(question):
        return True
    return bool(entry) or (question.kind is QuestionKind.RESULT and len(question.choices) > 1)


def _overridden(entries: dict[str, list[tuple[Question, dict[str, Any]]]]) -> set[str]:
    """The blocks whose answers can all be written as overrides."""
    bad: set[str] = set()
    found: set[str] = set()
    for block, pairs in entries.items():
        for question, entry in pairs:
            allowed = OVERRIDES.get(question.type)
            plain = (
                question.kind is QuestionKind.RESULT and question.subject and allowed is not None
            )
            fits = "error" not in entry or (allowed is not None and entry["error"] in allowed)
            (found if plain and fits else bad).add(block)
    subjects = {pair[0].subject for block in bad for pair in entries[block]}
    shared = {
        block for block in found if any(pair[0].subject in subjects for pair in entries[block])
    }
    return found - bad - shared


def _override(question: Question, answer: Answer, data: dict[str, Any]) -> dict[str, Any]:
    """One answer as an action of a test case."""
    entry = _entry(question, answer, data)
    found: dict[str, Any] = {"mock": {question.type: question.subject}}
    if "error" in entry:
        return {**found, "error": entry["error"]}
    if question.type == "CheckHoursOfOperation":
        return {**found, "result": _RESULTS.get(answer.outcome, answer.outcome)}
    if question.type == "TransferContactToQueue":
        return {**found, "use": question.subject}
    result = dict(entry.get("result") or {})
    if question.type in _BOTS:
        result["IntentName"] = entry.get("intent", "")
    return {**found, "result": result}


def steps_of(
    events: Sequence[Event],
    overrides: Sequence[dict[str, Any]],
    *,
    only_inputs: bool = False,
    unended: bool = False,
) -> list[dict[str, Any]]:
    """The steps of a case: what is heard, what the contact does then, and the end of the test.

    Args:
        events: What happened.
        overrides: The actions at the start.
        only_inputs: Whether prompts that nobody answers are left out.
        unended: Whether the call goes on after the last message, which ends the test.
    """
    steps: list[dict[str, Any]] = [{"when": "start", "then": list(overrides)}]
    before = None
    for event in events:
        again, before = event.block == before, event.block
        turn = _turn(event)
        if normalized(event.heard) and not again and _is_heard(event) and (turn or not only_inputs):
            steps.append({"when": _heard(event.heard)})
        if turn:
            steps[-1].setdefault("then", []).append(turn)
        if queue := _queue(event):
            steps.append({"when": {"begins": {QUEUES[event.type]: queue}}})
    if events and _queue(events[-1]) and not events[-1].branch:
        steps[-1]["then"] = ["end"]
    elif unended:
        steps[-1].setdefault("then", []).append("end")
    else:  # what comes after the last message is still run
        steps.append({"when": "end", "then": ["end"]})
    if not overrides and len(steps) > 1 and not steps[0]["then"]:
        steps = steps[1:]
    return steps


def heard_from(events: Sequence[Event], first: int) -> int:
    """The place of the first event from one on in which a test can observe a message.

    It is one that nobody answers; 0 where there is none.
    """
    places = range(max(first, 1), len(events))
    return next((n for n in places if _is_message(events[n], events[n - 1])), 0)


def _is_message(event: Event, before: Event) -> bool:
    heard = normalized(event.heard) and _is_heard(event)
    return bool(heard) and event.block != before.block and not _turn(event)


def _queue(event: Event) -> str:
    """The queue that the contact enters or is refused by, where it is transferred to one."""
    if event.type not in QUEUES:
        return ""
    detail = dict(event.detail) if isinstance(event.detail, tuple) else {}
    settings = dict(event.settings) if isinstance(event.settings, tuple) else {}
    return str(detail.get("QueueId") or detail.get("AgentId") or settings.get("queue") or "")


def _is_heard(event: Event) -> bool:
    """Whether a test can observe what was heard: not what a bot says."""
    detail = dict(event.detail) if isinstance(event.detail, tuple) else {}
    return "LexV2Bot" not in detail and "LexBot" not in detail


def _heard(text: str) -> dict[str, str]:
    """The first piece that was heard: words, or a recording in brackets."""
    recorded = _RECORDED.match(text)
    if recorded:
        return {"hears_prompt": recorded[1]}
    return {"hears": _RECORDED_LATER.split(text, maxsplit=1)[0][:_LONGEST]}


def _turn(event: Event) -> dict[str, Any] | None:
    if event.said == "hang up":
        return {"hang_up": None}
    if event.said in {"", "silence"} or not _is_heard(event):
        return None
    keys = not set(event.said) - set("0123456789*#")
    return {"press": event.said} if keys else {"say": event.said}


def case_tree(
    name: str, flow: str, channel: str, script: WorldScript, steps: list[dict[str, Any]]
) -> dict[str, Any]:
    """A test case in the short form."""
    given: dict[str, Any] = {"flow": flow} if flow else {}
    if channel != "VOICE":
        given["channel"] = channel.lower()
    if script.attributes:
        given["attributes"] = script.attributes
    if mocks := script.mocks():
        given["mocks"] = json.loads(json.dumps(mocks))
    return {"name": name, "given": given, "steps": steps}
