"""A flow made ready to be walked: each action with its effect and its branches sorted out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from flowport.catalogue import ACTIONS
from flowport.catalogue.jsonpath import paths, single
from flowport.errors import CaseError
from flowport.patterns import pattern
from flowport.simulate.effects import EFFECTS, UNKNOWN, Effect
from flowport.simulate.trace import Frozen, frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from flowport.catalogue.jsonpath import JSONPath
    from flowport.model import Action, Branch, Flow

_NUMBERED = pattern(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")

__all__ = ["Block", "Library", "Program", "strings"]


@dataclass(frozen=True, slots=True)
class Block:
    """An action, ready.

    Attributes:
        id: Its identifier.
        type: The action's type.
        title: What a reader calls it: its own name, else what the designer calls such a block.
        effect: What it does.
        parameters: Its parameters.
        constant: The parameters, frozen, when no path is in them; None otherwise.
        compared: The path that it compares, if it does.
        onward: Its next branch, if it has one.
        conditions: Its conditions in order.
        errors: Its error branches in order.
        names: By what name the designer knows the flow or module that it leads to.
        failures: The error types that are not an answer to a comparison.
    """

    id: str
    type: str
    title: str
    effect: Effect
    parameters: dict[str, Any]
    constant: Frozen
    compared: JSONPath | None
    onward: Branch | None
    conditions: tuple[Branch, ...]
    errors: tuple[Branch, ...]
    names: tuple[str, ...]
    failures: tuple[str, ...]

    def error(self, name: str) -> Branch | None:
        """The error branch of a type."""
        return next((branch for branch in self.errors if branch.name == name), None)


@dataclass(frozen=True, slots=True)
class Program:
    """A flow, ready to be walked.

    Attributes:
        name: Its name.
        ids: Its ARN and identifier, as far as they are known.
        start: The identifier of its first block.
        blocks: Its blocks by identifier.
        is_module: Whether it is a flow module.
        type: Its flow type (``CONTACT_FLOW``); ``""`` where the file does not say.
    """

    name: str
    ids: tuple[str, ...]
    start: str
    blocks: dict[str, Block]
    is_module: bool = False
    type: str = ""

    @classmethod
    def of(cls, flow: Flow) -> Program:
        """The program of a flow or module."""
        ids = tuple(str(flow.about[key]) for key in ("Arn", "Id") if flow.about.get(key))
        blocks = {action.id: _block(flow, action) for action in reversed(flow.actions)}
        return cls(flow.name or "", ids, flow.start, blocks, flow.is_module, flow.type or "")


@dataclass(frozen=True, slots=True)
class Library:
    """The flows and modules that a call can come to, by ARN, id and name.

    Attributes:
        programs: The flows by each of their keys.
        names: The names of other resources (queues, hours, ...) by ARN and id.
        twice: The keys that more than one flow has, each with what tells those flows apart.
    """

    programs: dict[str, Program]
    names: dict[str, str] = field(default_factory=dict)
    twice: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, flows: Iterable[Flow]) -> Library:
        """A library; where two flows share a name, the first has it."""
        found: dict[str, Program] = {}
        for program in map(Program.of, flows):
            for key in (*program.ids, program.name):
                if key:
                    found.setdefault(key, program)
        return cls(found)

    def find(self, target: str, names: tuple[str, ...] = ()) -> Program | None:
        """The flow that a reference means: by its value first, then by the name kept with it.

        A version, alias or ``$LATEST`` after the id is looked for first, and then left out.

        Raises:
            CaseError: More than one flow has that name, or a file of it.
        """
        last = target.rpartition("/")[2]
        for key in (target, last, last.partition(":")[0], *names):
            if key and key in self.twice:
                files = ", ".join(self.twice[key])
                raise CaseError(f'{len(self.twice[key])} flows fit "{key}": {files}')
            if key and key in self.programs:
                return self.programs[key]
        return None

    def _known(self, target: str, names: tuple[str, ...]) -> Program | None:
        """The flow that a reference means; None also where several could be meant."""
        try:
            return self.find(target, names)
        except CaseError:
            return None

    def within(self, start: Program) -> tuple[Program, ...]:
        """A flow with all flows of the library that a call of it can come to.

        Where a flow's target is read from a path, that is every flow.
        """
        found = {id(start): start}
        waiting = [start]
        while waiting:
            for program in self._leads(waiting.pop()):
                if id(program) not in found:
                    found[id(program)] = program
                    waiting.append(program)
        return tuple(found.values())

    def _leads(self, program: Program) -> Iterator[Program]:
        for block in program.blocks.values():
            if block.type not in _LEADING:
                continue
            for text in strings(block.parameters):
                if "$" in text:
                    yield from self.programs.values()
                elif target := self._known(text, block.names):
                    yield target


#: The actions that lead to another flow or module, now or later.
_LEADING = frozenset({"TransferToFlow", "InvokeFlowModule", "UpdateContactEventHooks"})


def strings(value: Any) -> Iterator[str]:
    """Every text in a JSON value, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


def _block(flow: Flow, action: Action) -> Block:
    parameters = action.parameters
    branches = action.branches
    dynamic = any(paths(text) for text in strings(parameters))
    compared = parameters.get("ComparisonValue")
    return Block(
        id=action.id,
        type=action.type,
        title=_title(action),
        effect=EFFECTS.get(action.type, UNKNOWN),
        parameters=parameters,
        constant=None if dynamic else frozen(parameters),
        compared=single(compared) if isinstance(compared, str) else None,
        onward=next((branch for branch in branches if branch.kind == "next"), None),
        conditions=tuple(branch for branch in branches if branch.kind == "condition"),
        errors=tuple(branch for branch in branches if branch.kind == "error"),
        names=tuple(_names(flow.metadata_of(action.id))),
        failures=tuple(
            branch.name
            for branch in branches
            if branch.kind == "error" and branch.name != "NoMatchingCondition"
        ),
    )


def _title(action: Action) -> str:
    """A block's own name; where its identifier is only a number, what the designer calls it."""
    if action.id and not _NUMBERED.fullmatch(action.id):
        return action.id
    declared = ACTIONS.get(action.type)
    return declared.titles[0] if declared else action.type


def _names(metadata: dict[str, Any]) -> Iterator[str]:
    """The names that the designer keeps of a flow or module, in its three spellings."""
    parameters = metadata.get("parameters")
    for key in ("ContactFlowId", "FlowModuleId"):
        kept = parameters.get(key) if isinstance(parameters, dict) else None
        if isinstance(kept, dict) and isinstance(kept.get("displayName"), str):
            yield kept["displayName"]
    for key in ("ContactFlow", "contactFlow"):
        kept = metadata.get(key)
        if isinstance(kept, dict) and isinstance(kept.get("text"), str):
            yield kept["text"]
    if isinstance(metadata.get("contactFlowModuleName"), str):
        yield metadata["contactFlowModuleName"]
