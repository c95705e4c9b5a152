"""The observer of a test: hears the call as the service does, and acts for the customer.

One model agrees with every recorded verdict: a piece is what one prompt block says; it is offered
to the active observations, alone and joined with the pieces directly before it; a piece that none
of them takes is added to the message that was matched last. Once an observation has answered for
the customer, everything that is said until a block takes the answer belongs to its message.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from flowport.model.ssml import spoken_words
from flowport.simulate import BUFFERED, Answer, Question, QuestionKind
from flowport.testing.limits import SECONDS
from flowport.testing.matching import includes, normalized, similar
from flowport.testing.observable import COMPLETED, STARTED
from flowport.testing.observation_actions import Failure, perform
from flowport.testing.overrides import Overrides, resource_in, same_resource
from flowport.testing.records import ObservationRecord

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flowport.simulate import Block, Call
    from flowport.testing.case import Case, Observation

__all__ = ["SECONDS", "Observer"]

_BOTS = frozenset({"ConnectParticipantWithLexBot", "ConnectParticipantWithAgenticCX"})
_MENU = "GetParticipantInput"


@dataclass(slots=True)
class Observer:
    """Watches a call for a test case, and answers for its customer.

    Attributes:
        case: The test case.
        overrides: The overrides that were set.
        prompts: The words of recorded prompts, by name.
        active: The observations that wait for their event, the longest active first.
        counts: How often each observation's event happened.
        records: What is recorded of the execution.
        turns: What the customer does at the next turns.
        answering: Whether an answer waits for a block that takes it.
        recent: The pieces since the last match or turn.
        recorded: How many of these belong to the message that was matched last.
        heard: Every piece with its block's title.
        since: How many pieces had been heard when each observation first became active.
        readable: The roots of results that may be read: their actions were observed to end well.
        failure: Why the test failed; None while it did not.
        ended: Whether an action ended the test.
    """

    case: Case
    overrides: Overrides
    prompts: dict[str, str] = field(default_factory=dict)
    active: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    records: list[ObservationRecord] = field(default_factory=list)
    turns: list[Answer] = field(default_factory=list)
    answering: ObservationRecord | None = None
    recent: list[str] = field(default_factory=list)
    recorded: int = 0
    heard: list[tuple[str, str]] = field(default_factory=list)
    since: dict[str, int] = field(default_factory=dict)
    readable: set[str] = field(default_factory=set)
    failure: Failure | None = None
    ended: bool = False
    _known: dict[str, Observation] = field(default_factory=dict)
    _matched: ObservationRecord | None = None
    _menu: str = ""
    _speaking: Block | None = None
    _running: Block | None = None
    _ahead: bool = False

    def begin(self, call: Call) -> None:
        """The test begins: starting observations become active, and the first event happens."""
        self._known = {observation.id: observation for observation in self.case.observations}
        self._activate(self.case.starting)
        self._happen(call, "TestInitiated", {})

    def finish(self, call: Call) -> None:
        """The test ends: the last event happens; what did not happen by then is missing."""
        ended = self.ended
        if self.failure is None:
            self._happen(call, "TestCompleted", {})
        self.ended = ended

    def answer(self, question: Question, call: Call) -> Answer | None:
        """What the customer does when it is their turn."""
        if call.ending:
            return Answer("silence") if question.kind is QuestionKind.INPUT else None
        if question.kind is QuestionKind.INPUT:
            return self._turn(call)
        if question.kind is QuestionKind.RESULT and question.type in _BOTS and self.turns:
            return self._to_bot(question, call)
        return None

    def _turn(self, call: Call) -> Answer:
        found = self.turns.pop(0) if self.turns else Answer("silence")
        self._forget([self._menu] if self._menu and _interrupts(found, call) else [])
        if not self.turns:
            self.answering = None
        return found

    def _to_bot(self, question: Question, call: Call) -> Answer:
        """Words for a bot without a mock: the intent of that name, else no intent."""
        turn = self._turn(call)
        call.said = str(turn.value)
        said = normalized(call.said)
        named = [c for c in question.choices if c.outcome and normalized(c.outcome) == said]
        if not named:
            call.note(f'"{question.title}": no mock for the bot; "{call.said}" fits no intent')
        return named[0] if named else Answer("NoMatchingCondition", {})

    def said(self, call: Call, block: Block, text: str, media: str) -> None:
        """A piece is heard."""
        if call.ending:
            return
        self._typed_ahead(call)
        text = text or self._recorded(media)
        self.heard.append((block.title, text or media))
        if block.type == _MENU:
            self._menu = text
            if call.trail and call.trail[0].block == block.id:
                return
        if self.answering is not None:
            self.answering.add(text)
            return
        if call.channel == "CHAT":
            self._forget([])
        self.recent.append(text)
        self._speaking = block
        if not self._offer(call, text, media) and self._matched is not None:
            self._matched.add(text)
            self.recorded = len(self.recent)

    def _typed_ahead(self, call: Call) -> None:
        """Once the buffer is empty a block has taken what was typed ahead, which is a turn."""
        if self._ahead and not call.buffer:
            self._ahead, self.answering = False, None
            self._forget([])

    def _forget(self, kept: list[str]) -> None:
        """Begin a message again, after a match or a turn."""
        self.recent, self.recorded = kept, 0

    def began(self, call: Call, block: Block, filled: dict[str, Any]) -> None:
        """A block begins; after five minutes the test is over."""
        self._running = block
        if call.clock > SECONDS:
            call.end("timeout")
        elif block.type in STARTED:
            self._happen(call, "FlowActionStarted", self._resource(call, block, filled))

    def completed(self, call: Call, block: Block, filled: dict[str, Any]) -> None:
        """A block ended well."""
        self._running = None
        if block.type in COMPLETED:
            self._happen(call, "FlowActionCompleted", self._resource(call, block, filled))

    def _resource(self, call: Call, block: Block, filled: dict[str, Any]) -> dict[str, Any]:
        resource = resource_in(block.type, filled)
        if not resource and "Queue" in block.type:
            resource = str(filled.get("AgentId") or call.settings.get("queue") or "")
        return {"action": block.type, "resource": resource, "roots": block.effect.fills}

    def _recorded(self, media: str) -> str:
        return self.prompts.get(media) or self.prompts.get(media.rpartition("/")[2], "")

    def _offer(self, call: Call, text: str, media: str) -> bool:
        """Offer a piece, alone and joined, to the active observations."""
        for name in list(self.active):
            observation = self._known[name]
            if observation.event != "MessageReceived":
                continue
            message = self._fits(call, observation, text, media)
            if message:
                self._forget([])
                self._take(call, observation, message)
                return True
        return False

    def _fits(self, call: Call, observation: Observation, text: str, media: str) -> str:
        """The message that an observation takes, ``""`` where it takes none.

        A joined message counts only when it needs the newest piece.
        """
        properties = observation.properties
        if media and (properties.get("PromptId") or properties.get("Media")):
            return media if _same_media(properties, media) else ""
        expected = _expected(call, observation)
        if not expected or not text:
            return ""
        if properties["MatchingCriteria"]["Type"] == "Similarity":
            return self._similar(call, observation.id, expected)
        if includes(text, expected):
            return " ".join(self.recent[self.recorded :])
        before, joined = " ".join(self.recent[:-1]), " ".join(self.recent)
        spans = before and includes(joined, expected) and not includes(before, expected)
        return joined if spans else ""

    def _similar(self, call: Call, name: str, expected: str) -> str:
        """The pieces, from the last one back, that are the most similar."""
        messages = [" ".join(self.recent[start:]) for start in range(len(self.recent) - 1, -1, -1)]
        best = max(messages, key=lambda message: similar(message, expected).score)
        match = similar(best, expected)
        if match.is_near:
            word = "similar" if match.fits else "not similar"
            call.note(
                f'observation "{name}": "{best}" was taken as {word} (figure {match.score}); '
                "the service may decide otherwise"
            )
        return best if match.fits else ""

    def _happen(self, call: Call, event: str, properties: dict[str, Any]) -> None:
        """An event that is not a message: the observation that is active longest takes it."""
        for name in list(self.active):
            observation = self._known[name]
            if observation.event == event and _same_action(observation, properties, call):
                if event == "FlowActionCompleted":
                    self.readable |= set(properties["roots"])
                self._take(call, observation, "")
                return

    def _take(self, call: Call, observation: Observation, message: str) -> None:
        """An observation's event happened: it is recorded, and its actions run."""
        count = self.counts[observation.id] = self.counts.get(observation.id, 0) + 1
        record = ObservationRecord.of(observation, message, call.clock)
        if message and observation.properties.get("MatchingCriteria") == {"Type": "Similarity"}:
            record.figure = similar(message, _expected(call, observation)).score
        self.records.append(record)
        if observation.event == "MessageReceived":
            self._matched = record
        if observation.usage != "Always" and count >= observation.times:
            self.active.remove(observation.id)
        for step in observation.steps:
            self.failure = perform(step, self, call, record)
            if self.failure or self.ended:
                if not call.ending:
                    call.end("test ended")
                return
        if count == observation.times or (observation.usage == "Always" and count == 1):
            self._activate(observation.next)

    def _activate(self, names: Sequence[str]) -> None:
        """Let observations wait for their events."""
        for each in names:
            if each not in self.active:
                self.active.append(each)
                self.since.setdefault(each, len(self.heard))

    def act(self, call: Call, turn: Answer, record: ObservationRecord) -> None:
        """The customer acts: keys and words wait for a block, a hang-up ends the contact."""
        if turn.outcome == "hang up":
            call.end("hung up")
            return
        self.answering = record
        waits = self._running is not None and self._running.type == _MENU
        if turn.outcome == "keys" and call.buffer is not None and not waits:
            call.buffer = (call.buffer + str(turn.value))[:BUFFERED]
            self._ahead = True
            return
        self.turns.append(turn)
        speaking = self._speaking
        if turn.outcome == "keys" and speaking and speaking.type != _MENU and call.buffer is None:
            call.note(
                f'"{speaking.title}" still speaks when {turn.value} is pressed: such keys are lost '
                "unless touchtone buffering is on. Wait for the words of the menu"
            )


def _expected(call: Call, observation: Observation) -> str:
    """The text that an observation expects, with its paths filled in."""
    properties = observation.properties
    if properties.get("Text"):
        return str(call.fill(str(properties["Text"])))
    return spoken_words(str(call.fill(str(properties.get("SSML") or ""))))


def _interrupts(turn: Answer, call: Call) -> bool:
    """Whether a key is none of a menu's: it cuts the menu short, and the error text follows."""
    block = call.program.blocks.get(call.at)
    if turn.outcome != "keys" or block is None or block.type != _MENU:
        return False
    if str(block.parameters.get("StoreInput")).lower() == "true":
        return False
    keys = {str(call.fill(each.operands[0])) for each in block.conditions if each.operands}
    return str(turn.value)[:1] not in keys


def _same_media(properties: dict[str, Any], media: str) -> bool:
    given = properties.get("Media")
    uri = given.get("Uri") if isinstance(given, dict) else None
    named = str(properties.get("PromptId") or uri or "")
    return named == media or named.rpartition("/")[2] == media.rpartition("/")[2]


def _same_action(observation: Observation, happened: dict[str, Any], call: Call) -> bool:
    """Whether an observed action is the one that began or ended."""
    if not observation.event.startswith("FlowAction"):
        return True
    named = str(observation.properties.get("ActionType"))
    action = happened["action"]
    if named not in {action, action.replace("DequeueContactAnd", "DequeueAnd")}:
        return False
    parameters = observation.properties.get("ActionParameters")
    wanted = resource_in(action, parameters) if isinstance(parameters, dict) else ""
    return same_resource(wanted, happened["resource"], call)
