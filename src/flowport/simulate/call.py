"""The state of a simulated call between two blocks, and what its paths read."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Protocol

from flowport.catalogue import JSONPATH_ROOTS, contact_roots
from flowport.catalogue.jsonpath import JSONPath, pieces
from flowport.model.digits import whole_number
from flowport.simulate.effects import EFFECTS
from flowport.simulate.local import Filled, Frame, Local
from flowport.simulate.questions import OPEN, Answer, Question, QuestionKind
from flowport.simulate.trace import Event, Frozen, Trace, frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.simulate.program import Block, Library, Program

__all__ = ["Call", "Frame", "Listener", "Local", "World", "as_text"]

#: The roots that only blocks of the flow fill; without such a block they read as empty strings.
OWN_ROOTS = (
    frozenset(JSONPATH_ROOTS) | {root for effect in EFFECTS.values() for root in effect.fills}
) - contact_roots()


class World(Protocol):
    """Who answers questions."""

    def answer(self, question: Question, call: Call) -> Answer | None:
        """The answer, or None where this world has none."""
        ...


class Listener(Protocol):
    """Who watches a call as a test does."""

    def said(self, call: Call, block: Block, text: str, media: str) -> None:
        """The contact hears a piece: words, or the reference of a prompt or audio file."""
        ...

    def began(self, call: Call, block: Block, filled: dict[str, Any]) -> None:
        """A block begins."""
        ...

    def completed(self, call: Call, block: Block, filled: dict[str, Any]) -> None:
        """A block ended well."""
        ...


@dataclass(slots=True)
class Call:
    """A contact on its way. All times are seconds on a virtual clock.

    Attributes:
        library: The flows and modules that it can come to.
        world: Who answers what the flow can't know.
        program: The flow or module that it is in.
        at: The identifier of the next block.
        channel: ``VOICE``, ``CHAT``, ``TASK`` or ``EMAIL``.
        given: System values by the name of their path (``CustomerEndpoint.Address``).
        begins: When the call begins, in seconds since 1970.
        follows: Whether it goes on in queue, whisper, hold and disconnect flows.
        listener: Who watches.
        clock: Seconds since it began.
        attributes: The contact attributes that were set or read.
        settings: What else was set on it: queue, voice, hooks, recording, ...
        local: What is the present flow's.
        frames: The invocations to come back to.
        visits: How often it came to each block.
        buffer: Keys typed ahead; None where touchtone buffering is off.
        stage: Which part of a contact's life it is in: ``flow``, ``queue``, ``whisper``, ...
        pending: The stages that come after this one, with their flows.
        trail: The events, newest first, as a linked list.
        steps: How many blocks were run.
        ending: How it ended; ``""`` while it goes on.
        place: What it ended with.
        notes: Warnings, each once.
        heard: What the contact heard in the present block.
        said: What it pressed or said in the present block.
        answered: What system paths were answered, so that they read the same again.
        returned: Where the present block leads back to from a module: the flow, the invoking
            block, and the branch of it that is taken.
        brief: Whether its events leave out parameters and settings, for searches that do not
            read them.
    """

    library: Library
    world: World
    program: Program
    at: str
    channel: str = "VOICE"
    given: Mapping[str, str] = field(default_factory=dict)
    begins: float = 0.0
    follows: bool = True
    listener: Listener | None = None
    clock: float = 0.0
    attributes: dict[str, str] = field(default_factory=dict)
    settings: dict[str, Frozen] = field(default_factory=dict)
    local: Local = field(default_factory=Local)
    frames: tuple[Frame, ...] = ()
    visits: dict[str, int] = field(default_factory=dict)
    buffer: str | None = None
    stage: str = "flow"
    pending: tuple[tuple[str, str], ...] = ()
    trail: tuple[Event, Any] | None = None
    steps: int = 0
    ending: str = ""
    place: str = ""
    notes: dict[str, None] = field(default_factory=dict)
    heard: list[str] = field(default_factory=list)
    said: str = ""
    answered: dict[str, str] = field(default_factory=dict)
    returned: tuple[str, str, str] | None = None
    brief: bool = False
    _told: Frozen | None = None

    def fork(self) -> Call:
        """A copy that goes on by itself."""
        made = Call(*_STATE(self))
        made.attributes, made.settings = dict(self.attributes), dict(self.settings)
        made.visits, made.notes = dict(self.visits), dict(self.notes)
        made.local, made.heard = self.local.fork(), list(self.heard)
        made.answered = dict(self.answered)
        if self.frames:
            frames = self.frames
            made.frames = tuple(Frame(f.program, f.block, f.local.fork()) for f in frames)
        return made

    def ask(self, question: Question) -> Answer:
        """The world's answer, or the first choice where it has none; the clock moves on."""
        found = self.world.answer(question, self)
        if found is None:
            return question.choices[0] if question.choices else Answer()
        self.clock += found.delay
        return found

    def end(self, ending: str, place: str = "") -> None:
        """End the call."""
        self.ending, self.place = ending, place

    def note(self, text: str) -> None:
        """Keep a warning."""
        self.notes.setdefault(text)

    def put(self, name: str, value: Any) -> None:
        """Set something on the contact."""
        self.settings[name] = frozen(value)
        self._told = None

    def put_local(self, name: str, value: Any) -> None:
        """Set something for the present flow."""
        self.local.settings[name] = frozen(value)
        self._told = None

    def begin(self, program: Program) -> None:
        """Go to the start of a flow, which begins without local values."""
        self.program, self.at, self.local, self._told = program, program.start, Local(), None

    def back(self, frame: Frame) -> None:
        """Come back to where a module was invoked."""
        self.program, self.local, self._told = frame.program, frame.local, None

    def fill_root(self, root: str, block: Block, value: Any, *, partly: bool = False) -> None:
        """Let a block's answer be what a root reads."""
        known = self.local.roots.get(root, ()) if partly else ()
        older = [each for each in known if each.block != block.id]
        filled = Filled(block.id, self.visits.get(block.id, 0), value)
        self.local.roots[root] = (*older, filled)

    def read(self, path: JSONPath) -> str:
        """What a path reads now; ``""`` where nothing was set."""
        found = self.find(path)
        return found if isinstance(found, str) else as_text(found)

    def find(self, path: JSONPath) -> Any:
        """The JSON value of a path; ``""`` where nothing was set."""
        root = path.root
        if root == "Attributes":
            return self._attribute(path)
        if root == "FlowAttributes":
            return self.local.attributes.get(".".join(path.keys[1:]), "")
        if root in self.local.roots:
            return self._own(path)
        if root in OWN_ROOTS:
            return ""
        return self._system(path)

    def fill(self, value: Any) -> Any:
        """A JSON value with every path in it, in keys as well, replaced by what it reads."""
        if isinstance(value, str):
            return self._fill_text(value) if "$" in value else value
        if isinstance(value, dict):
            return {
                self._fill_text(key) if "$" in key else key: item
                if isinstance(item, str) and "$" not in item
                else self.fill(item)
                for key, item in value.items()
            }
        if isinstance(value, list):
            return [self.fill(item) for item in value]
        return value

    def _fill_text(self, text: str) -> str:
        return "".join(
            self.read(piece) if isinstance(piece, JSONPath) else piece for piece in pieces(text)
        )

    def told(self) -> Frozen:
        """The settings of contact and flow, for an event."""
        if self.brief:
            return ()
        if self._told is None:
            self._told = frozen({**self.settings, **self.local.settings})
        return self._told

    def events(self) -> tuple[Event, ...]:
        """The events so far, in order."""
        found: list[Event] = []
        link = self.trail
        while link:
            found.append(link[0])
            link = link[1]
        return tuple(reversed(found))

    def trace(self) -> Trace:
        """What is left of the call when it ended."""
        return Trace(
            self.events(),
            self.ending,
            self.place,
            tuple(sorted(self.attributes.items())),
            tuple(sorted(self.settings.items())),
            tuple(self.notes),
        )

    def _attribute(self, path: JSONPath) -> str:
        name = ".".join(path.keys[1:])
        if name not in self.attributes:
            self.attributes[name] = self._asked(path.name)
        return self.attributes[name]

    def _own(self, path: JSONPath) -> Any:
        """The newest value that a block of this flow filled in."""
        for place, filled in reversed(tuple(enumerate(self.local.roots[path.root]))):
            found = None if filled.value == OPEN else _within(filled, path)
            if found is None and _is_open(filled.value):
                found = self._open(path, place)
            if found not in {"", None} if isinstance(found, str) else found is not None:
                return found
        return ""

    def _open(self, path: JSONPath, place: int) -> str:
        """What an open path reads; the answer is kept in a new value, for forks share the old."""
        kept = self.local.roots[path.root]
        filled = kept[place]
        if path.name in filled.chosen:
            return filled.chosen[path.name]
        answer = self._asked(path.name, filled.block, filled.visit)
        chosen = {**filled.chosen, path.name: answer}
        made = Filled(filled.block, filled.visit, filled.value, chosen)
        self.local.roots[path.root] = (*kept[:place], made, *kept[place + 1 :])
        return answer

    def _system(self, path: JSONPath) -> str:
        name = path.name
        if name == "Channel":
            return self.given.get(name, self.channel)
        if name in self.given:
            return self.given[name]
        if name == "Queue.ARN":
            return str(self.settings.get("queue") or "")
        if path.root == "Queue":
            return self._queue(name)
        return self._once(name)

    def _queue(self, name: str) -> str:
        """What is known of the working queue: its name from the instance, else an answer."""
        queue = str(self.settings.get("queue") or "")
        known = self.library.names.get(queue) if name == "Queue.Name" else None
        if known or not queue:
            return known or ""
        return self._once(name, queue)

    def _once(self, name: str, block: str = "") -> str:
        key = f"{name} {block}"
        if key not in self.answered:
            self.answered[key] = self._asked(name, block)
        return self.answered[key]

    def _asked(self, name: str, block: str = "", visit: int = 0) -> str:
        question = Question(QuestionKind.VALUE, block, visit=visit, subject=name, choices=())
        return str(self.ask(question).value)


_STATE = attrgetter(*(field_.name for field_ in fields(Call)))


def _is_open(value: Any) -> bool:
    """Whether what a value does not have is asked for."""
    return bool(value == OPEN or (isinstance(value, dict) and OPEN in value))


def _within(filled: Filled, path: JSONPath) -> Any:
    """What a path reads in a value: an object by names, a list by numbers."""
    found = filled.value
    for key in path.keys[1:]:
        place = whole_number(key)
        if isinstance(found, dict):
            found = found.get(key)
        elif isinstance(found, list) and place is not None and place < len(found):
            found = found[place]
        else:
            return None
    return found


def as_text(value: Any) -> str:
    """How a JSON value reads: objects and lists as nothing."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, (dict, list)):
        return ""
    return str(value)
