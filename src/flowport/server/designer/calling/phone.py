"""One call of the open document, walked from its start, as the page shows it."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flowport.errors import MockError
from flowport.server.designer.calling.replies import (
    Replies,
    UnansweredError,
    choices_of,
    hangs_up,
    label_of,
    replies_in,
    takes_words,
)
from flowport.server.designer.calling.scene import opened_in, scene_of
from flowport.server.designer.refusals import Refusal
from flowport.simulate import (
    OPEN,
    Answer,
    Assumed,
    Layered,
    Mocked,
    Question,
    QuestionKind,
    Remembered,
    describe_ending,
    note_unused_mocks,
    started,
    step,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from flowport.designer.schema.call_schema import (
        CallEventJSON,
        CallOptionJSON,
        CallQuestionJSON,
        WalkedJSON,
    )
    from flowport.server.designer.ask import Ask
    from flowport.server.designer.calling.replies import Reply
    from flowport.server.designer.calling.scene import Opened, Scene
    from flowport.simulate import Block, Call, Event, Trace

__all__ = ["Dialled", "Walked", "dialled", "event_json", "walk_json", "walk_of"]

#: A call is stopped after so many characters were heard, and so much processor time was used.
_CHARACTERS, _SECONDS = 1_000_000, 3.0
_MOST_ATTRIBUTES, _LONGEST = 200, 2_000
_NAMES = ("VOICE", "CHAT", "TASK", "EMAIL")


@dataclass(frozen=True, slots=True)
class Walked:
    """A call as far as its answers lead.

    Attributes:
        scene: What it was made in.
        call: The call.
        trace: What happened.
        question: What it waits for; None where it has ended.
        replies: The answers, and how many of them were used.
        asked: All questions with their answers.
        problem: Why it can't go on; ``""`` where it can.
    """

    scene: Scene
    call: Call
    trace: Trace
    question: Question | None
    replies: Replies
    asked: list[tuple[Question, Answer]]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Dialled:
    """A call, as the page describes it.

    Attributes:
        opened: What is called, and with what.
        replies: The answers, in order.
        at: Its moment; ``""`` for when it is made.
        number: The caller's number.
        channel: The contact's channel.
        attributes: The contact attributes at the start.
    """

    opened: Opened
    replies: Sequence[Reply]
    at: str
    number: str
    channel: str
    attributes: Mapping[str, str]


def dialled(ask: Ask) -> Dialled:
    """The call that a body describes.

    Raises:
        Refusal: The body has another shape.
        MockError: Its mocks are invalid.
    """
    return Dialled(
        opened_in(ask),
        replies_in(ask.items("answers")),
        ask.text("at", ""),
        ask.text("number", ""),
        channel_of(ask),
        attributes_of(ask),
    )


def walk_of(connection: Connection, call_of: Dialled) -> Walked:
    """Make a call.

    Raises:
        UsageError: Its moment is not a moment.
    """
    scene, replies = scene_of(connection, call_of.opened), Replies(call_of.replies)
    stage, number = scene.stage, call_of.number
    begins, schedules = stage.at(call_of.at or stage.mocks.at)
    mocked = Mocked(stage.mocks)
    layers = [mocked, *([schedules] if schedules else []), replies]
    world = Remembered(Layered((*layers, Assumed(stage.seed))))
    call = started(
        scene.program,
        world,
        library=stage.library,
        channel=call_of.channel,
        given={"CustomerEndpoint.Address": number} if number else {},
        attributes={**stage.mocks.attributes, **call_of.attributes},
        begins=begins,
    )
    question, problem = _run(call, stage.blocks)
    if call.ending:
        note_unused_mocks(call, mocked)
    return Walked(scene, call, call.trace(), question, replies, world.asked, problem)


def _run(call: Call, blocks: int) -> tuple[Question | None, str]:
    """Go on until a question is open, the call has ended, or it takes too much."""
    until, heard = time.thread_time() + _SECONDS, 0
    try:
        while not call.ending:
            if call.steps >= blocks or heard > _CHARACTERS or time.thread_time() > until:
                call.end(f"stopped after {call.steps:,} blocks")
                break
            step(call)
            heard += sum(map(len, call.heard))
    except UnansweredError as waits:
        return waits.question, ""
    except MockError as error:
        call.end("stopped")
        return None, str(error)
    return None, ""


def channel_of(ask: Ask) -> str:
    """The contact's channel.

    Raises:
        Refusal: There is none of that name.
    """
    channel = ask.text("channel", "VOICE")
    if channel not in _NAMES:
        raise Refusal("bad-request", f"'channel' is one of {', '.join(_NAMES)}.")
    return channel


def attributes_of(ask: Ask) -> dict[str, str]:
    """The contact attributes at the start.

    Raises:
        Refusal: They are no object of strings, or too many.
    """
    given = {} if ask.body.get("attributes") is None else ask.body["attributes"]
    good = isinstance(given, dict) and all(isinstance(each, str) for each in given.values())
    if not good or len(given) > _MOST_ATTRIBUTES:
        message = f"'attributes' must be an object of strings, at most {_MOST_ATTRIBUTES}."
        raise Refusal("bad-request", message)
    return {str(key): str(value) for key, value in given.items()}


def walk_json(walked: Walked) -> WalkedJSON:
    """A call for the page."""
    call, trace, scene = walked.call, walked.trace, walked.scene
    queue = str(call.settings.get("queue") or "")
    return {
        "events": [event_json(event, scene) for event in trace.events],
        "question": _question(walked.question, walked) if walked.question else None,
        "ending": _ending(trace, scene) if call.ending else "",
        "problem": walked.problem,
        "seconds": round(call.clock, 1),
        "begins": scene.stage.begins,
        "used": walked.replies.used,
        "attributes": _listed(call.attributes),
        "flowAttributes": _listed(call.local.attributes),
        "queue": scene.name_of(queue),
        "notes": list(trace.notes)[:50],
    }


def _ending(trace: Trace, scene: Scene) -> str:
    return describe_ending(trace, {trace.place: scene.name_of(trace.place)})


def _listed(attributes: dict[str, str]) -> list[tuple[str, str]]:
    return [(name, value[:_LONGEST]) for name, value in sorted(attributes.items()) if value]


def event_json(event: Event, scene: Scene) -> CallEventJSON:
    """One block of the way; ``own`` says whether it is one of the open document."""
    program = scene.program
    return {
        "block": event.block,
        "title": event.title,
        "flow": event.flow,
        "own": event.flow == program.name and event.block in program.blocks,
        "heard": _heard(event.heard, scene),
        "said": event.said[:_LONGEST],
        "branch": event.branch,
        "returned": _returned(event, program.name),
        "label": event.label,
        "seconds": round(event.clock, 1),
    }


def _returned(event: Event, flow: str) -> tuple[str, str] | None:
    """The branch of the open document that a module came back to."""
    back = event.returned
    return (back[1], back[2]) if back and back[0] == flow else None


def _question(question: Question, walked: Walked) -> CallQuestionJSON:
    """What the call waits for, with what was heard in the block before."""
    call, scene = walked.call, walked.scene
    program = scene.program
    return {
        "kind": question.kind,
        "block": question.block,
        "title": question.title,
        "flow": call.program.name,
        "own": call.program.name == program.name and question.block in program.blocks,
        "heard": _heard(" ".join(call.heard), scene),
        "about": scene.name_of(question.subject)[:_LONGEST],
        "single": question.type == "GetParticipantInput" and _is_menu(question),
        "words": takes_words(question),
        "hangUp": hangs_up(question),
        "options": [] if question.kind is QuestionKind.INPUT else _options(question, call),
    }


def _heard(text: str, scene: Scene) -> str:
    """What was heard, with recorded prompts by their names."""
    return _PROMPT.sub(lambda found: f"[{scene.name_of(found[1])}]", text[:_LONGEST])


_PROMPT = re.compile(r"\[(arn:[^\]\s]*)\]")


def _is_menu(question: Question) -> bool:
    return str(question.detail.get("StoreInput")).lower() != "true"


def _options(question: Question, call: Call) -> list[CallOptionJSON]:
    """The choices, each with the branch of the block that it takes as far as that is known."""
    block = call.program.blocks.get(question.block)
    return [
        {
            "label": label_of(option),
            "branch": _branch(block, option) if block else "",
            "error": option.outcome in question.errors,
            "result": option.value == OPEN
            or (isinstance(option.value, dict) and OPEN in option.value),
        }
        for option in choices_of(question)
    ]


def _branch(block: Block, option: Answer) -> str:
    if not option.outcome:
        return block.onward.key if block.onward and label_of(option) == "success" else ""
    named = (branch for branch in block.conditions if option.outcome in branch.operands)
    found = next(named, None) or block.error(option.outcome)
    return found.key if found else ""
