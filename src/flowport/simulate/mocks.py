"""Mocks: what functions, bots, hours, queues and other resources answer in a simulated call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from flowport.catalogue import ACTIONS
from flowport.errors import MockError
from flowport.simulate.mock_members import AFTERWARDS, check_members, check_names
from flowport.simulate.mocked_queue import metric_value, queue_metrics, waiting
from flowport.simulate.questions import Answer, Question, QuestionKind

if TYPE_CHECKING:
    from flowport.simulate.call import Call

__all__ = ["MOCK_SECTIONS", "Mocked", "Mocks", "read_mocks"]

#: The sections of a mocks file, with the action types that each answers for.
SECTIONS: Mapping[str, frozenset[str]] = {
    "functions": frozenset({"InvokeLambdaFunction"}),
    "bots": frozenset({"ConnectParticipantWithLexBot", "ConnectParticipantWithAgenticCX"}),
    "hours": frozenset({"CheckHoursOfOperation"}),
    "queues": frozenset(
        {
            "CheckMetricData",
            "GetMetricData",
            "TransferContactToQueue",
            "DequeueContactAndTransferToQueue",
        }
    ),
    "modules": frozenset({"InvokeFlowModule"}),
    "views": frozenset({"ShowView"}),
    "tables": frozenset({"EvaluateDataTableValues", "ListDataTableValues"}),
    "numbers": frozenset({"TransferParticipantToThirdParty"}),
}
_BY_TYPE = {type_: section for section, types in SECTIONS.items() for type_ in types}
_OTHER = frozenset(
    {
        "actions",
        "blocks",
        "values",
        "prompts",
        "percent",
        "waiting",
        "attributes",
        "at",
        "entry_points",
    }
)
#: The names of all sections.
MOCK_SECTIONS = frozenset(SECTIONS) | _OTHER
_INTERRUPTED = ("MessagesInterrupted", "NoMatchingCondition", "NoMatchingError")
#: What can happen to a contact in queue or with an agent.
_TURNS = frozenset({"wait", "agent", *AFTERWARDS, *_INTERRUPTED})
#: The sections of what answers with a result or an error, and never with the name of a branch.
_RESULTS = frozenset({"functions", "tables", "numbers"})
_ERRORS = frozenset(
    {error.type for type_ in _BY_TYPE for error in ACTIONS[type_].errors} | {"TimeLimitExceeded"}
)

#: The outcomes that need no branch of their own.
_ALWAYS = ("hang up", "True", "False", "WaitCompleted", "NoMatchingCondition")

#: Runs the command of a mock with the block's parameters; gives the JSON value that it printed.
Command = Callable[[str, dict[str, Any]], Any]
#: A section and the name of a mock in it.
MockName = tuple[str, str]
#: The mocks of one name, in the order in which they are used.
Answers = tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Mocks:
    """Mocks as they were read.

    Attributes:
        sections: For each section, the mocks of each name, in the order in which they are used.
        values: What paths read, by their name without ``$.``.
        percent: The numbers that are drawn, in order.
        attributes: Contact attributes at the start.
        at: The moment at which the call begins, as it was written.
        waiting: What happens in queue and with an agent, in order: ``wait``, ``agent``, ...
        prompts: The words of recorded prompts and audio files, by id, ARN or name.
        entry_points: The flows that phone numbers lead to.
    """

    sections: Mapping[str, Mapping[str, Answers]] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    percent: tuple[int, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    at: str = ""
    prompts: Mapping[str, str] = field(default_factory=dict)
    waiting: tuple[str, ...] = ()
    entry_points: Mapping[str, str] = field(default_factory=dict)

    def named(self) -> tuple[MockName, ...]:
        """The section and name of each mock, but of those for all names."""
        every = ((section, name) for section, each in self.sections.items() for name in each)
        return tuple(key for key in every if key[1] != "*")

    def find(
        self, section: str, keys: tuple[str, ...]
    ) -> tuple[MockName | None, tuple[Mapping[str, Any], ...]]:
        """The mocks of the first key that has some, else those of ``*``; and their name."""
        named = self.sections.get(section, {})
        for key in (*keys, "*"):
            if key and key in named:
                return (section, key), named[key]
        return None, ()


def read_mocks(tree: Any, name: str = "mocks") -> Mocks:
    """Mocks from a JSON value.

    Raises:
        MockError: a section or member is unknown, or of a wrong type.
    """
    if tree is None:
        return Mocks()
    if not isinstance(tree, dict):
        raise MockError(f"{name}: a mocks file is an object of sections, not {_called(tree)}")
    for key in tree:
        if key not in MOCK_SECTIONS:
            listed = ", ".join(sorted(MOCK_SECTIONS))
            raise MockError(f'{name}: unknown section "{key}". Use one of {listed}')
    named = {*SECTIONS, "actions", "blocks"}
    return Mocks(
        {key: _section(name, key, value) for key, value in tree.items() if key in named},
        {str(k).removeprefix("$."): str(v) for k, v in _object(name, tree, "values").items()},
        _numbers(name, tree.get("percent")),
        {str(k): str(v) for k, v in _object(name, tree, "attributes").items()},
        str(tree.get("at") or ""),
        {str(k): str(v) for k, v in _object(name, tree, "prompts").items()},
        _words(name, tree.get("waiting")),
        {str(k): str(v) for k, v in _object(name, tree, "entry_points").items()},
    )


def _object(name: str, tree: dict[str, Any], key: str) -> dict[str, Any]:
    found = tree.get(key) or {}
    if not isinstance(found, dict):
        raise MockError(f"{name}: {key} is an object of names and strings, not {_called(found)}")
    check_names(f"{name}: {key}", {str(each): value for each, value in found.items()})
    return found


def _numbers(name: str, value: Any) -> tuple[int, ...]:
    numbers = value if isinstance(value, list) else [] if value is None else [value]
    if not all(type(n) is int and 1 <= n <= 100 for n in numbers):  # noqa: PLR2004  percent
        raise MockError(f"{name}: percent is a number from 1 to 100, or a list of them")
    return tuple(numbers)


def _words(name: str, value: Any) -> tuple[str, ...]:
    words = value if isinstance(value, list) else [] if value is None else [value]
    if not all(isinstance(word, str) and word in _TURNS for word in words):
        raise MockError(f"{name}: waiting is a list of {', '.join(sorted(_TURNS))}")
    return tuple(words)


def _section(name: str, key: str, value: Any) -> dict[str, Answers]:
    if not isinstance(value, dict):
        raise MockError(f"{name}: {key} is an object of names and mocks, not {_called(value)}")
    for each, mocks in value.items():
        if mocks == []:
            raise MockError(f"{name}: {key}.{each}: is an empty list. Write at least one mock")
        if key == "actions" and each != "*" and each not in ACTIONS:
            raise MockError(f'{name}: actions: "{each}" is not the type of an action')
    return {
        str(each): tuple(
            _mock(f"{name}: {key}.{each}", key, one)
            for one in (mocks if isinstance(mocks, list) else [mocks])
        )
        for each, mocks in value.items()
    }


def _mock(place: str, section: str, value: Any) -> Mapping[str, Any]:
    """One mock: an object of known members, or a word for short."""
    if not isinstance(value, dict):
        return _short(place, section, value)
    if section == "hours" and ("open" in value or "zone" in value):
        raise MockError(f"{place}: write open, closed, or an error; schedules are in the instance")
    check_members(place, value, queue=section == "queues")
    return value


_HOURS = {"open": "True", "closed": "False", "true": "True", "false": "False"}


def _short(place: str, section: str, value: Any) -> Mapping[str, Any]:
    if value is None or isinstance(value, list):
        raise MockError(f"{place}: write an object, such as {{result: {{}}}}, not {_called(value)}")
    word = str(value).lower() if isinstance(value, bool) else str(value)
    if section in _RESULTS and word not in _ERRORS:
        raise MockError(
            f'{place}: "{word}" is not an error. Write an object, such as {{result: {{}}}}'
        )
    if section == "hours":
        if word.lower() not in _HOURS:
            raise MockError(f"{place}: write open or closed, not {word}")
        return {"outcome": _HOURS[word.lower()]}
    if section == "bots":
        return {"intent": word}
    if section == "queues":
        raise MockError(f"{place}: write an object, such as {{agents: 2}} or {{full: true}}")
    return {"outcome": word}


def _called(value: Any) -> str:
    names = {list: "a list", str: "a string", dict: "an object", type(None): "nothing"}
    return names.get(type(value), f"{value}")


@dataclass(slots=True)
class Mocked:
    """A world that answers from mocks. Each run has one, for it counts what was used.

    Attributes:
        mocks: The mocks.
        command: Runs the commands of mocks; None where none may be run.
        used: How often each name was asked.
    """

    mocks: Mocks
    command: Command | None = None
    used: dict[MockName, int] = field(default_factory=dict)

    def answer(self, question: Question, call: Call) -> Answer | None:
        """The answer of a mock, None where there is none."""
        if question.kind is QuestionKind.VALUE:
            own = question.block and not question.subject.startswith("Queue.")
            found = None if own else self.mocks.values.get(question.subject)
            return None if found is None else Answer(value=found)
        if question.kind is QuestionKind.PERCENT and self.mocks.percent:
            numbers = self.mocks.percent
            return Answer(value=numbers[min(self._count(("percent", "")), len(numbers) - 1)])
        if question.kind is QuestionKind.WAITING:
            return self._waited(question, call)
        if question.kind is QuestionKind.INPUT:
            return None
        mock = self._mock(question, call)
        return None if mock is None else self._answered(question, call, mock)

    def _count(self, key: MockName) -> int:
        before = self.used.get(key, 0)
        self.used[key] = before + 1
        return before

    def _mock(self, question: Question, call: Call) -> Mapping[str, Any] | None:
        """The mock of the block, else of its resource, else of its action type."""
        section = _BY_TYPE.get(question.type, "")
        for name, keys in (
            ("blocks", (question.block, question.title)),
            (section, names_of(question.subject, question.names, call)),
            ("actions", (question.type,)),
        ):
            key, mocks = self.mocks.find(name, keys)
            if key and (question.kind is not QuestionKind.TROUBLE or name != section):
                return mocks[min(self._count(key), len(mocks) - 1)]
        return None

    def _waited(self, question: Question, call: Call) -> Answer | None:
        turns = self.mocks.waiting
        if turns and (place := self._count(("waiting", ""))) < len(turns):
            return Answer("" if turns[place] == "wait" else turns[place])
        queue = str(call.settings.get("queue") or question.subject)
        found, mocks = self.mocks.find("queues", names_of(queue, (), call))
        if found:
            self.used.setdefault(found, 0)
        return waiting(mocks[-1], question, call) if mocks else None

    def _answered(self, question: Question, call: Call, mock: Mapping[str, Any]) -> Answer | None:
        delay = float(mock.get("delay", 0))
        if mock.get("error"):
            return Answer(_error(str(mock["error"]), question, call), delay=delay)
        if question.type in SECTIONS["queues"]:
            return self._queue(question, mock, delay)
        if question.type in SECTIONS["bots"]:
            return self._bot(question, call, mock, delay)
        value = mock.get("result", {})
        if "command" in mock:
            value = self._run(question, mock)
        return Answer(_outcome(str(mock.get("outcome") or ""), question, call), value, delay)

    def _run(self, question: Question, mock: Mapping[str, Any]) -> Any:
        if self.command is None:
            raise MockError(f'"{question.title}": its mock is a command, which is not run here')
        return self.command(str(mock["command"]), question.detail)

    def _queue(self, question: Question, mock: Mapping[str, Any], delay: float) -> Answer | None:
        if question.type == "CheckMetricData" and "result" in mock:
            return Answer(value=mock["result"], delay=delay)
        if question.type == "CheckMetricData":
            return metric_value(mock, str(question.detail.get("MetricType", "")), delay)
        if question.type == "GetMetricData":
            return Answer(value=queue_metrics(mock), delay=delay)
        return Answer("QueueAtCapacity" if mock.get("full") else "", delay=delay)

    def _bot(
        self, question: Question, call: Call, mock: Mapping[str, Any], delay: float
    ) -> Answer | None:
        """An intent: the mock's, or that of what the caller says to the bot."""
        said: Mapping[str, Any] = mock
        if "utterances" in mock:
            turn = call.ask(
                Question(QuestionKind.INPUT, question.block, question.type, question.visit)
            )
            if turn.outcome == "hang up":
                return turn
            call.said = str(turn.value)
            words = call.said.strip().casefold()
            found = {str(k).casefold(): v for k, v in mock["utterances"].items()}.get(words)
            said = {"intent": found} if isinstance(found, str) else found or {}
        intent = str(said.get("intent") or said.get("outcome") or "")
        result = said.get("result")
        value = result if isinstance(result, dict) else {}
        value = {"IntentName": intent, **value}
        value |= {"Slots": said["slots"]} if "slots" in said else {}
        value |= {"SessionAttributes": said["session"]} if "session" in said else {}
        return Answer(intent or "NoMatchingCondition", value, delay)


def _error(name: str, question: Question, call: Call) -> str:
    """The error branch of a mock; where the block has none of that name, its general one."""
    if name in question.errors or any(name == choice.outcome for choice in question.choices):
        return name
    call.note(f'"{question.title}" has no branch {name}; its mock asks for it')
    return "NoMatchingError"


def _outcome(name: str, question: Question, call: Call) -> str:
    """The outcome of a mock; it is noted where the block has no branch for it."""
    known = {"", *_ALWAYS, *question.errors, *(choice.outcome for choice in question.choices)}
    if name not in known:
        call.note(f'"{question.title}" has no branch {name}; its mock asks for it')
    return name


def names_of(subject: str, names: tuple[str, ...], call: Call) -> tuple[str, ...]:
    """Every name that a mock may use for a resource: its ARN, id, function name, or kept name."""
    last = subject.rpartition("/")[2]
    plain = last.rpartition(":function:")[2].partition(":")[0]
    known = call.library.names.get(subject) or call.library.names.get(last) or ""
    return (subject, last, known, plain, *names)
