"""The parts as flows of their own, joined by transfers or invoked as modules."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flowport.catalogue import FLOW_TYPES
from flowport.catalogue.families import FAMILIES, settings
from flowport.model import Flow
from flowport.split.joining_blocks import (
    Carriers,
    Names,
    action,
    compare,
    instance_of,
    placeholder,
    set_attributes,
)
from flowport.split.part_blocks import moved, reading, reading_known
from flowport.split.part_writer import PartWriter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from flowport.split.parts import Material, Part, SplitPlan

__all__ = ["SplitFlows", "write"]


@dataclass(frozen=True, slots=True)
class SplitFlows:
    """The flows, the first in the place of the one that was split, and the blocks added."""

    flows: tuple[Flow, ...]
    added: frozenset[str]


def write(
    flow: Flow, name: str, material: Material, plan: SplitPlan, carriers: Carriers, *, modules: bool
) -> SplitFlows:
    """Write a plan's parts.

    Args:
        flow: The flow that is split.
        name: What it is called; the first part keeps the name, and so what points to it.
        material: What was planned with.
        plan: The plan; for modules it has a front.
        carriers: The attributes that carry values.
        modules: Whether the parts are modules that the front invokes.
    """
    original = frozenset(action.id for action in flow.actions)
    writer = PartWriter(
        *(flow, name, material, plan, carriers, modules, Names(set(original))),
        *(instance_of(flow.content()), _notes(flow)),
    )
    trees = [_front(writer)] if plan.front else []
    trees += [_Sheet(writer, part).tree() for part in plan.parts]
    flows = tuple(Flow.from_tree(tree, like=flow) for tree in trees)
    return SplitFlows(flows, frozenset(writer.names.taken - original))


class _Sheet:
    """One part as it is being written."""

    def __init__(self, writer: PartWriter, part: Part) -> None:
        self._writer = writer
        self._part = part
        self._added: list[dict[str, Any]] = []
        self._known: dict[str, dict[str, Any]] = {}
        self._transfers: dict[int, str] = {}
        self._end = ""

    def tree(self) -> dict[str, Any]:
        """The part's JSON."""
        part, writer = self._part, self._writer
        leads = {target: self._exit(target, names) for target, names in part.exits.items()}
        blocks = [self._block(identifier, leads) for identifier in part.blocks]
        start = self._start()
        return _document(writer, part.number, start, blocks + self._added, self._known)

    def _block(self, identifier: str, leads: Mapping[str, str]) -> dict[str, Any]:
        part, writer = self._part, self._writer
        tree = writer.material.nodes[identifier].action.tree
        wanted = part.renamed.get(identifier, frozenset())
        names = {name: writer.carriers.by_path[name] for name in wanted}
        if names:
            self._known[identifier] = reading_known(writer.flow.metadata_of(identifier), names)
            tree = reading(tree, names)
        return moved(tree, leads, self._kept(identifier, leads))

    def _kept(self, identifier: str, leads: Mapping[str, str]) -> dict[str, str]:
        """For each branch that fills what must be copied, a copy that leads to its target."""
        writer = self._writer
        node = writer.material.nodes[identifier]
        copies = self._copies(self._part.copied.get(identifier, ()))
        logs = writer.plan.kept_logging and node.action.type == "UpdateFlowLoggingBehavior"
        if logs:
            copies[writer.carriers.logging] = str(node.action.parameters["FlowLoggingBehavior"])
        joints: dict[str, str] = {}
        found: dict[str, str] = {}
        for edge in node.edges if copies else ():
            if edge.fills or (logs and edge.key == "next"):
                onward = leads.get(edge.target, edge.target)
                if onward not in joints:
                    joints[onward] = self._add(f"split keep {identifier}", copies, onward, onward)
                found[edge.key] = joints[onward]
        return found

    def _copies(self, names: tuple[str, ...]) -> dict[str, str]:
        return self._writer.copies(names)

    def _add(self, wanted: str, attributes: dict[str, str], onward: str, failed: str) -> str:
        identifier = self._writer.names.new(_plain(wanted))
        self._added.append(set_attributes(identifier, attributes, onward, failed))
        return identifier

    def _exit(self, target: str, names: tuple[str, ...]) -> str:
        """The joint that leads to a block of another part: copy, mark, transfer or return."""
        writer = self._writer
        number = writer.plan.part_numbers[target]
        at = self._transfer(number)
        if writer.marked(number):
            marks = {writer.carriers.mark: writer.mark(target)}
            at = self._add(f"split enter {writer.mark(target)}", marks, at, self._handler())
        if names:
            at = self._add(f"split carry to {number}", self._copies(names), at, at)
        return at

    def _transfer(self, number: int) -> str:
        writer = self._writer
        key = 0 if writer.modules else number
        if key not in self._transfers:
            wanted = "split return" if writer.modules else f"split to part {number}"
            identifier = self._transfers[key] = writer.names.new(wanted)
            if writer.modules:
                self._added.append(action(identifier, "EndFlowModuleExecution", {}))
            else:
                tree, known = _transfer(
                    writer.instance, identifier, writer.title(number), self._handler()
                )
                self._added.append(tree)
                self._known[identifier] = known
        return self._transfers[key]

    def _handler(self) -> str:
        """Where a joint leads that fails: the part's own ending after errors, or a hang-up."""
        if not self._end:
            self._end = self._own_ending() or self._hang_up()
        return self._end

    def _own_ending(self) -> str:
        endings = Counter(
            branch.target
            for identifier in self._part.blocks
            for branch in self._writer.material.nodes[identifier].action.branches
            if branch.kind == "error" and branch.target in self._part.tails
        )
        return max(endings, key=lambda end: (endings[end], end)) if endings else ""

    def _hang_up(self) -> str:
        for identifier in self._part.blocks:
            if self._writer.material.nodes[identifier].action.type == "DisconnectParticipant":
                return identifier
        identifier = self._writer.names.new("split hang up")
        self._added.append(action(identifier, "DisconnectParticipant", {}))
        return identifier

    def _start(self) -> str:
        """The part's first block: logging is set again, then the entries are distinguished."""
        part, writer = self._part, self._writer
        if not part.entries:
            return part.blocks[0]  # nothing leads here, in the flow that was split as well
        at = part.entries[0]
        if writer.marked(part.number):
            ways = {writer.mark(entry): entry for entry in part.entries}
            at_start = writer.names.new(f"split entries of part {part.number}")
            self._added.append(compare(at_start, writer.carriers.mark, ways, self._handler()))
            at = at_start
        if part.number == 1 and not writer.modules:
            return at
        return self._logging(at)

    def _logging(self, at: str) -> str:
        writer = self._writer
        states = sorted(state for state in self._part.logging if state)
        blocks: dict[str, str] = {}
        for state in states:
            identifier = blocks[state] = writer.names.new(f"split logging {state}")
            parameters = {"FlowLoggingBehavior": state}
            self._added.append(action(identifier, "UpdateFlowLoggingBehavior", parameters, at))
        if len(self._part.logging) <= 1:
            return blocks[states[0]] if states else at
        identifier = writer.names.new("split logging as before")
        self._added.append(compare(identifier, writer.carriers.logging, blocks, at))
        return identifier


def _front(writer: PartWriter) -> dict[str, Any]:
    """The flow that takes the place of the one that was split, and only leads into its parts."""
    start = writer.plan.start
    end = writer.names.new("split hang up")
    known: dict[str, dict[str, Any]] = {}
    if writer.modules:
        at, blocks = _invocations(writer, end, known)
    else:
        number = writer.plan.part_numbers[start]
        at = writer.names.new(f"split to part {number}")
        tree, known[at] = _transfer(writer.instance, at, writer.title(number), end)
        blocks = [tree]
    marks = {writer.carriers.mark: writer.mark(start)}
    if writer.plan.kept_logging:
        marks[writer.carriers.logging] = "none"
    first = writer.names.new("split begin")
    blocks.insert(0, set_attributes(first, marks, at, end))
    names = writer.plan.carried.get(start, ())
    if names:
        copies = writer.copies(names)
        carry = writer.names.new("split carry")
        blocks.insert(0, set_attributes(carry, copies, first, first))
        first = carry
    return _document(writer, 1, first, [*blocks, action(end, "DisconnectParticipant", {})], known)


def _invocations(
    writer: PartWriter, end: str, known: dict[str, dict[str, Any]]
) -> tuple[str, list[dict[str, Any]]]:
    """A block for each module, and one before them that says which is next."""
    at = writer.names.new("split next part")
    ways: dict[str, str] = {}
    blocks: list[dict[str, Any]] = []
    for part in writer.plan.parts:
        identifier = ways[f"{part.number}."] = writer.names.new(f"split part {part.number}")
        title = writer.title(part.number)
        arn = placeholder(writer.instance, FAMILIES["module"].slug, title)
        blocks.append(action(identifier, "InvokeFlowModule", {"FlowModuleId": arn}, at, end))
        known[identifier] = {
            "parameters": {"FlowModuleId": {"displayName": title}},
            "contactFlowModuleName": title,
        }
    return at, [compare(at, writer.carriers.mark, ways, end, "TextStartsWith"), *blocks]


def _transfer(
    instance: str, identifier: str, title: str, failed: str
) -> tuple[dict[str, Any], dict[str, Any]]:
    """A block that transfers to a flow known by its name, and what the designer keeps of it."""
    arn = placeholder(instance, FAMILIES["flow"].slug, title)
    known = {
        "parameters": {"ContactFlowId": {"displayName": title}},
        "useDynamic": False,
        "ContactFlow": {"id": arn, "text": title},
    }
    return action(identifier, "TransferToFlow", {"ContactFlowId": arn}, failed, failed), known


def _plain(identifier: str) -> str:
    return "".join(c if c.isalnum() or c in " -_." else "-" for c in identifier)


def _document(
    writer: PartWriter,
    number: int,
    start: str,
    actions: list[dict[str, Any]],
    known: dict[str, dict[str, Any]],
) -> dict[str, Any]:
    module = writer.modules and number > 1
    tree = {key: value for key, value in writer.flow.tree.items() if key != "Metadata"}
    tree |= {"StartAction": start, "Actions": actions}
    tree["Metadata"] = _metadata(writer, number, actions, known, module=module)
    if module:
        tree["Settings"] = settings("Success", "Error")
    return tree


def _metadata(
    writer: PartWriter,
    number: int,
    actions: list[dict[str, Any]],
    known: dict[str, dict[str, Any]],
    *,
    module: bool,
) -> dict[str, Any]:
    flow = writer.flow
    own = [str(tree["Identifier"]) for tree in actions if tree.get("Identifier")]
    metadata = dict(flow.metadata) | {"name": writer.title(number)}
    if module:
        metadata.pop("type", None)
    elif flow.type:
        metadata.setdefault("type", _export_type(flow.type))
    metadata["ActionMetadata"] = {
        identifier: {**flow.metadata_of(identifier), **known.get(identifier, {})}
        for identifier in own
    }
    if "Annotations" in metadata:
        metadata["Annotations"] = [
            note for _, note in sorted(_notes_at(writer, own, number), key=lambda pair: pair[0])
        ]
    if "hash" in metadata:
        metadata["hash"] = {}
    return metadata


def _notes(flow: Flow) -> dict[str, list[tuple[int, dict[str, Any]]]]:
    """The notes with their places in the file by the block that they are pinned to, else ``""``."""
    found: dict[str, list[tuple[int, dict[str, Any]]]] = {}
    for place, note in enumerate(flow.annotations):
        pinned = note.get("actionId") or ""
        if isinstance(pinned, str):
            found.setdefault(pinned, []).append((place, note))
    return found


def _notes_at(
    writer: PartWriter, own: Iterable[str], number: int
) -> Iterator[tuple[int, dict[str, Any]]]:
    """The notes of a part; those that are not pinned are in the first one."""
    for identifier in (*(("",) if number == 1 else ()), *own):
        yield from writer.notes.get(identifier, ())


def _export_type(name: str) -> str:
    facts = next((facts for facts in FLOW_TYPES.values() if str(facts.type) == name), None)
    return (facts and facts.export_name) or name
